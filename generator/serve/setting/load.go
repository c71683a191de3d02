package setting

import (
	"errors"
	"io/fs"
	"net"
	"net/netip"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/net/idna"

	"touyan/generator/diag"
	"touyan/generator/strict"
)

// Load reads a file of settings. It returns nil where there are errors.
func Load(name string) (*Settings, diag.List) {
	data, err := os.ReadFile(name)
	if err != nil {
		var list diag.List
		var pe *fs.PathError
		if errors.As(err, &pe) {
			err = pe.Err
		}
		list.Add(diag.Position{File: name}, "serve-unreadable", err.Error())
		return nil, list
	}
	s, list := Parse(name, data)
	if s != nil {
		s.within(filepath.Dir(name))
	}
	return s, list
}

// Parse reads settings; file is the name for diagnostics. Paths stay as they are
// written. It returns nil where there are errors.
func Parse(file string, data []byte) (*Settings, diag.List) {
	if !utf8.Valid(data) || strings.ContainsRune(string(data), 0) {
		var list diag.List
		list.Add(diag.Position{File: file, Line: 1, Col: 1}, "serve-not-utf8")
		return nil, list
	}
	root, list := strict.Parse(strict.YAML, file, 1, data)
	if root == nil {
		return nil, list
	}
	s := Default()
	strict.Decode(root, s, &list)
	c := &checks{root: root, list: &list}
	c.settings(s)
	list.Sort()
	if list.Errors() > 0 {
		return nil, list
	}
	return s, list
}

// DecodeNode reads a time span.
func (d *Duration) DecodeNode(n *strict.Node, l *diag.List) {
	span, ok := ParseDuration(n.Text)
	if !n.IsScalar() || !ok {
		l.Add(n.Pos, "serve-duration", n.Text)
		return
	}
	*d = Duration(span)
}

// mostDuration is longer than anyone waits.
const mostDuration = 10 * 365 * 24 * time.Hour

// ParseDuration reads a time span such as 30s, 1h30m or 7d; none is negative.
func ParseDuration(text string) (time.Duration, bool) {
	if days, ok := strings.CutSuffix(text, "d"); ok {
		n, err := strconv.ParseUint(days, 10, 16)
		d := time.Duration(n) * 24 * time.Hour
		return d, err == nil && d <= mostDuration
	}
	d, err := time.ParseDuration(text)
	return d, err == nil && d >= 0 && d <= mostDuration
}

// DecodeNode reads an address or a network.
func (w *Network) DecodeNode(n *strict.Node, l *diag.List) {
	p, err := netip.ParsePrefix(n.Text)
	if err != nil {
		var addr netip.Addr
		if addr, err = netip.ParseAddr(n.Text); err == nil {
			p, err = addr.Unmap().WithZone("").Prefix(addr.Unmap().BitLen())
		}
	}
	if !n.IsScalar() || err != nil {
		l.Add(n.Pos, "serve-proxy", n.Text)
		return
	}
	*w = Network(p.Masked())
}

// IsAddress reports whether a text says where to listen: host:port, where the host may
// be missing for every address of the machine.
func IsAddress(text string) bool {
	host, port, err := net.SplitHostPort(text)
	n, bad := strconv.ParseUint(port, 10, 16)
	if strings.Contains(host, ":") && net.ParseIP(host) == nil {
		return false
	}
	return err == nil && bad == nil && n <= 65535 && !strings.ContainsAny(text, "/ \t\n")
}

// IsHost reports whether a text is a name that a certificate may be for: a full one,
// in ASCII or as people write it, without an asterisk.
func IsHost(text string) bool {
	name, err := idna.Lookup.ToASCII(text)
	return err == nil && strings.Contains(name, ".") && net.ParseIP(name) == nil && !strings.HasSuffix(name, ".")
}

// checks look at what the types do not tell.
type checks struct {
	root *strict.Node
	list *diag.List
}

