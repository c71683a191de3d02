package link

import (
	"net/url"
	"strings"
)

// kind says where a link leads.
type kind uint8

const (
	internal kind = iota // to a file of the site
	external             // to another host, or not to a file at all
	outside              // above the site, or from the root of the host
	broken               // nowhere: its escapes are wrong
)

// resolve returns the file, as a path of the site, and the fragment that a link on
// a page leads to. A path that ends in a slash is a folder.
func resolve(page, link string) (path, fragment string, k kind) {
	link = strings.Trim(link, " \n\t\r\f")
	link, fragment, _ = strings.Cut(link, "#")
	if hasScheme(link) || strings.HasPrefix(link, "//") || strings.HasPrefix(link, `\\`) {
		return "", "", external
	}
	link, _, _ = strings.Cut(link, "?")
	fragment, _, _ = strings.Cut(fragment, ":~:") // a text to be marked
	path, errPath := url.PathUnescape(strings.ReplaceAll(link, `\`, "/"))
	fragment, errFragment := url.PathUnescape(fragment)
	if errPath != nil || errFragment != nil {
		return link, fragment, broken
	}
	if strings.EqualFold(fragment, "top") {
		fragment = ""
	}
	switch {
	case path == "":
		return page, fragment, internal
	case path[0] == '/':
		return path, fragment, outside
	}
	path, ok := join(page, path)
	if !ok {
		return link, fragment, outside
	}
	return path, fragment, internal
}

// hasScheme reports whether an address begins as https: does.
func hasScheme(link string) bool {
	for i := range len(link) {
		switch c := link[i]; {
		case isLetter(c):
		case i > 0 && ('0' <= c && c <= '9' || c == '+' || c == '-' || c == '.'):
		default:
			return i > 0 && c == ':'
		}
	}
	return false
}

// join follows a relative path from the folder of a page; false if it leads above
// the site.
func join(page, rel string) (string, bool) {
	at := page[:strings.LastIndexByte(page, '/')+1]
	for rel != "" {
		part := rel
		if i := strings.IndexByte(rel, '/'); i >= 0 {
			part = rel[:i+1]
		}
		rel = rel[len(part):]
		switch part {
		case ".", "./":
		case "..", "../":
			if at == "" {
				return "", false
			}
			at = at[:strings.LastIndexByte(at[:len(at)-1], '/')+1]
		case "/":
			// Two slashes are an empty name, which no file has.
			at += "/"
		default:
			at += part
		}
	}
	return at, true
}
