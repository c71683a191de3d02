package setting_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"touyan/generator/serve/setting"
)

func TestParse(t *testing.T) {
	s, list := setting.Parse("serve.yaml", []byte(`
dir: site
addr: ":443"
keep: 5
linger: 7d
proxies: [10.0.0.0/8, 192.0.2.7, "::1", "::ffff:192.0.2.8"]
tls: {autocert: [cases.example.org, 党建.example.cn], redirect: ":80", hsts: 365d}
search: {rate: 0, time: 1m}
log: {queries: true, addresses: full}
stop_delay: 5s
`))
	if s == nil {
		t.Fatal(list)
	}
	var proxies []string
	for _, p := range s.Prefixes() {
		proxies = append(proxies, p.String())
	}
	if got := strings.Join(proxies, " "); got != "10.0.0.0/8 192.0.2.7/32 ::1/128 192.0.2.8/32" {
		t.Errorf("proxies: %s", got)
	}
	if time.Duration(s.Linger) != 7*24*time.Hour || time.Duration(s.TLS.HSTS) != 365*24*time.Hour || time.Duration(s.StopDelay) != 5*time.Second {
		t.Errorf("times: %+v", s)
	}
	if s.Keep != 5 || s.Search.Rate != 0 || s.Search.Burst != 40 || !s.Log.Access || !s.Log.Queries || s.Log.Agents || !s.TLS.On() {
		t.Errorf("%+v", s)
	}
}

func TestFindings(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"keep: 1", ""},
		{"keep: 0", `1:7: error: serve-number "keep" "1" "1000"`},
		{"kep: 1", `1:1: error: unknown-key "kep" "keep"`},
		{"linger: 0s", ""},
		{"linger: long", `1:9: error: serve-duration "long"`},
		{"linger: -1s", `1:9: error: serve-duration "-1s"`},
		{"linger: 99999d", `1:9: error: serve-duration "99999d"`},
		{"linger: [1]", `1:9: error: serve-duration ""`},
		{"limits:\n  header: 1ms", `2:11: error: serve-time-range "limits.header" "100ms" "10m0s"`},
		{"limits:\n  header: 100ms", ""},
		{"limits: {connections: 0}", `1:23: error: serve-number "limits.connections" "1" "1000000"`},
		{"stop_time: 0s", `1:12: error: serve-time-range "stop_time" "1s" "1h0m0s"`},
		{"addr: ''", `1:7: error: serve-address "addr" ""`},
		{"addr: 8080", `1:7: error: serve-address "addr" "8080"`},
		{`addr: "[::1]:8080"`, ""},
		{`addr: "::1:8080"`, `1:7: error: serve-address "addr" "::1:8080"`},
		{"metrics: a:70000", `1:10: error: serve-address "metrics" "a:70000"`},
		{"proxies: [proxy.example.org]", `1:11: error: serve-proxy "proxy.example.org"`},
		{"proxies: [10.0.0.0/33]", `1:11: error: serve-proxy "10.0.0.0/33"`},
		{"log: {addresses: some}", `1:18: error: serve-choice "log.addresses" "some" "truncated, full, none"`},
		{"log: {addresses: none}", ""},
		{"tls: {cert: a.pem}", `1:13: error: serve-tls-pair "tls.key"`},
		{"tls: {key: a.key}", `1:12: error: serve-tls-pair "tls.cert"`},
		{"tls: {cert: a.pem, key: a.key}", ""},
		{"tls: {cert: a.pem, key: a.key, autocert: [a.example]}", `1:42: error: serve-tls-both`},
		{"tls:\n  autocert:\n    - a.example\n    - '*.example'", `4:7: error: serve-host "*.example"`},
		{"tls: {autocert: [192.0.2.1]}", `1:18: error: serve-host "192.0.2.1"`},
		{"tls: {redirect: ':80'}", `1:17: error: serve-tls-none "tls.redirect"`},
		{"tls: {autocert: [a.example], directory: http://ca.example/}", `error: serve-acme "http://ca.example/"`},
		{"tls: {autocert: [a.example], directory: https://ca.example/dir}", ""},
		{"policy: anything", `1:9: error: serve-policy "anything"`},
		{"policy: default-src 'self'; frame-ancestors https://a.example", ""},
		{"group: www", `1:8: error: serve-group`},
		{"{group: www, user: www}", ""},
		{"a: [", "error: unclosed-bracket"},
		{"\xff", "1:1: error: serve-not-utf8"},
	} {
		s, list := setting.Parse("serve.yaml", []byte(c.text))
		got := ""
		if len(list) > 0 {
			got = list[0].String()
		}
		if c.want == "" && got != "" || !strings.Contains(got, c.want) || (s == nil) != (c.want != "") {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
}

func TestPathsBeginAtTheFile(t *testing.T) {
	name := filepath.Join(t.TempDir(), "serve.yaml")
	if err := os.WriteFile(name, []byte("passwords: people\ntls: {cert: /etc/a.pem, key: b.key}\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	s, list := setting.Load(name)
	if s == nil {
		t.Fatal(list)
	}
	dir := filepath.Dir(name)
	if s.Dir != filepath.Join(dir, "public") || s.Passwords != filepath.Join(dir, "people") || s.TLS.Key != filepath.Join(dir, "b.key") || s.TLS.Cert != "/etc/a.pem" {
		t.Errorf("%+v", s)
	}
	if _, list := setting.Load(name + ".none"); len(list) != 1 || list[0].Code != "serve-unreadable" {
		t.Errorf("no file: %v", list)
	}
}

// What is in the settings is in their description, which people read.
func TestEveryKeyIsExplained(t *testing.T) {
	doc, err := os.ReadFile("setting.go")
	if err != nil {
		t.Fatal(err)
	}
	head, body, _ := strings.Cut(string(doc), "package setting")
	for line := range strings.Lines(body) {
		_, tag, ok := strings.Cut(line, "`key:\"")
		key, _, _ := strings.Cut(tag, `"`)
		if ok && !strings.Contains(head, "\t"+key) && !strings.Contains(head, "."+key) && !strings.Contains(head, ", "+key) {
			t.Errorf("the key %s is not explained", key)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte("addr: :80\ntls: {autocert: [a.example]}\n"))
	f.Add([]byte("limits: {header: 1h}\nproxies: [::/0]\nkeep: 99999999999999999999\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		s, list := setting.Parse("f", data)
		if (s == nil) != (list.Errors() > 0) {
			t.Fatalf("settings %v and %v", s != nil, list)
		}
		if s == nil {
			return
		}
		if !setting.IsAddress(s.Addr) && s.Addr != "" || s.Keep < 1 || s.Limits.Connections < 1 || s.Linger < 0 || s.StopTime <= 0 {
			t.Fatalf("%+v", s)
		}
	})
}
