package output

import (
	"regexp"
	"strings"
)

// dataRoot tells how a page's own links begin; addressed matches attributes that hold
// an address: of those that scripts read, the ones that name a file.
var (
	dataRoot  = regexp.MustCompile(`\sdata-root="(/[^"]*)"`)
	addressed = regexp.MustCompile(`(?i)\s(?:(?:href|src|action|data-root)="[^"]*"|data-[a-z]+="[^"\s]+\.(?:js|css|html)")`)
)

// Rooted returns a page of the site's root, such as 404.html, as it must be to be
// shown at an address so many folders below: its relative links lead up first. Links
// from the root of the host, as a 404.html made with a base_url has them, become
// relative too where the page tells in a data-root how they begin: they are then right
// wherever the site is served.
func Rooted(page []byte, depth int) []byte {
	host := ""
	if m := dataRoot.FindSubmatch(page); m != nil {
		host = string(m[1])
	}
	if depth == 0 && host == "" {
		return page
	}
	up := strings.Repeat("../", depth)
	return addressed.ReplaceAllFunc(page, func(b []byte) []byte {
		attribute, to, _ := strings.Cut(string(b), `"`)
		to = strings.TrimSuffix(to, `"`)
		below, inside := strings.CutPrefix(to, host)
		switch {
		case host != "" && inside && !strings.HasPrefix(below, "/"):
			to = below
		case to != "" && strings.ContainsAny(to[:1], "/#?") || strings.Contains(to, ":"):
			return b
		}
		return []byte(attribute + `"` + up + to + `"`)
	})
}
