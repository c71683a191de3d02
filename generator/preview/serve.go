package preview

import (
	"bytes"
	"context"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"net/url"
	"path"
	"strings"
	"time"

	"github.com/cespare/xxhash/v2"

	"touyan/generator/diag"
	"touyan/generator/output"
)

// inside is where the preview's own files are; no page of a site begins so, since
// content.Walk passes over hidden folders.
const inside = "/.touyan/"

// client holds the preview's own files.
//
//go:embed client
var client embed.FS

func reserved(path string) bool { return strings.HasPrefix(path, inside) }

// ServeHTTP answers with the site's files, as they would be published but for the
// script that keeps pages up to date, and with the preview's own below /.touyan/.
func (p *Preview) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("X-Frame-Options", "SAMEORIGIN")
	h.Set("Referrer-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Cache-Control", "no-cache")
	if !p.allowed(r) {
		http.Error(w, "not from here", http.StatusForbidden)
		return
	}
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		h.Set("Allow", "GET, HEAD")
		http.Error(w, "only GET and HEAD", http.StatusMethodNotAllowed)
		return
	}
	if r.URL.Path == inside+"events" {
		p.events(w, r)
		return
	}
	_ = http.NewResponseController(w).SetWriteDeadline(time.Now().Add(sending)) // a recorder of tests has none
	if reserved(r.URL.Path) {
		p.own(w, r)
		return
	}
	p.file(w, r)
}

// own answers with one of the preview's own files.
func (p *Preview) own(w http.ResponseWriter, r *http.Request) {
	name := strings.TrimPrefix(r.URL.Path, inside)
	data, err := client.ReadFile("client/" + name)
	if err != nil {
		http.NotFound(w, r)
		return
	}
	send(w, r, name, data, http.StatusOK)
}

// sitePath returns the site path that a request's path asks for; ok is false where
// none can be meant.
func sitePath(asked string) (name string, ok bool) {
	name = strings.TrimPrefix(asked, "/")
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	ok = fs.ValidPath(name) && !strings.ContainsAny(name, "\\\x00")
	return name, ok
}

// file answers with a file of the site.
func (p *Preview) file(w http.ResponseWriter, r *http.Request) {
	name, ok := sitePath(r.URL.Path)
	if !ok {
		http.NotFound(w, r)
		return
	}
	data, err := p.site.File(r.Context(), name)
	switch {
	case err == nil:
		send(w, r, name, served(name, data), http.StatusOK)
	case errors.Is(err, fs.ErrNotExist):
		p.missing(w, r, name)
	case r.Context().Err() != nil:
	default:
		p.broken(w, r, name, err)
	}
}

// served is a file as the preview serves it.
func served(name string, data []byte) []byte {
	if path.Ext(name) != ".html" {
		return data
	}
	return inject(data, printOf(data))
}

// missing answers for what is not there: with its folder's page where it is one,
// else with the site's page for that.
func (p *Preview) missing(w http.ResponseWriter, r *http.Request, name string) {
	if _, err := p.site.File(r.Context(), name+"/index.html"); err == nil {
		to := url.URL{Path: "/" + name + "/", RawQuery: r.URL.RawQuery}
		http.Redirect(w, r, to.EscapedPath()+query(to.RawQuery), http.StatusFound)
		return
	}
	page, err := p.site.File(r.Context(), "404.html")
	if err != nil {
		page = p.blank()
	}
	send(w, r, "404.html", inject(output.Rooted(page, strings.Count(name, "/")), print{}), http.StatusNotFound)
}

func query(raw string) string {
	if raw == "" {
		return ""
	}
	return "?" + raw
}

// broken answers for a file that cannot be made: with an empty page, on which the
// script tells of the fault.
func (p *Preview) broken(w http.ResponseWriter, r *http.Request, name string, err error) {
	d := faultOf(name, err)
	p.tell(d)
	if path.Ext(name) != ".html" {
		http.Error(w, p.o.Words.Diagnostic(d), http.StatusInternalServerError)
		return
	}
	send(w, r, name, inject(p.blank(), print{}), http.StatusInternalServerError)
}

// faultOf returns an error of a page as a finding.
func faultOf(name string, err error) diag.Diagnostic {
	var known interface{ Diagnostic() diag.Diagnostic }
	if errors.As(err, &known) {
		return known.Diagnostic()
	}
	return diag.Diagnostic{Code: "preview-machine", Args: []any{fmt.Errorf("%s: %w", name, err)}}
}

// send writes a whole file, or what is asked of it.
func send(w http.ResponseWriter, r *http.Request, name string, data []byte, status int) {
	w.Header().Set("Content-Type", output.MediaType(name))
	if status != http.StatusOK {
		w.Header().Set("Cache-Control", "no-store")
		w.WriteHeader(status)
		if r.Method != http.MethodHead {
			_, _ = w.Write(data) // the reader hung up
		}
		return
	}
	w.Header().Set("ETag", fmt.Sprintf(`"%x"`, xxhash.Sum64(data)))
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(data))
}

// page returns how a page is now; a fault is one of its own, told of in no update.
func (p *Preview) page(ctx context.Context, name string) (data []byte, of print, fault *diag.Diagnostic) {
	data, err := p.site.File(ctx, name)
	switch {
	case err == nil:
		return data, printOf(data), nil
	case errors.Is(err, fs.ErrNotExist), ctx.Err() != nil:
		return nil, print{}, nil
	default:
		d := faultOf(name, err)
		p.tell(d)
		return nil, print{}, &d
	}
}
