package content

import (
	"net/url"
	"slices"
	"strings"
	"unicode"

	"touyan/generator/strict"
)

// maxRegion is the most levels of a region, province to household group.
const maxRegion = 6

// placed checks the keys that place a case or a brand.
func (c *checker) placed() {
	p := c.page
	c.wordList("region", p.Region, true)
	if len(p.Region) > maxRegion {
		c.list.Add(c.itemPos("region", maxRegion), "region-too-deep", maxRegion)
	}
	c.oneOf("sector", p.Sector, c.words.Sectors)
	c.oneOf("level", p.Level, c.words.Levels)
}

// oneOf checks a value of a fixed list.
func (c *checker) oneOf(key, value string, allowed []string) {
	if value == "" || slices.Contains(allowed, value) {
		return
	}
	near, ok := c.words.Labels[value]
	if !ok || !slices.Contains(allowed, near) {
		near = strict.Nearest(value, allowed)
	}
	c.list.Add(c.pos(key), "unknown-value", key, cut(value), near, strings.Join(allowed, ", "))
}

// caseKeys checks what only a case has.
func (c *checker) caseKeys() {
	p := c.page
	c.require("type", p.Type == "")
	c.oneOf("type", p.Type, c.words.Types)
	c.require("date", p.Date.IsZero())
	c.require("sources", len(p.Sources) == 0)
	if p.Brand != "" && !IsSlug(p.Brand) {
		c.list.Add(c.pos("brand"), "bad-slug", cut(p.Brand), orSample(Slug(p.Brand), "mei-li-dang-yuan"))
	}
	c.wordList("problems", p.Problems, true)
	c.wordList("lessons", p.Lessons, false)
	titles := make([]string, len(p.Practices))
	for i, x := range p.Practices {
		if titles[i] = strings.TrimSpace(x.Title); titles[i] == "" {
			c.missing(c.item("practices", i), "title")
		} else if slices.Contains(titles[:i], titles[i]) {
			c.list.Add(c.itemPos("practices", i), "duplicate-item", "practices", cut(titles[i]))
		}
	}
	for i, m := range p.Members {
		if strings.TrimSpace(m.Name) == "" {
			c.missing(c.item("members", i), "name")
		}
	}
	for i, s := range p.Sources {
		c.source(i, s)
	}
	c.indicators()
}

// indicators reports figures of one indicator and scope given in two outcomes.
func (c *checker) indicators() {
	p := c.page
	for i, o := range p.Outcomes {
		for _, other := range p.Outcomes[:i] {
			if o.Indicator != "" && o.Indicator == other.Indicator && o.Scope == other.Scope {
				c.list.Add(c.itemPos("outcomes", i), "duplicate-item", "outcomes", cut(o.Indicator))
				break
			}
		}
	}
}

func (c *checker) source(i int, s Source) {
	item := c.item("sources", i)
	if strings.TrimSpace(s.Title) == "" {
		c.missing(item, "title")
	}
	if s.URL != "" && !isWebURL(s.URL) {
		c.list.Add(item.Get("url").Pos, "bad-url", cut(s.URL))
	}
}

// isWebURL reports whether s is an absolute http or https address.
func isWebURL(s string) bool {
	if strings.IndexFunc(s, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }) >= 0 {
		return false
	}
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Hostname() != "" && u.User == nil
}
