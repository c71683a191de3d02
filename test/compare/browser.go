package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"touyan/test/asker"
	"touyan/test/chrome"
	"touyan/test/host"
)

// engine is a search in the browser: a site, and how it is asked.
type engine struct {
	name, host string
	options    host.Options
	// prepare is an expression that makes the page ready to ask, without asking;
	// ask is a function that takes a query, shows ten results and returns the
	// number of all.
	prepare, ask string
	// part names what a file is for, by its path: client, root, table, pinyin, shards.
	part func(path string) string
	// index says which files below the site are the search's own.
	index func(path string) bool
}

// browser measures what a reader's browser loads and waits for: touyan's search,
// with hosts that serve parts of files and with those that do not, and Pagefind's.
func (b *bench) browser(ctx context.Context) error {
	site, err := b.touyanSite(ctx)
	if err != nil {
		return err
	}
	client, err := asker.FindClient(site)
	if err != nil {
		return missingError{"search in the browser", err}
	}
	engines := []engine{touyanEngine(site, client, true), touyanEngine(site, client, false)}
	pagefind := b.pagefindDir()
	if _, err := os.Stat(pagefind); err == nil {
		engines = append(engines, pagefindEngine(pagefind))
	} else {
		b.report.Missing = append(b.report.Missing, "pagefind's search in the browser is left out: no "+pagefind)
	}
	list, err := b.browserQueries(ctx)
	if err != nil {
		return err
	}
	chromium, err := chrome.Start(ctx)
	if errors.Is(err, chrome.ErrMissing) {
		return missingError{"search in the browser", err}
	} else if err != nil {
		return err
	}
	defer chromium.Close()
	for _, e := range engines {
		b.say("browser: %s, %s", e.name, e.host)
		m, err := e.measure(chromium, list)
		if err != nil {
			return fmt.Errorf("%s, %s: %w", e.name, e.host, err)
		}
		b.report.Browser = append(b.report.Browser, m)
	}
	return nil
}

// touyanSite returns the folder of the site that touyan built, and builds it if
// no one has.
func (b *bench) touyanSite(ctx context.Context) (string, error) {
	dir := b.site
	if dir == "" {
		dir = filepath.Join(b.dir, "touyan-public")
	}
	if _, err := os.Stat(dir); err == nil || b.site != "" {
		return dir, err
	}
	program, err := b.buildTouyan(ctx)
	if err != nil {
		return "", err
	}
	src, err := b.corpusFor(ctx, childTouyan)
	if err != nil {
		return "", err
	}
	b.say("touyan: build the site")
	return dir, quiet(ctx, "", nil, program, "build", "--source", src, "--out", dir)
}

// pagefindDir is where Pagefind's index is, or would be.
func (b *bench) pagefindDir() string {
	if b.pagefindIndex != "" {
		return b.pagefindIndex
	}
	return filepath.Join(b.dir, "pagefind")
}

// touyanEngine asks touyan's search in the browser.
func touyanEngine(site string, client asker.Client, ranged bool) engine {
	e := engine{
		name: "touyan", host: "parts of files served",
		options: host.Options{
			Dir: site, Range: ranged, Gzip: true,
			Pages: map[string]string{asker.PageName: client.Page()},
		},
		prepare: `true`,
		ask:     `async q => (await touyan.search(q, {page: 1, size: 10, facets: []})).total`,
		part:    touyanPart,
		index:   func(path string) bool { return strings.HasPrefix(path, "search/") && strings.HasSuffix(path, ".js") },
	}
	if !ranged {
		e.host = "only whole files"
	}
	return e
}

// touyanPart names what a file of touyan's search is for.
func touyanPart(path string) string {
	switch {
	case path == "search/root.js":
		return "root"
	case strings.HasPrefix(path, "search/"):
		return "shards"
	case strings.HasPrefix(path, "assets/search."):
		return "client"
	case strings.HasPrefix(path, "assets/search-table."):
		return "table"
	case strings.HasPrefix(path, "assets/search-pinyin."):
		return "pinyin"
	}
	return "other"
}

// pagefindEngine asks Pagefind through its own interface, and loads the first ten
// results as its own search box does.
func pagefindEngine(dir string) engine {
	return engine{
		name: "pagefind", host: "parts of files served",
		options: host.Options{
			Dir: dir, Below: "/pagefind/", Range: true, Gzip: true,
			Pages: map[string]string{asker.PageName: `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>ask</title></head><body></body></html>`},
		},
		prepare: `import(new URL("pagefind.js", location.href).href).then(p => { window.pagefind = p; return true; })`,
		ask: `async q => {
			const found = await pagefind.search(q);
			await Promise.all(found.results.slice(0, 10).map(r => r.data()));
			return found.results.length;
		}`,
		part:  pagefindPart,
		index: func(string) bool { return true },
	}
}

// pagefindPart names what a file of Pagefind's is for.
func pagefindPart(path string) string {
	switch {
	case strings.HasSuffix(path, ".js"), strings.HasPrefix(path, "wasm."):
		return "client"
	case strings.HasSuffix(path, ".json"), strings.HasSuffix(path, ".pf_meta"):
		return "root"
	case strings.HasSuffix(path, ".ico"):
		return "other"
	}
	return "shards"
}

// browserQueries has a process of its own make the queries: the corpus's word
// lists would add to this one's peak.
func (b *bench) browserQueries(ctx context.Context) ([]string, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, fmt.Errorf("find this program: %w", err)
	}
	text, err := exec.CommandContext(ctx, self, childTyped, "-", fmt.Sprint(b.report.Seed), fmt.Sprint(b.report.Cases)).Output()
	if err != nil {
		return nil, fmt.Errorf("make queries: %w", err)
	}
	return strings.Split(strings.TrimSpace(string(text)), "\n"), nil
}
