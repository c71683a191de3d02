package feed

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"html"
	"io"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

const base = "https://example.cn/dang/"

// hostile holds what breaks out of markup, and what XML has no room for.
const hostile = "]]> </title><script>&amp; & < > \" ' \x00\x08\x1b\x7f\u0085\uFFFE\uFFFF\xff🌾槜李\r\n二\t三"

// tamed is what a reader is to see of it on one line.
const tamed = "]]> </title><script>&amp; & < > \" ' 🌾槜李 二 三"

func shanghai() *time.Location { return time.FixedZone("CST", 8*60*60) }

func channel() Channel {
	return Channel{
		Title: "党建联盟", Description: "经验 & 做法", Language: "zh-CN", BaseURL: base, Owner: "市委组织部",
		Location: shanghai(),
		Items: []Item{
			{Title: "甲", URL: "cases/jia.html", Summary: "一", Published: "2024-03-05", Updated: "2024-06-01",
				Author: "红船村", Categories: []string{"农村", " ", "党建联盟"}},
			{Title: "乙", URL: "cases/yi.html", Published: "2023"},
			{Title: "丙", URL: "guides/index.html", Published: "2022-05-20", Updated: "2022-05"},
			{Title: "丁", URL: "cases/ding.html"},
		},
	}
}

type rssDoc struct {
	XMLName xml.Name `xml:"rss"`
	Version string   `xml:"version,attr"`
	Channel struct {
		Title       string   `xml:"title"`
		Links       []anyRef `xml:"link"`
		Description string   `xml:"description"`
		Language    string   `xml:"language"`
		Built       string   `xml:"lastBuildDate"`
		Items       []struct {
			Title       string   `xml:"title"`
			Link        string   `xml:"link"`
			Description string   `xml:"description"`
			Creator     string   `xml:"http://purl.org/dc/elements/1.1/ creator"`
			Categories  []string `xml:"category"`
			GUID        string   `xml:"guid"`
			PubDate     string   `xml:"pubDate"`
		} `xml:"item"`
	} `xml:"channel"`
}

type anyRef struct {
	XMLName xml.Name
	Rel     string `xml:"rel,attr"`
	Href    string `xml:"href,attr"`
	Text    string `xml:",chardata"`
}

type atomDoc struct {
	XMLName xml.Name `xml:"http://www.w3.org/2005/Atom feed"`
	Lang    string   `xml:"http://www.w3.org/XML/1998/namespace lang,attr"`
	ID      string   `xml:"http://www.w3.org/2005/Atom id"`
	Title   string   `xml:"http://www.w3.org/2005/Atom title"`
	Updated string   `xml:"http://www.w3.org/2005/Atom updated"`
	Author  string   `xml:"http://www.w3.org/2005/Atom author>name"`
	Links   []anyRef `xml:"http://www.w3.org/2005/Atom link"`
	Entries []struct {
		ID        string   `xml:"id"`
		Title     string   `xml:"title"`
		Published string   `xml:"published"`
		Updated   string   `xml:"updated"`
		Summary   string   `xml:"summary"`
		Author    string   `xml:"author>name"`
		Links     []anyRef `xml:"link"`
		Terms     []struct {
			Term string `xml:"term,attr"`
		} `xml:"category"`
	} `xml:"http://www.w3.org/2005/Atom entry"`
}

// read parses a whole XML file, which must be UTF-8 without a byte order mark.
func read(t *testing.T, data []byte, into any) {
	t.Helper()
	if !bytes.HasPrefix(data, []byte("<?xml ")) || !utf8.Valid(data) {
		t.Fatalf("not plain UTF-8 XML: %q", data[:min(len(data), 60)])
	}
	for d := xml.NewDecoder(bytes.NewReader(data)); ; {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatalf("%v in\n%s", err, data)
		}
	}
	if err := xml.Unmarshal(data, into); err != nil {
		t.Fatal(err)
	}
}

func equal[T comparable](t *testing.T, what string, got, want T) {
	t.Helper()
	if got != want {
		t.Errorf("%s: got %v, want %v", what, got, want)
	}
}

