package content

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"touyan/generator/diag"
	"touyan/generator/strict"
)

// checker decodes a page's front matter and finds what is wrong with it.
type checker struct {
	page  *Page
	root  *strict.Node
	words Vocabulary
	list  *diag.List
	// open is the place of the opening delimiter, where a missing key is reported.
	open diag.Position
}

// keys is the front matter as written.
type keys struct {
	Slug string `key:"slug"`
	// Outcomes stand before those of Meta, which are made from them.
	Outcomes []outcomeForm `key:"outcomes"`
	Meta
}

// decode fills the page from the root.
func (c *checker) decode() {
	var k keys
	strict.Decode(c.root, &k, c.list)
	c.page.Meta = k.Meta
	for i, form := range k.Outcomes {
		c.page.Outcomes = append(c.page.Outcomes, outcome(form, c.item("outcomes", i), c.list))
	}
	c.kinds()
	c.controls(c.root)
	c.places()
	c.common(k.Slug)
	if c.allows("region") {
		c.placed()
	}
	switch c.page.Kind {
	case Case:
		c.caseKeys()
	case Brand:
		c.file("logo", c.page.Logo)
	case Booklet:
		c.bookletKeys()
	}
	for i := range c.page.Review {
		if c.page.Review[i].Step == "" {
			c.missing(c.item("review", i), "step")
		}
	}
}

// kindsOf returns the kinds of page that may have a key; nil stands for all.
func kindsOf(key string) []Kind {
	switch key {
	case "slug":
		return []Kind{Case, Brand, Booklet, Plain}
	case "region", "sector", "level":
		return []Kind{Case, Brand}
	case "type", "organization", "brand", "started", "problems", "practices",
		"outcomes", "members", "conditions", "lessons", "sources":
		return []Kind{Case}
	case "slogan", "logo", "essence":
		return []Kind{Brand}
	case "collection", "cases":
		return []Kind{Booklet}
	}
	return nil
}

// folder says where pages of a kind live, which is how a diagnostic names it.
func (k Kind) folder() string {
	switch k {
	case Case:
		return "cases/"
	case Brand:
		return "brands/"
	case Booklet:
		return "booklets/"
	case Home, Section:
		return "_index.md"
	}
	return "*.md"
}

func (c *checker) allows(key string) bool {
	kinds := kindsOf(key)
	return kinds == nil || slices.Contains(kinds, c.page.Kind)
}

// kinds reports keys that pages of this kind do not have.
func (c *checker) kinds() {
	for _, e := range c.root.Entries {
		if c.allows(e.Key) {
			continue
		}
		var folders []string
		for _, k := range kindsOf(e.Key) {
			folders = append(folders, k.folder())
		}
		c.list.Add(e.Pos, "key-not-for-kind", e.Key, strings.Join(folders, ", "))
	}
}

// controls reports characters in texts that no page or feed can hold.
func (c *checker) controls(n *strict.Node) {
	for _, item := range n.Items {
		c.controls(item)
	}
	for _, e := range n.Entries {
		c.controls(e.Value)
	}
	if i := strings.IndexFunc(n.Text, unprintable); i >= 0 {
		r, _ := utf8.DecodeRuneInString(n.Text[i:])
		c.list.Add(n.Pos, "control-character", fmt.Sprintf("U+%04X", r))
	}
}

func unprintable(r rune) bool {
	return r < ' ' && r != '\n' && r != '\t' || r >= 0x7F && r < 0xA0 || r == 0xFFFE || r == 0xFFFF
}

// node returns the value of a key that was given, or nil.
func (c *checker) node(key string) *strict.Node {
	if n := c.root.Get(key); n != nil && n.Kind != strict.Null {
		return n
	}
	return nil
}

// pos is the place of a key's value, or of the front matter.
func (c *checker) pos(key string) diag.Position {
	if n := c.root.Get(key); n != nil {
		return n.Pos
	}
	return c.open
}

// item is an item of a list, or nil.
func (c *checker) item(key string, i int) *strict.Node {
	if n := c.root.Get(key); n != nil && i < len(n.Items) {
		return n.Items[i]
	}
	return nil
}

func (c *checker) itemPos(key string, i int) diag.Position {
	if n := c.item(key, i); n != nil {
		return n.Pos
	}
	return c.pos(key)
}

// missing reports a key that an item of a list must have.
func (c *checker) missing(item *strict.Node, key string) {
	if item == nil || item.Kind != strict.Map {
		return // reported as a wrong type
	}
	pos := item.Pos
	if v := item.Get(key); v != nil {
		if v.Kind != strict.Null && v.Kind != strict.String {
			return
		}
		pos = v.Pos
	}
	c.list.Add(pos, "missing-key", key)
}

