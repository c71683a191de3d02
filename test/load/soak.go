package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/url"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"touyan/generator/output"
)

// soak lets clients read and search a site that is built into the served folder again
// and again. No request may fail, and no answer may be of two versions: a page is that
// of the version it carries the mark of, byte for byte, and so is each asset that it
// links to, asked for at once; a search gives pages of one version.
type soak struct {
	program, dir string
	// requests is how many are made at least, by so many clients.
	requests int64
	clients  int
	// every is the time from one build to the next; least how many versions there must be.
	every    time.Duration
	least    int
	progress func(string)

	site     site
	server   *server
	versions versions

	made, pages, assets, searches, again, failed atomic.Int64

	mu       sync.Mutex
	failures []string
	first    figures
	last     figures
	took     time.Duration
	log      string
}

// versions are the files of each version that was published.
type versions struct {
	mu    sync.Mutex
	come  *sync.Cond
	files map[int]map[string]output.Sum
	over  bool
}

// add notes a version.
func (v *versions) add(n int, files map[string]output.Sum) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.files[n] = files
	v.come.Broadcast()
}

// newest returns the number of the last version.
func (v *versions) newest() int {
	v.mu.Lock()
	defer v.mu.Unlock()
	return len(v.files) - 1
}

// end lets nobody wait any more.
func (v *versions) end() {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.over = true
	v.come.Broadcast()
}

// given reports whether a version is the one whose build had not ended at the end.
func (v *versions) given(n int) bool {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.over && n == len(v.files)
}

// of returns the files of a version. One that readers get already is waited for until
// its build has ended; ok is false where none such comes.
func (v *versions) of(n int) (files map[string]output.Sum, ok bool) {
	v.mu.Lock()
	defer v.mu.Unlock()
	for n == len(v.files) && !v.over {
		v.come.Wait()
	}
	files, ok = v.files[n]
	return files, ok
}

// run soaks until the requests are made.
func (s *soak) run(ctx context.Context) error {
	s.site = site{program: s.program, dir: s.dir, compress: true}
	s.versions.files = map[int]map[string]output.Sum{}
	s.versions.come = sync.NewCond(&s.versions.mu)
	if err := s.publish(0); err != nil {
		return err
	}
	var err error
	if s.server, err = startServer(s.program, s.site.public(), filepath.Join(s.dir, "releases")); err != nil {
		return err
	}
	defer s.server.kill()
	begun := time.Now()
	working, stop := context.WithCancel(ctx)
	defer stop()
	var builder, readers sync.WaitGroup
	builder.Go(func() { s.publishing(working) })
	for i := range s.clients {
		readers.Go(func() { s.read(working, rand.New(rand.NewPCG(uint64(i), 1))) })
	}
	readers.Go(func() { s.watch(working, begun) })
	readers.Wait()
	stop()
	builder.Wait()
	s.took = time.Since(begun)
	time.Sleep(time.Second) // connections end
	s.last = s.server.figures()
	s.log = s.server.log.String()
	if !s.server.running() {
		return fmt.Errorf("the server ended: %s", s.log)
	}
	return errors.Join(ctx.Err(), s.server.end())
}

// publish publishes a version and notes its files.
func (s *soak) publish(version int) error {
	if err := s.site.build(version); err != nil {
		return err
	}
	files, err := s.site.sums()
	if err == nil {
		s.versions.add(version, files)
	}
	return err
}

func (s *soak) publishing(ctx context.Context) {
	defer s.versions.end()
	for version := 1; ; version++ {
		select {
		case <-ctx.Done():
			return
		case <-time.After(s.every):
		}
		if err := s.publish(version); err != nil {
			s.fail("build: %v", err)
			return
		}
	}
}

// watch notes what the server takes once it is warm, and tells how far it is.
func (s *soak) watch(ctx context.Context, begun time.Time) {
	for ctx.Err() == nil && !s.enough() {
		time.Sleep(200 * time.Millisecond)
		if s.first.RSS == 0 && s.made.Load() > min(s.requests/10, 20_000) {
			s.first = s.server.figures()
		}
		if s.progress != nil && int(time.Since(begun).Seconds())%10 == 0 {
			s.progress(fmt.Sprintf("%6.0f s  %8d requests  %4d versions  %d failed  %v", time.Since(begun).Seconds(), s.made.Load(), s.versions.newest()+1, s.failed.Load(), s.server.figures()))
			time.Sleep(time.Second)
		}
	}
}

// enough reports whether all is done.
func (s *soak) enough() bool {
	return s.made.Load() >= s.requests && s.versions.newest()+1 >= s.least || s.failed.Load() > 100
}

// read is one client: it reads pages, each with its assets, follows links, and searches.
func (s *soak) read(ctx context.Context, r *rand.Rand) {
	client := &http.Client{Timeout: patience, Transport: &http.Transport{MaxIdleConnsPerHost: 2}}
	defer client.CloseIdleConnections()
	path := "index.html"
	for ctx.Err() == nil && !s.enough() {
		links := s.page(client, path)
		path = "index.html"
		if len(links) > 0 && r.IntN(8) > 0 {
			path = links[r.IntN(len(links))]
		}
		if r.IntN(4) == 0 {
			s.search(client, r)
		}
		if r.IntN(200) == 0 {
			client.CloseIdleConnections()
		}
	}
}

