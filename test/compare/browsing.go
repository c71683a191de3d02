package main

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"touyan/test/asker"
	"touyan/test/chrome"
	"touyan/test/host"
)

// Browsing is what a search in the browser loads and how long it takes. Bytes are
// those of bodies as sent: compressed where whole files are asked for.
type Browsing struct {
	Tool string `json:"tool"`
	Host string `json:"host"`
	// N is the number of queries.
	N int `json:"n"`
	// First is the first query of a reader who has nothing yet, the client
	// included; Parts are its bytes by what they are for. Further is a query after
	// another one.
	First   Load            `json:"first"`
	Parts   map[string]Part `json:"parts"`
	Further Load            `json:"further"`
	// Again is the time, in milliseconds, of a query whose shards are there, in a
	// page that has answered some queries.
	Again Spread `json:"again_ms"`
	// Empty counts the queries without a result.
	Empty int `json:"empty"`
	// IndexBytes and IndexFiles are what the search takes on the host.
	IndexBytes int64 `json:"index_bytes"`
	IndexFiles int   `json:"index_files"`
	// Each has the figures of every query as a first one.
	Each []Asked `json:"each"`
}

// Part is the median of the bytes of a part, over the Of queries that load it.
type Part struct {
	Bytes float64 `json:"bytes"`
	Of    int     `json:"of"`
}

// Asked is one query as a reader's first one, and what it took when it came second.
type Asked struct {
	Query        string  `json:"query"`
	Bytes        float64 `json:"bytes"`
	Requests     float64 `json:"requests"`
	MS           float64 `json:"ms"`
	FurtherBytes float64 `json:"further_bytes"`
	FurtherMS    float64 `json:"further_ms"`
}

// Load is what queries loaded, each figure over all queries, and how long they
// took from the call to the results, in milliseconds. The client is loaded before.
type Load struct {
	Bytes    Spread `json:"bytes"`
	Requests Spread `json:"requests"`
	MS       Spread `json:"ms"`
}

// Spread is a figure over many queries.
type Spread struct {
	Median float64 `json:"median"`
	P95    float64 `json:"p95"`
	Max    float64 `json:"max"`
}

func newSpread(list []float64) Spread {
	if len(list) == 0 {
		return Spread{}
	}
	list = slices.Sorted(slices.Values(list))
	return Spread{list[len(list)/2], list[len(list)*95/100], list[len(list)-1]}
}

// samples are the figures of single queries.
type samples struct{ bytes, requests, ms []float64 }

func (s *samples) load() Load {
	return Load{newSpread(s.bytes), newSpread(s.requests), newSpread(s.ms)}
}

// measure asks each query as a reader's first one, and the next one after it.
func (e engine) measure(b *chrome.Browser, list []string) (Browsing, error) {
	m := Browsing{Tool: e.name, Host: e.host, N: len(list), Each: make([]Asked, len(list)), Parts: map[string]Part{}}
	if err := e.weigh(&m); err != nil {
		return m, fmt.Errorf("weigh the index: %w", err)
	}
	h := host.Start(e.options)
	defer h.Close()
	var first, further samples
	parts := map[string][]float64{}
	for i, q := range list {
		next := (i + 1) % len(list)
		v, err := e.visit(b, h, q, list[next])
		if err != nil {
			return m, fmt.Errorf("%s: %w", q, err)
		}
		m.Each[i].Query, m.Each[i].Bytes, m.Each[i].Requests, m.Each[i].MS = q, v.first.bytes, v.first.requests, v.first.ms
		m.Each[next].FurtherBytes, m.Each[next].FurtherMS = v.further.bytes, v.further.ms
		v.first.into(&first)
		v.further.into(&further)
		for part, n := range v.first.parts {
			parts[part] = append(parts[part], n)
		}
		if v.first.found == 0 {
			m.Empty++
		}
	}
	m.First, m.Further = first.load(), further.load()
	for part, list := range parts {
		m.Parts[part] = Part{newSpread(list).Median, len(list)}
	}
	again, err := e.again(b, h, list)
	m.Again = newSpread(again)
	return m, err
}

// weigh adds up the search's own files.
func (e engine) weigh(m *Browsing) error {
	return filepath.WalkDir(e.options.Dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(e.options.Dir, name)
		if err != nil || !e.index(filepath.ToSlash(rel)) {
			return err
		}
		info, err := os.Stat(name)
		if err != nil {
			return err
		}
		m.IndexFiles++
		m.IndexBytes += info.Size()
		return nil
	})
}

// asked is what one query loaded and took.
type asked struct {
	bytes, requests, ms float64
	parts               map[string]float64
	found               int
}

func (a asked) into(s *samples) {
	s.bytes, s.requests, s.ms = append(s.bytes, a.bytes), append(s.requests, a.requests), append(s.ms, a.ms)
}

// visit is one reader's: a query with nothing loaded yet, and another.
func (e engine) visit(b *chrome.Browser, h *host.Host, first, further string) (v struct{ first, further asked }, err error) {
	tab, err := e.open(b, h)
	if err != nil {
		return v, err
	}
	defer tab.Close()
	if v.first, err = e.query(tab, h, first); err != nil {
		return v, err
	}
	v.further, err = e.query(tab, h, further)
	return v, err
}

// open opens a page that is ready to ask. The host says that nothing may be kept,
// so that a new page has nothing.
func (e engine) open(b *chrome.Browser, h *host.Host) (*chrome.Tab, error) {
	tab, err := b.Tab()
	if err != nil {
		return nil, err
	}
	h.Take()
	if err = tab.Open(h.URL() + asker.PageName); err == nil {
		_, err = chrome.Evaluate[bool](tab, e.prepare)
	}
	if err != nil {
		tab.Close()
		return nil, err
	}
	return tab, nil
}

// timed is a function that calls another with a query and tells how long it took.
const timed = `(async (ask, q) => {
	const start = performance.now();
	const found = await ask(q);
	return [performance.now() - start, found];
})`

// query asks one query and adds up what was loaded since the one before.
func (e engine) query(tab *chrome.Tab, h *host.Host, q string) (asked, error) {
	literal, err := json.Marshal(q)
	if err != nil {
		return asked{}, err
	}
	r, err := chrome.Evaluate[[]float64](tab, timed+"("+e.ask+","+string(literal)+")")
	if err != nil {
		return asked{}, err
	}
	a := asked{ms: r[0], found: int(r[1]), parts: map[string]float64{}}
	for _, answer := range h.Take() {
		part := e.part(answer.Path)
		if answer.Path == asker.PageName || part == "other" {
			continue // not the search's
		}
		if answer.Status >= 400 {
			return a, fmt.Errorf("%s: status %d", answer.Path, answer.Status)
		}
		a.bytes += float64(answer.Bytes)
		a.requests++
		a.parts[part] += float64(answer.Bytes)
	}
	return a, nil
}

// again asks all queries in one page, each twice in a row, and returns how long
// the second took.
func (e engine) again(b *chrome.Browser, h *host.Host, list []string) ([]float64, error) {
	tab, err := e.open(b, h)
	if err != nil {
		return nil, err
	}
	defer tab.Close()
	var ms []float64
	for _, q := range list {
		for round := range 2 {
			a, err := e.query(tab, h, q)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", q, err)
			}
			if round > 0 {
				ms = append(ms, a.ms)
			}
		}
	}
	return ms, nil
}
