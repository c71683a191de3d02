package fault

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// TestInterruptedBuildStopsSoon interrupts builds at random moments: each ends at
// once, by its own exit code, and the site is as it was.
func TestInterruptedBuildStopsSoon(t *testing.T) {
	s := corpusSite(t, 150)
	list := variants(s)
	list[0].edit(s)
	usual := s.mustBuild("--clean").took
	list[1].edit(s)
	r := rand.New(rand.NewPCG(5, 6))
	var waits []time.Duration
	for tries := 0; len(waits) < 6; tries++ {
		if tries == 40 {
			t.Fatalf("only %d builds were interrupted", len(waits))
		}
		list[1].edit(s)
		wait, took := s.interrupt(time.Duration((0.05+0.85*r.Float64())*float64(usual)), "--clean")
		if took > 0 { // done before, as the machine has less to do now
			usual = min(usual, took)
			list[0].edit(s)
			usual = min(usual, s.mustBuild("--clean").took)
			continue
		}
		waits = append(waits, wait)
		if v := s.publishedOf(list); v != list[0] {
			t.Fatal("an interrupted build was published")
		}
	}
	slices.Sort(waits)
	t.Logf("a build takes %v, ending it %v to %v", usual, waits[0], waits[len(waits)-1])
	if median := waits[len(waits)/2]; median > usual/4 {
		t.Errorf("an interrupted build goes on for %v, a whole one takes %v", median, usual)
	}
	list[1].edit(s)
	s.mustBuild()
	s.is(list[1])
	s.noLitter()
}

// interrupt starts a build, interrupts it after a while and tells how long it
// then went on, or how long it took where it was done before.
func (s *site) interrupt(after time.Duration, more ...string) (wait, took time.Duration) {
	s.t.Helper()
	whole, cancel := context.WithTimeout(s.t.Context(), patience)
	defer cancel()
	part, cancel := context.WithTimeout(whole, after)
	defer cancel()
	c := s.command(part, s.args(more...)...)
	sent := make(chan time.Time, 1)
	c.WaitDelay = patience
	c.Cancel = func() error {
		sent <- time.Now()
		return c.Process.Signal(os.Interrupt)
	}
	r := s.finish(whole, c)
	end := time.Now()
	if r.code == 0 {
		return 0, r.took
	}
	if r.code != 130 || !strings.Contains(r.stderr, "interrupted") || r.stdout != "" {
		s.t.Errorf("an interrupted build: %s", r)
	}
	return end.Sub(<-sent), 0
}

// TestTwoBuildsAtOnce: the second says that there is a first, and does no harm.
func TestTwoBuildsAtOnce(t *testing.T) {
	s := corpusSite(t, 60)
	list := variants(s)
	list[0].edit(s)
	s.mustBuild()
	for range 8 {
		results := make([]result, 2)
		var wg sync.WaitGroup
		for i := range results {
			wg.Go(func() { results[i] = s.build("--clean") })
		}
		wg.Wait()
		s.is(list[0])
		if results[0].code > results[1].code {
			results[0], results[1] = results[1], results[0]
		}
		first, second := results[0], results[1]
		if first.code != 0 {
			t.Fatalf("neither build succeeded: %s\n%s", first, second)
		}
		if second.code == 0 {
			continue // they did not meet
		}
		s.refused(second, nil, "another touyan is building")
		s.noLitter()
		return
	}
	t.Error("the builds never met")
}

// TestFilesComeAndGoMeanwhile edits, removes and grows files all the time while
// builds run: each ends with a site or with an error that names a file, and a
// build in peace gives the site that it should.
func TestFilesComeAndGoMeanwhile(t *testing.T) {
	s := corpusSite(t, 25)
	s.mustBuild()
	for round := range 10 {
		stop := make(chan bool)
		var wg sync.WaitGroup
		wg.Go(func() { s.disturb(rand.New(rand.NewPCG(9, uint64(round))), stop) })
		var more []string
		if round%2 == 0 {
			more = []string{"--clean"}
		}
		r := s.build(more...)
		close(stop)
		wg.Wait()
		verified(t, s.out)
		switch {
		case r.code == 0, r.code == 1 && strings.Contains(r.stderr, "content/cases/"):
		case r.code == 3 && strings.Contains(r.stderr, "content/cases/") && strings.Contains(r.stderr, "changed while"):
		case r.code == 3 && strings.Contains(r.stderr, "content/cases/") && strings.Contains(r.stderr, "no such file"):
		default:
			t.Errorf("round %d: %s", round, r)
		}
		s.mustBuild()
		if d := differences(verified(t, s.out).pages(), s.fresh("fresh").pages()); d != "" {
			t.Fatalf("round %d (%d): what was read meanwhile is still there:%s", round, r.code, d)
		}
	}
	s.noLitter()
}

