package serve

import (
	"bytes"
	"encoding/hex"
	"errors"
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"path"
	"strconv"
	"strings"
	"sync"
	"time"

	"touyan/generator/output"
	"touyan/generator/release"
)

// forever is for files whose name stands for their content, anew for all others: a
// reader keeps them, and asks each time whether they are still right.
const (
	forever = "public, max-age=31536000, immutable"
	anew    = "no-cache"
)

// files answers with the files of the site. Only paths of the manifest are looked up,
// so that no request leads out of it, to a folder or to what has another name.
func (s *Server) files() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			w.Header().Set("Allow", "GET, HEAD")
			http.Error(w, "only GET and HEAD", http.StatusMethodNotAllowed)
			return
		}
		e := editionOf(r)
		name, ok := sitePath(r.URL)
		if !ok || private(name) {
			s.notFound(w, r, e, name)
			return
		}
		if sum, ok := e.Files[name]; ok {
			s.send(w, r, e, name, sum)
			return
		}
		s.absent(w, r, e, name)
	})
}

// sitePath returns the site path that an address asks for; ok is false where none can
// be meant.
func sitePath(u *url.URL) (name string, ok bool) {
	name = strings.TrimPrefix(u.Path, "/")
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	raw := strings.ToLower(u.EscapedPath())
	ok = fs.ValidPath(name) && !strings.ContainsAny(name, "\\\x00") && !strings.Contains(raw, "%2f")
	return name, ok
}

// private reports whether a path is of what only programs on this machine read: the
// index, of which browsers need the root and the shards alone, and the manifest.
func private(name string) bool {
	below, ok := strings.CutPrefix(name, "search/")
	return ok && below != "root.js" && !strings.HasPrefix(below, "shards/") || name == output.ManifestName
}

// send answers with a file of the edition, in the form that the reader likes best.
func (s *Server) send(w http.ResponseWriter, r *http.Request, e *Edition, name string, sum output.Sum) {
	setHeader(w, "Content-Type", output.MediaType(name))
	kept := anew
	if release.Fingerprinted(name) {
		kept = forever
	}
	setHeader(w, "Cache-Control", kept)
	if output.Compressible(name) {
		setHeader(w, "Vary", "Accept-Encoding")
		// Parts are asked of the file as it is, by whoever knows where they are.
		if r.Header.Get("Range") == "" {
			for _, coding := range accepted(r.Header.Get("Accept-Encoding")) {
				if s.sendCoded(w, r, e, name, sum, coding) {
					return
				}
			}
		}
	}
	if err := s.content(w, r, sum, ""); err != nil {
		s.broken(w, name, err)
	}
}

// sendCoded answers with a file in a coding, where it is there in it or can be made.
func (s *Server) sendCoded(w http.ResponseWriter, r *http.Request, e *Edition, name string, sum output.Sum, coding string) bool {
	if small, ok := e.Files[name+suffixes[coding]]; ok {
		return s.content(w, r, small, coding) == nil
	}
	if coding != "gzip" || strings.HasPrefix(name, "search/shards/") {
		return false // shards are packed already
	}
	data, ok := s.cache.gzip(s.options.Store, sum)
	if ok {
		s.write(w, r, tag(sum, "g"), coding, data)
	}
	return ok
}

// suffixes are those of the forms that a build may have written, by coding.
var suffixes = map[string]string{"br": ".br", "gzip": ".gz"}

// tag is the entity tag of a file, or of a form of it that was made here.
func tag(sum output.Sum, form string) string {
	var b [32]byte
	text := append(hex.AppendEncode(append(b[:0], '"'), sum[:12]), form...)
	return string(append(text, '"'))
}

// content answers with a file of the store: small ones from memory. With an error
// nothing is written.
func (s *Server) content(w http.ResponseWriter, r *http.Request, sum output.Sum, coding string) error {
	data, f, err := s.cache.file(s.options.Store, sum)
	if err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			s.missing.Store(true)
		}
		return err
	}
	if f == nil {
		s.write(w, r, tag(sum, ""), coding, data)
		return nil
	}
	defer f.Close()
	if coding != "" {
		w.Header().Set("Content-Encoding", coding)
	}
	w.Header().Set("ETag", tag(sum, ""))
	http.ServeContent(w, r, "", time.Time{}, f)
	return nil
}

