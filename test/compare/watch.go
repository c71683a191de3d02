package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

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
	// kept is a folder that a former run may have left; without it a start is a
	// first one.
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
	if b.report.Cases >= alone {
		b.report.Missing = append(b.report.Missing, fmt.Sprintf("hugo's server is left out: from %d cases on touyan is watched alone", alone))
	} else if list, err = b.withHugo(ctx, list); err != nil {
		return err
	}
	chromium, err := chrome.Start(ctx)
	if errors.Is(err, chrome.ErrMissing) {
		return missingError{"the preview in the browser", err}
	} else if err != nil {
		return err
	}
	defer chromium.Close()
	for _, p := range list {
		m, err := b.race(ctx, chromium, p)
		if err != nil {
			return fmt.Errorf("%s, %s: %w", p.tool, p.what, err)
		}
		b.report.Watch = append(b.report.Watch, m)
	}
	return nil
}

// withHugo adds Hugo's servers, with related pages and without, if Hugo can be had.
func (b *bench) withHugo(ctx context.Context, list []previewed) ([]previewed, error) {
	for _, word := range []string{childHugo, childPlain} {
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
	cache := filepath.Join(b.dir, "watch-"+word[len(childMark):])
	what := "related pages"
	if word == childPlain {
		what = "no related pages"
	}
	return previewed{
		tool: "hugo", what: what, src: src, cases: b.report.Cases, kept: cache,
		cmd: func(port string) []string {
			return []string{program, "server", "--source", src, "--bind", "127.0.0.1", "--port", port, "--cacheDir", cache}
		},
		page: func(n int) string { return fmt.Sprintf("cases/case-%06d/", n) },
		list: "cases/",
	}, err
}

// race starts a preview twice, first with nothing kept, and times edits.
func (b *bench) race(ctx context.Context, chromium *chrome.Browser, p previewed) (Watching, error) {
	m := Watching{Tool: p.tool, What: p.what, N: b.edits, LoadBefore: loadAverage()}
	if err := os.RemoveAll(p.kept); err != nil {
		return m, err
	}
	b.say("%s, %s: first start", p.tool, p.what)
	s, took, err := p.serve(ctx)
	if err != nil {
		return m, err
	}
	m.ColdMS = milliseconds(took)
	if took, err = s.settle(ctx); err == nil {
		m.BusyMS = milliseconds(took)
		_, m.ColdPeak = s.memory()
	}
	s.stop()
	if err != nil {
		return m, err
	}
	b.say("%s, %s: started again", p.tool, p.what)
	if s, took, err = p.serve(ctx); err != nil {
		return m, err
	}
	defer s.stop()
	m.WarmMS = milliseconds(took)
	if _, err := s.settle(ctx); err != nil {
		return m, err
	}
	tab, err := openWitness(chromium)
	if err != nil {
		return m, err
	}
	defer tab.close()
	e := editing{bench: b, previewed: p, server: s, tab: tab}
	if err := e.all(ctx, &m); err != nil {
		return m, err
	}
	m.RSS, m.Peak = s.memory()
	m.LoadAfter = loadAverage()
	return m, nil
}

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
