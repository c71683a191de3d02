package preview

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"html"
	"net"
	"net/http"
	"net/url"
	"path"
	"regexp"
	"slices"
	"time"
)

// beat is how often a stream says that it is there, retry how soon a browser asks
// again after it ends, in milliseconds.
const (
	beat      = 15 * time.Second
	retry     = 300
	mostJumps = 3
)

// tab is an open page: which it is and how it looks.
type tab struct {
	path string
	page print
	// loopback says that its reader sits at this machine.
	loopback bool
}

// news is what a tab is told after an update and when it connects.
type news struct {
	// Server tells one run from another, Number one update from another.
	Server string `json:"server"`
	Number int    `json:"number"`
	// Change is what to do: reload, style (exchange the links to style sheets), gone,
	// or nothing.
	Change string   `json:"change,omitempty"`
	Page   string   `json:"page"`
	Frame  string   `json:"frame"`
	Styles []string `json:"styles,omitempty"`
	// HTML is the page to be loaded anew, so that a tab may put in what differs.
	HTML string `json:"html,omitempty"`

	Found []finding `json:"found"`
	// Checked is what the checks have found in the page's own files.
	Checked []finding `json:"checked,omitempty"`
	// Edited are other pages whose files were edited.
	Edited []jump            `json:"edited,omitempty"`
	Info   info              `json:"info"`
	Words  map[string]string `json:"words,omitempty"`
}

// jump is a page to go to.
type jump struct {
	Title string `json:"title"`
	URL   string `json:"url"`
}

// events is the stream of a tab (server-sent events: plain HTTP, which old proxies
// let through). The tab says which page it shows and how that looked.
func (p *Preview) events(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	name, ok := sitePath(q.Get("path"))
	if !ok {
		http.Error(w, "no such page", http.StatusBadRequest)
		return
	}
	select {
	case p.tabs <- struct{}{}:
		defer func() { <-p.tabs }()
	default:
		http.Error(w, "too many tabs", http.StatusServiceUnavailable)
		return
	}
	h := w.Header()
	h.Set("Content-Type", "text/event-stream")
	h.Set("Cache-Control", "no-store")
	h.Set("X-Accel-Buffering", "no")
	if r.Method == http.MethodHead {
		return
	}
	t := &tab{path: name, page: print{Whole: q.Get("page"), Frame: q.Get("frame")}, loopback: loopback(r)}
	s := &stream{w: w, c: http.NewResponseController(w)}
	if s.write("retry: %d\n\n", retry) == nil {
		p.follow(r.Context(), t, s)
	}
}

func loopback(r *http.Request) bool {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	ip := net.ParseIP(host)
	return err == nil && ip != nil && ip.IsLoopback()
}

// follow tells the tab of every update until it closes. It looks at the newest one
// each time, so that a slow tab is never behind by more.
func (p *Preview) follow(ctx context.Context, t *tab, s *stream) {
	pulse := time.NewTicker(beat)
	defer pulse.Stop()
	now := p.current()
	// What was edited and which pictures changed before the tab came is in its page.
	n := p.news(ctx, t, &snapshot{number: now.number, found: now.found})
	n.Words = p.clientWords()
	if s.send(n) != nil {
		return
	}
	for {
		select {
		case <-now.next:
			next := p.current()
			if next.number == now.number { // only the checks have more to tell
				now = &snapshot{number: next.number, found: next.found, next: next.next}
			} else {
				now = next
			}
			n := p.news(ctx, t, now)
			if ctx.Err() != nil || s.send(n) != nil {
				return
			}
		case <-pulse.C:
			if s.write(": \n\n") != nil {
				return
			}
		case <-ctx.Done():
			return
		}
	}
}

// news compares the tab's page with what it is now.
func (p *Preview) news(ctx context.Context, t *tab, now *snapshot) news {
	data, page, fault := p.page(ctx, t.path)
	n := news{Server: p.id, Number: now.number, Found: now.found, Info: p.info(t)}
	n.Checked = p.checked(n.Info.Source)
	if fault != nil {
		n.Found = append(p.findings([]diagnostic{*fault}), n.Found...)
		page = t.page // the last good one stays
	}
	if !t.loopback {
		n.Found = slices.Clone(n.Found)
		for _, list := range [][]finding{n.Found, n.Checked} {
			for i := range list {
				list[i].Edit = "" // it would open nothing there
			}
		}
	}
	switch {
	case page.Whole == t.page.Whole:
		if shows(data, now.pictures) {
			n.Change = "reload"
		}
	case page.Whole == "":
		n.Change = "gone"
	case page.Frame == t.page.Frame:
		n.Change, n.Styles = "style", page.Styles
	default:
		n.Change, n.HTML = "reload", string(data)
	}
	if n.Change == "" && !slices.Contains(now.edited, t.path) || n.Change == "gone" {
		n.Edited = p.jumps(ctx, now.edited, t.path)
	}
	t.page = page
	n.Page, n.Frame = page.Whole, page.Frame
	return n
}

// shows reports whether a page has one of the pictures.
func shows(page []byte, names []string) bool {
	return slices.ContainsFunc(names, func(name string) bool {
		return bytes.Contains(page, []byte(name)) || bytes.Contains(page, []byte(url.PathEscape(name)))
	})
}

var titleOf = regexp.MustCompile(`(?is)<h1[^>]*>(.*?)</h1>`)
var anyTag = regexp.MustCompile(`<[^>]*>`)

// jumps returns where the edited pages are.
func (p *Preview) jumps(ctx context.Context, edited []string, here string) []jump {
	var list []jump
	for _, name := range edited {
		if name == here || path.Ext(name) != ".html" || len(list) == mostJumps {
			continue
		}
		data, err := p.site.File(ctx, name)
		if err != nil {
			continue
		}
		j := jump{Title: name, URL: (&url.URL{Path: "/" + name}).EscapedPath()}
		if m := titleOf.FindSubmatch(data); m != nil {
			if title := html.UnescapeString(string(anyTag.ReplaceAll(m[1], nil))); title != "" {
				j.Title = title
			}
		}
		list = append(list, j)
	}
	return list
}

// stream writes events.
type stream struct {
	w http.ResponseWriter
	c *http.ResponseController
}

func (s *stream) send(n news) error {
	data, err := json.Marshal(n)
	if err != nil {
		return err
	}
	return s.write("data: %s\n\n", data)
}

func (s *stream) write(format string, args ...any) error {
	_ = s.c.SetWriteDeadline(time.Now().Add(sending)) // a recorder of tests has none
	if _, err := fmt.Fprintf(s.w, format, args...); err != nil {
		return err
	}
	return s.c.Flush()
}
