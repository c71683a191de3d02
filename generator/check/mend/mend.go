// Package mend writes what the checks are sure of into content files: the fixes that
// are safe ([check.Fix].Safe), and nothing else.
//
// # What is touched
//
// A fix is taken where its stretch stands, as it reads, in a piece of running text: a
// paragraph, heading, table cell, description, or one of the front matter's values that
// are prose ([proseKey]). Left alone are block quotations, what stands between quotation
// marks or title marks (“…” ‘…’ 「…」 『…』 《…》 〈…〉 "…"), code, addresses, raw HTML,
// comments, the keys and the names and references in front matter, and every secret. Of
// fixes that overlap the first is taken; the others may follow in the next round.
//
// # What is made sure of
//
// After each round the file is read again. It must have the same pieces in the same
// order, each with the text that it had, or in the pieces that were mended the text that
// the fixes mean; and no more faults. Where that is not so, the fixes are tried one by
// one, and those that spoil the page are refused. All bytes outside of the stretches stay
// as they are: a byte order mark, the ends of lines, blanks. Rounds go on while a fix
// makes room for another, up to [mostRounds].
package mend

import (
	"bytes"
	"cmp"
	"slices"
	"unicode/utf8"

	"touyan/generator/check"
	"touyan/generator/prose"
)

// Reader reads a file as the checks do: its page, nil where that cannot be read, what
// was found and stands, and how many faults the build finds in it.
type Reader func(raw []byte) (page *check.Page, found []check.Finding, faults int)

// Result is what became of a file.
type Result struct {
	Text []byte
	// Mended and Refused count fixes: those that are in Text, and those that would have
	// made another page of it.
	Mended, Refused int
}

// The most rounds that a file is mended in, and the most fixes that are tried one by
// one.
const (
	mostRounds = 8
	mostTries  = 64
)

// Page returns what the safe fixes make of a file.
func Page(raw []byte, read Reader) Result {
	r := Result{Text: raw}
	if !utf8.Valid(raw) || bytes.IndexByte(raw, 0) >= 0 {
		return r
	}
	tries := mostTries
	seen := [][]byte{raw}
	for range mostRounds {
		now := state{raw: r.Text}
		now.page, now.found, now.faults = read(r.Text)
		if now.page == nil {
			return r
		}
		next, mended, refused := now.round(read, &tries)
		r.Refused = refused
		if mended == 0 || slices.ContainsFunc(seen, func(s []byte) bool { return bytes.Equal(s, next) }) {
			return r
		}
		r.Text, r.Mended = next, r.Mended+mended
		seen = append(seen, next)
	}
	return r
}

// state is a file at the beginning of a round.
type state struct {
	raw    []byte
	page   *check.Page
	found  []check.Finding
	faults int
}

// round applies the fixes that may be, together or else one by one.
func (s *state) round(read Reader, tries *int) (next []byte, mended, refused int) {
	edits := s.edits()
	if len(edits) == 0 {
		return s.raw, 0, 0
	}
	if next, ok := s.try(edits, read); ok {
		return next, len(edits), 0
	}
	var good []edit
	for _, e := range edits {
		if *tries--; *tries < 0 {
			break
		}
		if _, ok := s.try(append(good[:len(good):len(good)], e), read); ok {
			good = append(good, e)
		}
	}
	next, _ = s.try(good, read)
	return next, len(good), len(edits) - len(good)
}

// try applies fixes and reports whether the page stays what it is.
func (s *state) try(edits []edit, read Reader) ([]byte, bool) {
	if len(edits) == 0 {
		return s.raw, true
	}
	next := s.apply(edits)
	page, _, faults := read(next)
	return next, page != nil && faults <= s.faults && s.same(page, edits)
}

// edit is a fix that may be made.
type edit struct {
	// at are the bytes of the file's normalised text, in those of the piece's text.
	at, in prose.Range
	piece  int
	text   string
}

// edits returns the fixes that may be made together, in order.
func (s *state) edits() []edit {
	var all []edit
	bounds := s.bounds()
	for _, f := range s.found {
		if f.Fix == nil || !f.Fix.Safe || f.Secret || !writable(f.Fix.Text) {
			continue
		}
		at := prose.Range{Start: f.Start, End: f.End}
		if at.Start < 0 || at.End < at.Start || at.End > len(s.page.Text) || at.End == 0 || s.page.Text[at.Start:at.End] == f.Fix.Text {
			continue
		}
		if i, in, ok := s.place(at, bounds); ok && !s.secret(at) {
			all = append(all, edit{at, in, i, f.Fix.Text})
		}
	}
	slices.SortStableFunc(all, func(a, b edit) int {
		return cmp.Or(cmp.Compare(a.at.Start, b.at.Start), cmp.Compare(b.at.End, a.at.End))
	})
	var out []edit
	for _, e := range all {
		if n := len(out); n == 0 || e.at.Start > out[n-1].at.Start && e.at.Start >= out[n-1].at.End {
			out = append(out, e)
		}
	}
	return out
}

// secret reports whether a stretch touches one that must not be told.
func (s *state) secret(at prose.Range) bool {
	return slices.ContainsFunc(s.found, func(f check.Finding) bool {
		return f.Secret && at.Start <= f.End && f.Start <= at.End
	})
}

// same reports whether a page is that of the state with nothing but the fixes in it.
func (s *state) same(page *check.Page, edits []edit) bool {
	if len(page.Pieces) != len(s.page.Pieces) {
		return false
	}
	byPiece := map[int][]edit{}
	for _, e := range edits {
		byPiece[e.piece] = append(byPiece[e.piece], e)
	}
	for i := range page.Pieces {
		was, is := &s.page.Pieces[i], &page.Pieces[i]
		if was.Kind != is.Kind || was.Key != is.Key || was.Level != is.Level || was.Quoted != is.Quoted ||
			was.List != is.List || was.Item != is.Item || was.Block != is.Block || was.Row != is.Row || was.Col != is.Col {
			return false
		}
		want := was.Text
		for _, e := range slices.Backward(byPiece[i]) {
			want = want[:e.in.Start] + e.text + want[e.in.End:]
		}
		if is.Text != want {
			return false
		}
	}
	return true
}
