package review

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strings"
	"sync"
	"time"

	"touyan/generator/content"
	"touyan/generator/markup"
	"touyan/generator/prose"
)

// Files reads the files that belong to pages, each once while its size and time stay
// as they are. It may be used by many goroutines.
type Files struct {
	fsys fs.FS
	// converter cuts bodies for those who have none to cut them.
	converter func() *markup.Converter
	mu        sync.Mutex
	known     map[string]sum
}

type sum struct {
	size int64
	time time.Time
	sum  [32]byte
}

// NewFiles returns the files of the site in a folder.
func NewFiles(fsys fs.FS) *Files {
	converter := sync.OnceValue(func() *markup.Converter { return markup.New(markup.Options{}) })
	return &Files{fsys: fsys, converter: converter, known: map[string]sum{}}
}

// Print returns the fingerprint of a page by the bytes of its file.
func (f *Files) Print(p *content.Page, data []byte) (string, error) {
	file := prose.NewFile("content/"+p.Path, data)
	at := p.BodyOffset(file)
	body := file.Text[at:]
	return f.Fingerprint(p.Path, append(content.Facts(file), f.converter().Pieces(body, at)...), body)
}

// Fingerprint returns the fingerprint of a page, see the package's doc, by its path
// below content/, its pieces and its Markdown, both of the normalised text. Files that
// are not there have no part in it.
func (f *Files) Fingerprint(page string, pieces []prose.Piece, body string) (string, error) {
	bundle, err := f.bundle(page)
	if err != nil {
		return "", err
	}
	var list []File
	dir := path.Dir(page) + "/"
	for _, name := range Attached(page, pieces, bundle) {
		s, ok, err := f.sum(name)
		if err != nil {
			return "", err
		}
		if !ok {
			continue
		}
		rel, inside := strings.CutPrefix(name, dir)
		if !inside {
			rel = "/" + name
		}
		list = append(list, File{rel, s})
	}
	return Fingerprint(pieces, body, list), nil
}

// sum returns the SHA-256 of a file below content/; ok is false where there is none.
func (f *Files) sum(name string) (_ [32]byte, ok bool, err error) {
	name = "content/" + name
	info, err := fs.Stat(f.fsys, name)
	if errors.Is(err, fs.ErrNotExist) || err == nil && !info.Mode().IsRegular() || !fs.ValidPath(name) {
		return [32]byte{}, false, nil
	}
	if err != nil {
		return [32]byte{}, false, fmt.Errorf("read content: %w", err)
	}
	f.mu.Lock()
	known, ok := f.known[name]
	f.mu.Unlock()
	if ok && known.size == info.Size() && known.time.Equal(info.ModTime()) {
		return known.sum, true, nil
	}
	r, err := f.fsys.Open(name)
	if err != nil {
		return [32]byte{}, false, fmt.Errorf("read content: %w", err)
	}
	defer r.Close()
	h := sha256.New()
	if _, err := io.Copy(h, r); err != nil {
		return [32]byte{}, false, fmt.Errorf("read content: %w", err)
	}
	known = sum{size: info.Size(), time: info.ModTime(), sum: [32]byte(h.Sum(nil))}
	f.mu.Lock()
	f.known[name] = known
	f.mu.Unlock()
	return known.sum, true, nil
}

// bundle returns the paths below content/ of the files of a page's bundle.
func (f *Files) bundle(page string) ([]string, error) {
	if path.Base(page) != "index.md" || page == "index.md" {
		return nil, nil
	}
	list, err := content.Bundle(f.fsys, page)
	if err != nil {
		return nil, fmt.Errorf("read content: %w", err)
	}
	return list, nil
}
