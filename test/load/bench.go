package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"touyan/test/corpus"
)

// bench measures touyan serve and nginx on one site, in turn.
type bench struct {
	program, dir           string
	n, rounds, connections int
	length                 time.Duration

	out          io.Writer
	made, failed int64
}

// smallPage is how large the compressed form of a page may be that counts as small.
const smallPage = 16 << 10

// run measures and prints.
func (b *bench) run(ctx context.Context, out io.Writer) error {
	b.out = out
	public, err := b.site()
	if err != nil {
		return err
	}
	releases := filepath.Join(filepath.Dir(public), "releases")
	if err := os.RemoveAll(releases); err != nil {
		return err
	}
	b.say("%d cases; load average %s", b.n, loadAverage())
	s, err := startServer(b.program, public, releases)
	if err != nil {
		return err
	}
	b.say("first start to ready   %v (the site is taken into the store)", s.ready.Round(time.Millisecond))
	if err := s.end(); err != nil {
		return err
	}
	if s, err = b.warm(public, releases); err != nil {
		return err
	}
	defer s.kill()
	n, err := startNginx(filepath.Dir(public), public)
	if err != nil {
		return err
	}
	defer n.kill()
	b.say("memory when ready      %v", s.figures())
	if err := b.pages(ctx, public, s.address, n.address); err != nil {
		return err
	}
	if err := b.queries(ctx, s.address); err != nil {
		return err
	}
	b.say("memory after all       %v", s.figures())
	b.say("failed requests        %d; load average %s", b.failed, loadAverage())
	return nil
}

func (b *bench) say(format string, args ...any) { fmt.Fprintf(b.out, format+"\n", args...) }

// site makes the site, unless the folder has it, and returns its published folder.
func (b *bench) site() (string, error) {
	dir := filepath.Join(b.dir, fmt.Sprintf("corpus-%d", b.n))
	public := filepath.Join(dir, "public")
	if _, err := os.Stat(public); err == nil {
		return public, nil
	}
	if err := corpus.Write(dir, corpus.Options{N: b.n, Seed: 1}); err != nil {
		return "", err
	}
	return public, touyan(b.program, "build", "-s", dir, "--compress")
}

// warm starts the server several times with the store as it is; the last one runs on.
func (b *bench) warm(public, releases string) (s *server, err error) {
	var times []time.Duration
	for i := range b.rounds {
		if s, err = startServer(b.program, public, releases); err != nil {
			return nil, err
		}
		times = append(times, s.ready)
		if i < b.rounds-1 {
			if err := s.end(); err != nil {
				return nil, err
			}
		}
	}
	b.say("later start to ready   %v (median of %d; aim 500ms)", median(times).Round(time.Millisecond), len(times))
	return s, nil
}

// median returns the middle one.
func median[T time.Duration | float64](list []T) T {
	slices.Sort(list)
	return list[len(list)/2]
}

// pages asks both servers for small pages that were compressed by the build.
func (b *bench) pages(ctx context.Context, public, mine, theirs string) error {
	paths, err := smallPages(public, 200)
	if err != nil {
		return err
	}
	var own, other, ratio []float64
	for range b.rounds {
		a, err := b.wrk(ctx, mine, b.connections, paths, "gzip")
		if err != nil {
			return err
		}
		c, err := b.wrk(ctx, theirs, b.connections, paths, "gzip")
		if err != nil {
			return err
		}
		own, other, ratio = append(own, a.rate), append(other, c.rate), append(ratio, a.rate/c.rate)
	}
	b.say("small pages            touyan %.0f/s, nginx %.0f/s, ratio %.2f (medians of %d rounds; ratios %.2f; aim 0.6)",
		median(own), median(other), median(ratio), b.rounds, ratio)
	return nil
}

// smallPages returns addresses of pages whose compressed form is small.
func smallPages(public string, most int) ([]string, error) {
	all, err := filepath.Glob(filepath.Join(public, "*", "*.html.gz"))
	if err != nil {
		return nil, err
	}
	r := rand.New(rand.NewPCG(1, 1))
	r.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	var paths []string
	for _, name := range all {
		info, err := os.Stat(name)
		if err != nil {
			return nil, err
		}
		if info.Size() <= smallPage && len(paths) < most {
			path, _ := filepath.Rel(public, strings.TrimSuffix(name, ".gz")) // it is below
			paths = append(paths, "/"+(&url.URL{Path: filepath.ToSlash(path)}).EscapedPath())
		}
	}
	if len(paths) == 0 {
		return nil, errors.New("the site has no small page")
	}
	return paths, nil
}

// searchers is how many connections ask the search at once. Each asks again as soon as
// it has its answer, so that more of them would only measure how long they wait for one
// another.
const searchers = 8

// queries asks the search: each question once, and a few again and again.
func (b *bench) queries(ctx context.Context, address string) error {
	// More than are asked in the time: a question that comes again is answered from memory.
	perRound := int(b.length.Seconds()*4000) + 100
	asked := questions(b.n, perRound*b.rounds)
	var rates, p50, p99, cachedRates, cachedP99 []float64
	for i := range b.rounds {
		own := asked[i*len(asked)/b.rounds : (i+1)*len(asked)/b.rounds]
		fresh, err := b.wrk(ctx, address, searchers, own, "")
		if err != nil {
			return err
		}
		if int(fresh.requests) > len(own) {
			b.say("  of %d questions some were asked twice: %d requests", len(own), fresh.requests)
		}
		again, err := b.wrk(ctx, address, searchers, own[:100], "")
		if err != nil {
			return err
		}
		rates, p50, p99 = append(rates, fresh.rate), append(p50, fresh.p50), append(p99, fresh.p99)
		cachedRates, cachedP99 = append(cachedRates, again.rate), append(cachedP99, again.p99)
	}
	b.say("searches, each new     %.0f/s, p50 %.1f ms, p99 %.1f ms (medians; aims 500/s, 50 ms)", median(rates), median(p50), median(p99))
	b.say("searches asked again   %.0f/s, p99 %.1f ms, %.1f times as many (aim 5 times)", median(cachedRates), median(cachedP99), median(cachedRates)/median(rates))
	return nil
}

// questions returns addresses of different searches in the words of a corpus: one word
// or two.
func questions(cases, most int) []string {
	g, r := corpus.New(1), rand.New(rand.NewPCG(1, 2))
	var words []string
	for i := range min(cases, 500) {
		f := g.Facts(i)
		words = append(words, f.Organization, f.Region[len(f.Region)-1])
		words = append(words, f.Problems...)
		words = append(words, f.Tags...)
		for _, p := range f.Practices {
			words = append(words, p.Title)
		}
	}
	slices.Sort(words)
	words = slices.Compact(words)
	seen := map[string]bool{}
	var list []string
	for tries := 0; len(list) < most && tries < 20*most; tries++ {
		q := words[r.IntN(len(words))]
		if r.IntN(8) > 0 {
			q += " " + words[r.IntN(len(words))]
		}
		if !seen[q] {
			seen[q] = true
			list = append(list, "/api/search?q="+url.QueryEscape(q))
		}
	}
	return list
}