func TestRSSReaderGetsTheChannel(t *testing.T) {
	var r rssDoc
	read(t, RSS(channel()), &r)
	c := r.Channel
	equal(t, "version", r.Version, "2.0")
	equal(t, "title", c.Title, "党建联盟")
	equal(t, "description", c.Description, "经验 & 做法")
	equal(t, "language", c.Language, "zh-CN")
	equal(t, "lastBuildDate", c.Built, "Sat, 01 Jun 2024 00:00:00 +0800")
	if len(c.Links) != 2 || c.Links[0].Text != base || c.Links[1].Rel != "self" ||
		c.Links[1].Href != base+"feed.rss.xml" || c.Links[1].XMLName.Space != "http://www.w3.org/2005/Atom" {
		t.Errorf("links: %+v", c.Links)
	}
	if len(c.Items) != 4 {
		t.Fatalf("%d items", len(c.Items))
	}
	for i, want := range []struct{ link, date string }{
		{base + "cases/jia.html", "Tue, 05 Mar 2024 00:00:00 +0800"},
		{base + "cases/yi.html", "Sun, 01 Jan 2023 00:00:00 +0800"},
		{base + "guides/", "Fri, 20 May 2022 00:00:00 +0800"},
		{base + "cases/ding.html", ""},
	} {
		equal(t, "link", c.Items[i].Link, want.link)
		equal(t, "guid", c.Items[i].GUID, want.link)
		equal(t, "pubDate", c.Items[i].PubDate, want.date)
	}
	equal(t, "creator", c.Items[0].Creator, "红船村")
	equal(t, "categories", strings.Join(c.Items[0].Categories, "|"), "农村|党建联盟")
}

func TestAtomReaderGetsTheFeed(t *testing.T) {
	var f atomDoc
	read(t, Atom(channel()), &f)
	equal(t, "id", f.ID, base+"feed.atom.xml")
	equal(t, "lang", f.Lang, "zh-CN")
	equal(t, "updated", f.Updated, "2024-06-01T00:00:00+08:00")
	equal(t, "author", f.Author, "市委组织部")
	if len(f.Links) != 2 || f.Links[0].Rel != "self" || f.Links[0].Href != base+"feed.atom.xml" || f.Links[1].Href != base {
		t.Errorf("links: %+v", f.Links)
	}
	if len(f.Entries) != 4 {
		t.Fatalf("%d entries", len(f.Entries))
	}
	for i, want := range []struct{ published, updated string }{
		{"2024-03-05T00:00:00+08:00", "2024-06-01T00:00:00+08:00"},
		{"2023-01-01T00:00:00+08:00", "2023-01-01T00:00:00+08:00"},
		{"2022-05-20T00:00:00+08:00", "2022-05-20T00:00:00+08:00"}, // not before it was published
		{"", "1970-01-01T00:00:00+08:00"},                          // updated is required
	} {
		e := f.Entries[i]
		equal(t, "published", e.Published, want.published)
		equal(t, "updated", e.Updated, want.updated)
		if e.ID == "" || e.Title == "" || len(e.Links) != 1 || e.Links[0].Rel != "alternate" || e.Links[0].Href != e.ID {
			t.Errorf("entry %d lacks what RFC 4287 requires: %+v", i, e)
		}
	}
	e := f.Entries[0]
	if e.Author != "红船村" || e.Summary != "一" || len(e.Terms) != 2 || e.Terms[1].Term != "党建联盟" {
		t.Errorf("entry: %+v", e)
	}
}

func TestJSONReaderGetsTheFeed(t *testing.T) {
	data := JSON(channel())
	var f jsonFeed
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(&f); err != nil {
		t.Fatal(err)
	}
	equal(t, "version", f.Version, "https://jsonfeed.org/version/1.1")
	equal(t, "home", f.HomePageURL, base)
	equal(t, "feed", f.FeedURL, base+"feed.json")
	equal(t, "author", f.Authors[0].Name, "市委组织部")
	equal(t, "items", len(f.Items), 4)
	equal(t, "id", f.Items[2].ID, base+"guides/")
	equal(t, "published", f.Items[0].DatePublished, "2024-03-05T00:00:00+08:00")
	equal(t, "modified", f.Items[0].DateModified, "2024-06-01T00:00:00+08:00")
	equal(t, "no date", f.Items[3].DatePublished, "")
	equal(t, "content without a summary", f.Items[1].ContentText, "乙")
	if empty := JSON(Channel{BaseURL: base}); !bytes.Contains(empty, []byte(`"items": []`)) {
		t.Errorf("items is required:\n%s", empty)
	}
}

