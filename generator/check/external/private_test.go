package external

import (
	"net"
	"net/http"
	"net/netip"
	"strings"
	"sync/atomic"
	"testing"
)

func TestPrivate(t *testing.T) {
	var asked atomic.Int32
	s := serve(t, func(http.ResponseWriter, *http.Request) { asked.Add(1) })
	o := quick()
	o.Resolver, o.Private = resolver(t), false
	_, port, _ := net.SplitHostPort(strings.TrimPrefix(s.URL, "http://"))
	for _, address := range []string{
		s.URL, at(s, "localhost"), at(s, "harmless.test"), at(s, "[::1]"), at(s, "[::ffff:127.0.0.1]"), at(s, "[64:ff9b::7f00:1]"), at(s, "[64:ff9b::10.0.0.1]"),
		"http://10.0.0.1/", "http://192.168.1.1/", "https://172.16.0.1/", "http://169.254.169.254/latest/", "http://100.64.0.1/",
		"http://0.0.0.0:" + port + "/", "http://[fe80::1]/", "http://[fd00::1]/", "http://224.0.0.1/",
	} {
		if r := check(t, o, address); r.Problem != Private {
			t.Errorf("%s: %+v", address, r)
		}
	}
	if asked.Load() != 0 {
		t.Error("was asked")
	}
	o.Private = true
	if r := check(t, o, at(s, "harmless.test")); r.Problem != OK {
		t.Errorf("%+v", r)
	}
}

func TestPublic(t *testing.T) {
	for _, ip := range []string{"8.8.8.8", "114.114.114.114", "2400:3200::1", "64:ff9b::808:808", "198.18.0.7", "::ffff:8.8.8.8"} {
		if err := checkIP(newGuard(), netip.MustParseAddr(ip)); err != nil {
			t.Error(err)
		}
	}
}

// TestProxy: the environment's proxy is asked for everything, wherever it stands,
// but not for what lies within the network it stands in.
func TestProxy(t *testing.T) {
	var asked atomic.Value
	p := serve(t, func(w http.ResponseWriter, r *http.Request) {
		asked.Store(r.Method + " " + r.RequestURI)
		if r.Method == http.MethodConnect {
			w.WriteHeader(502)
		}
	})
	t.Setenv("HTTP_PROXY", p.URL)
	t.Setenv("HTTPS_PROXY", p.URL)
	t.Setenv("NO_PROXY", "")
	o := quick()
	o.Resolver, o.Private = resolver(t), false
	if r := check(t, o, "http://www.missing.example/a"); r.Problem != OK || asked.Load() != "HEAD http://www.missing.example/a" {
		t.Errorf("%+v, asked %v", r, asked.Load())
	}
	if r := check(t, o, "https://www.missing.example/a"); r.Problem != Unreachable || asked.Load() != "CONNECT www.missing.example:443" {
		t.Errorf("%+v, asked %v", r, asked.Load())
	}
	asked.Store("")
	for _, address := range []string{"http://10.0.0.1/", "https://10.0.0.1/", "http://localhost/", "http://127.0.0.1:9/"} {
		if r := check(t, o, address); r.Problem != Private || asked.Load() != "" {
			t.Errorf("%s: %+v, asked %v", address, r, asked.Load())
		}
	}
	p.CloseClientConnections()
	p.Close()
	if r := check(t, o, "http://www.missing.example/a"); r.Problem != Unreachable {
		t.Errorf("%+v", r)
	}
}

func TestParse(t *testing.T) {
	for s, want := range map[string]string{
		"http://例子.测试/路径?问=1#节":      "http://xn--fsqu00a.xn--0zwm56d/%E8%B7%AF%E5%BE%84?问=1",
		"http://例子。测试":               "http://xn--fsqu00a.xn--0zwm56d/",
		"HTTP://Example.COM:80":      "http://example.com/",
		"https://example.com.:443/A": "https://example.com/A",
		"https://example.com:80/":    "https://example.com:80/",
		"//example.com/x":            "https://example.com/x",
		" http://example.com/a b ":   "http://example.com/a%20b",
		"http://a_b.example.com/":    "http://a_b.example.com/",
		"http://r3---x.example.com/": "http://r3---x.example.com/",
		"http://[::1]:80/":           "http://[::1]/",
		"http://[::1]:81/":           "http://[::1]:81/",
		"http://e.com/%2F%e4":        "http://e.com/%2F%e4",
		"http://ｅ．com/":              "http://e.com/",
	} {
		u, err := parse(s)
		if err != nil || u.String() != want {
			t.Errorf("%q is %v, %v; want %s", s, u, err, want)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"http://例子.测试/路径?问=1#节", "//a", "https://a:443/?#", "http://[::1%25a]:80/", "http://a/%2f"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		u, err := parse(s)
		if err != nil {
			return
		}
		if u.Host == "" || u.Fragment != "" || u.User != nil {
			t.Errorf("%q is %+v", s, u)
		}
		again, err := parse(u.String())
		if err != nil || again.String() != u.String() {
			t.Errorf("%q is %s, then %v, %v", s, u, again, err)
		}
		isHome(u)
		saysMissing(u)
	})
}
