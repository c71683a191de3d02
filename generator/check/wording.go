package check

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"touyan/generator/check/wording"
	"touyan/generator/diag"
	"touyan/generator/prose"
)

func wordingCodes() []Code {
	var list []Code
	for _, g := range []struct {
		severity diag.Severity
		names    []string
	}{
		{diag.Warning, []string{
			"wrong-word", "halfwidth-mark", "fullwidth-letter", "fullwidth-mark-in-number", "quote-unpaired",
			"quote-turned", "quote-straight", "bracket-mixed", "mark-repeated", "ellipsis-form", "dash-form", "space-at-mark",
			"character-repeated", "word-repeated", "number-mixed", "percent-range", "digit-lookalike", "date-impossible",
			"approximation-doubled", "decrease-by-times", "character-lookalike", "invisible-character",
			"unreadable-character", "traditional-character",
		}},
		{diag.Hint, []string{
			"word-form", "quote-nested", "comma-between-quoted", "space-in-chinese", "range-sign", "number-approximate",
			"zero-form", "date-form", "year-short",
		}},
	} {
		for _, name := range g.names {
			list = append(list, Code{name, g.severity, "wording"})
		}
	}
	return list
}

// Lexicons adds the site's own lexicons, which site.yaml names, to those that are
// built in; src is the site's folder. It returns what is wrong with them. It is to be
// called before any page is checked.
func (c *Checker) Lexicons(src fs.FS) diag.List {
	sets, list := builtIn()
	for i, name := range c.config.Check.Wording {
		data, err := fs.ReadFile(src, name)
		if err != nil {
			list.Add(c.config.At(fmt.Sprintf("check.wording.%d", i)), "wording-unreadable", name, cause(err))
			continue
		}
		set, faults := wording.Parse(name, data)
		sets, list = append(sets, set), append(list, faults...)
	}
	c.lexicon = wording.NewLexicon(sets...)
	return list
}

func builtIn() ([][]wording.Entry, diag.List) {
	set, list := wording.BuiltIn()
	return [][]wording.Entry{set}, list
}

// cause returns what an error of a file system is about.
func cause(err error) string {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		return pe.Err.Error()
	}
	return err.Error()
}

// wording checks the words, marks and numbers of a page's prose.
func (c *Checker) wording(p *Page, f *findings) {
	for i := range p.Pieces {
		piece := &p.Pieces[i]
		if !isProse(piece) {
			continue
		}
		t := wording.Text{
			Text: piece.Text, Quoted: piece.Quoted || cited(piece), Broken: piece.Broken,
			Loose:  loose(piece),
			GoesOn: i+1 < len(p.Pieces) && p.Pieces[i+1].Kind == piece.Kind && beginsQuoted(p.Pieces[i+1].Text),
		}
		for _, v := range piece.Verbatim {
			t.Verbatim = append(t.Verbatim, wording.Range(v))
		}
		for _, found := range c.lexicon.Check(t) {
			f.wording(piece, &found)
		}
	}
}

// loose reports whether spaces may set the parts of a piece off.
func loose(piece *prose.Piece) bool {
	return piece.Kind != prose.Paragraph && !(piece.Kind == prose.Fact && strings.Contains(piece.Text, "。"))
}

func beginsQuoted(s string) bool { return strings.HasPrefix(s, "“") || strings.HasPrefix(s, "‘") }

// wording adds what was found in a piece. An entry's own severity counts unless the
// site sets the code's; in quotations nothing weighs more than a hint.
func (f *findings) wording(piece *prose.Piece, found *wording.Found) {
	one := f.in(piece, found.Start, found.End, found.Code, found.Args...)
	if _, set := f.checker.config.Check.Codes[found.Code]; !set && found.Entry != nil {
		one.Severity = found.Entry.Severity
	}
	if found.Quoted {
		one.Severity = max(one.Severity, diag.Hint)
		return
	}
	if _, exact := piece.Source(found.Start, found.End); exact && found.Fixed {
		one.Fix = &Fix{Text: found.Fix, Safe: found.Safe && !harmful(piece, found)}
	}
}

// harmful reports whether a mend would change what the file's own syntax makes of
// the text: a value of front matter must not end up empty.
func harmful(piece *prose.Piece, found *wording.Found) bool {
	return piece.Kind == prose.Fact && strings.TrimSpace(piece.Text[:found.Start]+found.Fix+piece.Text[found.End:]) == ""
}

// isProse reports whether a piece is text that a person writes for readers.
func isProse(piece *prose.Piece) bool {
	switch piece.Kind {
	case prose.Paragraph, prose.Heading, prose.Cell, prose.Alt, prose.Tip, prose.HTML:
		return true
	case prose.Fact:
		last := piece.Key[strings.LastIndexByte(piece.Key, '.')+1:]
		if strings.Trim(last, "0123456789") == "" {
			last, _, _ = strings.Cut(piece.Key, ".")
		}
		return slices.Contains(proseKeys(), last)
	}
	return false
}

// proseKeys are the keys of front matter whose values are prose.
func proseKeys() []string {
	return []string{
		"title", "summary", "tags", "alt", "organization", "problems", "detail", "indicator", "scope", "note",
		"name", "role", "of", "where", "cost", "people", "period", "lessons", "publisher", "slogan", "essence",
	}
}

// cited reports whether a value is the name of what others wrote.
func cited(piece *prose.Piece) bool {
	return piece.Kind == prose.Fact && strings.HasPrefix(piece.Key, "sources.")
}
