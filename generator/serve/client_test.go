package serve

import (
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"
)

func prefixes(texts ...string) (list []netip.Prefix) {
	for _, t := range texts {
		list = append(list, netip.MustParsePrefix(t))
	}
	return list
}

func TestForwarded(t *testing.T) {
	inner := prefixes("10.0.0.0/8", "fd00::/8", "127.0.0.1/32")
	for _, c := range []struct {
		name, from string
		header     []string
		proxies    []netip.Prefix
		want       string
	}{
		{"no proxies are trusted", "10.0.0.1", []string{"203.0.113.9"}, nil, "10.0.0.1"},
		{"one proxy", "10.0.0.1", []string{"203.0.113.9"}, inner, "203.0.113.9"},
		{"what a client invents stands left", "10.0.0.1", []string{"198.51.100.1, 203.0.113.9"}, inner, "203.0.113.9"},
		{"a client claims to come from within", "10.0.0.1", []string{"10.9.9.9, 203.0.113.9"}, inner, "203.0.113.9"},
		{"two proxies", "10.0.0.1", []string{"203.0.113.9, 10.0.0.2"}, inner, "203.0.113.9"},
		{"in several headers", "10.0.0.1", []string{"198.51.100.1", "203.0.113.9", "10.0.0.2"}, inner, "203.0.113.9"},
		{"all are within", "10.0.0.1", []string{"10.0.0.3,10.0.0.2"}, inner, "10.0.0.3"},
		{"a client asks directly with a header", "203.0.113.9", []string{"198.51.100.1"}, inner, "203.0.113.9"},
		{"rubbish ends the way", "10.0.0.1", []string{"198.51.100.1, unknown, 10.0.0.2"}, inner, "10.0.0.2"},
		{"an empty entry ends it", "10.0.0.1", []string{"203.0.113.9, "}, inner, "10.0.0.1"},
		{"a port", "10.0.0.1", []string{"203.0.113.9:4711"}, inner, "203.0.113.9"},
		{"IPv6", "fd00::1", []string{"2001:db8::7"}, inner, "2001:db8::7"},
		{"IPv6 in brackets", "fd00::1", []string{"[2001:db8::7]:443"}, inner, "2001:db8::7"},
		{"a mapped address", "10.0.0.1", []string{"::ffff:203.0.113.9"}, inner, "203.0.113.9"},
		{"no header", "10.0.0.1", nil, inner, "10.0.0.1"},
		{"too many hops", "10.0.0.1", []string{strings.Repeat("10.0.0.2,", 100) + "10.0.0.2"}, inner, "10.0.0.2"},
	} {
		if got := forwarded(netip.MustParseAddr(c.from), c.header, c.proxies); got.String() != c.want {
			t.Errorf("%s: %v, want %s", c.name, got, c.want)
		}
	}
}

func TestSecure(t *testing.T) {
	for _, c := range []struct {
		from, header string
		want         bool
	}{
		{"10.0.0.1:1", "https", true},
		{"10.0.0.1:1", "http, https", true},
		{"10.0.0.1:1", "https, http", false},
		{"10.0.0.1:1", "", false},
		{"203.0.113.9:1", "https", false},
	} {
		r := httptest.NewRequest("GET", "/", nil)
		r.RemoteAddr = c.from
		if c.header != "" {
			r.Header.Set("X-Forwarded-Proto", c.header)
		}
		if got := secure(r, prefixes("10.0.0.0/8")); got != c.want {
			t.Errorf("%s %q: %v", c.from, c.header, got)
		}
	}
}

// Without trusted proxies nothing that a client sends changes its address; with them it
// is an address of the header or that of the connection.
func FuzzForwarded(f *testing.F) {
	f.Add("203.0.113.9, 10.0.0.2", "198.51.100.1")
	f.Add("[2001:db8::7]:443,,", "fe80::1%eth0")
	f.Add(",,,,", "::ffff:1.2.3.4:5")
	from, inner := netip.MustParseAddr("10.0.0.1"), prefixes("10.0.0.0/8")
	f.Fuzz(func(t *testing.T, first, second string) {
		header := []string{first, second}
		if got := forwarded(from, header, nil); got != from {
			t.Fatalf("%v without proxies", got)
		}
		got := forwarded(from, header, inner)
		if !got.IsValid() || got.Zone() != "" || got.Is4In6() {
			t.Fatalf("%q: %v", header, got)
		}
		// A hop to the right of an entry that is not trusted hides it.
		if again := forwarded(from, append(header, "203.0.113.9"), inner); again.String() != "203.0.113.9" {
			t.Fatalf("%q: an untrusted hop gives %v", header, again)
		}
	})
}

func TestTruncated(t *testing.T) {
	for addr, want := range map[string]string{"203.0.113.9": "203.0.113.0/24", "2001:db8:1:2::7": "2001:db8:1::/48"} {
		if got := truncated(netip.MustParseAddr(addr)); got != want {
			t.Errorf("%s: %s", addr, got)
		}
	}
	if got := truncated(netip.Addr{}); got != "" {
		t.Errorf("no address: %q", got)
	}
}
