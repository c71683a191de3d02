package content

import (
	"errors"
	"io/fs"
	"path"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"touyan/generator/diag"
)

// File is a file below content/.
type File struct {
	// Path is below content/, with slashes.
	Path string
	// Page says that the file is a page; else it is published as it is.
	Page bool
	// Bundle is the path of the page whose bundle a resource belongs to, or "".
	Bundle  string
	Size    int64
	ModTime time.Time
}

// Limits on what is walked.
const (
	maxDepth = 24
	maxLinks = 40
)

// Walk lists content/ of a site in order of path: pages, and resources with the
// page they belong to. Hidden files and what editors leave behind are passed
// over. Symbolic links are followed within fsys alone.
func Walk(fsys fs.FS) ([]File, diag.List) { return NewTree(fsys).Files() }

type walker struct {
	fsys  fs.FS
	files []File
	list  diag.List
	// seen holds the real folders walked, so that links make no loop.
	seen map[string]bool
	// links says that a symbolic link was met.
	links bool
}

func (w *walker) fail(name, code string, args ...any) {
	w.list.Add(diag.Position{File: name}, code, args...)
}

// dir walks a folder, which is called name and is really at real.
func (w *walker) dir(name, real string, depth int) {
	if depth > maxDepth {
		w.fail(name, "folder-too-deep", maxDepth)
		return
	}
	w.seen[real] = true
	entries, err := fs.ReadDir(w.fsys, real)
	switch {
	case errors.Is(err, fs.ErrNotExist) && depth == 0:
		w.fail(name, "no-content")
		return
	case err != nil:
		w.fail(name, "unreadable", reason(err))
		return
	}
	for _, e := range entries {
		if !skipped(e.Name()) {
			w.look(name+"/"+e.Name(), real+"/"+e.Name(), e, depth)
		}
	}
}

// look takes in one entry of a folder if its name can be published.
func (w *walker) look(at, real string, e fs.DirEntry, depth int) {
	if fine := publishable(e.Name()); fine != e.Name() {
		w.fail(strings.ToValidUTF8(at, "\uFFFD"), "bad-name", strings.ToValidUTF8(e.Name(), "\uFFFD"), fine)
		return
	}
	w.entry(at, real, e, depth)
}

// entry takes in one entry of a folder.
func (w *walker) entry(at, real string, e fs.DirEntry, depth int) {
	info, err := e.Info()
	if err == nil && info.Mode()&fs.ModeSymlink != 0 {
		w.links = true
		target, ok := w.resolve(real)
		if !ok {
			w.fail(at, "symlink-outside")
			return
		}
		real = target
		info, err = fs.Stat(w.fsys, real)
		if err == nil && info.IsDir() && (w.seen[real] || strings.HasPrefix(at+"/", real+"/")) {
			w.fail(at, "symlink-loop", real)
			return
		}
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		w.fail(at, "symlink-broken")
	case err != nil:
		w.fail(at, "unreadable", reason(err))
	case info.IsDir():
		w.dir(at, real, depth+1)
	case !info.Mode().IsRegular():
		w.fail(at, "not-a-file")
	default:
		w.file(at, info)
	}
}

func (w *walker) file(at string, info fs.FileInfo) {
	ext := path.Ext(at)
	switch strings.ToLower(ext) {
	case ".md":
		if ext != ".md" {
			w.fail(at, "page-extension", strings.TrimSuffix(path.Base(at), ext)+".md")
			return
		}
	case ".markdown", ".mdown", ".mkd":
		w.fail(at, "page-extension", strings.TrimSuffix(path.Base(at), ext)+".md")
		return
	}
	w.files = append(w.files, File{
		Path: strings.TrimPrefix(at, "content/"), Page: ext == ".md",
		Size: info.Size(), ModTime: info.ModTime(),
	})
}

// resolve follows a link, and the links on its way, within fsys.
func (w *walker) resolve(name string) (string, bool) {
	rest, done := strings.Split(name, "/"), ""
	for links := 0; len(rest) > 0; {
		part := rest[0]
		rest = rest[1:]
		next := path.Join(done, part)
		if next == ".." || strings.HasPrefix(next, "../") {
			return "", false
		}
		info, err := fs.Lstat(w.fsys, orSample(next, "."))
		if err != nil {
			return path.Join(next, path.Join(rest...)), errors.Is(err, fs.ErrNotExist)
		}
		if info.Mode()&fs.ModeSymlink == 0 {
			done = next
			continue
		}
		target, err := fs.ReadLink(w.fsys, next)
		target = strings.ReplaceAll(target, "\\", "/")
		if links++; err != nil || links > maxLinks || path.IsAbs(target) || strings.Contains(target, ":") {
			return "", false
		}
		rest = append(strings.Split(target, "/"), rest...)
	}
	return done, true
}

// reason is why a file could not be read, without its path.
func reason(err error) string {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		return pe.Err.Error()
	}
	return err.Error()
}

// skipped reports names that are not content: hidden, or left by an editor or a
// system.
func skipped(name string) bool {
	switch {
	case strings.HasPrefix(name, "."), strings.HasPrefix(name, "~"), strings.HasSuffix(name, "~"):
		return true
	case strings.HasPrefix(name, "#") && strings.HasSuffix(name, "#"):
		return true
	case strings.HasSuffix(name, "___jb_tmp___"), strings.HasSuffix(name, "___jb_old___"):
		return true
	}
	switch strings.ToLower(path.Ext(name)) {
	case ".tmp", ".swp", ".swo", ".swx", ".bak", ".crdownload", ".part":
		return true
	}
	switch strings.ToLower(name) {
	case "4913", "thumbs.db", "desktop.ini", "__macosx":
		return true
	}
	return false
}

// publishable returns the name, or the nearest one that every file system and
// web server can hold.
func publishable(name string) string {
	fine := strings.Map(func(r rune) rune {
		if r == utf8.RuneError || unicode.IsControl(r) || strings.ContainsRune(`<>:"|?*\`, r) || unicode.Is(unicode.Bidi_Control, r) {
			return '-'
		}
		return r
	}, name)
	fine = strings.TrimRight(fine, ". ")
	stem, _, _ := strings.Cut(fine, ".")
	switch s := strings.ToUpper(stem); {
	case s == "CON", s == "PRN", s == "AUX", s == "NUL",
		len(s) == 4 && (s[:3] == "COM" || s[:3] == "LPT") && s[3] >= '1' && s[3] <= '9':
		fine = "_" + fine
	}
	if fine == "" {
		return "-"
	}
	return fine
}
