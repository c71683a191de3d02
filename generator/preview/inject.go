package preview

import (
	"bytes"
	"fmt"
	"html"
	"regexp"
	"strconv"

	"github.com/cespare/xxhash/v2"
)

// print tells a page from what it was before. The zero value is that of no page.
type print struct {
	// Whole is of all its bytes, Frame of those that are no links to style sheets.
	Whole, Frame string
	// Styles are the links to its style sheets, as they are written.
	Styles []string
}

var (
	styleLink   = regexp.MustCompile(`(?i)<link\b[^>]*\brel="?stylesheet\b[^>]*>`)
	hrefOf      = regexp.MustCompile(`(?i)\bhref="?([^"\s>]*)`)
	refresh     = regexp.MustCompile(`(?i)<meta\s+http-equiv="?refresh\b`)
	headOrBody  = regexp.MustCompile(`(?i)</head\s*>`)
	bodyOrAfter = regexp.MustCompile(`(?i)</body\s*>`)
)

func printOf(page []byte) print {
	p := print{Whole: hash(page)}
	frame := styleLink.ReplaceAllFunc(page, func(link []byte) []byte {
		if m := hrefOf.FindSubmatch(link); m != nil {
			p.Styles = append(p.Styles, html.UnescapeString(string(m[1])))
		}
		return nil
	})
	p.Frame = hash(frame)
	return p
}

func hash(data []byte) string { return strconv.FormatUint(xxhash.Sum64(data), 36) }

// inject puts the preview's script into a page: a file of its own, as the page's
// policy demands, with what the page is told by. A page that only leads on to
// another is left alone.
func inject(page []byte, of print) []byte {
	if refresh.Match(page) {
		return page
	}
	tag := fmt.Appendf(nil, `<script defer src="%spreview.js" data-page="%s" data-frame="%s"></script>`, inside, of.Whole, of.Frame)
	for _, end := range []*regexp.Regexp{headOrBody, bodyOrAfter} {
		if at := end.FindIndex(page); at != nil {
			return bytes.Join([][]byte{page[:at[0]], page[at[0]:]}, tag)
		}
	}
	return append(bytes.Clone(page), tag...)
}
