package document

import (
	"strconv"
	"strings"
	"unicode/utf16"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/unicode/norm"
)

// A font tells which characters the bytes of a string are, and how wide.
type font struct {
	toUnicode *cmap             // nil without
	lengths   *cmap             // how many bytes a code has; nil for one, or two of a composite font
	composite bool              // Type 0
	legacy    encoding.Encoding // of codes without ToUnicode; nil for none
	utf16     bool              // the codes are UTF-16
	vertical  bool
	names     map[byte]string // of /Differences
	widths    map[int]float64 // in em
	width     float64         // of others
	cids      bool            // codes are those of widths
}

// font reads a font, each only once.
func (f *pdfFile) font(o types.Object) (*font, error) {
	ref, isRef := o.(types.IndirectRef)
	if known := f.fonts[ref.ObjectNumber.Value()]; isRef && known != nil {
		return known, nil
	}
	d := f.dict(o)
	if d == nil {
		return nil, nil
	}
	n := &font{composite: f.name(d["Subtype"]) == "Type0", width: 0.5, widths: map[int]float64{}}
	table, err := f.stream(d["ToUnicode"])
	if err != nil {
		return nil, err
	}
	if len(table) > 0 {
		n.toUnicode = parseCMap(table)
	}
	if n.composite {
		err = f.compositeFont(n, d)
	} else {
		f.simpleFont(n, d)
	}
	if isRef {
		f.fonts[ref.ObjectNumber.Value()] = n
	}
	return n, err
}

func (f *pdfFile) simpleFont(n *font, d types.Dict) {
	first := int(f.number(d["FirstChar"]))
	scale := 1.0 / 1000
	if m, ok := f.object(d["FontMatrix"]).(types.Array); ok && len(m) == 6 { // Type 3
		scale = f.number(m[0])
	}
	if widths, ok := f.object(d["Widths"]).(types.Array); ok {
		for i, w := range widths[:min(len(widths), 256)] {
			n.widths[first+i] = f.number(w) * scale
		}
	}
	n.cids = true
	n.legacy = charmap.Windows1252
	name := f.name(d["Encoding"])
	if e := f.dict(d["Encoding"]); e != nil {
		name = f.name(e["BaseEncoding"])
		n.names = map[byte]string{}
		code := 0
		list, _ := f.object(e["Differences"]).(types.Array)
		for _, o := range list {
			switch o := f.object(o).(type) {
			case types.Integer:
				code = int(o)
			case types.Name:
				if code >= 0 && code < 256 {
					n.names[byte(code)] = glyphText(string(o))
				}
				code++
			}
		}
	}
	if name == "MacRomanEncoding" {
		n.legacy = charmap.Macintosh
	}
}

func (f *pdfFile) compositeFont(n *font, d types.Dict) error {
	n.width = 1
	name := f.name(d["Encoding"])
	if own, err := f.stream(d["Encoding"]); err != nil {
		return err
	} else if len(own) > 0 {
		n.lengths = parseCMap(own)
		name = f.name(f.dict(d["Encoding"])["UseCMap"])
	}
	n.vertical = strings.HasSuffix(name, "-V") || name == "V"
	switch base := strings.TrimSuffix(strings.TrimSuffix(name, "-H"), "-V"); base {
	case "Identity":
		n.cids = true
	case "GBK-EUC", "GBKp-EUC", "GB-EUC", "GBpc-EUC", "GBK2K":
		n.legacy = simplifiedchinese.GB18030
	case "ETen-B5", "ETenms-B5", "B5pc", "HKscs-B5":
		n.legacy = traditionalchinese.Big5
	default:
		n.utf16 = strings.HasPrefix(base, "Uni") // UniGB-UCS2, UniGB-UTF16, UniCNS-UCS2 …
	}
	descendants, _ := f.object(d["DescendantFonts"]).(types.Array)
	if len(descendants) == 0 {
		return nil
	}
	below := f.dict(descendants[0])
	if w, ok := below["DW"]; ok {
		n.width = f.number(w) / 1000
	}
	w, _ := f.object(below["W"]).(types.Array)
	f.cidWidths(n, w)
	return nil
}

