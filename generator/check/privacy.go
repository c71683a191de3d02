package check

import (
	"net/url"
	"path"
	"strings"

	"touyan/generator/check/privacy"
	"touyan/generator/config"
	"touyan/generator/diag"
	"touyan/generator/prose"
)

func privacyCodes() []Code {
	list := []Code{}
	for _, k := range privacy.Kinds() {
		severity := diag.Error
		if k == privacy.HalfMasked {
			severity = diag.Warning
		}
		list = append(list, Code{k.Code(), severity, "privacy"})
	}
	return append(list,
		Code{"document-unreadable", diag.Warning, "privacy"},
		Code{"document-encrypted", diag.Warning, "privacy"},
		Code{"document-scanned", diag.Hint, "privacy"},
		Code{"document-too-large", diag.Warning, "privacy"},
	)
}

// newFinder returns the finder of personal data of a site, which passes over what the
// site publishes of its organisations.
func newFinder(c *config.Config) *privacy.Finder {
	o := privacy.Options{Phones: []string{c.Identity.Phone, c.Identity.Contact}, Emails: []string{c.Identity.Email}}
	o.Phones = append(o.Phones, c.Check.Phones...)
	o.Emails = append(o.Emails, c.Check.Emails...)
	return privacy.New(o)
}

// privacy looks for personal data in all that a page publishes: its text, its facts, its
// descriptions and titles, its addresses.
func (c *Checker) privacy(p *Page, f *findings) {
	for i := range p.Pieces {
		piece := &p.Pieces[i]
		switch {
		case piece.Kind == prose.Comment:
		case piece.Kind == prose.Address, piece.Kind == prose.Fact && isAddressKey(piece.Key):
			f.address(piece)
		case piece.Kind == prose.Cell:
			f.personal(piece, 0, piece.Text)
			if piece.Col == 0 {
				f.row(rowOf(p.Pieces[i:]))
			}
		default:
			f.personal(piece, 0, piece.Text)
		}
	}
}

// isAddressKey reports whether a fact is a name of a file or an address.
func isAddressKey(key string) bool {
	return key == "cover.src" || key == "logo" || strings.HasPrefix(key, "sources.") && strings.HasSuffix(key, ".url")
}

// personal reports what is personal in a text that stands in a piece at an offset.
func (f *findings) personal(piece *prose.Piece, offset int, text string) (found bool) {
	for _, m := range f.checker.finder.Find(text) {
		f.secret(piece, offset+m.Start, offset+m.End, m.Kind, text[m.Start:m.End])
		found = true
	}
	return found
}

// secret reports one piece of personal data, once where it is seen in two ways.
func (f *findings) secret(piece *prose.Piece, start, end int, kind privacy.Kind, text string) {
	at, _ := piece.Source(start, end)
	f.hidden(at, kind, text)
}

// secret is personal data as it may be told of.
type secret struct{ Code, Masked string }

func (c *Checker) secret(kind privacy.Kind, text string) secret {
	return secret{kind.Code(), c.finder.Mask(text, kind)}
}

func (f *findings) hidden(at prose.Range, kind privacy.Kind, text string) {
	s := f.checker.secret(kind, text)
	for i := len(f.list) - 1; i >= 0 && f.list[i].Start >= at.Start-mostBetween; i-- {
		if one := &f.list[i]; one.Secret && one.Code == s.Code && one.Start <= at.Start && one.End >= at.End {
			return
		}
	}
	f.at(at.Start, at.End, s.Code, s.Masked).Secret = true
}

// mostBetween is how far an address stands from the text that shows it.
const mostBetween = 200

// address looks through what leads somewhere: behind tel: and mailto:, in the names of
// files, in the values of a query. The path of another site's address is no text.
func (f *findings) address(piece *prose.Piece) {
	text := piece.Text
	scheme, rest, _ := strings.Cut(text, ":")
	switch strings.ToLower(scheme) {
	case "tel", "sms", "callto", "mailto", "smsto":
		to, query, _ := strings.Cut(rest, "?")
		f.escaped(piece, len(scheme)+1, to)
		f.query(piece, query)
		return
	case "http", "https", "ftp":
	default:
		name, _, _ := strings.Cut(text, "?")
		if !strings.Contains(name, "@") { // a bare e-mail address has no extension
			name = strings.TrimSuffix(name, path.Ext(name))
		}
		f.escaped(piece, 0, name)
	}
	_, query, _ := strings.Cut(text, "?")
	f.query(piece, query)
}

// query looks through the values of a query.
func (f *findings) query(piece *prose.Piece, query string) {
	query, _, _ = strings.Cut(query, "#")
	for query != "" {
		var pair string
		pair, query, _ = strings.Cut(query, "&")
		_, value, _ := strings.Cut(pair, "=")
		if value != "" {
			f.escaped(piece, strings.Index(piece.Text, value), value)
		}
	}
}

// escaped looks through a part of an address, as it is written and as it is meant.
func (f *findings) escaped(piece *prose.Piece, offset int, text string) {
	if f.personal(piece, offset, text) || !strings.ContainsAny(text, "%+") {
		return
	}
	plain, err := url.QueryUnescape(text)
	if err != nil {
		return
	}
	for _, m := range f.checker.finder.Find(plain) {
		f.secret(piece, offset, offset+len(text), m.Kind, plain[m.Start:m.End])
	}
}

// rowOf returns the cells of the row that pieces begin with.
func rowOf(pieces []prose.Piece) []*prose.Piece {
	var cells []*prose.Piece
	first := &pieces[0]
	for i := range pieces {
		p := &pieces[i]
		if p.Block != first.Block || p.Kind == prose.Cell && p.Row != first.Row {
			break
		}
		if p.Kind == prose.Cell {
			cells = append(cells, p)
		}
	}
	return cells
}

// row looks for an identity number that is split between neighbouring cells. Other
// numbers have no check character that tells them from figures side by side.
func (f *findings) row(cells []*prose.Piece) {
	const digits = 18
	for i := range cells {
		number := ""
		for j := i; j < len(cells) && len(number) < digits; j++ {
			part := digitsIn(cells[j].Text)
			if part == "" {
				break
			}
			if number += part; len(number) != digits || j == i {
				continue
			}
			for _, m := range f.checker.finder.Find(number) {
				if m.Kind == privacy.ResidentID && m.Certain {
					from, _ := cells[i].Source(0, len(cells[i].Text))
					to, _ := cells[j].Source(0, len(cells[j].Text))
					f.hidden(prose.Range{Start: from.Start, End: to.End}, m.Kind, number)
				}
			}
		}
	}
}

// digitsIn returns the digits of a cell that holds nothing else, spaces and the check
// character X aside.
func digitsIn(cell string) string {
	cell = strings.ToUpper(strings.ReplaceAll(cell, " ", ""))
	if strings.Trim(cell, "0123456789X") != "" {
		return ""
	}
	return cell
}
