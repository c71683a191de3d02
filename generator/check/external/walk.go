package external

import (
	"context"
	"fmt"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strings"
	"time"

	"golang.org/x/net/publicsuffix"
)

// walk is the way from an address to where it leads.
type walk struct {
	r *run
	// from is where it began, at where it is.
	from, at *url.URL
	method   string
	jar      *cookiejar.Jar
	budget   *time.Duration
	// seen are the addresses on the way, each with the cookies it was asked with.
	seen map[string]bool
	// moved is where the redirects lead that were for good, from the beginning on.
	moved     *url.URL
	temporary bool
	insecure  bool
	status    int
	expires   time.Time
	fault     fault
}

// walk goes the whole way once.
func (r *run) walk(u *url.URL, method string, budget *time.Duration) *walk {
	w := r.step(u, method, budget)
	// Some servers send HEAD in circles.
	circle := w.fault.Problem == RedirectLoop || w.fault.Problem == TooManyRedirects
	if circle && w.method == http.MethodHead {
		w = r.step(u, http.MethodGet, budget)
	}
	return w
}

// step goes the way from step to step.
func (r *run) step(u *url.URL, method string, budget *time.Duration) *walk {
	w := &walk{r: r, from: u, at: u, method: method, budget: budget, seen: map[string]bool{}}
	// The options are valid, so there is no error.
	w.jar, _ = cookiejar.New(&cookiejar.Options{PublicSuffixList: publicsuffix.List})
	for n := 0; ; n++ {
		a := w.look()
		if w.status = a.status; w.fault.Problem != OK || a.location == "" {
			return w
		}
		if n == r.o.Redirects {
			w.fault = fault{Problem: TooManyRedirects}
			return w
		}
		if w.follow(a); w.fault.Problem != OK {
			return w
		}
	}
}

// look asks for the address the walk is at, with GET after HEAD if need be.
func (w *walk) look() answer {
	if !w.mark() {
		w.fault = fault{Problem: RedirectLoop}
		return answer{}
	}
	a := w.r.send(w.at, w.method, w.jar, w.budget)
	if w.method == http.MethodHead && a.doubtful() {
		w.method = http.MethodGet
		if a = w.r.send(w.at, w.method, w.jar, w.budget); a.fault.Problem == OK {
			w.r.host(w.at.Hostname()).refuseHead()
		}
	}
	w.fault = a.fault
	if !a.expires.IsZero() && (w.expires.IsZero() || a.expires.Before(w.expires)) {
		w.expires = a.expires
	}
	return a
}

// mark remembers the address the walk is at and reports whether it is new.
func (w *walk) mark() bool {
	var b strings.Builder
	b.WriteString(w.at.String())
	for _, c := range w.jar.Cookies(w.at) {
		fmt.Fprintf(&b, "\n%s=%s", c.Name, c.Value)
	}
	if w.seen[b.String()] {
		return false
	}
	w.seen[b.String()] = true
	return true
}

// follow goes where a redirect leads.
func (w *walk) follow(a answer) {
	to, err := w.at.Parse(a.location)
	if err != nil || len(a.location) > longest {
		w.fault = fault{Problem: BadRedirect, Detail: shorten(a.location)}
		return
	}
	next, err := canonical(to)
	if err != nil {
		w.fault = fault{Problem: BadRedirect, Detail: shorten(to.String())}
		return
	}
	w.insecure = w.insecure || w.at.Scheme == "https" && next.Scheme == "http"
	permanent := a.status == http.StatusMovedPermanently || a.status == http.StatusPermanentRedirect
	if w.temporary = w.temporary || !permanent; !w.temporary {
		moved := *next
		moved.Fragment, moved.RawFragment = to.Fragment, to.RawFragment
		w.moved = &moved
	}
	w.at = next
}

// result returns what the walk found.
func (w *walk) result() Result {
	r := Result{Problem: w.fault.Problem, Status: w.status, Detail: w.fault.Detail, Final: w.at.String()}
	if w.moved != nil && w.moved.String() != w.from.String() {
		r.Moved = w.moved.String()
	}
	if r.Problem != OK {
		return r
	}
	r.Expires = w.expires
	switch {
	case w.at.String() != w.from.String() && saysMissing(w.at) && !saysMissing(w.from):
		r.Problem, r.Moved = NotFound, ""
	case isHome(w.at) && !isHome(w.from):
		r.Problem, r.Moved = MovedHome, ""
	case w.insecure && w.at.Scheme == "http":
		r.Problem = Insecure
	case r.Moved != "":
		r.Problem = MovedPermanently
	}
	return r
}

// answer is what came back for one request.
type answer struct {
	status   int
	location string
	expires  time.Time
	fault    fault
}

// doubtful reports whether GET may find what HEAD did not: anything but a
// connection that did not come about, or being told to come later.
func (a answer) doubtful() bool {
	f := a.fault
	return f.Problem != OK && f.Problem != Throttled && !f.site && !f.skipped && !f.later
}

// limit returns a context for one request: its own time, or what is left of the
// address's.
func (w *run) limit(budget time.Duration) (context.Context, context.CancelFunc) {
	return context.WithTimeout(w.ctx, max(0, min(w.o.Request, budget)))
}