// write answers with bytes, or with what is asked of them.
func (s *Server) write(w http.ResponseWriter, r *http.Request, tag, coding string, data []byte) {
	setHeader(w, "Etag", tag)
	if coding != "" {
		setHeader(w, "Content-Encoding", coding)
	}
	if r.Header.Get("Range") != "" || r.Header.Get("If-Match") != "" || r.Header.Get("If-None-Match") != "" {
		http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(data))
		return
	}
	setHeader(w, "Content-Length", strconv.Itoa(len(data)))
	setHeader(w, "Accept-Ranges", "bytes")
	w.WriteHeader(http.StatusOK)
	if r.Method != http.MethodHead {
		_, _ = w.Write(data) // the reader hung up
	}
}

// broken answers for a file that is in the manifest and cannot be read: it is missing,
// or the machine lacks something for a while.
func (s *Server) broken(w http.ResponseWriter, name string, err error) {
	s.troubles.tell(s.options.Log, "file cannot be read", err, "path", name)
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("Retry-After", "1")
	http.Error(w, "cannot be read", http.StatusServiceUnavailable)
}

// absent answers for what the edition lacks: with its folder's page where it is one,
// with what an earlier edition had, or with a file that people put into the published
// folder.
func (s *Server) absent(w http.ResponseWriter, r *http.Request, e *Edition, name string) {
	if _, ok := e.Files[name+"/index.html"]; ok {
		to := url.URL{Path: path.Base(name) + "/", RawQuery: r.URL.RawQuery}
		w.Header().Set("Cache-Control", anew)
		w.Header().Set("Location", to.String())
		w.WriteHeader(http.StatusMovedPermanently)
		return
	}
	if release.Fingerprinted(name) {
		if sum, ok := s.options.Store.Lingering(name); ok {
			s.send(w, r, e, name, sum)
			return
		}
	}
	if !s.foreign(w, r, name) {
		s.notFound(w, r, e, name)
	}
}

// foreign answers with a file of the published folder that touyan did not write, such
// as one by which a search engine knows the owner. Hidden files are none, but those of
// .well-known; nor are those of the published site, which may be another one than is
// served.
func (s *Server) foreign(w http.ResponseWriter, r *http.Request, name string) bool {
	if s.options.Public == "" || hidden(name) || strings.HasPrefix(name, "search/") {
		return false
	}
	root, err := os.OpenRoot(s.options.Public)
	if err != nil {
		return false
	}
	defer root.Close()
	if info, err := root.Stat(name); err != nil || !info.Mode().IsRegular() {
		return false // a pipe would not be opened before someone writes to it
	}
	f, err := root.Open(name)
	if err != nil {
		return false
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil || !info.Mode().IsRegular() || s.listed.has(root, name) {
		return false
	}
	w.Header().Set("Content-Type", output.MediaType(name))
	w.Header().Set("Cache-Control", anew)
	http.ServeContent(w, r, "", info.ModTime(), f)
	return true
}

// listed are the files of the published site, by its manifest.
type listed struct {
	mu    sync.Mutex
	of    os.FileInfo
	files map[string]output.Sum
}

// has reports whether the manifest of a published folder has a file. Where it cannot be
// read, what it had before counts, or that it may be any file.
func (l *listed) has(public *os.Root, name string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if info, err := public.Stat(output.ManifestName); err == nil && !sameFile(l.of, info) {
		data, err := public.ReadFile(output.ManifestName)
		if files, ok := output.DecodeManifest(data); err == nil && ok {
			l.of, l.files = info, files
		}
	}
	_, ok := l.files[name]
	return ok || l.files == nil
}

func hidden(name string) bool {
	for part := range strings.SplitSeq(name, "/") {
		if strings.HasPrefix(part, ".") && part != ".well-known" {
			return true
		}
	}
	return false
}

// notFound answers with the site's page for that.
func (s *Server) notFound(w http.ResponseWriter, r *http.Request, e *Edition, name string) {
	w.Header().Set("Cache-Control", "no-store")
	page, err := s.page(e, "404.html")
	if err != nil {
		http.Error(w, "not found", http.StatusNotFound)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	page = output.Rooted(page, strings.Count(name, "/"))
	w.Header().Set("Content-Length", strconv.Itoa(len(page)))
	w.WriteHeader(http.StatusNotFound)
	if r.Method != http.MethodHead {
		_, _ = w.Write(page) // the reader hung up
	}
}

// page returns a page of the edition.
func (s *Server) page(e *Edition, name string) ([]byte, error) {
	sum, ok := e.Files[name]
	if !ok {
		return nil, fs.ErrNotExist
	}
	data, f, err := s.cache.file(s.options.Store, sum)
	if f != nil {
		f.Close()
		return nil, errors.New("too large for a page")
	}
	return data, err
}
