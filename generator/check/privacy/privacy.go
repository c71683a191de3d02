// Package privacy finds personal data in a text: what an identity card, a
// telephone, a bank card or a front door is known by. It knows of nothing but the
// text; Markdown, HTML and entities are resolved by its caller, who gives it what a
// reader would read (and file names, addresses of links, cells of tables).
//
// # What is found
//
// Each kind is known by its code, which stands under [Kind.Code]:
//
//	resident-id      18 digits: area code, a date, the check character of
//	                 GB 11643-1999. Behind the word 身份证 or 证件 a wrong check
//	                 character is found too (a slip of the pen still tells who it is),
//	                 and 000 at the end of one that is all of a text, such as a cell:
//	                 a spreadsheet took it for a number.
//	resident-id-old  the 15 digits of before 1999: area code and a date
//	mobile-number    11 digits of a segment that is given out, with 86 before or not
//	landline-number  area code and 7 or 8 digits; without area code behind the words
//	                 电话, 座机, 传真
//	bank-card        16 to 19 digits of an issuer's prefix that satisfy Luhn
//	                 (ISO/IEC 7812-1); foreign schemes' only where a card is spoken of
//	email-address    RFC 5321 addresses in ASCII, also with (at) and (dot)
//	car-plate        GA 36-2018: province, letter, five or six characters; 挂 学 警 港
//	                 澳 领 使
//	passport-number  E or G and 8 digits, E, a letter and 7; others behind 护照, 通行证
//	home-address     down to the room: a building and a unit or room of a home, or
//	                 village, group and number behind words like 家住
//	half-masked      a number of these kinds of which too little is hidden
//
// Numbers that anybody may call are no personal data: 110, 12345, 95xxx, 400 and 800
// numbers. Telephone numbers and e-mail addresses of the organisation are given as
// [Options] and pass. So do addresses kept for examples (RFC 2606).
//
// # Dodges
//
// A number is read as a person would read it: over spaces, line breaks, hyphens,
// dots, middle dots and underscores between its digits; over invisible characters;
// in full-width, circled, superscript and other scripts' digits, in Chinese numerals
// (〇一二, 零壹贰, 幺); with the letters O, o, l, I for digits between digits.
//
// # Masks
//
// Well masked, which passes, is a number of which at most these stay: ten characters
// of an identity number (410901********5513), seven of a mobile number
// (138****1234), ten of a bank card (first six and last four, as PCI DSS has it). A
// mask is *, ＊, ●, ■, □, # or a run of x or ×. [Finder.Mask] makes such a form.
//
// # What passes
//
// The words before a number (订单号, 编号, 信用代码, 金额 …), letters that touch it, a
// unit behind it, an address of the web around it, and digits joined on by hyphens
// and dots tell that a number is something else. Numbers of which a check character
// tells (identity cards) need no words; those of which only the form does (old
// identity cards) yield to them.
//
// One pass over the text decides in constant time per character where a number may
// begin; only there more is done, and never over more than a few dozen characters.
package privacy

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Kind is a kind of personal data.
type Kind uint8

// The kinds, in the order in which one gives way to another before it where two
// overlap.
const (
	Email Kind = iota + 1
	ResidentID
	BankCard
	Mobile
	Landline
	HalfMasked
	OldResidentID
	Passport
	Plate
	HomeAddress
)

// Kinds lists all kinds.
func Kinds() []Kind {
	return []Kind{ResidentID, OldResidentID, Mobile, Landline, BankCard, Email, Plate, Passport, HomeAddress, HalfMasked}
}

// Code is the name of a kind in findings, such as "resident-id".
func (k Kind) Code() string {
	switch k {
	case Email:
		return "email-address"
	case ResidentID:
		return "resident-id"
	case BankCard:
		return "bank-card"
	case Mobile:
		return "mobile-number"
	case Landline:
		return "landline-number"
	case HalfMasked:
		return "half-masked"
	case OldResidentID:
		return "resident-id-old"
	case Passport:
		return "passport-number"
	case Plate:
		return "car-plate"
	case HomeAddress:
		return "home-address"
	}
	return ""
}

// A Match is one piece of personal data: the bytes of the text from Start to End.
type Match struct {
	Kind       Kind
	Start, End int
	// Certain is whether a check character or the words before leave no doubt.
	Certain bool
}