// require reports a key of the page that must be given.
func (c *checker) require(key string, empty bool) {
	n := c.root.Get(key)
	if !empty || n != nil && n.Kind != strict.Null && n.Text == "" && n.Kind != strict.String && len(n.Items) > 0 {
		return
	}
	if n != nil && (n.IsScalar() && n.Text != "" || n.Kind == strict.Map) {
		return // there, but not readable: reported as such
	}
	c.list.Add(c.pos(key), "missing-key", key)
}

// common checks the keys of every page.
func (c *checker) common(slug string) {
	p := c.page
	c.require("title", strings.TrimSpace(p.Title) == "")
	if strings.ContainsAny(p.Title, "\r\n") {
		c.list.Add(c.pos("title"), "title-lines")
	}
	if slug != "" && c.allows("slug") {
		if IsSlug(slug) {
			p.Slug = slug
		} else {
			c.list.Add(c.pos("slug"), "bad-slug", cut(slug), orSample(Slug(slug), "xue-shui-gang"))
		}
	} else if p.Slug == "" && p.Kind != Home && p.Kind != Section {
		c.list.Add(c.pos("slug"), "no-slug", stem(p.Path))
	}
	c.wordList("tags", p.Tags, true)
	c.wordList("aliases", p.Aliases, false)
	for i, a := range p.Aliases {
		if clean, ok := AliasPath(a); !ok && strings.TrimSpace(a) != "" {
			c.list.Add(c.itemPos("aliases", i), "bad-alias", cut(a), clean)
		}
	}
	c.file("cover.src", p.Cover.Src)
	if cover := c.node("cover"); p.Cover.Src != "" && strings.TrimSpace(p.Cover.Alt) == "" {
		c.list.Warn(cover.Get("src").Pos, "cover-without-alt")
	}
	c.times()
}

func orSample(s, sample string) string {
	if s == "" {
		return sample
	}
	return s
}

// times puts times written without a zone into the site's, and compares them.
func (c *checker) times() {
	p := c.page
	for key, t := range map[string]*time.Time{"publish_date": &p.PublishDate, "expiry_date": &p.ExpiryDate} {
		if n := c.node(key); n != nil && !t.IsZero() && c.words.Location != nil && !hasZone(n.Text) {
			*t = time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), 0, c.words.Location)
		}
	}
	if !p.PublishDate.IsZero() && !p.ExpiryDate.IsZero() && !p.ExpiryDate.After(p.PublishDate) {
		c.list.Add(c.pos("expiry_date"), "expires-before-published")
	}
	if !p.Date.IsZero() && !p.Updated.IsZero() && p.Updated.before(p.Date) {
		c.list.Add(c.pos("updated"), "updated-before-date", p.Updated, p.Date)
	}
}

// before compares as far as both are exact.
func (d Date) before(e Date) bool {
	a, b := d.String(), e.String()
	n := min(len(a), len(b))
	return a[:n] < b[:n]
}

func hasZone(s string) bool {
	if len(s) <= 10 {
		return false
	}
	return strings.ContainsAny(s[10:], "Zz+") || strings.Contains(s[10:], "-")
}

// wordList checks a list of words: none empty, none twice, none that is two words
// with a full-width comma between.
func (c *checker) wordList(key string, words []string, names bool) {
	seen := make(map[string]bool, len(words))
	for i, w := range words {
		pos, again := c.itemPos(key, i), seen[w]
		seen[w] = true
		switch {
		case strings.TrimSpace(w) == "":
			if n := c.item(key, i); n == nil || n.Kind == strict.Null || n.IsScalar() {
				c.list.Add(pos, "empty-item", key)
			}
		case again && names:
			c.list.Add(pos, "duplicate-item", key, cut(w))
		case again:
			c.list.Warn(pos, "duplicate-item", key, cut(w)) // a sentence said twice does no harm
		case names && strings.ContainsAny(w, "，、"):
			c.list.Warn(pos, "fullwidth-comma", key, cut(w))
		}
	}
}

// file checks a key that names a file of the bundle.
func (c *checker) file(key, name string) {
	if name == "" {
		return
	}
	n := c.root
	for _, part := range strings.Split(key, ".") {
		n = n.Get(part)
	}
	if strings.Contains(name, "://") || strings.HasPrefix(name, "/") || strings.Contains(name, "\\") || slices.Contains(strings.Split(name, "/"), "..") {
		c.list.Add(n.Pos, "not-a-bundle-file", key, cut(name))
	}
}

// places notes where later stages may still find something wrong.
func (c *checker) places() {
	at := c.page.Places
	for _, key := range []string{"title", "slug", "type", "sector", "level", "brand", "date", "logo", "collection"} {
		if n := c.node(key); n != nil {
			at[key] = n.Pos
		}
	}
	if n := c.node("cover").Get("src"); n != nil {
		at["cover.src"] = n.Pos
	}
	for _, key := range []string{"region", "aliases", "problems", "tags", "outcomes", "cases"} {
		n := c.node(key)
		if n == nil {
			continue
		}
		at[key] = n.Pos
		for i, item := range n.Items {
			at[key+"."+strconv.Itoa(i)] = item.Pos
		}
	}
}