// fail reports the value of a key such as tls.cert, or where that is not there the
// file's top.
func (c *checks) fail(code, key string, args ...any) {
	pos, n := c.root.Pos, c.root
	for part := range strings.SplitSeq(key, ".") {
		if n = n.Get(part); n == nil {
			break
		}
		pos = n.Pos
	}
	c.list.Add(pos, code, args...)
}

func (c *checks) settings(s *Settings) {
	for key, text := range map[string]string{"addr": s.Addr, "metrics": s.Metrics, "tls.redirect": s.TLS.Redirect} {
		if (text != "" || key == "addr") && !IsAddress(text) {
			c.fail("serve-address", key, key, text)
		}
	}
	c.numbers(s)
	c.times(s)
	if ways := []string{"truncated", "full", "none"}; !slices.Contains(ways, s.Log.Addresses) {
		c.fail("serve-choice", "log.addresses", "log.addresses", s.Log.Addresses, strings.Join(ways, ", "))
	}
	if s.Policy != "" && (strings.ContainsFunc(s.Policy, func(r rune) bool { return r < ' ' || r > '~' }) || !strings.Contains(s.Policy, "-src ")) {
		c.fail("serve-policy", "policy", s.Policy)
	}
	if s.Group != "" && s.User == "" {
		c.fail("serve-group", "group")
	}
	c.tls(&s.TLS)
}

// number and span are a value and what it may be.
type number struct {
	key             string
	value, from, to int
}

type span struct {
	key      string
	value    Duration
	from, to time.Duration
}

func (c *checks) numbers(s *Settings) {
	for _, n := range []number{
		{"keep", s.Keep, 1, 1000},
		{"search.rate", s.Search.Rate, 0, 1_000_000},
		{"search.burst", s.Search.Burst, 1, 1_000_000},
		{"limits.connections", s.Limits.Connections, 1, 1_000_000},
		{"limits.per_address", s.Limits.PerAddress, 1, 1_000_000},
		{"limits.header_bytes", s.Limits.HeaderBytes, 4 << 10, 1 << 20},
	} {
		if n.value < n.from || n.value > n.to {
			c.fail("serve-number", n.key, n.key, strconv.Itoa(n.from), strconv.Itoa(n.to))
		}
	}
}

func (c *checks) times(s *Settings) {
	l := s.Limits
	for _, t := range []span{
		{"search.time", s.Search.Time, 10 * time.Millisecond, time.Minute},
		{"stop_delay", s.StopDelay, 0, 10 * time.Minute},
		{"stop_time", s.StopTime, time.Second, time.Hour},
		{"limits.header", l.Header, 100 * time.Millisecond, 10 * time.Minute},
		{"limits.read", l.Read, 100 * time.Millisecond, 10 * time.Minute},
		{"limits.write", l.Write, 100 * time.Millisecond, time.Hour},
		{"limits.idle", l.Idle, 100 * time.Millisecond, time.Hour},
	} {
		if v := time.Duration(t.value); v < t.from || v > t.to {
			c.fail("serve-time-range", t.key, t.key, t.from.String(), t.to.String())
		}
	}
}

func (c *checks) tls(t *TLS) {
	switch {
	case t.Cert != "" && t.Key == "":
		c.fail("serve-tls-pair", "tls.cert", "tls.key")
	case t.Key != "" && t.Cert == "":
		c.fail("serve-tls-pair", "tls.key", "tls.cert")
	case t.Cert != "" && len(t.Autocert) > 0:
		c.fail("serve-tls-both", "tls.autocert")
	}
	for i, host := range t.Autocert {
		if !IsHost(host) {
			pos := c.root.Pos
			if n := c.root.Get("tls").Get("autocert"); n != nil && i < len(n.Items) {
				pos = n.Items[i].Pos
			}
			c.list.Add(pos, "serve-host", host)
		}
	}
	if u, err := url.Parse(t.Directory); t.Directory != "" && (err != nil || u.Scheme != "https" || u.Host == "") {
		c.fail("serve-acme", "tls.directory", t.Directory)
	}
	if !t.On() && t.Redirect != "" {
		c.fail("serve-tls-none", "tls.redirect", "tls.redirect")
	}
}
