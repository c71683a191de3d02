package generator

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"touyan/generator/config"
	"touyan/generator/content"
	"touyan/generator/diag"
	"touyan/generator/review"
)

// Reviews are the records of reviews (三审三校) of a site. Its findings, beside those of
// package content for pages that cannot be signed:
//
//	review-too-early  1 the step, 2 those that come before it and do not count: a page
//	                  is signed in the order of the steps
//	review-day        1 the day, 2 the step before, 3 its later day
//	review-form       the record is written in a form that is not added to
//	review-same-role  1 the role that signed every step: a warning
type Reviews struct {
	Config *config.Config
	source string
	fsys   fs.FS
	words  content.Vocabulary
	zone   *time.Location
	pages  []string
	files  *review.Files
}

// Record is what the record of one page is worth today.
type Record struct {
	Page *content.Page
	// Print is the fingerprint of the page as it is; "" where nothing is bound to one.
	Print string
	// Steps are all of the site.
	Steps []review.Step
}

// OpenReviews reads the settings of the site in a folder and lists its pages. They are
// nil where the settings cannot be read; the list says why.
func OpenReviews(source string) (*Reviews, diag.List) {
	fsys := os.DirFS(source)
	c, found := config.Load(fsys)
	if c == nil || found.Errors() > 0 {
		return nil, found
	}
	zone, err := time.LoadLocation(c.Timezone)
	if err != nil {
		zone = time.UTC // reported by config.Load
	}
	r := &Reviews{
		Config: c, source: source, fsys: fsys, files: review.NewFiles(fsys),
		zone: zone, words: settings{config: c, zone: zone}.vocabulary(),
	}
	list, _ := content.Walk(fsys) // what is wrong with files is for a build to tell
	for _, f := range list {
		if f.Page {
			r.pages = append(r.pages, f.Path)
		}
	}
	return r, nil
}

// Day returns the day of a moment where the site is.
func (r *Reviews) Day(now time.Time) content.Date {
	y, m, d := now.In(r.zone).Date()
	return content.Date{Year: y, Month: int(m), Day: d}
}

// Find returns the page that a name means: its file from the site's folder, from
// content/ or from where the command runs, its address without .html, or its folder.
func (r *Reviews) Find(name string) (page string, ok bool) {
	name = filepath.ToSlash(filepath.Clean(name))
	names := []string{name}
	if rel, err := filepath.Rel(r.source, filepath.FromSlash(name)); err == nil {
		names = append(names, filepath.ToSlash(rel))
	}
	for _, n := range names {
		n = strings.TrimPrefix(n, "content/")
		n = strings.TrimSuffix(n, ".html")
		for _, p := range []string{n, n + ".md", path.Join(n, "index.md"), path.Join(n, "_index.md")} {
			if _, ok := slices.BinarySearch(r.pages, p); ok {
				return p, true
			}
		}
	}
	return "", false
}

// Record reads the record of a page.
func (r *Reviews) Record(page string) (Record, diag.List, error) {
	rec, _, found, err := r.read(page, true)
	return rec, found, err
}

// read reads the record of a page and the bytes of its file. The fingerprint is made
// where always is set, else where an entry is bound to one.
func (r *Reviews) read(page string, always bool) (Record, []byte, diag.List, error) {
	data, err := fs.ReadFile(r.fsys, "content/"+page)
	if err != nil {
		return Record{}, nil, nil, fmt.Errorf("read content: %w", err)
	}
	p, found := content.Parse(page, data, r.words)
	if p == nil {
		return Record{}, nil, found, nil
	}
	rec := Record{Page: p}
	if always || slices.ContainsFunc(p.Review, func(e content.Review) bool { return e.Text != "" }) {
		if rec.Print, err = r.files.Print(p, data); err != nil {
			return Record{}, nil, nil, err
		}
	}
	rec.Steps = review.Steps(r.Config.Review, p.Review, rec.Print)
	return rec, data, found, nil
}

