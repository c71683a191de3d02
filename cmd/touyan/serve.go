package main

import (
	"context"
	"errors"
	"net"
	"os"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"

	"touyan/generator/diag"
	"touyan/generator/serve/daemon"
	"touyan/generator/serve/setting"
)

// serveSite is the command serve.
func serveSite(ctx context.Context, s *session, inv invocation) int {
	hangup := make(chan os.Signal, 1)
	signal.Notify(hangup, syscall.SIGHUP) // where there is none, none comes
	defer signal.Stop(hangup)
	var elsewhere string
	err := daemon.Run(ctx, daemon.Options{
		Load: func() (*setting.Settings, diag.List) {
			settings, list := inv.settings()
			if settings != nil && settings.Releases == "" {
				settings.Releases, elsewhere = releaseFolder(settings.Dir)
			}
			return settings, list
		},
		Hangup: hangup, Stderr: s.err, Words: s.words, NotifySocket: s.getenv("NOTIFY_SOCKET"),
		Started: func(started daemon.Started) { s.started(started, elsewhere) },
	})
	return s.served(err, inv)
}

// settings returns those of the file, where one is named, with the flags over them.
func (inv *invocation) settings() (*setting.Settings, diag.List) {
	o := inv.options
	settings := setting.Default()
	settings.Dir = filepath.Join(o.source, "public")
	if o.config != "" {
		var list diag.List
		if settings, list = setting.Load(o.config); settings == nil {
			return nil, list
		}
	}
	if len(inv.args) > 0 {
		settings.Dir = inv.args[0]
	}
	for to, value := range map[*string]string{
		&settings.Dir: o.dir, &settings.Releases: o.releases, &settings.Metrics: o.metrics,
		&settings.User: o.user, &settings.Group: o.group, &settings.Addr: fullAddress(o.addr),
	} {
		if value != "" {
			*to = value
		}
	}
	if o.keep != notGiven {
		settings.Keep = o.keep
	}
	if linger, ok := setting.ParseDuration(o.linger); ok {
		settings.Linger = setting.Duration(linger)
	}
	if o.tlsCert != "" {
		settings.TLS.Cert, settings.TLS.Key, settings.TLS.Autocert = o.tlsCert, o.tlsKey, nil
	}
	if len(o.autocert) > 0 {
		settings.TLS.Cert, settings.TLS.Key, settings.TLS.Autocert = "", "", o.autocert
	}
	return settings, nil
}

// fullAddress completes a port that stands alone, on this machine, and a host with the
// usual port.
func fullAddress(addr string) string {
	if _, err := strconv.Atoi(addr); err == nil {
		return net.JoinHostPort("127.0.0.1", addr)
	}
	if _, _, err := net.SplitHostPort(addr); err != nil && addr != "" {
		return net.JoinHostPort(strings.Trim(addr, "[]"), "8080")
	}
	return addr
}

// checkServe looks at the flags of serve that take values of a form of their own.
func (inv *invocation) checkServe() *usageError {
	o, name := inv.options, inv.command.name
	wrong := func(key string, args ...any) *usageError {
		return &usageError{key: key, args: args, help: name}
	}
	if _, ok := setting.ParseDuration(o.linger); o.linger != "" && !ok {
		return wrong("error.flag.duration", "--linger", o.linger)
	}
	if o.keep != notGiven && (o.keep < 1 || o.keep > 1000) {
		return wrong("error.flag.range", "--keep", "1", "1000", strconv.Itoa(o.keep))
	}
	if o.metrics != "" && !setting.IsAddress(o.metrics) {
		return wrong("error.flag.addr", o.metrics)
	}
	switch {
	case o.tlsCert != "" && o.tlsKey == "":
		return wrong("error.flag.pair", "--tls-cert", "--tls-key")
	case o.tlsKey != "" && o.tlsCert == "":
		return wrong("error.flag.pair", "--tls-key", "--tls-cert")
	case o.tlsCert != "" && len(o.autocert) > 0:
		return wrong("error.flag.both", "--tls-cert", "--autocert")
	case o.group != "" && o.user == "" && o.config == "":
		return wrong("error.flag.pair", "--group", "--user")
	}
	for _, host := range o.autocert {
		if !setting.IsHost(host) {
			return wrong("error.flag.host", host)
		}
	}
	return nil
}

