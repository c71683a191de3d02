package generator

import (
	"cmp"
	"context"
	"maps"
	"os"
	"path"
	"slices"
	"strings"
	"sync"

	"touyan/generator/check"
	"touyan/generator/check/mend"
	"touyan/generator/check/report"
	"touyan/generator/content"
	"touyan/generator/diag"
	"touyan/generator/prose"
)

// Mending is what the safe fixes of the checks make of a content file.
type Mending struct {
	// Path is slash-separated, from the site's folder.
	Path          string
	Before, After []byte
	// Mended counts the fixes in After, Refused those that would have made another
	// page of it.
	Mended, Refused int
	// Diff is a unified diff with what is secret masked.
	Diff string
}

// Write writes After into the site's folder, whole or not at all; the error is
// [mend.ErrChanged] where the file is not what it was.
func (m Mending) Write(source string) error { return mend.Write(source, m.Path, m.Before, m.After) }

// Mend returns what the safe fixes make of the pages at o.Source, in order of path; the
// files are left as they are. Pages that o does not publish, and those that only leaves
// out, are not looked at.
func Mend(ctx context.Context, o Options, only func(path string) bool) ([]Mending, error) {
	r := &run{Options: o, ctx: ctx}
	src := os.DirFS(o.Source)
	s, err := r.load(src)
	if err != nil {
		return nil, err
	}
	lib, err := r.readStage(src, s, r.lookUp(s))
	if err != nil {
		return nil, err
	}
	whole, err := r.compose(lib, s)
	if err != nil {
		return nil, err
	}
	k := r.newEdition(lib, whole, s).newChecking()
	var all []Mending
	var mu sync.Mutex
	err = each(ctx, maps.Keys(lib.published), func(source string) error {
		if !only("content/" + source) {
			return nil
		}
		data, err := lib.text(lib.byPath[source])
		if err != nil {
			return err
		}
		if m := k.mend(source, data, s.vocabulary()); m.Mended+m.Refused > 0 {
			mu.Lock()
			defer mu.Unlock()
			all = append(all, m)
		}
		return nil
	})
	slices.SortFunc(all, func(a, b Mending) int { return cmp.Compare(a.Path, b.Path) })
	return all, err
}

// mend mends one page.
func (k *checking) mend(source string, data []byte, words content.Vocabulary) Mending {
	read := k.reader(source, words)
	result := mend.Page(data, read)
	m := Mending{Path: "content/" + source, Before: data, After: result.Text, Mended: result.Mended, Refused: result.Refused}
	if m.Mended > 0 {
		m.Diff = mend.Diff(m.Path, veiled(data, read), veiled(result.Text, read))
	}
	return m
}

// reader reads versions of a page as the checks do.
func (k *checking) reader(source string, words content.Vocabulary) mend.Reader {
	return func(raw []byte) (*check.Page, []check.Finding, int) {
		page, faults := content.Parse(source, raw, words)
		if page == nil {
			return nil, nil, faults.Errors()
		}
		p := k.cut(page, raw)
		found := k.checker.Settle(k.checker.Page(p), nil)
		return p, k.checker.Ignore(found), faults.Errors()
	}
}

// veiled is a page's text with what is secret masked.
func veiled(raw []byte, read mend.Reader) string {
	page, found, _ := read(raw)
	if page == nil {
		return ""
	}
	return report.Veil(page.File, found).Text
}

// cut cuts a page into its pieces.
func (k *checking) cut(page *content.Page, data []byte) *check.Page {
	text := prose.NewFile("content/"+page.Path, data)
	p := &check.Page{File: text, Content: page, Body: page.BodyOffset(text), Pieces: page.Facts(text)}
	p.Pieces = append(p.Pieces, k.cutter.Pieces(text.Text[p.Body:], p.Body)...)
	return p
}

// Verdict returns ErrContent where there is an error, or in strict mode a warning that
// does not tell of the machine.
func (r CheckReport) Verdict(strict bool) error {
	one := &run{Options: Options{Strict: strict}}
	return one.verdict(r.Diagnostics())
}

// Concerning returns the findings that concern files, slash-separated paths from the
// site's folder: those in them, those that name one, and those of no file.
func (r CheckReport) Concerning(files []string) []check.Finding {
	named := map[string]bool{}
	for _, f := range files {
		named[f] = true
	}
	return slices.DeleteFunc(slices.Clone(r.Findings), func(f check.Finding) bool { return !concerns(f.Diagnostic, named) })
}

// concerns reports whether a finding is in one of the files or names one: by its path
// from the site's folder or from content/, or as a link from the file it is in.
func concerns(d diag.Diagnostic, files map[string]bool) bool {
	if d.Pos.File == "" || files[d.Pos.File] {
		return true
	}
	return slices.ContainsFunc(d.Args, func(arg any) bool {
		name, ok := arg.(string)
		name, _, _ = strings.Cut(name, "#")
		return ok && name != "" && (files[name] || files[path.Join("content", name)] || files[path.Join(path.Dir(d.Pos.File), name)])
	})
}
