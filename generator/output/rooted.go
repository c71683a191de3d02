package output

import (
	"regexp"
	"strings"
)

// Rooted returns a page of the site's root, such as 404.html, as it must be to be
// shown at an address so many folders below: its relative links lead up first.
func Rooted(page []byte, depth int) []byte {
	if depth == 0 {
		return page
	}
	relative := regexp.MustCompile(`(?i)(\s(?:href|src|action|data-root)=")([^"/:#?][^":]*"|")`)
	return relative.ReplaceAll(page, []byte("${1}"+strings.Repeat("../", depth)+"${2}"))
}
