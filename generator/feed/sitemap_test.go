package feed

import (
	"bytes"
	"fmt"
	"testing"
)

type urlset struct {
	XMLName struct{} `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
	URLs    []struct {
		Loc     string  `xml:"loc"`
		Lastmod *string `xml:"lastmod"`
	} `xml:"url"`
}

type sitemapindex struct {
	XMLName struct{} `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 sitemapindex"`
	Locs    []string `xml:"sitemap>loc"`
}

func addresses(n int) []Address {
	list := make([]Address, n)
	for i := range list {
		list[i] = Address{fmt.Sprintf("cases/c%d.html", i), "2024-05"}
	}
	return list
}

// locs follows the index and returns every address in order.
func locs(t *testing.T, files map[string][]byte) []string {
	t.Helper()
	var index sitemapindex
	read(t, files[SitemapPath], &index)
	equal(t, "files but the index", len(files)-1, len(index.Locs))
	var out []string
	for i, loc := range index.Locs {
		name := fmt.Sprintf("sitemap-%d.xml", i+1)
		equal(t, "entry of the index", loc, base+name)
		var s urlset
		read(t, files[name], &s)
		if n := len(s.URLs); n == 0 || n > maxAddresses {
			t.Errorf("%s has %d addresses", name, n)
		}
		for _, u := range s.URLs {
			out = append(out, u.Loc)
		}
	}
	return out
}

func TestSitemapOfASmallSite(t *testing.T) {
	files := Sitemap(base, []Address{{"index.html", "2024"}, {"a&b.html", "2024-05-06"}, {"c.html", "soon"}, {"d.html", ""}})
	equal(t, "files", len(files), 1)
	var s urlset
	read(t, files[SitemapPath], &s)
	equal(t, "addresses", len(s.URLs), 4)
	equal(t, "loc", s.URLs[0].Loc, base)
	equal(t, "lastmod", *s.URLs[0].Lastmod, "2024")
	equal(t, "loc", s.URLs[1].Loc, base+"a&b.html")
	equal(t, "lastmod", *s.URLs[1].Lastmod, "2024-05-06")
	if s.URLs[2].Lastmod != nil || s.URLs[3].Lastmod != nil {
		t.Error("lastmod without a date")
	}
}

func TestSitemapSplitsPastFiftyThousand(t *testing.T) {
	equal(t, "files for 50,000", len(Sitemap(base, addresses(50_000))), 1)
	equal(t, "files for 50,001", len(Sitemap(base, addresses(50_001))), 3)
	list := addresses(120_000)
	files := Sitemap(base, list)
	equal(t, "files for 120,000", len(files), 4)
	got := locs(t, files)
	if len(got) != len(list) {
		t.Fatalf("%d of %d addresses", len(got), len(list))
	}
	for i, loc := range got {
		if loc != base+list[i].URL {
			t.Fatalf("address %d is %s", i, loc)
		}
	}
}

func TestSitemapSplitsBySize(t *testing.T) {
	list := addresses(100)
	whole := len(sitemap(base, list, 1000, 1<<20)[SitemapPath])
	equal(t, "files for a list that just fits", len(sitemap(base, list, 1000, whole)), 1)
	files := sitemap(base, list, 1000, whole-1)
	equal(t, "files for a byte too many", len(files), 3)
	files = sitemap(base, list, 1000, 2000)
	equal(t, "addresses", len(locs(t, files)), 100)
	for name, data := range files {
		if name != SitemapPath && len(data) > 2000 {
			t.Errorf("%s has %d bytes", name, len(data))
		}
	}
}

func TestRobotsNamesTheSitemap(t *testing.T) {
	got := Robots(base)
	if want := "User-agent: *\nAllow: /\n\nSitemap: https://example.cn/dang/sitemap.xml\n"; string(got) != want {
		t.Errorf("got %q", got)
	}
	if bytes.Count(Robots("https://a.cn/\nDisallow: /"), []byte("\n")) != 4 {
		t.Error("a base URL adds a line")
	}
}
