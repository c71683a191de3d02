// Package setting reads serve.yaml, which says how touyan serve runs: where it
// listens, with what certificates, for whom, and what it writes down.
//
// # Keys
//
// Every key may be left out. Paths are relative to the folder of the file. Times are
// numbers with a unit: 30s, 15m, 24h, 7d.
//
//	dir            the published folder (public)
//	addr           where to listen, host:port (127.0.0.1:8080)
//	releases       the folder of releases (.public.releases beside dir)
//	keep           releases to keep (3)
//	linger         how long files that a release lacks are served from earlier ones (24h)
//	user, group    whom to run as once the ports are open (Linux)
//	metrics        where Prometheus asks, host:port (nowhere)
//	proxies        addresses or networks whose X-Forwarded-For is believed (none) *
//	passwords      a file of names and bcrypt hashes: only these people may read (none) *
//	policy         the Content-Security-Policy (that of package serve) *
//	stop_delay     how long to answer as before after saying not to be ready (0s)
//	stop_time      how long answers under way may take after that (30s)
//
//	tls.cert, tls.key   files of the certificate, with its chain, and of its key *
//	tls.autocert        names to get certificates for by ACME
//	tls.cache           where these are kept (touyan/acme in the user's cache folder)
//	tls.email           whom the authority writes to
//	tls.directory       the authority (Let's Encrypt)
//	tls.redirect        where to listen for plain HTTP and lead to TLS, host:port (nowhere)
//	tls.hsts            how long browsers shall insist on TLS (0s, off) *
//
//	search.rate    questions a second of one client, 0 for any number (10) *
//	search.burst   questions at once of one client (40) *
//	search.time    the most time for a search (2s)
//
//	limits.connections   at once, in all (4096)
//	limits.per_address   at once, of one address that is no proxy (1024)
//	limits.header        time for the header of a request (10s)
//	limits.read          time for all of a request (20s)
//	limits.write         time for a reader to take 256 KiB (60s)
//	limits.idle          time that an idle connection is kept (2m)
//	limits.header_bytes  size of a header (64 KiB)
//
//	log.access     whether requests are logged (true)
//	log.addresses  truncated (to /24 and /48), full or none (truncated) *
//	log.queries    whether what is searched for is logged (false) *
//	log.agents     whether browsers are logged (false) *
//	log.file       where to write (standard error)
//
// What has a star changes when the server reads its settings again; certificates,
// passwords and the log's file are read or opened anew then in any case. All else
// changes at the next start.
//
// # Diagnostics
//
// All are errors; besides them there are those of package strict.
//
//	serve-unreadable   1 the reason: the file cannot be read
//	serve-not-utf8     the file is no UTF-8 text
//	serve-duration     1 the text: no time
//	serve-time-range   1 the key, 2 the least, 3 the most
//	serve-number       1 the key, 2 the least, 3 the most
//	serve-address      1 the key, 2 the text: no host:port
//	serve-proxy        1 the text: neither an address nor a network
//	serve-choice       1 the key, 2 the text, 3 what it may be
//	serve-tls-pair     1 the key that is missing beside the other
//	serve-tls-both     both tls.cert and tls.autocert
//	serve-tls-none     1 the key, which needs TLS
//	serve-host         1 the text: no name that a certificate may have
//	serve-acme         1 the text: no https address
//	serve-policy       1 the text: no Content-Security-Policy
//	serve-group        a group without a user
package setting

import (
	"cmp"
	"net/netip"
	"path/filepath"
	"time"
)

// Settings say how to serve.
type Settings struct {
	Dir       string    `key:"dir"`
	Addr      string    `key:"addr"`
	Releases  string    `key:"releases"`
	Keep      int       `key:"keep"`
	Linger    Duration  `key:"linger"`
	User      string    `key:"user"`
	Group     string    `key:"group"`
	Metrics   string    `key:"metrics"`
	Proxies   []Network `key:"proxies"`
	Passwords string    `key:"passwords"`
	Policy    string    `key:"policy"`
	StopDelay Duration  `key:"stop_delay"`
	StopTime  Duration  `key:"stop_time"`
	TLS       TLS       `key:"tls"`
	Search    Search    `key:"search"`
	Limits    Limits    `key:"limits"`
	Log       Log       `key:"log"`
}

// TLS says with what certificates to serve.
type TLS struct {
	Cert      string   `key:"cert"`
	Key       string   `key:"key"`
	Autocert  []string `key:"autocert"`
	Cache     string   `key:"cache"`
	Email     string   `key:"email"`
	Directory string   `key:"directory"`
	Redirect  string   `key:"redirect"`
	HSTS      Duration `key:"hsts"`
}

// On reports whether TLS is served.
func (t *TLS) On() bool { return t.Cert != "" || len(t.Autocert) > 0 }

// Search limits questions to the search.
type Search struct {
	Rate  int      `key:"rate"`
	Burst int      `key:"burst"`
	Time  Duration `key:"time"`
}

// Limits bound what clients may do.
type Limits struct {
	Connections int      `key:"connections"`
	PerAddress  int      `key:"per_address"`
	Header      Duration `key:"header"`
	Read        Duration `key:"read"`
	Write       Duration `key:"write"`
	Idle        Duration `key:"idle"`
	HeaderBytes int      `key:"header_bytes"`
}

// Log says what is written down, and where.
type Log struct {
	Access    bool   `key:"access"`
	Addresses string `key:"addresses"`
	Queries   bool   `key:"queries"`
	Agents    bool   `key:"agents"`
	File      string `key:"file"`
}

// Duration is a time span, read from text such as 30s or 7d.
type Duration time.Duration

// Network is an address or a network, read from text such as 10.0.0.0/8.
type Network netip.Prefix

// Default returns the settings where nothing is said. Paths are left open.
func Default() *Settings {
	return &Settings{
		Dir: "public", Addr: "127.0.0.1:8080", Keep: 3, Linger: Duration(24 * time.Hour), StopTime: Duration(30 * time.Second),
		Search: Search{Rate: 10, Burst: 40, Time: Duration(2 * time.Second)},
		Limits: Limits{
			Connections: 4096, PerAddress: 1024, Header: Duration(10 * time.Second), Read: Duration(20 * time.Second),
			Write: Duration(time.Minute), Idle: Duration(2 * time.Minute), HeaderBytes: 64 << 10,
		},
		Log: Log{Access: true, Addresses: "truncated"},
	}
}

// Prefixes returns the proxies as networks.
func (s *Settings) Prefixes() []netip.Prefix {
	list := make([]netip.Prefix, len(s.Proxies))
	for i, p := range s.Proxies {
		list[i] = netip.Prefix(p)
	}
	return list
}

// within makes the paths of the settings relative to a folder.
func (s *Settings) within(folder string) {
	s.Dir = cmp.Or(s.Dir, "public")
	for _, path := range []*string{&s.Dir, &s.Releases, &s.Passwords, &s.TLS.Cert, &s.TLS.Key, &s.TLS.Cache, &s.Log.File} {
		if *path != "" && !filepath.IsAbs(*path) {
			*path = filepath.Join(folder, *path)
		}
	}
}

// Live reports whether the setting of a key, such as log.queries, can change while the
// server runs.
func Live(key string) bool {
	switch key {
	case "proxies", "passwords", "policy", "tls.cert", "tls.key", "tls.hsts", "search.rate", "search.burst",
		"log.addresses", "log.queries", "log.agents", "log.file":
		return true
	}
	return false
}
