package generator

import (
	"errors"
	"fmt"
	"iter"
	"path/filepath"
	"reflect"
	"slices"
	"strings"

	"touyan/generator/config"
	"touyan/generator/content"
	"touyan/generator/diag"
	"touyan/generator/output"
	"touyan/generator/preview"
	"touyan/generator/site"
)

// rebuild takes in changes of all kinds: it reads what is named, makes the site
// anew of what is known of all files, and shows it if nothing is wrong.
func (l *Live) rebuild(r *run, c changes) (u preview.Update, err error) {
	last := l.now
	if u.Same, err = l.settle(r, c); errors.Is(err, ErrContent) {
		l.now.missed, l.now.clean = c.all(), false
		u.Same = true
		return u, nil
	} else if err != nil {
		return u, err
	}
	lib, err := l.relist(r, c)
	if err != nil {
		l.now = last
		return u, err
	}
	e, err := l.judge(r, lib)
	if err != nil {
		l.now = last
		return u, err
	}
	l.checks.all(e, c.settings)
	if last.lib != nil {
		edited, same := l.differ(last.lib, lib)
		u.Edited, u.Same = edited, u.Same && same && last.clean
	}
	u.Same = u.Same || !l.now.clean
	return u, nil
}

// settle reads the settings where they may have changed. same says that they are
// what they were.
func (l *Live) settle(r *run, c changes) (same bool, err error) {
	if !c.settings {
		return true, nil
	}
	s, err := r.load(l.src)
	l.now.settled = r.report.Diagnostics
	r.report.Diagnostics = nil
	if err != nil {
		return false, err
	}
	s.config.Search.Backend = config.Shards // a preview has no server to ask
	old := l.now.settings
	l.now.settings = s
	return old.theme != nil && s.theme != nil && old.theme.Print() == s.theme.Print() && reflect.DeepEqual(old.config, s.config), nil
}

// relist brings the list of files up to date and reads those that are named.
func (l *Live) relist(r *run, c changes) (lib *library, err error) {
	err = r.stage("read", func() error {
		files, bodies := l.known(r)
		if l.now.tree == nil {
			l.now.tree = content.NewTree(l.src)
		} else if len(c.content) > 0 {
			l.now.tree.Refresh(c.content)
		}
		list, found := l.now.tree.Files()
		l.now.found = found
		lib = newLibrary(l.src, len(list), l.pictures())
		lib.texts = l.texts
		doubt(files, c)
		return r.readFiles(lib, list, l.now.settings, files, bodies)
	})
	return lib, err
}

// doubt makes the named files, and those in named folders, be read again.
func doubt(files map[string]*file, c changes) {
	if c.everything {
		return
	}
	for _, p := range c.content {
		name := strings.TrimPrefix(p, "content/")
		if f := files[name]; f != nil {
			files[name] = suspect(f)
			continue
		}
		for path, f := range files {
			if strings.HasPrefix(path, name+"/") {
				files[path] = suspect(f)
			}
		}
	}
}

// known is what is known of files and bodies: from the last update, or from the
// cache of the preview or of a build when there is none. Pages that were read with
// other words, and pictures made with other settings, are looked at again.
func (l *Live) known(r *run) (map[string]*file, map[string]body) {
	words := fmt.Sprint(l.now.settings.vocabulary())
	anew := l.now.vocabulary != words
	l.now.vocabulary = words
	last := l.now.lib
	if last == nil {
		f := l.recallFacts(r)
		return f.Files, f.Bodies
	}
	files := make(map[string]*file, len(last.files))
	other := last.pictures.settings.String() != l.now.settings.pictures().String()
	for _, f := range last.files {
		switch {
		case f.File.Page && (anew || f.Page == nil):
			continue
		case f.Picture != nil && (other || f.Picture.Fault != nil):
			one, pic := *f, *f.Picture
			one.Picture, f = &pic, &one
		}
		files[f.Path] = f
	}
	return files, last.bodies
}

// pictures goes on with the pictures of the last update if their settings stand.
func (l *Live) pictures() *pictures {
	s := l.now.settings.pictures()
	if l.now.lib != nil && l.now.lib.pictures.settings.String() == s.String() {
		l.now.lib.pictures.forgive()
		return l.now.lib.pictures
	}
	return newPictures(l.ctx, l.src, s, l.cache(picturesCache), false)
}

// judge makes the site of a library, finds all that is wrong, and shows it if that
// is nothing.
func (l *Live) judge(r *run, lib *library) (*edition, error) {
	var whole *site.Site
	err := r.stage("assemble", func() (err error) {
		whole, err = r.compose(lib, l.now.settings)
		return err
	})
	if err != nil {
		return nil, err
	}
	if l.shown != nil {
		whole.Follow(l.shown.site)
	}
	e := r.newEdition(lib, whole, l.now.settings)
	noted := map[string]diag.List{}
	if err := r.stage("render", func() error { return l.convertStale(e, noted) }); err != nil {
		return nil, err
	}
	if err := lib.pictures.failed(); err != nil {
		return nil, err
	}
	r.found(lib.unshownFaults())
	var next *shown
	if l.now.theme != nil && r.failed() == nil && errorsIn(noted) == 0 && l.now.settled.Errors() == 0 {
		if err := r.stage("verify", func() (err error) { next, err = l.complete(e); return err }); err != nil {
			return nil, err
		}
	}
	l.now.found = append(l.now.found, r.report.Diagnostics...)
	l.replace(lib)
	l.now.lib, l.now.noted = lib, noted
	l.now.clean = next != nil && l.diagnostics().Errors() == 0
	if l.now.clean {
		l.show(next)
	}
	return e, nil
}

