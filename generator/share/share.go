// Package share draws share cards: pictures of 1200 by 630 dots that programs show
// where a link to a page is shared (og:image). A card has the site's name, the
// page's title, who is behind it and its most telling figure, on the paper and in
// the accent colour of the site's pages.
//
// # Speed
//
// A site has as many cards as cases, so that a card must cost little. It has 16
// colours, four bits a dot; what all cards share is drawn once; glyphs are drawn
// once for each size, as masks of 16 levels; and only the rows that a card draws on
// are packed again.
//
// # Fonts
//
// A card is in one font, a file that the site names or that is found on the system;
// see [Find]. A text with characters that the font does not have gets no card: see
// [Font.Missing]. On one machine, the same card is always the same bytes. On another
// with another font it is another, and so is its [Drawer.Name].
package share

import (
	"encoding/binary"
	"fmt"
	"image/color"
	"strings"
	"sync"
	"unicode"

	"github.com/cespare/xxhash/v2"
)

// Width and Height are a card's size in dots, as Open Graph's readers like it.
const (
	Width  = 1200
	Height = 630
)

// design is changed whenever cards look different, so that they get other names.
const design = 1

// Card is what a card says. All but Title may be empty.
type Card struct {
	// Page tells cards apart that say the same: the page's path.
	Page string
	// Title is at most three lines; what is longer ends in an ellipsis.
	Title string
	// Who is the line below the title.
	Who string
	// Number is the figure in large type, with its Unit; Indicator is what it
	// measures.
	Number, Unit, Indicator string
	// Mark stands before a figure that is not exact: ≥ or ≈.
	Mark string
}

// texts are all that a card draws.
func (c *Card) texts() [6]string {
	return [6]string{c.Title, c.Who, c.Mark, c.Number, c.Unit, c.Indicator}
}

// Drawer draws the cards of one site. It may be used by many goroutines.
type Drawer struct {
	font    *Font
	print   uint64
	palette [16]color.RGBA
	site    string
	// base has what is on every card, a byte a dot; packed the same as it is
	// compressed. They are made for the first card.
	once         sync.Once
	base, packed []byte
	canvases     sync.Pool
}

// New returns a drawer of cards with a site's name and accent colour.
func New(font *Font, site string, accent color.RGBA) *Drawer {
	d := &Drawer{font: font, palette: palette(accent), site: clean(site)}
	d.print = xxhash.Sum64String(fmt.Sprintf("%d %x %v %s", design, font.print, accent, d.site))
	return d
}

// Print is a fingerprint of all that the cards of a site have in common.
func (d *Drawer) Print() uint64 { return d.print }

// ground draws what is on every card.
func (d *Drawer) ground() {
	c := &canvas{Drawer: d, pix: make([]byte, Width*Height), top: Height}
	c.frame(d.site)
	d.base = c.pix
	d.packed = make([]byte, rowBytes*Height)
	for y := range Height {
		packRow(d.packed[y*rowBytes:], d.base[y*Width:])
	}
}

// Name returns a name for a card that stands for all that it is drawn from.
func (d *Drawer) Name(c Card) string {
	h := xxhash.New()
	var b [8]byte
	binary.LittleEndian.PutUint64(b[:], d.print)
	h.Write(b[:])
	add := func(s string) {
		binary.LittleEndian.PutUint64(b[:], uint64(len(s)))
		h.Write(b[:])
		h.WriteString(s)
	}
	add(c.Page)
	for _, s := range c.texts() {
		add(s)
	}
	return fmt.Sprintf("%016x.png", h.Sum64())
}

// Missing returns the characters of a card that the font does not have, each once;
// a card with any is not to be drawn.
func (d *Drawer) Missing(c Card) string {
	var missing strings.Builder
	for _, s := range c.texts() {
		for _, r := range clean(s) {
			if !d.font.has(r) && !strings.ContainsRune(missing.String(), r) {
				missing.WriteRune(r)
			}
		}
	}
	return missing.String()
}

// clean returns a text on one line without what is not seen.
func clean(s string) string {
	s = strings.Join(strings.Fields(strings.ToValidUTF8(s, "")), " ")
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Variation_Selector, r) {
			return -1
		}
		return r
	}, s)
}

// FontName is the name of the font's file.
func (d *Drawer) FontName() string { return d.font.Name }
