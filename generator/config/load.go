package config

import (
	"errors"
	"io/fs"
	"net/mail"
	"net/url"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/language"

	"touyan/generator/diag"
	"touyan/generator/strict"
)

// File is the name of the settings' file at the top of a site.
const File = "site.yaml"

// Load reads the settings of the site at the root of fsys. The settings hold
// defaults for all that is missing or wrong; they are nil only where there is no
// readable file.
func Load(fsys fs.FS) (*Config, diag.List) {
	var list diag.List
	at := diag.Position{File: File}
	data, err := fs.ReadFile(fsys, File)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		list.Add(at, "no-site")
		return nil, list
	case err != nil:
		list.Add(at, "site-unreadable", reason(err))
		return nil, list
	case !utf8.Valid(data) || strings.ContainsRune(string(data), 0):
		list.Add(diag.Position{File: File, Line: 1, Col: 1}, "site-not-utf8")
		return nil, list
	}
	root, list := strict.Parse(strict.YAML, File, 1, data)
	if root == nil {
		return nil, list
	}
	r := &reader{root: root, list: &list}
	c := r.config()
	list.Sort()
	return c, list
}

func reason(err error) string {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		return pe.Err.Error()
	}
	return err.Error()
}

// reader decodes and checks the settings.
type reader struct {
	root *strict.Node
	list *diag.List
}

func (r *reader) config() *Config {
	c := Default()
	c.Types, c.Sectors, c.Levels, c.Taxonomies, c.Search.Synonyms = nil, nil, nil, nil, nil
	strict.Decode(r.root, c, r.list)
	d := Default()
	c.Types = r.merge("types", d.Types, c.Types)
	c.Sectors = r.merge("sectors", d.Sectors, c.Sectors)
	c.Levels = r.merge("levels", d.Levels, c.Levels)
	c.Taxonomies = r.taxonomies(d.Taxonomies, c.Taxonomies)
	r.synonyms(c.Search.Synonyms)
	c.Search.Synonyms = append(d.Search.Synonyms, c.Search.Synonyms...)
	r.site(c, d)
	r.images(c, d)
	r.checks(c, d)
	r.menu("main", c.Menus.Main)
	r.menu("footer", c.Menus.Footer)
	r.public(c)
	c.Places = map[string]diag.Position{}
	places(c.Places, "", r.root)
	return c
}

// places notes where the values below a node stand.
func places(to map[string]diag.Position, prefix string, n *strict.Node) {
	if n == nil {
		return
	}
	for _, e := range n.Entries {
		if e.Value != nil {
			to[prefix+e.Key] = e.Value.Pos
			places(to, prefix+e.Key+".", e.Value)
		}
	}
	for i, item := range n.Items {
		if item != nil {
			key := prefix + strconv.Itoa(i)
			to[key] = item.Pos
			places(to, key+".", item)
		}
	}
}

// node follows keys and places in lists from the root; nil where there is nothing.
func (r *reader) node(keys ...string) *strict.Node {
	n := r.root
	for _, k := range keys {
		if i, err := strconv.Atoi(k); err == nil && n != nil && i < len(n.Items) {
			n = n.Items[i]
			continue
		}
		n = n.Get(k)
	}
	return n
}

// fail reports the value of a key and, for a key left out, the file's top.
func (r *reader) fail(code, key string, args ...any) {
	pos := r.root.Pos
	if n := r.node(strings.Split(key, ".")...); n != nil {
		pos = n.Pos
	}
	r.list.Add(pos, code, args...)
}

// site checks the scalars, and puts the default for a wrong one.
func (r *reader) site(c, d *Config) {
	if strings.TrimSpace(c.Title) == "" {
		if n := r.root.Get("title"); n == nil || n.Text == "" && n.Kind <= strict.String {
			r.fail("missing-key", "title", "title")
		}
	}
	if c.BaseURL != "" {
		if !IsWebURL(c.BaseURL) {
			r.fail("bad-base-url", "base_url", c.BaseURL)
			c.BaseURL = ""
		} else if !strings.HasSuffix(c.BaseURL, "/") {
			c.BaseURL += "/"
		}
	}
	if _, err := language.Parse(c.Language); err != nil || c.Language == "" {
		r.fail("unknown-language", "language", c.Language)
		c.Language = d.Language
	}
	if _, err := time.LoadLocation(c.Timezone); err != nil || c.Timezone == "" || c.Timezone == "Local" {
		r.fail("unknown-timezone", "timezone", c.Timezone)
		c.Timezone = d.Timezone
	}
	if !plainName(c.Theme) {
		r.fail("bad-theme-name", "theme", c.Theme)
		c.Theme = d.Theme
	}
	r.between("page_size", &c.PageSize, d.PageSize, 1, 200)
	r.weights(&c.Search.Weights, d.Search.Weights)
	if e := c.Identity.Email; e != "" {
		if a, err := mail.ParseAddress(e); err != nil || a.Address != e {
			r.fail("bad-email", "identity.email", e)
			c.Identity.Email = ""
		}
	}
}

func (r *reader) weights(w *Weights, d Weights) {
	for _, f := range []struct {
		key       string
		to        *int
		otherwise int
	}{
		{"title", &w.Title, d.Title}, {"summary", &w.Summary, d.Summary},
		{"organization", &w.Organization, d.Organization}, {"brand", &w.Brand, d.Brand},
		{"problems", &w.Problems, d.Problems}, {"practices", &w.Practices, d.Practices},
		{"tags", &w.Tags, d.Tags}, {"region", &w.Region, d.Region},
		{"lessons", &w.Lessons, d.Lessons}, {"headings", &w.Headings, d.Headings},
		{"body", &w.Body, d.Body},
	} {
		r.between("search.weights."+f.key, f.to, f.otherwise, 0, 20)
	}
}

// between reports a number outside its limits and puts the default.
func (r *reader) between(key string, n *int, otherwise, least, most int) {
	if *n < least || *n > most {
		r.fail("number-out-of", key, key, least, most)
		*n = otherwise
	}
}

// IsWebURL reports whether s is an absolute http or https address that a page's
// path can be put behind.
func IsWebURL(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Hostname() != "" &&
		u.User == nil && u.RawQuery == "" && u.Fragment == "" && !strings.ContainsAny(s, "?#") && !hasSpace(s)
}

func hasSpace(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }) >= 0
}

// plainName reports whether s can be the name of one folder.
func plainName(s string) bool {
	return s != "" && s[0] != '.' && strings.IndexFunc(s, func(r rune) bool {
		return !(r == '-' || r == '_' || r == '.' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z')
	}) < 0
}

// HostPath returns the path of base_url with its escapes, "/" for a site at the root of
// its host, "/lib/" for one below a path, and "" where it is not known.
func (c *Config) HostPath() string {
	u, err := url.Parse(c.BaseURL)
	if c.BaseURL == "" || err != nil || strings.HasPrefix(u.Path, "//") {
		return "" // two slashes would begin the name of a host
	}
	return (&url.URL{Path: strings.TrimSuffix(u.Path, "/") + "/"}).EscapedPath()
}

// WithBaseURL returns the settings with another base_url; ok is false where it is
// not an absolute http or https address.
func (c *Config) WithBaseURL(url string) (changed *Config, ok bool) {
	if !IsWebURL(url) {
		return c, false
	}
	changed = new(Config)
	*changed = *c
	changed.BaseURL = strings.TrimSuffix(url, "/") + "/"
	return changed, true
}