// started prints where the site is served, and what should be looked at.
func (s *session) started(st daemon.Started, elsewhere string) {
	scheme := "http://"
	if st.Settings.TLS.On() {
		scheme = "https://"
	}
	rows := [][2]string{{s.text("serve.address"), scheme + reachable(st.Addr) + "/"}}
	if st.Redirect != "" {
		rows = append(rows, [2]string{"", s.text("serve.redirect", "http://"+reachable(st.Redirect)+"/")})
	}
	rows = append(rows,
		[2]string{s.text("serve.folder"), printable(st.Settings.Dir)},
		[2]string{s.text("serve.releases"), printable(st.Settings.Releases)},
		[2]string{s.text("serve.release"), s.text("serve.release.of", st.Release, st.Files)},
	)
	if st.Release == "" {
		rows = rows[:len(rows)-1]
	}
	if st.Metrics != "" {
		rows = append(rows, [2]string{s.text("serve.metrics"), "http://" + reachable(st.Metrics) + "/metrics"})
	}
	if st.Settings.Passwords != "" {
		rows = append(rows, [2]string{s.text("serve.passwords"), printable(st.Settings.Passwords)})
		if !st.Settings.TLS.On() && len(st.Settings.Proxies) == 0 && !loopback(st.Addr) {
			st.Warnings = append(st.Warnings, daemon.Warning{Key: "serve.passwords.plain"})
		}
	}
	if elsewhere != "" {
		st.Warnings = append(st.Warnings, daemon.Warning{Key: "serve.elsewhere", Args: []any{elsewhere, st.Settings.Releases}})
	}
	if st.Why != "" {
		st.Warnings = append(st.Warnings, daemon.Warning{Key: "serve.unready", Args: []any{st.Why}})
	}
	s.printRows(rows)
	for _, w := range st.Warnings {
		s.print(s.outStyle.yellow(s.text("serve.warning")) + s.text(w.Key, w.Args...))
	}
	s.print(s.text("serve.stop"))
	_ = s.out.Flush() // a fault of the terminal ends the command when it writes last
}

// printRows prints words and what they stand for, in two columns.
func (s *session) printRows(rows [][2]string) {
	var labels []string
	for _, row := range rows {
		labels = append(labels, row[0])
	}
	for _, row := range rows {
		s.print(s.outStyle.bold(pad(row[0], widest(labels))) + "  " + row[1])
	}
}

// reachable is an address that a browser on this machine can open.
func reachable(addr string) string {
	host, port, err := net.SplitHostPort(addr)
	if ip := net.ParseIP(host); err == nil && ip != nil && ip.IsUnspecified() {
		return net.JoinHostPort("localhost", port)
	}
	return addr
}

func loopback(addr string) bool {
	host, _, _ := net.SplitHostPort(addr)
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback()
}

// served tells how serving ended and returns the exit code.
func (s *session) served(err error, inv invocation) int {
	var findings *daemon.FindingsError
	var listen *daemon.ListenError
	switch {
	case err == nil:
		s.print(s.text("serve.stopped"))
		return exitFine
	case errors.As(err, &findings):
		s.tellFindings(findings.List)
		return exitContent
	case errors.Is(err, daemon.ErrNoSite):
		settings, _ := inv.settings()
		return s.content("error.unbuilt", settings.Dir)
	case errors.As(err, &listen):
		key := "error.port"
		if errors.Is(err, os.ErrPermission) {
			key = "error.port.low"
		}
		s.complain(s.text("error.machine", err), s.text(key+".mend", listen.Addr))
		return exitMachine
	}
	return s.machine(err)
}

// longAgo is how old a release is in words that need no clock.
func longAgo(t time.Time) string { return t.Local().Format(time.DateTime) }
