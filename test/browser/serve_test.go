package browser

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// serve puts each site on a static host of its own, below a path, and returns the
// addresses. What is asked for outside of that path, or is not there, is an error.
func (s *stage) serve(t *testing.T, below string) map[*built]string {
	roots := map[*built]string{}
	for _, site := range []*built{s.demo, s.corner} {
		host := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			path, inside := strings.CutPrefix(r.URL.Path, below)
			if path == "" || strings.HasSuffix(path, "/") {
				path += "index.html"
			}
			file := filepath.Join(site.dir, filepath.FromSlash(path))
			if info, err := os.Stat(file); !inside || err != nil || info.IsDir() {
				t.Errorf("the host is asked for %s", r.URL.Path)
				http.NotFound(w, r)
				return
			}
			serveFile(w, r, file)
		}))
		t.Cleanup(host.Close)
		roots[site] = host.URL + below
	}
	return roots
}

// serveFile answers with a file as it is; http.ServeFile would send readers from
// index.html to its folder.
func serveFile(w http.ResponseWriter, r *http.Request, name string) {
	f, err := os.Open(name)
	if err != nil {
		http.NotFound(w, r)
		return
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		http.NotFound(w, r)
		return
	}
	http.ServeContent(w, r, name, info.ModTime(), f)
}