// Options are what a site allows.
type Options struct {
	// Phones are telephone numbers of the organisation, written in any way; one
	// without area code allows it with any.
	Phones []string
	// Emails are e-mail addresses of the organisation; "@example.cn" allows all of a
	// domain.
	Emails []string
}

// A Finder finds personal data. Any number of goroutines may use one at a time.
type Finder struct {
	classes [0x10000]class
	names   map[rune][]name
	phones  []string
	emails  map[string]bool
}

// New makes a finder.
func New(o Options) *Finder {
	f := &Finder{names: names(), emails: map[string]bool{}}
	fillClasses(&f.classes)
	for _, p := range o.Phones {
		if d := f.digitsOf(p); len(d) >= 7 {
			f.phones = append(f.phones, d)
		}
	}
	for _, e := range o.Emails {
		f.emails[strings.ToLower(strings.TrimSpace(e))] = true
	}
	return f
}

// digitsOf is a telephone number without all that is no digit and without the
// country's code.
func (f *Finder) digitsOf(phone string) string {
	var b strings.Builder
	for _, r := range phone {
		if v, ok := f.class(r).digit(); ok {
			b.WriteByte('0' + v)
		}
	}
	d := strings.TrimPrefix(b.String(), "00")
	if strings.HasPrefix(d, "86") && len(d) > 9 {
		d = d[2:]
	}
	return d
}

// allowedPhone is whether a number, given in digits, is the organisation's.
func (f *Finder) allowedPhone(digits string) bool {
	return slices.ContainsFunc(f.phones, func(p string) bool {
		if p == digits || "0"+digits == p || "0"+p == digits {
			return true
		}
		return strings.HasSuffix(digits, p) && len(p) <= 8 || strings.HasSuffix(p, digits)
	})
}

// Find lists what is personal in text, in order; matches do not overlap.
func (f *Finder) Find(text string) []Match {
	s := scan{f: f, text: text}
	s.labelled.is = unread
	for i := 0; i < len(text); {
		b := text[i]
		c, size := f.classes[b], 1
		switch {
		case b < utf8.RuneSelf:
		case b&0xf0 == 0xe0 && i+2 < len(text): // nearly all of Chinese
			c, size = f.classes[uint16(b)<<12|uint16(text[i+1]&0x3f)<<6|uint16(text[i+2]&0x3f)], 3
			if c == other && text[i+1]&text[i+2]&0xc0 == 0x80 {
				break
			}
			fallthrough
		default:
			c, size = f.at(text, i)
		}
		if c == other {
			i += size
			continue
		}
		i = max(s.at(i, c), i+size)
	}
	return s.settled()
}

// A scan is one pass over a text.
type scan struct {
	f       *Finder
	text    string
	run     []symbol
	atoms   []atom
	matches []Match
	// labelled keeps what was last asked about the words before a place.
	labelled struct {
		at int
		is word
	}
}

// at looks at what a character of a class may begin and gives where to go on; what
// lies before is done with.
func (s *scan) at(i int, c class) int {
	if _, ok := c.digit(); ok {
		return s.number(i)
	}
	switch c {
	case loose:
		if s.beginsWithLetter(i) {
			return s.number(i)
		}
	case atSign:
		s.email(i)
	case opening:
		s.spelledAt(i)
	case province:
		s.plate(i)
	case unit:
		return s.address(i)
	}
	return i
}

func (s *scan) found(k Kind, start, end int, certain bool) {
	s.matches = append(s.matches, Match{Kind: k, Start: start, End: end, Certain: certain})
}

// settled are the matches in order; of two that overlap the kind that comes first
// stays, and of the same the longer.
func (s *scan) settled() []Match {
	if len(s.matches) < 2 {
		return s.matches
	}
	slices.SortFunc(s.matches, func(a, b Match) int {
		if a.Start != b.Start {
			return a.Start - b.Start
		}
		return b.End - a.End
	})
	kept := s.matches[:1]
	for _, m := range s.matches[1:] {
		last := &kept[len(kept)-1]
		if m.Start >= last.End {
			kept = append(kept, m)
		} else if m.Kind < last.Kind {
			*last = m
		}
	}
	return kept
}