func errorsIn(noted map[string]diag.List) (n int) {
	for _, list := range noted {
		n += list.Errors()
	}
	return n
}

// convertStale converts the bodies of which not all is known, and notes what is
// found in bodies.
func (l *Live) convertStale(e *edition, noted map[string]diag.List) error {
	n, err := e.convertStale("render", l.now.lib != nil && e.lib.leadsAs(l.now.lib))
	l.now.learned = l.now.learned || n > 0
	for source := range e.lib.published {
		if b := e.lib.bodies[source]; len(b.Noted) > 0 {
			noted[source] = b.Noted
		}
	}
	return err
}

// complete lays out the files of an edition and checks the links between them.
func (l *Live) complete(e *edition) (*shown, error) {
	l.openCards(e)
	next, err := e.lay(l.shown)
	if err != nil {
		return nil, err
	}
	l.now.ids = next.judgeLinks(l.now.ids)
	return next, nil
}

// openCards goes on with the font of what is shown if the settings stand.
func (l *Live) openCards(e *edition) {
	if l.shown != nil && l.shown.config == e.config && l.shown.theme == e.theme {
		e.cards = l.shown.cards
		e.found(l.now.drawn)
		return
	}
	before := len(e.report.Diagnostics)
	end := e.openCards()
	l.now.drawn = slices.Clone(e.report.Diagnostics[before:])
	l.ends = append(l.ends, end)
}

// endCards closes the fonts that were opened, but for the last ones.
func (l *Live) endCards(keep int) {
	for len(l.ends) > keep {
		l.ends[0]()
		l.ends = l.ends[1:]
	}
}

// show makes an edition the one that is shown.
func (l *Live) show(next *shown) {
	next.run = &run{Options: l.o, ctx: l.ctx, deaf: true}
	first := l.shown == nil
	l.mu.Lock()
	l.shown = next
	l.mu.Unlock()
	for hash, path := range l.now.replaced {
		if f := next.lib.byPath[path]; f == nil || f.Hash != hash {
			l.texts.drop(hash)
		}
	}
	clear(l.now.replaced)
	l.endCards(1)
	if first {
		l.work.Go(l.keepTexts)
	}
	l.index.all()
}

// replace notes the texts that the next library does not need.
func (l *Live) replace(lib *library) {
	if l.now.lib == nil {
		return
	}
	for _, f := range l.now.lib.files {
		if g := lib.byPath[f.Path]; f.Page != nil && (g == nil || g.Hash != f.Hash) {
			l.now.replaced[f.Hash] = f.Path
		}
	}
}

// differ names the pages whose own files differ between two libraries. same says
// that no file does.
func (l *Live) differ(old, now *library) (edited []string, same bool) {
	same = len(old.files) == len(now.files)
	for _, f := range now.files {
		was := old.byPath[f.Path]
		if was != nil && was.Bundle == f.Bundle && (f == was || f.Hash == was.Hash && (f.Hash != 0 || f.print() == was.print())) {
			continue
		}
		same = false
		owner := f.Path
		if f.Bundle != "" {
			owner = f.Bundle
		}
		if url := now.published[owner]; url != "" && !slices.Contains(edited, url) {
			edited = append(edited, url)
		}
	}
	return edited, same
}

// keepTexts reads the pages that were not read yet, so that what is shown stays
// whole when they change.
func (l *Live) keepTexts() {
	for lib, f := range l.pagesShown() {
		l.mu.RLock()
		_, _ = lib.text(f) // one that has changed by now is told of soon
		l.mu.RUnlock()
	}
	if keep := l.learned(); keep != nil {
		_ = keep() // Close tells
	}
}

// pagesShown yields the pages of what is shown until the preview ends.
func (l *Live) pagesShown() iter.Seq2[*library, *file] {
	return func(yield func(*library, *file) bool) {
		l.mu.RLock()
		lib := l.shown.lib
		l.mu.RUnlock()
		for _, f := range lib.files {
			if f.Page != nil && (l.ctx.Err() != nil || !yield(lib, f)) {
				return
			}
		}
	}
}

// recallFacts reads what the last preview left, or else the last build.
func (l *Live) recallFacts(r *run) facts {
	version := r.cacheVersion(l.now.settings)
	return r.recallFacts(l.cache(version), output.CacheOf(filepath.Join(l.o.Source, "public"), version))
}

// learned returns what keeps what is known now, if that has taken long to find out;
// updates may go on meanwhile.
func (l *Live) learned() (keep func() error) {
	l.updating.Lock()
	defer l.updating.Unlock()
	if !l.now.learned {
		return nil
	}
	f, s := l.facts(), l.now.settings
	return func() error { return l.keepFacts(f, s) }
}

// facts are what is known now, apart from what updates change.
func (l *Live) facts() facts {
	var f facts
	f.Files, f.Bodies = l.now.lib.remember()
	for name, known := range f.Files {
		one := *known
		if known.Page != nil {
			page := *known.Page
			one.Page = &page
		}
		if known.Picture != nil {
			pic := *known.Picture
			one.Picture = &pic
		}
		f.Files[name] = &one
	}
	return f
}

// keepFacts is for the next preview.
func (l *Live) keepFacts(f facts, s settings) error {
	r := &run{Options: l.o}
	return l.cache(r.cacheVersion(s)).Put("facts", pack(nil, reflect.ValueOf(f)))
}
