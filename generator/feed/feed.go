// Package feed writes the files that tell other programs what a site holds:
// feeds for readers (RSS, Atom, JSON Feed), sitemaps and robots.txt for
// crawlers. Every function is pure: plain values go in, a file's bytes come
// out, and the same values always give the same bytes.
//
//	feed.rss.xml    RSS 2.0          https://www.rssboard.org/rss-specification
//	feed.atom.xml   Atom             RFC 4287
//	feed.json       JSON Feed 1.1    https://www.jsonfeed.org/version/1.1/
//	sitemap.xml     Sitemaps 0.9     https://www.sitemaps.org/protocol.html
//	robots.txt      robots exclusion RFC 9309
//
// # Addresses
//
// These files need absolute addresses, so a site without a base URL has none of
// them: do not call this package then. A site path such as cases/x.html is
// joined to the base URL and percent-encoded; a path that ends in the file
// index.html gives its folder's address, so that index.html is the base URL
// itself.
//
// # Dates
//
// A date is written as known: 2022, 2022-01, 2022-01-31, or a time with its
// zone as in 2022-01-31T08:00:00+08:00. Feeds want a moment, so a year or month
// stands for its first day and a day for its first moment in the channel's
// Location. A sitemap keeps a date as exact as it was. Anything else counts as
// no date.
//
// A feed never tells the clock's time: a channel was updated when its newest
// item was. Two builds of the same content thus give the same bytes.
//
// # Text
//
// All text is taken for plain text from an untrusted hand. Control characters
// and whatever else XML 1.0 has no room for (section 2.2) are removed, invalid
// UTF-8 as well; the rest is escaped as each format asks. Titles and names are
// put on one line. Files are UTF-8 without a byte order mark.
package feed

import (
	"cmp"
	"time"
)

// Site paths of the files that this package writes.
const (
	RSSPath     = "feed.rss.xml"
	AtomPath    = "feed.atom.xml"
	JSONPath    = "feed.json"
	SitemapPath = "sitemap.xml"
	RobotsPath  = "robots.txt"
)

// Item is a page in a feed.
type Item struct {
	Title string
	// URL is the page's site path, such as cases/x.html. Its address is the
	// item's identity in all formats: a page that moves is a new item.
	URL     string
	Summary string
	// Published and Updated are dates as the package describes them, or "".
	Published, Updated string
	// Author is the name of a person or organisation, or "".
	Author     string
	Categories []string
}

// Channel is what a feed tells: a site and its items in the order to list them,
// by habit the newest first.
type Channel struct {
	Title, Description string
	// Language is a tag such as zh-CN, or "".
	Language string
	// BaseURL is absolute and ends in a slash.
	BaseURL string
	// Owner is the name of who publishes the site, or "".
	Owner string
	Items []Item
	// Location is the zone that dates without a time are meant in; nil is UTC.
	Location *time.Location
	// Built dates a channel none of whose items has a date, for the one format
	// that insists (Atom). The zero time stands for the start of 1970; the
	// clock's time would make two builds of such a site differ.
	Built time.Time
}

// undated is the moment written for an unknown one where a format insists: it
// sorts last and never changes.
func undated(loc *time.Location) time.Time {
	return time.Date(1970, 1, 1, 0, 0, 0, 0, loc)
}

// location returns the channel's zone.
func (c Channel) location() *time.Location { return cmp.Or(c.Location, time.UTC) }

// title returns the channel's title, which every format requires.
func (c Channel) title() string { return cmp.Or(line(c.Title), address(c.BaseURL, "")) }

// owner returns a name for the channel's author.
func (c Channel) owner() string { return cmp.Or(line(c.Owner), c.title()) }

// changed returns when the newest item was published or updated; the zero time
// if no item has a date.
func (c Channel) changed() time.Time {
	var newest time.Time
	for _, it := range c.Items {
		if t := it.changed(c.location()); t.After(newest) {
			newest = t
		}
	}
	return newest
}

// title returns the item's title, or its address if there is none.
func (it Item) title(base string) string {
	return cmp.Or(line(it.Title), address(base, it.URL))
}

// changed returns the item's later date, or the zero time. Updated may come out
// before Published when it is less exact: 2022-05 against 2022-05-20.
func (it Item) changed(loc *time.Location) time.Time {
	published, updated := moment(it.Published, loc), moment(it.Updated, loc)
	if updated.After(published) {
		return updated
	}
	return published
}

// categories returns the item's categories that have text.
func (it Item) categories() []string {
	var out []string
	for _, c := range it.Categories {
		if c = line(c); c != "" {
			out = append(out, c)
		}
	}
	return out
}
