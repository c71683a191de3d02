package theme

import (
	"bytes"
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"

	"touyan/generator/diag"
	"touyan/generator/strict"
)

// file is one file of one layer.
type file struct {
	path string // from the site's source folder, for diagnostics
	data []byte
	own  bool // of the site's own layouts/, assets/ or i18n/
}

// files are the versions of every file by its path within a theme, the one that
// counts last. Only i18n files keep more than one version.
type files map[string][]file

// get returns the version that counts.
func (f files) get(name string) (file, bool) {
	v := f[name]
	if len(v) == 0 {
		return file{}, false
	}
	return v[len(v)-1], true
}

// readFiles reads the three layers, the weakest first.
func readFiles(site, builtin fs.FS, name string, l *diag.List) files {
	f := files{}
	home := "themes/" + name
	f.read(builtin, name, home, false, l)
	f.read(site, home, home, false, l)
	for _, dir := range []string{"layouts", "assets", "i18n"} {
		f.read(site, dir, dir, true, l)
	}
	return f
}

// read adds the files below dir of a layer, which diagnostics call shown.
func (f files) read(fsys fs.FS, dir, shown string, own bool, l *diag.List) {
	if fsys == nil {
		return
	}
	err := fs.WalkDir(fsys, dir, func(p string, d fs.DirEntry, err error) error {
		switch {
		case errors.Is(err, fs.ErrNotExist) && p == dir:
			return nil
		case err != nil:
			return err
		case strings.HasPrefix(d.Name(), ".") && d.IsDir():
			return fs.SkipDir
		case strings.HasPrefix(d.Name(), "."), strings.HasSuffix(d.Name(), "~"), d.IsDir():
			return nil
		}
		data, err := fs.ReadFile(fsys, p)
		if err != nil {
			return err
		}
		rest := strings.TrimPrefix(p, dir+"/")
		inTheme := rest
		if own {
			inTheme = path.Join(dir, rest)
		}
		data = bytes.TrimPrefix(data, []byte("\uFEFF"))
		v := file{path: path.Join(shown, rest), data: data, own: own}
		if !strings.HasPrefix(inTheme, "i18n/") {
			f[inTheme] = nil
		}
		f[inTheme] = append(f[inTheme], v)
		return nil
	})
	if err != nil {
		l.Add(diag.Position{File: shown}, "theme-read", err.Error())
	}
}

// themeNames lists the themes there are: folders with a theme.yaml.
func themeNames(site, builtin fs.FS) []string {
	var names []string
	look := func(fsys fs.FS, dir string) {
		if fsys == nil {
			return
		}
		entries, err := fs.ReadDir(fsys, dir)
		if err != nil {
			return // no such folder: no themes in it
		}
		for _, e := range entries {
			if _, err := fs.Stat(fsys, path.Join(dir, e.Name(), "theme.yaml")); err == nil {
				names = append(names, e.Name())
			}
		}
	}
	look(builtin, ".")
	look(site, "themes")
	slices.Sort(names)
	return slices.Compact(names)
}

// meta is theme.yaml.
type meta struct {
	Name        string `key:"name"`
	Version     string `key:"version"`
	Description string `key:"description"`
}

func readMeta(f files, l *diag.List) meta {
	var m meta
	v, ok := f.get("theme.yaml")
	if !ok {
		return m
	}
	n, bad := strict.Parse(strict.YAML, v.path, 1, v.data)
	*l = append(*l, bad...)
	if n == nil {
		return m
	}
	before := l.Errors()
	strict.Decode(n, &m, l)
	if m.Name == "" && l.Errors() == before {
		l.Add(diag.Position{File: v.path, Line: 1, Col: 1}, "theme-name")
	}
	return m
}
