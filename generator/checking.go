package generator

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"reflect"
	"slices"
	"strings"
	"sync"

	"github.com/cespare/xxhash/v2"

	"touyan/generator/check"
	"touyan/generator/config"
	"touyan/generator/diag"
	"touyan/generator/markup"
)

// checking is what the checks know of a site. Pages may be checked by many
// goroutines.
type checking struct {
	checker *check.Checker
	// config are the settings that the checker was made for, wrong what is at fault
	// in them.
	config *config.Config
	wrong  diag.List
	cutter *markup.Converter
	// print is a fingerprint of the files that the settings name.
	print uint64

	mu sync.Mutex
	// results are those of pages and others those of other files, by content path;
	// whole is what only the site shows, by file.
	results map[string]checkedPage
	others  map[string]checkedFile
	whole   map[string][]check.Finding
}

// checkedPage is the result of a page of a fingerprint.
type checkedPage struct {
	print  uint64
	result check.Result
}

// checkedFile is what was found in a file of a fingerprint that is no page.
type checkedFile struct {
	print uint64
	found []check.Finding
}

func (e *edition) newChecking() *checking {
	k := &checking{
		config: e.config, cutter: newConverter(nil), results: map[string]checkedPage{}, others: map[string]checkedFile{},
	}
	k.checker, k.wrong = check.New(e.config)
	k.wrong = append(k.wrong, k.checker.Lexicons(e.lib.fsys)...)
	k.checker.Now, k.checker.Source = e.Now.In(e.zone), e.lib.fsys
	h := xxhash.New()
	for _, name := range e.config.Check.Wording {
		data, _ := fs.ReadFile(e.lib.fsys, name) // the checker tells of one that cannot be read
		fmt.Fprintf(h, "%s %d\n%s", name, len(data), data)
	}
	k.print = h.Sum64()
	return k
}

// all checks the published pages and files that are not known as they are now.
func (k *checking) all(r *run, lib *library) error {
	files := lib.publishedFiles()
	total := len(lib.published) + len(files)
	var done counter
	beside := lib.besides()
	err := each(r.ctx, maps.Keys(lib.published), func(source string) error {
		r.progress("check", done.next(), total)
		return k.page(lib, lib.byPath[source], beside[source])
	})
	if err != nil {
		return err
	}
	return each(r.ctx, slices.Values(files), func(f *file) error {
		r.progress("check", done.next(), total)
		return k.file(r.ctx, lib, f)
	})
}

// follow takes over what another one knows that was made for the same settings.
func (k *checking) follow(last *checking) {
	if last == nil || k.print != last.print || !reflect.DeepEqual(k.config, last.config) {
		return
	}
	last.mu.Lock()
	defer last.mu.Unlock()
	k.results, k.others, k.whole = maps.Clone(last.results), maps.Clone(last.others), last.whole
}

// page checks a page unless it is known as it is now; beside is a fingerprint of the
// other files of its bundle.
func (k *checking) page(lib *library, f *file, beside uint64) error {
	print := f.Hash ^ beside
	k.mu.Lock()
	known, ok := k.results[f.Path]
	k.mu.Unlock()
	if ok && known.print == print {
		return nil
	}
	data, err := lib.text(f)
	if err != nil {
		return err
	}
	one := checkedPage{print: print, result: k.checker.Page(k.cut(f.Page, data))}
	k.mu.Lock()
	defer k.mu.Unlock()
	k.results[f.Path] = one
	return nil
}

// file checks a file that is no page, unless it is known as it is now.
func (k *checking) file(ctx context.Context, lib *library, f *file) error {
	print := f.print()
	k.mu.Lock()
	known, ok := k.others[f.Path]
	k.mu.Unlock()
	if ok && known.print == print {
		return nil
	}
	found, err := k.checker.File(ctx, check.File{Path: "content/" + f.Path, Size: f.Size, Open: func() (check.Opened, error) {
		r, err := lib.fsys.Open("content/" + f.Path)
		if err != nil {
			return nil, err
		}
		if parts, ok := r.(check.Opened); ok {
			return parts, nil
		}
		return nil, errors.Join(errors.New("the file cannot be read in parts"), r.Close())
	}})
	if err != nil {
		return err
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	k.others[f.Path] = checkedFile{print, found}
	return nil
}

// publishedFiles are the files that are no pages and are published.
func (l *library) publishedFiles() []*file {
	var list []*file
	for _, f := range l.files {
		if f.File.Page {
			continue
		}
		if _, ok := l.resourceURL(f); ok {
			list = append(list, f)
		}
	}
	return list
}

// besides are fingerprints of what a page's findings may depend on beside its own file:
// the files of its bundle, and those in the folders that its body leads to.
func (l *library) besides() map[string]uint64 {
	prints, folders := map[string]uint64{}, map[string]uint64{}
	for _, f := range l.files {
		if f.File.Page {
			continue
		}
		print := xxhash.Sum64String(fmt.Sprint(f.Path, f.print()))
		folders[path.Dir(f.Path)] += print
		if f.Bundle != "" {
			prints[f.Bundle] += print
		}
	}
	for source := range l.published {
		seen := map[string]bool{}
		for _, ref := range l.bodies[source].Refs {
			if dir := path.Dir(ref); !seen[dir] {
				seen[dir] = true
				prints[source] += folders[dir]
			}
		}
	}
	return prints
}

// judge checks what only the whole site shows.
func (k *checking) judge(e *edition) { k.take(e.lib, k.checker.Site(k.wholeOf(e))) }

// wholeOf is the site for the checks of all of it.
func (k *checking) wholeOf(e *edition) check.Whole {
	w := check.Whole{Site: e.site, Results: map[string]check.Result{}, Links: map[string][]string{}, Unused: e.unused()}
	k.mu.Lock()
	defer k.mu.Unlock()
	for source := range e.lib.published {
		b := e.lib.bodies[source]
		w.Results[source], w.Links[source] = k.results[source].result, b.Refs
		for _, l := range b.Later {
			target, _, _ := strings.Cut(l.Target, "#")
			w.Later = append(w.Later, check.Link{Pos: l.Pos, Target: target})
		}
	}
	return w
}

// take notes what only the whole site shows, of the pages and files that it has now.
func (k *checking) take(lib *library, whole map[string][]check.Finding) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.whole = whole
	maps.DeleteFunc(k.results, func(source string, _ checkedPage) bool { return lib.published[source] == "" })
	files := map[string]bool{}
	for _, f := range lib.publishedFiles() {
		files[f.Path] = true
	}
	maps.DeleteFunc(k.others, func(source string, _ checkedFile) bool { return !files[source] })
}

// unused are the content files that are published and to which no page and no menu
// leads.
func (e *edition) unused() []string {
	var list []string
	shown, linked := e.lib.inUse()
	for _, f := range e.lib.files {
		if f.File.Page || shown[f.Path] || linked[f.Path] {
			continue
		}
		if url, ok := e.lib.resourceURL(f); ok && !e.inMenu(url) {
			list = append(list, f.Path)
		}
	}
	return list
}