// cidWidths reads the widths of ISO 32000-1, 9.7.4.3.
func (f *pdfFile) cidWidths(n *font, w types.Array) {
	for i := 0; i+1 < len(w); {
		first := int(f.number(w[i]))
		if list, ok := f.object(w[i+1]).(types.Array); ok {
			for k, x := range list {
				n.widths[first+k] = f.number(x) / 1000
			}
			i += 2
			continue
		}
		if i+2 >= len(w) {
			return
		}
		last := min(int(f.number(w[i+1])), first+0xffff)
		for c := max(first, 0); c <= last && len(n.widths) < 0x20000; c++ {
			n.widths[c] = f.number(w[i+2]) / 1000
		}
		i += 3
	}
}

// each calls show with every character of a string.
func (n *font) each(s string, show func(code, text string, width float64)) {
	for len(s) > 0 {
		size := n.size(s)
		code := s[:size]
		s = s[size:]
		value := 0
		for i := range len(code) {
			value = value<<8 | int(code[i])
		}
		width, ok := n.widths[value]
		if !ok || !n.cids {
			width = n.width
			if n.composite && !n.cids && len(code) == 1 {
				width = 0.5
			}
		}
		show(code, n.text(code, value), width)
	}
}

// size is how many bytes the next code of a string has.
func (n *font) size(s string) int {
	size := 1
	switch {
	case !n.composite:
	case n.lengths != nil && len(n.lengths.spaces) > 0:
		size = n.lengths.size(s)
	case n.legacy != nil:
		if s[0] >= 0x81 && s[0] < 0xff {
			size = 2
			if len(s) > 3 && s[1] >= '0' && s[1] <= '9' { // GB 18030, four bytes
				size = 4
			}
		}
	case n.utf16 && len(s) > 3 && s[0]&0xfc == 0xd8:
		size = 4
	default:
		size = 2
	}
	return min(size, len(s))
}

// text is the character of a code; "\ufffd" where nobody knows.
func (n *font) text(code string, value int) string {
	if n.toUnicode != nil {
		if text, ok := n.toUnicode.lookup(code, value); ok {
			return text
		}
	}
	if name, ok := n.names[byte(value)]; ok && !n.composite && name != "" {
		return name
	}
	switch {
	case n.utf16:
		return utf16Text(code)
	case n.legacy != nil:
		if text, err := n.legacy.NewDecoder().String(code); err == nil {
			return text
		}
	}
	return "\ufffd"
}

func utf16Text(raw string) string {
	var units []uint16
	for i := 0; i+1 < len(raw); i += 2 {
		units = append(units, uint16(raw[i])<<8|uint16(raw[i+1]))
	}
	return string(utf16.Decode(units))
}

// unified is text with characters instead of the radicals that look like them: a font
// has one glyph for both, and its table may name either.
func unified(text string) string {
	for _, r := range text {
		if r >= 0x2e80 && r <= 0x2fdf {
			return strings.NewReplacer(
				"⻚", "页", "⻓", "长", "⻅", "见", "⻔", "门", "⻢", "马", "⻋", "车", "⻉", "贝", "⻛", "风", "⻜", "飞", "⻝", "食", "⻥", "鱼", "⻦", "鸟", "⻨", "麦",
				"⻩", "黄", "⻬", "齐", "⻮", "齿", "⻰", "龙", "⻳", "龟", "⻘", "青", "⻄", "西", "⻆", "角", "⺟", "母", "⺠", "民", "⻁", "虎", "⻤", "鬼", "⻣", "骨",
				"⻧", "卤", "⻙", "韦", "⻒", "镸", "⻑", "長", "⻃", "糸", "⺫", "目", "⻊", "足", "⻐", "金", "⻌", "辶",
			).Replace(norm.NFKC.String(text))
		}
	}
	return text
}

