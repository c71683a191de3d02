// Package daemon runs the server of package serve as a service of a machine: it opens
// the ports, gives up rights, reads certificates and passwords, writes logs, follows
// signals and ends in order.
//
// # Start
//
//  1. The ports are opened and the certificate's files are read, which may need rights
//     that only root has.
//  2. Where a user is set, all rights but that user's are given up (Linux).
//  3. The log, the passwords and the releases are opened with what is left, as they
//     will be again later.
//  4. The site is taken, and requests are answered; before that they get a 503.
//
// # Signals
//
// SIGHUP reads everything again ([setting] says what changes). The first SIGINT or
// SIGTERM ends in order: the server says not to be ready; after stop_delay no
// connection is taken any more; answers under way end; what has not ended after
// stop_time is cut off.
//
// Where NOTIFY_SOCKET is set, systemd is told of start, reload and end (sd_notify(3)).
//
// # Diagnostics
//
// Besides those of packages setting, strict and account:
//
//	serve-passwords   1 the reason: the file of passwords cannot be read
package daemon

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"sync"
	"time"

	"touyan/generator/diag"
	"touyan/generator/message"
	"touyan/generator/output"
	"touyan/generator/release"
	"touyan/generator/serve"
	"touyan/generator/serve/account"
	"touyan/generator/serve/setting"
)

// ErrNoSite is returned where there is neither a published site nor a release.
var ErrNoSite = errors.New("no site to serve")

// FindingsError is returned where the settings or what they name are at fault.
type FindingsError struct{ List diag.List }

// Error counts the findings; package message has words for each.
func (e *FindingsError) Error() string { return fmt.Sprintf("%d findings", len(e.List)) }

// ListenError is returned where a port cannot be had.
type ListenError struct {
	Addr string
	Err  error
}

// Error says what was tried.
func (e *ListenError) Error() string { return e.Err.Error() }

// Unwrap returns the reason.
func (e *ListenError) Unwrap() error { return e.Err }

// Options say how to run.
type Options struct {
	// Load reads the settings, at the start and at each SIGHUP. Releases must be set.
	Load func() (*setting.Settings, diag.List)
	// Hangup receives when everything shall be read again.
	Hangup <-chan os.Signal
	// Stderr is where the log goes without a file for it.
	Stderr io.Writer
	// Words are those of findings in the log.
	Words *message.Printer
	// NotifySocket is NOTIFY_SOCKET.
	NotifySocket string
	// Started is called once the first site is served, or could not be.
	Started func(Started)
}

// Started is how it started.
type Started struct {
	Settings *setting.Settings
	// Addr, Metrics and Redirect are where it listens; "" for not at all.
	Addr, Metrics, Redirect string
	// Release is what is served, "" for nothing yet.
	Release string
	Files   int
	// Why is why it is not ready, "" where it is.
	Why string
	// Warnings are keys of words of what should be looked at.
	Warnings []Warning
}

// Warning is something that should be looked at: a key of words with their arguments.
type Warning struct {
	Key  string
	Args []any
}

// daemon is a server that runs.
type daemon struct {
	o    Options
	now  *setting.Settings
	sink *sink
	log  *slog.Logger

	server   *serve.Server
	options  serve.Options
	certs    *certificates
	main     net.Listener
	redirect net.Listener
	metrics  net.Listener
	limits   *listener
	servers  []*http.Server
	failed   chan error
	warnings []Warning
}

// Run serves until ctx ends, and then ends in order.
func Run(ctx context.Context, o Options) error {
	s, list := o.Load()
	if s == nil {
		return &FindingsError{list}
	}
	d := &daemon{o: o, now: s, failed: make(chan error, 3)}
	if err := d.anySite(); err != nil {
		return err
	}
	defer d.close()
	if err := d.listen(); err != nil {
		return err
	}
	if err := d.loadCertificates(); err != nil {
		return err
	}
	if err := d.drop(); err != nil {
		return err
	}
	if err := d.open(); err != nil {
		return err
	}
	return d.run(ctx)
}

// anySite looks whether there is something to serve.
func (d *daemon) anySite() error {
	_, err := os.Stat(filepath.Join(d.now.Dir, output.ManifestName))
	if err == nil {
		return nil
	}
	if _, err := os.Stat(filepath.Join(d.now.Releases, "current")); err == nil {
		return nil
	}
	return fmt.Errorf("%w: %w", ErrNoSite, err)
}

