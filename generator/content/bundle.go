package content

import (
	"io/fs"
	"path"
	"slices"
	"strings"
)

// bundles tells which files are resources of which page.
func (w *walker) bundles() {
	pages := map[string]bool{}
	for _, f := range w.files {
		if f.Page && path.Base(f.Path) == "index.md" && f.Path != "index.md" {
			pages[path.Dir(f.Path)] = true
		}
	}
	kept := w.files[:0]
	for _, f := range w.files {
		owner := ""
		for dir := path.Dir(f.Path); dir != "."; dir = path.Dir(dir) {
			if pages[dir] {
				owner = dir
			}
		}
		switch {
		case owner == "" || f.Path == owner+"/index.md":
		case f.Page:
			w.fail("content/"+f.Path, "page-in-bundle", "content/"+owner+"/index.md")
			continue
		default:
			f.Bundle = owner + "/index.md"
		}
		kept = append(kept, f)
	}
	w.files = kept
}

// clashes finds pages given twice, as x.md and x/index.md, and resources whose
// published names are the same on some system.
func (w *walker) clashes() {
	taken := make(map[string]string, len(w.files))
	for _, f := range w.files {
		var key string
		switch {
		case f.Page:
			key = "page " + pageKey(f.Path)
		case f.Bundle != "":
			key = f.Bundle + " " + assetPath(strings.TrimPrefix(f.Path, path.Dir(f.Bundle)+"/"))
		default:
			key = LoosePath(f.Path)
		}
		key = strings.ToLower(key)
		other, twice := taken[key]
		if !twice {
			taken[key] = f.Path
			continue
		}
		code := "duplicate-file"
		if f.Page {
			code = "duplicate-page"
		}
		w.fail("content/"+f.Path, code, "content/"+other)
		w.fail("content/"+other, code, "content/"+f.Path)
	}
}

// pageKey names what a page's file stands for: x.md, X.md and x/index.md are the
// same page.
func pageKey(file string) string {
	if file == "_index.md" {
		file = "index.md"
	}
	return strings.ToLower(strings.TrimSuffix(strings.TrimSuffix(file, ".md"), "/index"))
}

// misplaced finds files that are well named in a place where they do no good:
// lists of folders that have none, and files whose address is taken.
func (w *walker) misplaced() {
	for _, f := range w.files {
		switch {
		case f.Page && path.Base(f.Path) == "_index.md" && strings.Count(f.Path, "/") > 1:
			w.fail("content/"+f.Path, "nested-index")
		case !f.Page && f.Bundle == "" && reserved(LoosePath(f.Path)):
			w.fail("content/"+f.Path, "reserved-address", LoosePath(f.Path))
		}
	}
}

// Bundle returns the paths below content/ of the files in the bundle of a page, by its
// folder alone: what [Walk] lists with that page.
func Bundle(fsys fs.FS, page string) ([]string, error) {
	w := (&Tree{fsys: fsys}).walker()
	dir := "content/" + path.Dir(page)
	real, ok := w.resolve(dir)
	if !ok {
		return nil, fs.ErrNotExist
	}
	w.dir(dir, real, 1)
	var list []string
	for _, f := range w.files {
		if !f.Page {
			list = append(list, f.Path)
		}
	}
	slices.Sort(list)
	return list, nil
}