// ask makes a request; a failed one is noted.
func (s *soak) ask(client *http.Client, target string) (status int, body []byte, ok bool) {
	s.made.Add(1)
	r, err := client.Get(s.server.address + target)
	if err != nil {
		s.fail("%v", err)
		return 0, nil, false
	}
	defer r.Body.Close()
	if body, err = io.ReadAll(r.Body); err != nil {
		s.fail("%s: %v", target, err)
		return 0, nil, false
	}
	return r.StatusCode, body, true
}

// linked finds what a page links to.
var linked = regexp.MustCompile(`(?:href|src)="([^"#?]+)"`)

// page reads a page and at once what belongs to it; it returns the pages it links to.
func (s *soak) page(client *http.Client, path string) (links []string) {
	status, body, ok := s.ask(client, "/"+path)
	version := marked(body)
	if !ok {
		return nil
	}
	s.pages.Add(1)
	base := &url.URL{Path: "/" + path}
	var assets []string
	for _, found := range linked.FindAllSubmatch(body, -1) {
		u, err := base.Parse(string(found[1]))
		if err != nil || u.Host != "" {
			continue
		}
		name := strings.TrimPrefix(u.Path, "/")
		switch filepath.Ext(name) {
		case ".html":
			links = append(links, name)
		case ".css", ".js", ".svg":
			assets = append(assets, name)
		}
	}
	type got struct {
		path string
		body []byte
	}
	read := []got{{path, body}}
	for _, asset := range assets {
		status, body, ok := s.ask(client, "/"+asset)
		s.assets.Add(1)
		if ok && status != http.StatusOK {
			s.fail("%s of version %d: its %s gives %d", path, version, asset, status)
		} else if ok {
			read = append(read, got{asset, body})
		}
	}
	files, known := s.versions.of(version)
	if !known {
		s.over(version, "%s: %d, of no version (%d): %.300q", path, status, version, body)
		return links
	}
	if status == http.StatusNotFound {
		s.gone(files, path, version)
		return nil
	}
	for _, one := range read {
		if status != http.StatusOK || !is(files, one.path, one.body) {
			s.fail("%s: %d, %s is not that of version %d", path, status, one.path, version)
		}
	}
	return links
}

// over notes a fault, unless it is about a version whose build was given up at the end.
func (s *soak) over(version int, format string, args ...any) {
	if !s.versions.given(version) {
		s.fail(format, args...)
	}
}

// gone looks whether a version lacks a path that was not found in it.
func (s *soak) gone(files map[string]output.Sum, path string, version int) {
	s.again.Add(1)
	if _, ok := files[path]; ok {
		s.fail("%s is not found, and version %d has it", path, version)
	}
}

// asked are questions that find something in every version.
var asked = []string{"村级案例", "支部带头", "村民议事", "mark", "服务"}

// search asks the API.
func (s *soak) search(client *http.Client, r *rand.Rand) {
	s.searches.Add(1)
	target := fmt.Sprintf("/api/search?q=%s&size=%d", url.QueryEscape(asked[r.IntN(len(asked))]), 5+r.IntN(16))
	status, body, ok := s.ask(client, target)
	var found struct {
		Results []struct{ URL, Title string }
	}
	if err := json.Unmarshal(body, &found); !ok || err != nil || status != http.StatusOK || len(found.Results) == 0 {
		s.fail("%s: %d %.300s", target, status, body)
		return
	}
	version := -1
	for _, one := range found.Results {
		n := marked([]byte(one.Title))
		if n < 0 {
			continue // a page without the mark in its own title
		}
		if version >= 0 && n != version {
			s.fail("%s: results of versions %d and %d", target, n, version)
		}
		version = n
	}
	files, known := s.versions.of(version)
	if !known {
		s.over(version, "%s: of no version (%d): %.300s", target, version, body)
		return
	}
	for _, one := range found.Results {
		if _, ok := files[strings.TrimPrefix(one.URL, "/")]; !ok {
			s.fail("%s: version %d has no %s", target, version, one.URL)
		}
	}
}

// fail notes a fault; the first few are told.
func (s *soak) fail(format string, args ...any) {
	s.failed.Add(1)
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.failures) < 20 {
		s.failures = append(s.failures, fmt.Sprintf(format, args...))
	}
}

func (s *soak) report() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d requests in %v (%d pages, %d of which were gone, %d assets, %d searches), %d versions, %d failures; load average %s\n",
		s.made.Load(), s.took.Round(time.Second), s.pages.Load(), s.again.Load(), s.assets.Load(), s.searches.Load(), s.versions.newest()+1, s.failed.Load(), loadAverage())
	fmt.Fprintf(&b, "the server when warm: %v\nat the end:           %v\n", s.first, s.last)
	for _, f := range s.failures {
		fmt.Fprintln(&b, f)
	}
	return b.String()
}
