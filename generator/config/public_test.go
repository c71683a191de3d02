package config_test

import (
	"strings"
	"testing"

	"touyan/generator/config"
)

// What a profile expects and a site does not say is told, and is no error.
func TestProfiles(t *testing.T) {
	const whole = `
owner: 某市委组织部
base_url: https://example.org/
identity: {sponsor: 某市委组织部, contact: 教育科, site_code: "0000000000", icp: 京ICP备0号, police: 京公网安备0号}
`
	for _, c := range []struct{ text, want string }{
		{"title: 站", ""},
		{"title: 站\nprofile: gov" + whole, ""},
		{"title: 站\nprofile: party" + whole, ""},
		{"title: 站\nprofile: gov", "base_url identity.sponsor identity.contact identity.site_code identity.icp identity.police"},
		{"title: 站\nprofile: party\nowner: 某支部\nidentity: {phone: '0'}", "base_url identity.icp identity.police"},
		{"title: 站\nprofile: enterprise\nowner: 某厂", "base_url identity.icp"},
		{"title: 站\nprofile: intranet", "owner"},
		{"title: 站\nprofile: intranet\nowner: 某厂", ""},
	} {
		conf, found := load(c.text)
		var keys []string
		for line := range strings.Lines(found) {
			if !strings.HasPrefix(line, `site.yaml:2:10: warning: profile-expects "`+conf.Profile+`"`) {
				t.Errorf("%s: %s", c.text, line)
			}
			keys = append(keys, strings.Trim(line[strings.LastIndex(line, " ")+1:], "\"\n"))
		}
		if got, want := strings.Fields(strings.Join(keys, " ")), strings.Fields(c.want); !sameSet(got, want) {
			t.Errorf("%s: got %v, want %v", c.text, got, want)
		}
	}
}

func sameSet(a, b []string) bool {
	seen := map[string]int{}
	for _, s := range a {
		seen[s]++
	}
	for _, s := range b {
		seen[s]--
	}
	for _, n := range seen {
		if n != 0 {
			return false
		}
	}
	return true
}

func TestPublicKeysAreChecked(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{`search: {backend: sever}`, `site.yaml:2:19: error: unknown-backend "sever" "server"`},
		{`search: {backend: server}`, ``},
		{`profile: goverment`, `site.yaml:2:10: error: unknown-profile "goverment" "gov"`},
		{`accent: "#AD2D1C"`, ""},
		{`accent: "#a21"`, ""},
		{`accent: #ad2d1c`, `site.yaml:2:1: error: bad-colour ""`},
		{`accent: red`, `site.yaml:2:9: error: bad-colour "red"`},
		{`accent_dark: "#12345"`, `site.yaml:2:14: error: bad-colour "#12345"`},
		{`logo: assets/logo.svg`, ""},
		{`logo: logo.svg`, `site.yaml:2:7: error: bad-site-path "logo" "logo.svg"`},
		{`logo: assets/../../x.svg`, `site.yaml:2:7: error: bad-site-path "logo" "assets/../../x.svg"`},
		{`share: {font: /usr/x.ttf}`, `site.yaml:2:15: error: bad-site-path "share.font" "/usr/x.ttf"`},
		{`share: {cards: false, font: fonts/a.otf}`, ""},
	} {
		_, found := load("title: 站\n" + c.text)
		if got := strings.TrimSpace(found); got != c.want {
			t.Errorf("%s\ngot  %s\nwant %s", c.text, got, c.want)
		}
	}
	c, _ := load("title: 站\naccent: \"#A21\"\nshare: {cards: false}")
	if c.Accent != "#aa2211" || c.Share != (config.Share{}) {
		t.Errorf("%q %+v", c.Accent, c.Share)
	}
}