// open opens what is read and written with the rights that are left.
func (d *daemon) open() error {
	var err error
	if d.sink, err = openSink(d.now.Log.File, d.o.Stderr); err != nil {
		return err
	}
	d.log = slog.New(slog.NewJSONHandler(d.sink.direct(), nil))
	store, err := release.Open(d.now.Releases, release.Options{Keep: d.now.Keep, Linger: time.Duration(d.now.Linger)})
	if err != nil {
		return err
	}
	accounts, list := d.accounts(d.now)
	if len(list) > 0 {
		return &FindingsError{list}
	}
	d.options = serve.Options{
		Public: d.now.Dir, Store: store, QueryTime: time.Duration(d.now.Search.Time),
		Metrics: d.metrics != nil, Log: d.log,
	}
	if d.now.Log.Access {
		d.options.Access = slog.New(slog.NewJSONHandler(d.sink, nil))
	}
	d.server = serve.New(d.changed(d.now, accounts))
	return nil
}

// changed returns the server's options with those that settings may change.
func (d *daemon) changed(s *setting.Settings, accounts *account.Set) serve.Options {
	o := d.options
	o.Proxies, o.Policy, o.Accounts = s.Prefixes(), s.Policy, accounts
	o.HSTS, o.Patience = time.Duration(s.TLS.HSTS), time.Duration(d.now.Limits.Write)
	o.Rate, o.Burst = s.Search.Rate, s.Search.Burst
	o.Addresses, o.LogQueries, o.LogAgents = s.Log.Addresses, s.Log.Queries, s.Log.Agents
	return o
}

// mostPasswords is the size of a file of passwords.
const mostPasswords = 2 << 20

// accounts reads the passwords.
func (d *daemon) accounts(s *setting.Settings) (*account.Set, diag.List) {
	if s.Passwords == "" {
		return nil, nil
	}
	f, err := os.Open(s.Passwords)
	var data []byte
	if err == nil {
		defer f.Close()
		data, err = io.ReadAll(io.LimitReader(f, mostPasswords))
	}
	if err != nil {
		var list diag.List
		list.Add(diag.Position{File: s.Passwords}, "serve-passwords", reason(err))
		return nil, list
	}
	return account.Parse(s.Passwords, data)
}

// reason is an error without the path that its finding names already.
func reason(err error) string {
	var pe *os.PathError
	if errors.As(err, &pe) {
		return pe.Err.Error()
	}
	return err.Error()
}

// run answers requests until ctx ends or a port fails.
func (d *daemon) run(ctx context.Context) error {
	following, stop := context.WithCancel(ctx)
	var work sync.WaitGroup
	defer work.Wait()
	defer stop()
	d.serveAll()
	work.Go(func() { d.sink.flushing(following) })
	work.Go(func() { keepPace(following) })
	if err := d.server.Refresh(ctx); err != nil && ctx.Err() == nil {
		d.log.Error("cannot serve what is published", "error", err)
	}
	work.Go(func() { d.server.Follow(following) })
	d.started()
	d.notify("READY=1")
	for {
		select {
		case <-ctx.Done():
			return d.drain()
		case <-d.o.Hangup:
			d.reload()
		case err := <-d.failed:
			return err
		}
	}
}

// started tells how it started.
func (d *daemon) started() {
	s := Started{Settings: d.now, Addr: d.main.Addr().String(), Why: d.server.Ready(), Warnings: d.warnings}
	if d.metrics != nil {
		s.Metrics = d.metrics.Addr().String()
	}
	if d.redirect != nil {
		s.Redirect = d.redirect.Addr().String()
	}
	s.Release, s.Files = d.server.Serving()
	if d.o.Started != nil {
		d.o.Started(s)
	}
}

// drain ends in order.
func (d *daemon) drain() error {
	d.notify("STOPPING=1")
	d.server.Drain()
	d.log.Info("stopping", "delay", time.Duration(d.now.StopDelay).String(), "time", time.Duration(d.now.StopTime).String())
	time.Sleep(time.Duration(d.now.StopDelay))
	ctx, cancel := context.WithTimeout(context.Background(), time.Duration(d.now.StopTime))
	defer cancel()
	// The server of the metrics is the last, so that the end can be watched.
	for _, s := range d.servers {
		if err := s.Shutdown(ctx); err != nil {
			d.log.Warn("answers were cut off", slog.Any("error", err))
			_ = s.Close() // nothing more can be done
		}
	}
	d.log.Info("stopped")
	return nil
}

// close closes what is open at the end, or where the start fails.
func (d *daemon) close() {
	for _, s := range d.servers {
		_ = s.Close() // it is closed in order already, or cannot be
	}
	for _, l := range []net.Listener{d.main, d.redirect, d.metrics} {
		if l != nil {
			_ = l.Close() // its server has closed it
		}
	}
	if d.sink != nil {
		d.sink.close()
	}
}
