package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"regexp"
	"strconv"
	"time"

	"touyan/test/chrome"
)

// Watching is what a preview takes: times in milliseconds, memory in bytes, 0 where
// the system does not tell.
type Watching struct {
	Tool string `json:"tool"`
	What string `json:"what"`
	// ColdMS and WarmMS are from the start of the process to a page sent, with
	// nothing kept from a former run and with what that kept (0 for a preview that
	// keeps nothing); BusyMS is how long the first run goes on working after that.
	ColdMS float64 `json:"cold_start_ms"`
	BusyMS float64 `json:"cold_busy_ms"`
	WarmMS float64 `json:"warm_start_ms"`
	// N is the number of edits of each kind: Body of a case's body with its page on
	// show, Title of its title likewise, List of a title with the list on show, Problem
	// of the problems that it solved, by which it is listed and has its peers.
	N       int    `json:"n"`
	Body    Spread `json:"body_ms"`
	Title   Spread `json:"title_ms"`
	List    Spread `json:"list_ms"`
	Problem Spread `json:"problem_ms"`
	// CPU is the processor time of the process for an edit, with all it does until
	// the next one.
	CPU EditCPU `json:"edit_cpu_ms"`
	// Missed are the edits that were not on show within a minute.
	Missed int `json:"missed"`
	// RSS is the resident memory after the edits, Peak its most since that start,
	// ColdPeak that of the first one.
	RSS      int64 `json:"rss_bytes"`
	Peak     int64 `json:"peak_rss_bytes"`
	ColdPeak int64 `json:"cold_peak_rss_bytes"`
	// LoadStart is the machine's load average before the first start, LoadBefore and
	// LoadAfter before and after the edits of all previews.
	LoadStart  string `json:"load_start,omitempty"`
	LoadBefore string `json:"load_before,omitempty"`
	LoadAfter  string `json:"load_after,omitempty"`
	// Each has every edit that was seen.
	Each []Edit `json:"each"`
}

// EditCPU is the mean processor time of an edit of each kind.
type EditCPU struct {
	Body    float64 `json:"body"`
	Title   float64 `json:"title"`
	List    float64 `json:"list"`
	Problem float64 `json:"problem"`
}

// Edit is one edit: of what, by which way of saving, and how long it took to show.
type Edit struct {
	Kind   string  `json:"kind"`
	Rename bool    `json:"rename"`
	MS     float64 `json:"ms"`
}

// editing makes edits in one preview and waits for each to be seen.
type editing struct {
	*bench
	previewed
	*server
	browser *chrome.Browser
	tab     *witness
	m       Watching
	// file is the one to edit, text what it was; n counts the edits of all kinds.
	file string
	text []byte
	n    int
	// used is the processor time that the process takes for the edits of a kind.
	used time.Duration
}

// kind is a kind of edit.
type kind struct {
	name string
	// list says that the list is on show, not the case's own page.
	list   bool
	edit   func(text []byte, n int) []byte
	result func(*Watching) (*Spread, *float64)
}

func kinds() []kind {
	return []kind{
		{"body", false, bodyEdit, func(m *Watching) (*Spread, *float64) { return &m.Body, &m.CPU.Body }},
		{"title", false, titleEdit, func(m *Watching) (*Spread, *float64) { return &m.Title, &m.CPU.Title }},
		{"list", true, titleEdit, func(m *Watching) (*Spread, *float64) { return &m.List, &m.CPU.List }},
		{"problem", false, problemEdit, func(m *Watching) (*Spread, *float64) { return &m.Problem, &m.CPU.Problem }},
	}
}

// editAll makes the edits of every kind, in turns in all previews: whatever else the
// machine does meanwhile, it does to each of them.
func (b *bench) editAll(ctx context.Context, all []*editing) error {
	pause := rand.New(rand.NewPCG(b.report.Seed, uint64(len(all))))
	for _, k := range kinds() {
		b.say("%d edits each: %s", b.edits, k.name)
		if err := b.turns(ctx, all, k, pause); err != nil {
			return fmt.Errorf("edits, %s: %w", k.name, err)
		}
		for _, e := range all {
			times, cpu := k.result(&e.m)
			*times = newSpread(e.times(k.name))
			*cpu = milliseconds(e.used) / float64(b.edits)
		}
	}
	return nil
}

// turns makes the edits of one kind and puts the files back as they were.
func (b *bench) turns(ctx context.Context, all []*editing, k kind, pause *rand.Rand) error {
	defer func() {
		for _, e := range all {
			e.restore()
		}
	}()
	for _, e := range all {
		if err := e.open(ctx, k); err != nil {
			return e.fault(err)
		}
	}
	for i := range b.edits {
		for _, e := range all {
			if err := rest(ctx, restLeast+time.Duration(pause.Int64N(int64(restMore)))); err != nil {
				return err
			}
			if err := e.once(ctx, k, i%2 == 0); err != nil {
				return e.fault(err)
			}
		}
	}
	for _, e := range all {
		if _, err := e.settle(ctx); err != nil {
			return e.fault(err)
		}
		e.used += e.processor()
	}
	return nil
}