// Records reads the records of pages, or of all in order of path where none is named.
// Pages that cannot be read are in the list alone.
func (r *Reviews) Records(ctx context.Context, pages []string) ([]Record, diag.List, error) {
	if len(pages) == 0 {
		pages = r.pages
	}
	records, faults := make([]Record, len(pages)), make([]diag.List, len(pages))
	err := each(ctx, numbers(len(pages)), func(i int) error {
		rec, _, found, err := r.read(pages[i], false)
		if records[i] = rec; rec.Page == nil {
			faults[i] = found
		}
		return err
	})
	records = slices.DeleteFunc(records, func(rec Record) bool { return rec.Page == nil })
	return records, slices.Concat(faults...), err
}

// Sign adds an entry to the record of a page, bound to the page as it is. done is false
// where the step is signed by that role already, or where the list says why not.
func (r *Reviews) Sign(page string, e content.Review) (rec Record, done bool, found diag.List, err error) {
	rec, data, found, err := r.read(page, true)
	if err != nil || rec.Page == nil || found.Errors() > 0 {
		return rec, false, found, err
	}
	e.Text = rec.Print
	at := slices.IndexFunc(rec.Steps, func(s review.Step) bool { return s.Name == e.Step })
	if at < 0 {
		return rec, false, nil, fmt.Errorf("sign: no step %q", e.Step)
	}
	if s := rec.Steps[at]; s.State == review.Signed && s.Entry.By == e.By {
		return rec, false, nil, nil
	}
	if found = refusal(rec, at, e); len(found) > 0 {
		return rec, false, found, nil
	}
	after, err := review.Add(data, e)
	switch {
	case errors.Is(err, review.ErrForm):
		return rec, false, diag.List{{Pos: rec.Page.Place("review"), Code: "review-form"}}, nil
	case err != nil:
		return rec, false, nil, fmt.Errorf("sign: %w", err)
	}
	if err := r.replace("content/"+page, data, after); err != nil {
		return rec, false, nil, err
	}
	rec.Steps = review.Steps(r.Config.Review, append(slices.Clip(rec.Page.Review), e), rec.Print)
	if role := review.OneRole(rec.Steps); role != "" && len(review.Lacking(rec.Steps, len(rec.Steps))) == 0 {
		found.Warn(diag.Position{File: "content/" + page}, "review-same-role", role)
	}
	return rec, true, found, nil
}

// refusal says why a step cannot be signed now.
func refusal(rec Record, at int, e content.Review) diag.List {
	var list diag.List
	pos := diag.Position{File: "content/" + rec.Page.Path}
	if lacking := review.Lacking(rec.Steps, at); len(lacking) > 0 {
		list.Add(pos, "review-too-early", e.Step, review.Names(lacking))
		return list
	}
	for _, s := range rec.Steps[:at] {
		if review.Earlier(e.Date, s.Entry.Date) {
			list.Add(pos, "review-day", e.Date.String(), s.Name, s.Entry.Date.String())
		}
	}
	return list
}

// replace writes a file of the site in one step, if it is still as it was read. A link
// stays one: the file that it leads to, within the site's folder, is replaced.
func (r *Reviews) replace(name string, was, data []byte) error {
	root, err := filepath.EvalSymlinks(r.source)
	if err != nil {
		return fmt.Errorf("sign: %w", err)
	}
	file, err := filepath.EvalSymlinks(filepath.Join(r.source, filepath.FromSlash(name)))
	if err != nil {
		return fmt.Errorf("sign: %w", err)
	}
	if rel, err := filepath.Rel(root, file); err != nil || !filepath.IsLocal(rel) {
		return fmt.Errorf("sign: %s leads out of the site's folder", name)
	}
	info, err := os.Stat(file)
	if err != nil {
		return fmt.Errorf("sign: %w", err)
	}
	temp, err := os.CreateTemp(filepath.Dir(file), ".touyan-*.tmp")
	if err != nil {
		return fmt.Errorf("sign: %w", err)
	}
	defer os.Remove(temp.Name()) // gone where all went well
	_, err = temp.Write(data)
	err = errors.Join(err, temp.Chmod(info.Mode().Perm()), temp.Sync(), temp.Close())
	if err != nil {
		return fmt.Errorf("sign: %w", err)
	}
	if now, err := os.ReadFile(file); err != nil || !bytes.Equal(now, was) {
		return fmt.Errorf("sign: %s changed meanwhile", name)
	}
	if err := os.Rename(temp.Name(), file); err != nil {
		return fmt.Errorf("sign: %w", err)
	}
	return nil
}