func TestHostileTextStaysText(t *testing.T) {
	c := Channel{
		Title: hostile, Description: hostile, Language: hostile, BaseURL: base, Owner: hostile,
		Items: []Item{{Title: hostile, URL: hostile, Summary: hostile, Author: hostile, Categories: []string{hostile}}},
	}
	summary := strings.Replace(tamed, " 二 三", "\n二\t三", 1)

	var r rssDoc
	read(t, RSS(c), &r)
	equal(t, "RSS channel", r.Channel.Title, tamed)
	equal(t, "RSS title", r.Channel.Items[0].Title, tamed)
	// A reader shows the description as HTML: no tag may come to life.
	if got := r.Channel.Items[0].Description; strings.Contains(got, "<") || html.UnescapeString(got) != summary {
		t.Errorf("RSS description: %q", got)
	}

	var a atomDoc
	read(t, Atom(c), &a)
	equal(t, "Atom title", a.Entries[0].Title, tamed)
	equal(t, "Atom summary", a.Entries[0].Summary, summary)
	equal(t, "Atom term", a.Entries[0].Terms[0].Term, tamed)

	var j jsonFeed
	if err := json.Unmarshal(JSON(c), &j); err != nil {
		t.Fatal(err)
	}
	equal(t, "JSON title", j.Items[0].Title, tamed)
	equal(t, "JSON text", j.Items[0].ContentText, summary)
}

func TestClockChangesNothing(t *testing.T) {
	early, late := channel(), channel()
	early.Built, late.Built = time.Unix(0, 0), time.Unix(1e9, 0)
	for name, write := range map[string]func(Channel) []byte{"RSS": RSS, "Atom": Atom, "JSON": JSON} {
		if !bytes.Equal(write(early), write(late)) {
			t.Errorf("%s depends on the time of the build", name)
		}
	}
}

func TestFeedWithoutAnyDateIsStillValid(t *testing.T) {
	c := Channel{BaseURL: base}
	var a atomDoc
	read(t, Atom(c), &a)
	equal(t, "updated", a.Updated, "1970-01-01T00:00:00Z")
	equal(t, "author", a.Author, base)
	c.Built = time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	read(t, Atom(c), &a)
	equal(t, "updated", a.Updated, "2026-01-02T03:04:05Z")
	var r rssDoc
	read(t, RSS(c), &r)
	if r.Channel.Title == "" || r.Channel.Description == "" || r.Channel.Built != "" {
		t.Errorf("channel: %+v", r.Channel)
	}
}

func TestAddressOfAPage(t *testing.T) {
	for path, want := range map[string]string{
		"index.html":         base,
		"":                   base,
		"cases/index.html":   base + "cases/",
		"cases/index.2.html": base + "cases/index.2.html",
		"my-index.html":      base + "my-index.html",
		"/about.html":        base + "about.html",
		"槜李 #1?.html":        base + "%E6%A7%9C%E6%9D%8E%20%231%3F.html",
	} {
		equal(t, path, address(base, path), want)
	}
	equal(t, "base without a slash", address("https://example.cn", "a.html"), "https://example.cn/a.html")
}

func TestDatesAreAsExactAsKnown(t *testing.T) {
	for in, want := range map[string]string{
		"2022": "2022", "2022-01": "2022-01", "2022-01-31": "2022-01-31",
		"2022-01-31T08:00:00+08:00": "2022-01-31T08:00:00+08:00",
		"2022-01-31T08:00Z":         "2022-01-31T08:00Z",
		"2022-01-31T8:00:00Z":       "2022-01-31T08:00:00Z",
		"2022-02-30":                "", "2022-1": "", "2022年": "", "0000": "", "2022-01-31 08:00": "", "": "",
	} {
		equal(t, in, w3c(in), want)
	}
	if got := rfc3339(moment("2022-01-31T08:00:00Z", shanghai())); got != "2022-01-31T16:00:00+08:00" {
		t.Errorf("a time's own zone is kept: %s", got)
	}
}

func FuzzFeedsParse(f *testing.F) {
	f.Add("甲", "cases/a.html", "2022-01")
	f.Add(hostile, hostile, "2022-01-31T08:00:00+08:00")
	f.Fuzz(func(t *testing.T, text, path, date string) {
		c := Channel{
			Title: text, Description: text, Language: text, BaseURL: base, Owner: text,
			Items: []Item{{text, path, text, date, date, text, []string{text}}},
		}
		var r rssDoc
		read(t, RSS(c), &r)
		var a atomDoc
		read(t, Atom(c), &a)
		if got := a.Entries[0].Summary; got != clean(text) {
			t.Errorf("summary %q became %q", text, got)
		}
		if !json.Valid(JSON(c)) {
			t.Errorf("no JSON")
		}
		var s urlset
		read(t, Sitemap(base, []Address{{path, date}})[SitemapPath], &s)
		if slices.ContainsFunc([]rune(s.URLs[0].Loc), func(c rune) bool { return c <= ' ' || c > '~' }) {
			t.Errorf("address %q", s.URLs[0].Loc)
		}
	})
}
