package feed

import "fmt"

// The protocol's limits for a sitemap.
const (
	maxAddresses = 50_000
	maxBytes     = 50 << 20
)

// namespace is the one of sitemaps and their index.
const namespace = "http://www.sitemaps.org/schemas/sitemap/0.9"

// Address is a page to be found by crawlers.
type Address struct {
	// URL is the page's site path.
	URL string
	// Modified is a date as the package describes them, or "".
	Modified string
}

// Sitemap returns the sitemap's files by site path, the addresses in the order
// given, as https://www.sitemaps.org/protocol.html asks: loc, and lastmod in a
// form of W3C's note on dates. A list that fits is SitemapPath alone; past
// 50,000 addresses or 50 MB, SitemapPath is an index of sitemap-1.xml,
// sitemap-2.xml and so on. The index gives no lastmod: it would have to tell
// when a file changed, and the newest page does not tell that when one is
// added with an older date or removed.
func Sitemap(baseURL string, list []Address) map[string][]byte {
	return sitemap(baseURL, list, maxAddresses, maxBytes)
}

// sitemap is Sitemap with the limits given.
func sitemap(base string, list []Address, addresses, size int) map[string][]byte {
	parts := split(base, list, addresses, size)
	if len(parts) == 1 {
		return map[string][]byte{SitemapPath: parts[0]}
	}
	files := make(map[string][]byte, len(parts)+1)
	index := newDocument()
	index.open("sitemapindex", "xmlns", namespace)
	for i, data := range parts {
		name := fmt.Sprintf("sitemap-%d.xml", i+1)
		files[name] = data
		index.open("sitemap")
		index.text("loc", address(base, name))
		index.shut("sitemap")
	}
	index.shut("sitemapindex")
	files[SitemapPath] = index.b.Bytes()
	return files
}

// split writes the addresses to as many sitemaps as the limits ask for, at
// least one.
func split(base string, list []Address, addresses, size int) [][]byte {
	var parts [][]byte
	d, count := newURLSet(), 0
	finish := func() {
		d.shut("urlset")
		parts = append(parts, d.b.Bytes())
	}
	for _, a := range list {
		before := d.b.Len()
		d.url(base, a)
		full := count == addresses || d.b.Len()+len("</urlset>\n") > size
		if full && count > 0 {
			d.b.Truncate(before)
			finish()
			d, count = newURLSet(), 0
			d.url(base, a)
		}
		count++
	}
	finish()
	return parts
}

// newURLSet starts a sitemap.
func newURLSet() *document {
	d := newDocument()
	d.open("urlset", "xmlns", namespace)
	return d
}

// url writes an address.
func (d *document) url(base string, a Address) {
	d.open("url")
	d.text("loc", address(base, a.URL))
	d.text("lastmod", w3c(a.Modified))
	d.shut("url")
}
