package external

import (
	"errors"
	"net"
	"net/netip"
	"net/url"
	"path"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/net/idna"
)

// longest is the length from which on an address is none.
const longest = 8 << 10

var (
	errScheme  = errors.New("neither http nor https")
	errAddress = errors.New("no address")
)

// parse reads an address in the form it is asked and remembered in.
func parse(s string) (*url.URL, error) {
	if len(s) > longest {
		return nil, errAddress
	}
	s = strings.TrimSpace(s)
	if strings.HasPrefix(s, "//") {
		s = "https:" + s
	}
	u, err := url.Parse(s)
	if err != nil {
		var e *url.Error
		if errors.As(err, &e) {
			err = e.Err
		}
		return nil, err
	}
	return canonical(u)
}

// canonical returns an address without fragment and user, its host in ASCII.
func canonical(from *url.URL) (*url.URL, error) {
	u := *from
	u.Scheme = strings.ToLower(u.Scheme)
	if u.Scheme != "http" && u.Scheme != "https" {
		return nil, errScheme
	}
	host, err := hostName(u.Hostname())
	if err != nil {
		return nil, err
	}
	port := u.Port()
	if _, err := strconv.ParseUint(port, 10, 16); port != "" && err != nil {
		return nil, errAddress
	}
	if port == "80" && u.Scheme == "http" || port == "443" && u.Scheme == "https" {
		port = ""
	}
	u.Host = host
	if strings.Contains(host, ":") {
		u.Host = "[" + host + "]"
	}
	if port != "" {
		u.Host = net.JoinHostPort(host, port)
	}
	u.User, u.Fragment, u.RawFragment = nil, "", ""
	if u.Path == "" {
		u.Path = "/"
	}
	return &u, nil
}

// hostName returns a host's name in lower case and ASCII (RFC 5891).
func hostName(host string) (string, error) {
	if ip, err := netip.ParseAddr(host); err == nil {
		return ip.String(), nil
	}
	// 。 and its like part labels too; the profile maps them.
	ascii, err := idna.Lookup.ToASCII(host)
	if err == nil && !utf8.ValidString(host) {
		err = errAddress
	}
	if err != nil {
		// Underscores and r3---x are in use, though names should have neither.
		ascii = strings.ToLower(host)
		if strings.Trim(ascii, "abcdefghijklmnopqrstuvwxyz0123456789-_.") != "" || strings.Contains(ascii, "xn--") {
			return "", err
		}
	}
	if ascii = strings.TrimSuffix(ascii, "."); ascii == "" {
		return "", errAddress
	}
	return ascii, nil
}

// site returns what a connection is made to: scheme, host and port.
func site(u *url.URL) string { return u.Scheme + "://" + u.Host }

// isHome reports whether an address is that of a site's home page.
func isHome(u *url.URL) bool {
	if u.RawQuery != "" {
		return false
	}
	dir, file := path.Split(u.Path)
	name, _, _ := strings.Cut(strings.ToLower(file), ".")
	return dir == "/" && (name == "" || name == "index" || name == "default")
}

// saysMissing reports whether an address is that of a page for missing pages.
func saysMissing(u *url.URL) bool {
	name, _, _ := strings.Cut(strings.ToLower(path.Base(u.Path)), ".")
	return name == "404" || name == "404page" || name == "error404" || name == "notfound"
}

// batch is a list of addresses as they were given.
type batch struct {
	given []string
	// addresses are the different ones to ask.
	addresses []*url.URL
	// parsed is the one for each that was given, or why there is none.
	parsed map[string]parsed
}

type parsed struct {
	address  string
	fragment string
	skipped  Result
}

// gather finds the different addresses of a list.
func gather(urls []string) batch {
	b := batch{given: urls, parsed: make(map[string]parsed, len(urls))}
	seen := map[string]bool{}
	for _, s := range urls {
		if _, ok := b.parsed[s]; ok {
			continue
		}
		u, err := parse(s)
		if err != nil {
			p := BadAddress
			if errors.Is(err, errScheme) {
				p = Unsupported
			}
			b.parsed[s] = parsed{skipped: Result{Problem: p, Detail: shorten(err.Error())}}
			continue
		}
		_, fragment, _ := strings.Cut(s, "#")
		key := u.String()
		b.parsed[s] = parsed{address: key, fragment: fragment}
		if !seen[key] {
			seen[key] = true
			b.addresses = append(b.addresses, u)
		}
	}
	return b
}

// spread returns the results under the names that were given.
func (b batch) spread(found map[string]Result, expiring time.Duration, now time.Time) map[string]Result {
	all := make(map[string]Result, len(b.parsed))
	for s, p := range b.parsed {
		if p.address == "" {
			all[s] = p.skipped
			continue
		}
		r, ok := found[p.address]
		if !ok {
			continue
		}
		// RFC 9110 section 10.2.2: a fragment is carried over unless there is one.
		if r.Moved != "" && p.fragment != "" && !strings.Contains(r.Moved, "#") {
			r.Moved += "#" + p.fragment
		}
		if r.Problem == OK && !r.Expires.IsZero() && r.Expires.Sub(now) < expiring {
			r.Problem, r.Detail = CertificateExpiring, r.Expires.UTC().Format(time.DateOnly)
		}
		all[s] = r
	}
	return all
}

// shorten bounds a detail, at the border of a character.
func shorten(s string) string {
	const limit = 200
	if len(s) <= limit {
		return s
	}
	return strings.ToValidUTF8(s[:limit], "") + "…"
}
