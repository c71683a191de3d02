package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"touyan/test/chrome"
)

// alone is the number of cases from which on touyan's preview is watched without
// Hugo's beside it, which takes minutes to start and seconds for each edit there.
const alone = 20_000

// previewed is a preview to measure: how it is started, and where its pages are.
type previewed struct {
	tool, what string
	// src is the site's folder, which has so many cases.
	src   string
	cases int
	// cmd is the command that serves the site at a port of 127.0.0.1.
	cmd func(port string) []string
	env []string
	// kept is the folder in which a run leaves what makes the next start quicker, ""
	// for one that leaves nothing.
	kept string
	// page is the path of a case's page, list that of the first page of all cases.
	page func(n int) string
	list string
}

// watch measures touyan's preview and, beside it, Hugo's server with the same cases.
func (b *bench) watch(ctx context.Context) error {
	var list []previewed
	p, err := b.touyanPreview(ctx)
	if err != nil {
		return err
	}
	list = append(list, p)
	if list, err = b.withHugo(ctx, list); err != nil {
		return err
	}
	return b.race(ctx, list)
}

// withHugo adds Hugo's servers, with related pages and without, if Hugo can be had
// and they are wanted.
func (b *bench) withHugo(ctx context.Context, list []previewed) ([]previewed, error) {
	words := []string{childHugo, childPlain}
	switch {
	case b.beside == "plain":
		words = words[1:]
	case b.beside == "none" || b.beside == "" && b.report.Cases >= alone:
		b.report.Missing = append(b.report.Missing, "hugo's server is left out: the preview is watched alone")
		return list, nil
	}
	for _, word := range words {
		p, err := b.hugoServer(ctx, word)
		var missing missingError
		if errors.As(err, &missing) {
			b.report.Missing = append(b.report.Missing, err.Error())
			return list, nil
		} else if err != nil {
			return nil, err
		}
		list = append(list, p)
	}
	return list, nil
}

// touyanPreview is touyan watch on the corpus, with a cache folder of its own.
func (b *bench) touyanPreview(ctx context.Context) (previewed, error) {
	program, err := b.buildTouyan(ctx)
	if err != nil {
		return previewed{}, err
	}
	src, err := b.corpusFor(ctx, childTouyan)
	cache := filepath.Join(b.dir, "watch-cache")
	return previewed{
		tool: "touyan", what: "watch", src: src, cases: b.report.Cases, kept: cache,
		env: []string{"XDG_CACHE_HOME=" + cache},
		cmd: func(port string) []string {
			return []string{program, "watch", "--source", src, "--addr", "127.0.0.1:" + port}
		},
		page: func(n int) string { return fmt.Sprintf("cases/case-%06d.html", n) },
		list: "cases/index.html",
	}, err
}

// hugoServer is Hugo's server on its corpus, as it is unless told otherwise: it
// renders to memory, and of the pages only those lately looked at.
func (b *bench) hugoServer(ctx context.Context, word string) (previewed, error) {
	program, err := b.installHugo(ctx)
	if err != nil {
		return previewed{}, err
	}
	src, err := b.corpusFor(ctx, word)
	what := "related pages"
	if word == childPlain {
		what = "no related pages"
	}
	return previewed{
		tool: "hugo", what: what, src: src, cases: b.report.Cases,
		cmd: func(port string) []string {
			return []string{program, "server", "--source", src, "--bind", "127.0.0.1", "--port", port, "--cacheDir", filepath.Join(b.dir, "hugo-cache")}
		},
		page: func(n int) string { return fmt.Sprintf("cases/case-%06d/", n) },
		list: "cases/",
	}, err
}

// race starts the previews and makes the same edits in all of them.
func (b *bench) race(ctx context.Context, list []previewed) error {
	var all []*editing
	defer func() {
		for _, e := range all {
			e.close()
		}
	}()
	for _, p := range list {
		e := &editing{bench: b, previewed: p, m: Watching{Tool: p.tool, What: p.what, N: b.edits}}
		all = append(all, e)
		if err := e.begin(ctx); err != nil {
			return e.fault(err)
		}
	}
	before := loadAverage()
	if err := b.editAll(ctx, all); err != nil {
		return err
	}
	for _, e := range all {
		e.m.RSS, e.m.Peak = e.memory()
		e.m.LoadBefore, e.m.LoadAfter = before, loadAverage()
		b.report.Watch = append(b.report.Watch, e.m)
	}
	return nil
}

// begin starts a browser and the preview, and the preview once more if the first run
// leaves anything for that.
func (e *editing) begin(ctx context.Context) (err error) {
	// A browser of its own keeps its tab in front of all others.
	if e.browser, err = chrome.Start(ctx); errors.Is(err, chrome.ErrMissing) {
		return missingError{"the preview in the browser", err}
	} else if err != nil {
		return err
	}
	if e.tab, err = openWitness(e.browser); err != nil {
		return err
	}
	if e.kept != "" {
		if err := os.RemoveAll(e.kept); err != nil {
			return err
		}
	}
	e.m.LoadStart = loadAverage()
	e.say("%s, %s: first start", e.tool, e.what)
	took, err := e.start(ctx)
	if err != nil {
		return err
	}
	e.m.ColdMS = milliseconds(took)
	if took, err = e.settle(ctx); err != nil {
		return err
	}
	e.m.BusyMS = milliseconds(took)
	_, e.m.ColdPeak = e.memory()
	if e.kept == "" {
		return nil
	}
	e.stop()
	e.say("%s, %s: started again", e.tool, e.what)
	if took, err = e.start(ctx); err != nil {
		return err
	}
	e.m.WarmMS = milliseconds(took)
	return nil
}

func (e *editing) start(ctx context.Context) (took time.Duration, err error) {
	e.server, took, err = e.serve(ctx)
	return took, err
}

// close ends what begin started.
func (e *editing) close() {
	if e.browser != nil {
		e.browser.Close()
	}
	if e.server != nil {
		e.stop()
	}
}

func (e *editing) fault(err error) error { return fmt.Errorf("%s, %s: %w", e.tool, e.what, err) }

// loadAverage returns the machine's load over the last minute as proc(5) has it, ""
// where it has none.
func loadAverage() string {
	var load string
	text, err := os.ReadFile("/proc/loadavg")
	if err == nil {
		_, _ = fmt.Sscan(string(text), &load)
	}
	return load
}