// TestEditedMeanwhileAndBack edits a page and a picture once while a build runs and
// puts them back as they were, time and all: what was read of the edit is nowhere.
func TestEditedMeanwhileAndBack(t *testing.T) {
	s := corpusSite(t, 40)
	const text, picture = "content/cases/zz/index.md", "content/cases/zz/tu.svg"
	write := func(body string, size int) {
		for name, now := range map[string]string{text: page("最后的", "", body+"![图](tu.svg)"), picture: svg(size)} {
			// In one instant, as editors save; a file half written is another matter.
			s.write("new", now)
			s.must(os.Chtimes(s.path("new"), time.Unix(int64(size), 0), time.Unix(int64(size), 0)))
			s.must(os.MkdirAll(filepath.Dir(s.path(name)), 0o755))
			s.must(os.Rename(s.path("new"), s.path(name)))
		}
	}
	write("原来的正文。", 10)
	want := s.fresh("fresh").pages()
	usual := s.mustBuild("--clean").took
	noticed := 0
	for i := range 10 {
		edited := make(chan bool)
		edit := time.AfterFunc(time.Duration(i+1)*usual/14, func() {
			defer close(edited)
			write("改了的正文。", 20)
		})
		r := s.build("--clean")
		if edit.Stop() {
			continue // the build was faster
		}
		<-edited
		if r.code != 0 {
			noticed++
		}
		if r.code != 0 && (r.code != 3 || !strings.Contains(r.stderr, "changed while")) {
			t.Errorf("an edit meanwhile: %s", r)
		}
		write("原来的正文。", 10)
		s.mustBuild()
		if d := differences(verified(t, s.out).pages(), want); d != "" {
			t.Fatalf("edited after %d/14 of a build and put back:%s", i+1, d)
		}
	}
	t.Logf("the edit was noticed %d times", noticed)
}

// disturb changes content, there and back, until it is told to stop, and leaves a
// site that can be built.
func (s *site) disturb(r *rand.Rand, stop <-chan bool) {
	text := s.read("content/cases/case-000004.md")
	for n := 0; ; n++ {
		select {
		case <-stop:
			s.write("content/cases/case-000004.md", text)
			s.write("content/cases/comes/index.md", page("来了", "", "![图](tu.svg)"))
			s.write("content/cases/comes/tu.svg", svg(5))
			return
		case <-time.After(time.Duration(r.IntN(4)) * time.Millisecond):
		}
		switch r.IntN(7) {
		case 5, 6:
			s.write("content/cases/case-000004.md", text)
		case 0:
			s.write("content/cases/case-000004.md", text+strings.Repeat("又长了一段。\n\n", 1+n%50))
		case 1:
			s.write("content/cases/case-000004.md", strings.Replace(text, "---\n", "---\nweight: 3\n", 1))
		case 2:
			os.RemoveAll(s.path("content/cases/comes"))
		case 3:
			s.write("content/cases/comes/index.md", page(fmt.Sprint("来了", n), "", "![图](tu.svg)"))
			s.write("content/cases/comes/tu.svg", svg(5+n))
		case 4:
			s.write("content/cases/grows.bin", strings.Repeat("x", 1000*(1+n%100)))
		}
	}
}

// TestThingsThatAreNoFiles: pipes, sockets and folders where a page should be
// never make a build wait, and are named.
func TestThingsThatAreNoFiles(t *testing.T) {
	pipe := func(s *site, name string) error { return syscall.Mkfifo(s.path(name), 0o644) }
	for name, c := range map[string]struct {
		make func(*site) error
		code int
		says string
	}{
		"folder":  {func(s *site) error { return os.Mkdir(s.path("content/cases/x.md"), 0o755) }, 0, ""},
		"pipe":    {func(s *site) error { return pipe(s, "content/cases/x.md") }, 1, "content/cases/x.md: error: not-a-file"},
		"picture": {func(s *site) error { return pipe(s, "content/cases/x.png") }, 1, "content/cases/x.png: error: not-a-file"},
		"socket": {func(s *site) error {
			l, err := net.Listen("unix", s.path("content/cases/x.md"))
			if err == nil {
				s.t.Cleanup(func() { l.Close() })
			}
			return err
		}, 1, "content/cases/x.md: error: not-a-file"},
		"link to a device": {func(s *site) error { return os.Symlink("/dev/zero", s.path("content/cases/x.md")) }, 1, "content/cases/x.md: error: symlink-outside"},
		"link to itself":   {func(s *site) error { return os.Symlink("x.md", s.path("content/cases/x.md")) }, 1, "content/cases/x.md: error: symlink-"},
		"link upwards":     {func(s *site) error { return os.Symlink("..", s.path("content/cases/x")) }, 1, "content/cases/x: error: symlink-loop"},
		"link to nothing":  {func(s *site) error { return os.Symlink("nothing", s.path("content/cases/x.md")) }, 1, "content/cases/x.md: error: symlink-broken"},
	} {
		t.Run(name, func(t *testing.T) {
			s := handmade(t, map[string]string{"content/cases/jia.md": page("甲", "", "正文。")})
			s.must(c.make(s))
			r := s.build()
			if r.code != c.code || !strings.Contains(r.stderr, c.says) {
				t.Errorf("want exit code %d and %q: %s", c.code, c.says, r)
			}
		})
	}
}
