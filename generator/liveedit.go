package generator

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"reflect"
	"slices"
	"strings"

	"touyan/generator/content"
	"touyan/generator/preview"
)

// changes are the paths of an update by what they mean.
type changes struct {
	// everything says that no path is known. settings are site.yaml, the theme and
	// what both name; content is what is below content/.
	everything, settings bool
	content              []string
	paths                []string
}

// sortOut sorts the paths of an update with those that an earlier one missed.
func (l *Live) sortOut(paths []string) changes {
	first := l.now.lib == nil
	c := changes{everything: len(paths) == 0 || first, settings: first}
	c.paths = slices.Concat(l.now.missed, paths)
	l.now.missed = nil
	for _, p := range c.paths {
		top, _, _ := strings.Cut(p, "/")
		switch {
		case p == "." || p == "":
			c.everything = true
		case top == "content":
			c.content = append(c.content, strings.TrimSuffix(p, "/"))
		case slices.Contains(inputs, top), p == "site.yaml", l.now.config != nil && l.now.config.Reads(p):
			c.settings = true
		}
	}
	if c.everything {
		c.settings, c.content = true, []string{"content"}
	}
	return c
}

// all are the paths to name again, so that an update that failed is made up for.
func (c *changes) all() []string {
	if c.everything {
		return []string{"."}
	}
	return c.paths
}

// mostEdits is how many files are looked at one by one for edited bodies.
const mostEdits = 32

// textEdit is a page with another text.
type textEdit struct {
	old, new *file
	body     body
}

// heading reports whether more than the body is another.
func (e *textEdit) heading() bool { return e.old.Meta != e.new.Meta }

// editTexts takes in an edit of nothing but bodies, and of words of cases that nothing
// is sorted or counted by: the site stands then, however large it is. done is
// false where it is more than that; nothing has changed then.
func (l *Live) editTexts(r *run, c changes) (u preview.Update, done bool, err error) {
	if !l.now.clean || c.settings || len(c.content) > mostEdits {
		return u, false, nil
	}
	var edits []textEdit
	err = r.stage("read", func() (err error) {
		edits, done, err = l.edits(c.content)
		return err
	})
	if !done || err != nil {
		return u, false, err
	}
	err = r.stage("render", func() (err error) {
		done, err = l.convertEdits(edits)
		return err
	})
	if !done || err != nil {
		return u, false, err
	}
	u.Same = true
	for _, e := range edits {
		u.Same = u.Same && e.old.Hash == e.new.Hash
		if e.old.Hash != e.new.Hash {
			u.Edited = append(u.Edited, l.now.lib.published[e.old.Path])
		}
	}
	headings := slices.ContainsFunc(edits, func(e textEdit) bool { return e.heading() })
	l.takeIn(edits)
	if err := r.stage("check", func() error { l.checks.edited(edits); return nil }); err != nil {
		return u, true, err
	}
	if headings {
		l.checks.all(l.shown.edition, false) // two cases may have one title
	}
	if !u.Same {
		l.index.edited(u.Edited)
	}
	return u, true, nil
}

// edits reads files again; ok is false where one of them is no published page, or
// changed in more than its text.
func (l *Live) edits(paths []string) (list []textEdit, ok bool, err error) {
	lib, words := l.now.lib, l.now.settings.vocabulary()
	for _, p := range paths {
		old := lib.byPath[strings.TrimPrefix(p, "content/")]
		if old == nil || old.Page == nil || lib.published[old.Path] == "" || l.now.tree.Refresh([]string{p}) {
			return nil, false, nil
		}
		info, err := fs.Stat(l.src, p)
		if err != nil {
			return nil, false, nil // gone meanwhile
		}
		now := content.File{Path: old.Path, Page: true, Size: info.Size(), ModTime: info.ModTime()}
		one, err := lib.readFile(now, words, suspect(old))
		if errors.Is(err, fs.ErrNotExist) {
			return nil, false, nil
		}
		if err != nil {
			return nil, false, err
		}
		if one.Page == nil || one.Meta != old.Meta && !reworded(old, one) || one.Page.Body.Empty != old.Page.Body.Empty || one.Found.Errors() > 0 {
			return nil, false, nil
		}
		list = append(list, textEdit{old: old, new: one})
	}
	return list, true, nil
}

// reworded reports whether the facts of a case differ in its title, its summary and its
// first words alone, which other pages show and nothing else depends on. What was found
// in either has its place there.
func reworded(old, now *file) bool {
	if old.Page.Kind != content.Case || len(old.Found)+len(now.Found) > 0 {
		return false
	}
	p := *now.Page
	p.Title, p.Summary, p.Body = old.Page.Title, old.Page.Summary, old.Page.Body
	return reflect.DeepEqual(&p, old.Page)
}

// suspect is a file that is read again though its time and size may be the same.
func suspect(f *file) *file {
	if f == nil {
		return nil
	}
	s := *f
	s.Size = -1
	return &s
}

// convertEdits converts the new bodies; ok is false where something is wrong with
// one, or other pages or files depend on what is in it.
func (l *Live) convertEdits(edits []textEdit) (ok bool, err error) {
	lib := l.now.lib
	for i := range edits {
		e := &edits[i]
		if e.new.Hash == e.old.Hash {
			continue
		}
		url := lib.published[e.old.Path]
		if _, e.body, err = lib.convertFile(l.shown.converter, e.new, baseOf(url)); err != nil {
			return false, err
		}
		was := lib.bodies[e.old.Path]
		_, named := l.now.ids[url]
		if e.body.Noted.Errors() > 0 || named || len(e.body.Later) > 0 && !slices.Equal(e.body.Later, was.Later) ||
			!slices.Equal(e.body.Images, was.Images) || !slices.Equal(e.body.Files, was.Files) {
			return false, lib.pictures.failed()
		}
	}
	return true, nil
}

// baseOf leads from a page to the site's root.
func baseOf(url string) string { return strings.Repeat("../", strings.Count(url, "/")) }

// takeIn puts the new texts into what is shown.
func (l *Live) takeIn(edits []textEdit) {
	lib := l.now.lib
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, e := range edits {
		e.old.Size, e.old.ModTime = e.new.Size, e.new.ModTime
		if e.new.Hash == e.old.Hash {
			continue
		}
		l.texts.drop(e.old.Hash)
		if e.heading() {
			l.shown = l.shown.again()
		}
		p, now := e.old.Page, e.new.Page
		e.old.Hash, e.old.Meta = e.new.Hash, e.new.Meta
		p.Title, p.Summary, p.Body = now.Title, now.Summary, now.Body
		lib.bodies[e.old.Path] = e.body
		l.note(e.old.Path, e.body)
	}
}

// note keeps what was found in a body.
func (l *Live) note(source string, b body) {
	if len(b.Noted) > 0 {
		l.now.noted[source] = b.Noted
	} else {
		delete(l.now.noted, source)
	}
}

// remember keeps what is known for the next start.
func (l *Live) remember() error {
	if l.now.lib == nil || l.now.theme == nil {
		return nil
	}
	if err := os.MkdirAll(l.o.Out, 0o755); err != nil {
		return fmt.Errorf("preview: %w", err)
	}
	lib := l.now.lib
	return firstError(l.keepFacts(l.facts(), l.now.settings), lib.pictures.sweep(lib.files))
}
