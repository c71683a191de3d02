package generator

import (
	"maps"
	"slices"
	"strings"

	"touyan/generator/check"
	"touyan/generator/diag"
)

// findings are those of the published pages, of the site and of the settings, without
// those that remarks and settings pass over.
func (k *checking) findings(lib *library) []check.Finding {
	all := k.settings(lib)
	for _, file := range k.places() {
		all = append(all, k.checker.Ignore(k.in(file))...)
	}
	return check.Sorted(all)
}

// places are the files that may have findings, each once.
func (k *checking) places() []string {
	k.mu.Lock()
	defer k.mu.Unlock()
	places := map[string]bool{}
	for source := range k.results {
		places["content/"+source] = true
	}
	for source := range k.others {
		places["content/"+source] = true
	}
	for file := range k.whole {
		places[file] = true
	}
	return slices.Sorted(maps.Keys(places))
}

// in returns the findings in a file, without those that its remarks pass over.
func (k *checking) in(file string) []check.Finding {
	k.mu.Lock()
	defer k.mu.Unlock()
	source := strings.TrimPrefix(file, "content/")
	if one, ok := k.results[source]; ok {
		return k.checker.Settle(one.result, k.whole[file])
	}
	return slices.Concat(k.others[source].found, k.whole[file])
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
