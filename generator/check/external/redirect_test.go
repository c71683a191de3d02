package external

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"testing"
)

func TestRedirect(t *testing.T) {
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		to := func(status int, location string) {
			w.Header().Set("Location", location)
			w.WriteHeader(status)
		}
		if n, ok := strings.CutPrefix(r.URL.Path, "/chain/"); ok {
			if i, _ := strconv.Atoi(n); i > 0 {
				to(302, fmt.Sprintf("%d", i-1))
			}
			return
		}
		switch r.URL.Path {
		case "/temporary":
			to(302, "/page")
		case "/permanent":
			to(301, "/page")
		case "/permanent/fragment":
			to(308, "/page#new")
		case "/permanent/temporary":
			to(301, "/temporary")
		case "/temporary/permanent":
			to(307, "/permanent")
		case "/permanent/missing":
			to(301, "/missing")
		case "/missing":
			w.WriteHeader(404)
		case "/circle/a":
			to(302, "/circle/b")
		case "/circle/b":
			to(302, "/circle/a")
		case "/self":
			to(301, "/self")
		case "/head":
			if r.Method == http.MethodHead {
				to(302, "/head")
			}
		case "/cookie":
			if _, err := r.Cookie("seen"); err != nil {
				http.SetCookie(w, &http.Cookie{Name: "seen", Value: "1", Path: "/"})
				to(302, "/cookie")
			}
		case "/cookies":
			http.SetCookie(w, &http.Cookie{Name: "n", Value: fmt.Sprint(len(r.Header.Get("Cookie"))) + r.Header.Get("Cookie"), Path: "/"})
			to(302, "/cookies")
		case "/gone/away":
			to(302, "/")
		case "/gone/away/index":
			to(301, "/index.html")
		case "/says/missing":
			to(302, "/404.html")
		case "/mail":
			to(302, "mailto:a@example.com")
		case "/broken":
			to(302, "http://[::1")
		case "/long":
			to(302, "/"+strings.Repeat("a", 10_000))
		case "/empty":
			to(302, "")
		}
	}).URL
	for path, want := range map[string]Result{
		"/page":                {Problem: OK, Status: 200, Final: s + "/page"},
		"/temporary":           {Problem: OK, Status: 200, Final: s + "/page"},
		"/permanent":           {Problem: MovedPermanently, Status: 200, Final: s + "/page", Moved: s + "/page"},
		"/permanent#old":       {Problem: MovedPermanently, Status: 200, Final: s + "/page", Moved: s + "/page#old"},
		"/permanent/fragment#": {Problem: MovedPermanently, Status: 200, Final: s + "/page", Moved: s + "/page#new"},
		"/permanent/temporary": {Problem: MovedPermanently, Status: 200, Final: s + "/page", Moved: s + "/temporary"},
		"/temporary/permanent": {Problem: OK, Status: 200, Final: s + "/page"},
		"/permanent/missing":   {Problem: NotFound, Status: 404, Final: s + "/missing", Moved: s + "/missing"},
		"/circle/a":            {Problem: RedirectLoop, Final: s + "/circle/a"},
		"/self":                {Problem: RedirectLoop, Final: s + "/self"},
		"/head":                {Problem: OK, Status: 200, Final: s + "/head"},
		"/cookie":              {Problem: OK, Status: 200, Final: s + "/cookie"},
		"/cookies":             {Problem: TooManyRedirects, Status: 302, Final: s + "/cookies"},
		"/chain/10":            {Problem: OK, Status: 200, Final: s + "/chain/0"},
		"/chain/11":            {Problem: TooManyRedirects, Status: 302, Final: s + "/chain/1"},
		"/gone/away":           {Problem: MovedHome, Status: 200, Final: s + "/"},
		"/gone/away/index":     {Problem: MovedHome, Status: 200, Final: s + "/index.html"},
		"/":                    {Problem: OK, Status: 200, Final: s + "/"},
		"/says/missing":        {Problem: NotFound, Status: 200, Final: s + "/404.html"},
		"/mail":                {Problem: BadRedirect, Status: 302, Final: s + "/mail", Detail: "mailto:a@example.com"},
		"/broken":              {Problem: BadRedirect, Status: 302, Final: s + "/broken", Detail: "http://[::1"},
		"/long":                {Problem: BadRedirect, Status: 302, Final: s + "/long", Detail: "/" + strings.Repeat("a", 199) + "…"},
		"/empty":               {Problem: OtherStatus, Status: 302, Final: s + "/empty"},
	} {
		t.Run(path, func(t *testing.T) {
			r := check(t, quick(), s+path)
			r.Checked = want.Checked
			if r != want {
				t.Errorf("\n got %+v\nwant %+v", r, want)
			}
		})
	}
}

// TestCookiesAreForgotten: what one address was given another does not send.
func TestCookiesAreForgotten(t *testing.T) {
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if c := r.Header.Get("Cookie"); c != "" {
			t.Errorf("%s was sent to %s", c, r.URL)
		}
		http.SetCookie(w, &http.Cookie{Name: "from", Value: r.URL.Path[1:], Path: "/"})
	})
	o := quick()
	o.PerHost = 1
	if _, err := New(o).Check(t.Context(), []string{s.URL + "/a", s.URL + "/b"}, nil); err != nil {
		t.Fatal(err)
	}
}
