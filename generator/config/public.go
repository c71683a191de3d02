package config

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"touyan/generator/strict"
)

// The profiles that site.yaml may name. None is the default: touyan cannot know
// whose site it builds, and an expectation that is not the site's would be noise at
// every build.
const (
	Gov        = "gov"        // 政府网站: the Government Website Development Guidelines (国办发〔2017〕47号)
	Party      = "party"      // 党组织: as gov without a site code
	Enterprise = "enterprise" // 企业
	Intranet   = "intranet"   // 内网: no search engine may list it
)

// The values of search.backend.
const (
	Shards = "shards" // browsers search files, on any host and from disk
	Server = "server" // touyan serve answers
)

// Share sets the pictures that a link to a page is shown with where it is shared.
type Share struct {
	Cards bool   `key:"cards"` // draw them; true
	Font  string `key:"font"`  // a font file below the site; "" looks on the system
}

// Indexed reports whether search engines may list the site.
func (c *Config) Indexed() bool { return c.Profile != Intranet }

// Responsible returns the name of who stands behind the site: the sponsor, else
// the owner, else "".
func (c *Config) Responsible() string { return cmp.Or(c.Identity.Sponsor, c.Owner) }

// expectation is a key that a profile expects, with the value given.
type expectation struct{ key, value string }

// expected returns what a profile expects of a site. It is a matter of habit, not
// a list of what any law asks for.
func (c *Config) expected() []expectation {
	i := &c.Identity
	address := expectation{"base_url", c.BaseURL}
	sponsor := expectation{"identity.sponsor", i.Sponsor}
	contact := expectation{"identity.contact", cmp.Or(i.Contact, i.Phone, i.Email)}
	icp, police := expectation{"identity.icp", i.ICP}, expectation{"identity.police", i.Police}
	who := expectation{"owner", c.Responsible()}
	switch c.Profile {
	case Gov:
		return []expectation{address, sponsor, contact, {"identity.site_code", i.SiteCode}, icp, police}
	case Party:
		return []expectation{address, who, contact, icp, police}
	case Enterprise:
		return []expectation{address, who, icp}
	case Intranet:
		return []expectation{who}
	}
	return nil
}

// public checks the keys of this file.
func (r *reader) public(c *Config) {
	profiles := []string{Gov, Party, Enterprise, Intranet}
	if c.Profile != "" && !slices.Contains(profiles, c.Profile) {
		r.fail("unknown-profile", "profile", c.Profile, strict.Nearest(c.Profile, profiles))
		c.Profile = ""
	}
	if backends := []string{Shards, Server}; !slices.Contains(backends, c.Search.Backend) {
		r.fail("unknown-backend", "search.backend", c.Search.Backend, strict.Nearest(c.Search.Backend, backends))
		c.Search.Backend = Shards
	}
	for _, e := range c.expected() {
		if strings.TrimSpace(e.value) == "" {
			r.list.Warn(r.node("profile").Pos, "profile-expects", c.Profile, e.key)
		}
	}
	r.colour("accent", &c.Accent)
	r.colour("accent_dark", &c.AccentDark)
	r.sitePath("logo", &c.Logo, "assets/")
	r.sitePath("share.font", &c.Share.Font, "")
}

// colour reports what is no colour and takes it away; it writes others as
// #rrggbb. Without quotes a colour is a comment to YAML, and the key has no value.
func (r *reader) colour(key string, to *string) {
	if n := r.node(key); n == nil || *to == "" && n.Kind != strict.Null {
		return // not given, or reported as no text
	}
	s := strings.ToLower(*to)
	hex, ok := strings.CutPrefix(s, "#")
	if len(hex) == 3 {
		hex = string([]byte{hex[0], hex[0], hex[1], hex[1], hex[2], hex[2]})
	}
	if !ok || len(hex) != 6 || strings.Trim(hex, "0123456789abcdef") != "" {
		r.fail("bad-colour", key, *to)
		hex = ""
	}
	if *to = ""; hex != "" {
		*to = "#" + hex
	}
}

// sitePath reports a path that does not lead to a place in a folder of the site,
// and takes it away.
func (r *reader) sitePath(key string, to *string, folder string) {
	p := *to
	if p == "" || path.Clean(p) == p && !strings.HasPrefix(p, "/") && !strings.HasPrefix(p, "..") &&
		!strings.ContainsAny(p, "\\:") && strings.HasPrefix(p, folder) {
		return
	}
	r.fail("bad-site-path", key, key, p)
	*to = ""
}
