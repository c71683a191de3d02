package markup

import (
	"bytes"
	"net/url"
	"strings"
	"unicode"
)

// reach says where an address leads.
type reach uint8

const (
	nowhere   reach = iota // the address is empty
	refused                // a scheme that may not be used, or none that can be read
	elsewhere              // http or https
	contact                // mailto or tel
	absolute               // //host
	within                 // a path, query or fragment
)

// address is a link's address in its parts.
type address struct {
	reach reach
	// text is the whole, without what a browser would not see.
	text string
	// path is unescaped, query and fragment are as written.
	path, query, fragment string
}

// parseAddress reads an address as a browser does, which passes over white space
// around it and control characters in it. A scheme is looked for in what is left
// when every space and invisible character is taken out, so that none hides in
// them.
func parseAddress(raw []byte) address {
	text := strings.Trim(strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7F {
			return -1
		}
		return r
	}, string(raw)), " ")
	if text == "" {
		return address{}
	}
	bare := strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.IsControl(r) || unicode.Is(unicode.Cf, r) {
			return -1
		}
		return r
	}, text)
	if scheme := schemeOf(bare); scheme != "" {
		a := address{reach: refused, text: text}
		if schemeOf(text) != scheme {
			return a
		}
		rest := text[len(scheme)+1:]
		switch scheme {
		case "http", "https":
			if host, ok := strings.CutPrefix(rest, "//"); ok && host != "" && !strings.ContainsAny(host[:1], `/\?#`) {
				a.reach = elsewhere
			}
		case "mailto", "tel":
			if rest != "" {
				a.reach = contact
			}
		}
		return a
	}
	if slashes := strings.ReplaceAll(bare[:min(2, len(bare))], `\`, "/"); slashes == "//" {
		return address{reach: absolute, text: text}
	}
	a := address{reach: within, text: text}
	rest, fragment, hasFragment := strings.Cut(text, "#")
	if hasFragment {
		a.fragment = "#" + fragment
	}
	path, query, hasQuery := strings.Cut(rest, "?")
	if hasQuery {
		a.query = "?" + query
	}
	a.path = path
	if p, err := url.PathUnescape(path); err == nil {
		a.path = p
	}
	return a
}

// schemeOf returns the scheme of an address in lower case, or "".
func schemeOf(s string) string {
	colon := strings.IndexByte(s, ':')
	if colon < 1 || !isAlphanumeric(s[0]) || s[0] <= '9' {
		return ""
	}
	for i := range colon {
		if c := s[i]; !isAlphanumeric(c) && c != '+' && c != '-' && c != '.' {
			return ""
		}
	}
	return strings.ToLower(s[:colon])
}

// anchor returns the id that the fragment names, or "" for the top of a page.
func (a address) anchor() string {
	id, _, _ := strings.Cut(strings.TrimPrefix(a.fragment, "#"), ":~:") // a text to be marked
	if decoded, err := url.PathUnescape(id); err == nil {
		id = decoded
	}
	if strings.EqualFold(id, "top") {
		return ""
	}
	return id
}

// appendURL appends an address with what must not stand in one escaped; escapes
// in it are kept.
func appendURL(dst []byte, s string) []byte {
	for i := range len(s) {
		c := s[i]
		switch {
		case isAlphanumeric(c), bytes.IndexByte([]byte("-._~:/?#[]@!$&'()*+,;="), c) >= 0:
			dst = append(dst, c)
		case c == '%' && i+2 < len(s) && isHex(s[i+1]) && isHex(s[i+2]):
			dst = append(dst, c)
		default:
			dst = appendEscape(dst, c)
		}
	}
	return dst
}

// appendPath appends a path of the site as an address.
func appendPath(dst []byte, s string) []byte {
	for i := range len(s) {
		c := s[i]
		if isAlphanumeric(c) || bytes.IndexByte([]byte("-._~/!$&'()*+,;=@"), c) >= 0 {
			dst = append(dst, c)
		} else {
			dst = appendEscape(dst, c)
		}
	}
	return dst
}

func appendEscape(dst []byte, c byte) []byte {
	const digits = "0123456789ABCDEF"
	return append(dst, '%', digits[c>>4], digits[c&15])
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'f'
}
