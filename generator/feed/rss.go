package feed

import (
	"cmp"
	"html"
	"time"
)

// RSS returns the channel in RSS 2.0 (https://www.rssboard.org/rss-specification)
// for RSSPath. As the specification asks, a channel has title, link and
// description, an item a title, and a date follows RFC 822 with a year of four
// digits and its zone. The address is the item's guid. An item's description
// is read as HTML, so plain text is written as the HTML that shows it; authors
// go to dc:creator, as RSS's own author is an e-mail address. lastBuildDate is
// when the content last changed, as the specification defines it. The feed
// names its own address in atom:link, as the RSS Advisory Board's profile
// (https://www.rssboard.org/rss-profile) recommends.
func RSS(c Channel) []byte {
	d := newDocument()
	d.open("rss", "version", "2.0",
		"xmlns:atom", "http://www.w3.org/2005/Atom", "xmlns:dc", "http://purl.org/dc/elements/1.1/")
	d.open("channel")
	d.text("title", c.title())
	d.text("link", address(c.BaseURL, ""))
	d.text("description", cmp.Or(clean(c.Description), c.title()))
	d.text("language", line(c.Language))
	d.text("dc:publisher", line(c.Owner))
	d.text("lastBuildDate", rfc822(c.changed()))
	d.text("docs", "https://www.rssboard.org/rss-specification")
	d.empty("atom:link", "rel", "self", "type", "application/rss+xml", "href", address(c.BaseURL, RSSPath))
	for _, it := range c.Items {
		d.rssItem(c, it)
	}
	d.shut("channel")
	d.shut("rss")
	return d.b.Bytes()
}

// rssItem writes an item.
func (d *document) rssItem(c Channel, it Item) {
	d.open("item")
	d.text("title", it.title(c.BaseURL))
	d.text("link", address(c.BaseURL, it.URL))
	d.text("description", html.EscapeString(clean(it.Summary)))
	d.text("dc:creator", line(it.Author))
	for _, category := range it.categories() {
		d.text("category", category)
	}
	d.text("guid", address(c.BaseURL, it.URL), "isPermaLink", "true")
	d.text("pubDate", rfc822(moment(it.Published, c.location())))
	d.shut("item")
}

// rfc822 writes a moment as RSS wants it; "" for the zero time.
func rfc822(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.RFC1123Z)
}