// glyphText is the text of a glyph's name (Adobe Glyph List) as far as numbers,
// letters and the signs of addresses go; empty for others.
func glyphText(name string) string {
	name, _, _ = strings.Cut(name, ".")
	if len(name) == 1 {
		return name
	}
	switch name {
	case "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine":
		for i, digit := range []string{"zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"} {
			if digit == name {
				return strconv.Itoa(i)
			}
		}
	case "space":
		return " "
	case "hyphen", "minus", "endash":
		return "-"
	case "period":
		return "."
	case "at":
		return "@"
	case "underscore":
		return "_"
	case "colon":
		return ":"
	case "plus":
		return "+"
	case "parenleft":
		return "("
	case "parenright":
		return ")"
	case "asterisk":
		return "*"
	}
	for _, prefix := range []string{"uni", "u"} {
		if hex, ok := strings.CutPrefix(name, prefix); ok && len(hex) >= 4 {
			if r, err := strconv.ParseUint(hex, 16, 21); err == nil {
				return string(rune(r))
			}
		}
	}
	return ""
}

// A cmap is a table of codes (ISO 32000-1, 9.7.5 and 9.10.3).
type cmap struct {
	spaces  []codeSpace
	chars   map[string]string
	without map[string]bool // codes that were looked for in vain
	ranges  []codeRange
}

type codeSpace struct{ low, high string }

type codeRange struct {
	low, high, size int
	first           string   // the text of low
	list            []string // or the texts of all
}

// size is how many bytes the code at the beginning of s has.
func (m *cmap) size(s string) int {
	for _, c := range m.spaces {
		if n := len(c.low); n <= len(s) {
			inside := true
			for i := range n {
				inside = inside && s[i] >= c.low[i] && s[i] <= c.high[i]
			}
			if inside {
				return n
			}
		}
	}
	return len(m.spaces[0].low)
}

func (m *cmap) lookup(code string, value int) (string, bool) {
	if text, ok := m.chars[code]; ok {
		return text, true
	}
	if m.without[code] {
		return "", false
	}
	text, ok := m.inRanges(code, value)
	if ok { // the next time it is at hand
		m.chars[code] = text
	} else if len(m.without) < maxCodes {
		m.without[code] = true
	}
	return text, ok
}

func (m *cmap) inRanges(code string, value int) (string, bool) {
	for _, r := range m.ranges {
		if r.size != len(code) || value < r.low || value > r.high {
			continue
		}
		if r.list != nil {
			if i := value - r.low; i < len(r.list) {
				return r.list[i], true
			}
			return "", false
		}
		text := []rune(r.first)
		if len(text) == 0 {
			return "", false
		}
		text[len(text)-1] += rune(value - r.low)
		return string(text), true
	}
	return "", false
}

const (
	maxCodes  = 200_000
	maxRanges = 20_000
)

// parseCMap reads a table; what is odd in it is left out.
func parseCMap(src []byte) *cmap {
	m := &cmap{chars: map[string]string{}, without: map[string]bool{}}
	l := lexer{src: src}
	var args []token
	for len(m.chars) < maxCodes && len(m.ranges) < maxRanges {
		t := l.next()
		switch {
		case t.kind == tokenEnd:
			return m
		case t.kind != tokenOperator:
			if len(args) < maxCodes {
				args = append(args, t)
			}
			continue
		}
		switch t.text {
		case "endcodespacerange":
			for i := 0; i+1 < len(args); i += 2 {
				if low, high := args[i].text, args[i+1].text; low != "" && len(low) == len(high) && len(low) <= 4 {
					m.spaces = append(m.spaces, codeSpace{low, high})
				}
			}
		case "endbfchar":
			for i := 0; i+1 < len(args); i += 2 {
				m.chars[args[i].text] = utf16Text(args[i+1].text)
			}
		case "endbfrange":
			m.addRanges(args)
		}
		args = args[:0]
	}
	return m
}

func (m *cmap) addRanges(args []token) {
	value := func(s string) int {
		n := 0
		for i := range min(len(s), 4) {
			n = n<<8 | int(s[i])
		}
		return n
	}
	for i := 0; i+2 < len(args); {
		r := codeRange{low: value(args[i].text), high: value(args[i+1].text), size: len(args[i].text)}
		if args[i+2].kind != tokenOpen {
			r.first = utf16Text(args[i+2].text)
			i += 3
		} else {
			for i += 3; i < len(args) && args[i].kind != tokenClose; i++ {
				r.list = append(r.list, utf16Text(args[i].text))
			}
			i++
		}
		if len(m.ranges) < maxRanges {
			m.ranges = append(m.ranges, r)
		}
	}
}