// open shows the page that a kind of edit is watched on, once the preview has done
// with all that was before.
func (e *editing) open(ctx context.Context, k kind) error {
	if _, err := e.settle(ctx); err != nil {
		return err
	}
	n, page := e.cases/2, e.page(e.cases/2)
	if k.list {
		var err error
		if n, err = e.firstListed(ctx); err != nil {
			return err
		}
		page = e.previewed.list
	}
	if err := e.tab.Open(e.url + page); err != nil {
		return err
	}
	file, err := caseFile(e.src, n)
	if err != nil {
		return err
	}
	if e.text, err = os.ReadFile(file); err != nil {
		return err
	}
	e.file, e.used = file, -e.processor()
	return nil
}

// restore puts the file back as it was.
func (e *editing) restore() {
	if e.file != "" {
		_ = os.WriteFile(e.file, e.text, 0o644)
	}
	e.file = ""
}

// once makes one edit and notes how long it took to show.
func (e *editing) once(ctx context.Context, k kind, rename bool) error {
	e.n++
	start := time.Now()
	if err := save(e.file, k.edit(e.text, e.n), rename); err != nil {
		return err
	}
	seen, err := e.tab.sees(ctx, e.n)
	switch {
	case errors.Is(err, errUnseen):
		e.m.Missed++
		e.say("%s, %s: edit %d is not on show: %s", e.tool, e.what, e.n, e.printed.last())
	case err != nil:
		return err
	default:
		e.m.Each = append(e.m.Each, Edit{k.name, rename, milliseconds(seen.Sub(start))})
	}
	return nil
}

// times returns how long the edits of a kind took.
func (e *editing) times(kind string) []float64 {
	var list []float64
	for _, edit := range e.m.Each {
		if edit.Kind == kind {
			list = append(list, edit.MS)
		}
	}
	return list
}

// listedCase finds a case that a page leads to.
var listedCase = regexp.MustCompile(`case-(\d{6})(?:\.html|/)`)

// firstListed returns the first case of the list, whose title the list shows.
func (e *editing) firstListed(ctx context.Context) (int, error) {
	text, err := e.get(ctx, e.previewed.list)
	if err != nil {
		return 0, err
	}
	found := listedCase.FindStringSubmatch(text)
	if found == nil {
		return 0, fmt.Errorf("%s lists no case", e.previewed.list)
	}
	return strconv.Atoi(found[1])
}

// The marks of edits, which the witness looks for: their numbers only grow.
func bodyEdit(text []byte, n int) []byte {
	return fmt.Appendf(bytes.Clone(text), "\n改动第%d次。\n", n)
}

func titleEdit(text []byte, n int) []byte {
	return bytes.Replace(text, []byte("---\ntitle: "), fmt.Appendf(nil, "---\ntitle: 改动第%d次", n), 1)
}

func problemEdit(text []byte, n int) []byte {
	return bytes.Replace(text, []byte("\nproblems: ["), fmt.Appendf(nil, "\nproblems: [改动第%d次, ", n), 1)
}

// Between an edit on show and the next one passes a time that no clock of a preview
// can fall in step with: restLeast, and up to restMore more.
const (
	restLeast = 300 * time.Millisecond
	restMore  = 500 * time.Millisecond
)

func rest(ctx context.Context, d time.Duration) error {
	select {
	case <-time.After(d):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// save writes a file as editors do: in place, or beside it and then renamed.
func save(file string, text []byte, rename bool) error {
	if !rename {
		return os.WriteFile(file, text, 0o644)
	}
	if err := os.WriteFile(file+".tmp", text, 0o644); err != nil {
		return err
	}
	return os.Rename(file+".tmp", file)
}

// witness is a tab that tells at once which edit its page shows. What it sees is
// timed here, by the clock that the save is timed by.
type witness struct {
	*chrome.Tab
	seen chan sight
}

// sight is an edit that came on show.
type sight struct {
	n  int
	at time.Time
}

// testify runs in every page, however it came to be: it tells of the newest edit
// whose mark stands in the page's text, as soon as that changes.
const testify = `(() => {
	let newest = 0;
	new MutationObserver(() => {
		const text = document.body ? document.body.textContent : "";
		for (const mark of text.matchAll(/改动第(\d+)次/g)) {
			if (+mark[1] > newest) touyanSeen(String(newest = +mark[1]));
		}
	}).observe(document, {subtree: true, childList: true, characterData: true});
})()`

func openWitness(b *chrome.Browser) (*witness, error) {
	tab, err := b.Tab()
	if err != nil {
		return nil, err
	}
	w := &witness{tab, make(chan sight, 1000)}
	err = tab.Hear("touyanSeen", func(text string) {
		n, _ := strconv.Atoi(text)
		select {
		case w.seen <- sight{n, time.Now()}:
		default: // nobody waits for so many
		}
	})
	if err == nil {
		err = tab.First(testify)
	}
	if err != nil {
		tab.Close()
		return nil, err
	}
	return w, nil
}

// showLimit is how long an edit may take to show.
const showLimit = time.Minute

// errUnseen says that an edit did not show.
var errUnseen = errors.New("the edit is not on show")

// sees waits for an edit to be on show and returns when that was.
func (w *witness) sees(ctx context.Context, n int) (time.Time, error) {
	end := time.After(showLimit)
	for {
		select {
		case s := <-w.seen:
			if s.n == n {
				return s.at, nil
			}
		case <-end:
			return time.Time{}, errUnseen
		case <-ctx.Done():
			return time.Time{}, ctx.Err()
		}
	}
}
