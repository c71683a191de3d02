package generator

import (
	"fmt"
	"io/fs"
	"maps"
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
	// results are those of pages by content path, whole is what only the site shows,
	// by file.
	results map[string]checkedPage
	whole   map[string][]check.Finding
}

// checkedPage is the result of a page of a fingerprint.
type checkedPage struct {
	print  uint64
	result check.Result
}

func (e *edition) newChecking() *checking {
	k := &checking{config: e.config, cutter: newConverter(nil), results: map[string]checkedPage{}}
	k.checker, k.wrong = check.New(e.config)
	k.checker.Now, k.checker.Source = e.Now.In(e.zone), e.lib.fsys
	h := xxhash.New()
	for _, name := range e.config.Check.Wording {
		data, _ := fs.ReadFile(e.lib.fsys, name) // the checker tells of one that cannot be read
		fmt.Fprintf(h, "%s %d\n%s", name, len(data), data)
	}
	k.print = h.Sum64()
	return k
}

// pages checks the published pages that are not known as they are now.
func (k *checking) pages(r *run, lib *library) error {
	total := len(lib.published)
	var done counter
	beside := lib.besides()
	return each(r.ctx, maps.Keys(lib.published), func(source string) error {
		r.progress("check", done.next(), total)
		return k.page(lib, lib.byPath[source], beside[source])
	})
}

// follow takes over what another one knows that was made for the same settings.
func (k *checking) follow(last *checking) {
	if last == nil || k.print != last.print || !reflect.DeepEqual(k.config, last.config) {
		return
	}
	last.mu.Lock()
	defer last.mu.Unlock()
	k.results, k.whole = maps.Clone(last.results), last.whole
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

// besides are fingerprints of the files of each bundle, but for its page.
func (l *library) besides() map[string]uint64 {
	prints := map[string]uint64{}
	for _, f := range l.files {
		if f.Bundle != "" {
			prints[f.Bundle] += xxhash.Sum64String(fmt.Sprint(f.Path, f.print()))
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

// take notes what only the whole site shows, of the pages that it has now.
func (k *checking) take(lib *library, whole map[string][]check.Finding) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.whole = whole
	maps.DeleteFunc(k.results, func(source string, _ checkedPage) bool { return lib.published[source] == "" })
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

// findings are those of the published pages, of the site and of the settings, without
// those that remarks and settings pass over.
func (k *checking) findings(lib *library) []check.Finding {
	all := k.settings(lib)
	for _, file := range k.files() {
		all = append(all, k.checker.Ignore(k.in(file))...)
	}
	return check.Sorted(all)
}

// files are the files that may have findings.
func (k *checking) files() []string {
	k.mu.Lock()
	defer k.mu.Unlock()
	list := make([]string, 0, len(k.results))
	for source := range k.results {
		list = append(list, "content/"+source)
	}
	for file := range k.whole {
		if _, page := k.results[strings.TrimPrefix(file, "content/")]; !page {
			list = append(list, file)
		}
	}
	return list
}

// in returns the findings in a file, without those that its remarks pass over.
func (k *checking) in(file string) []check.Finding {
	k.mu.Lock()
	defer k.mu.Unlock()
	if one, ok := k.results[strings.TrimPrefix(file, "content/")]; ok {
		return k.checker.Settle(one.result, k.whole[file])
	}
	return k.whole[file]
}

// settings are the findings in the settings of the checks.
func (k *checking) settings(lib *library) []check.Finding {
	var all []check.Finding
	for _, d := range k.wrong {
		all = append(all, check.Finding{Diagnostic: d})
	}
	return append(all, k.checker.Unused(func(file string) ([]check.Finding, bool) {
		return k.in(file), lib.isChecked(file)
	})...)
}

// isChecked reports whether the checks looked at a file: all but those of pages that
// are not published.
func (l *library) isChecked(file string) bool {
	source := strings.TrimPrefix(file, "content/")
	f := l.byPath[source]
	return f == nil || !f.File.Page && !l.Unpublished(source) || l.published[source] != ""
}

func diagnosticsOf(found []check.Finding) diag.List {
	list := make(diag.List, 0, len(found))
	for _, f := range found {
		list = append(list, f.Diagnostic)
	}
	return list
}

// ofMachine are warnings that tell of the machine that builds, not of the site.
func ofMachine() []string { return []string{"share-font", "share-font-file", "share-glyphs"} }

// verdict returns ErrContent where an error was found, in strict mode a warning too.
func (r *run) verdict(found diag.List) error {
	for _, d := range found {
		if d.Severity == diag.Error || r.Strict && d.Severity == diag.Warning && !slices.Contains(ofMachine(), d.Code) {
			return ErrContent
		}
	}
	return nil
}
