package preview

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

// TestADayOfEditsLeavesNothingBehind edits a tiny site as often as an editor does in
// a day, with tabs that come and go: neither goroutines nor open files nor memory
// grow.
func TestADayOfEditsLeavesNothingBehind(t *testing.T) {
	edits := 10_000
	if testing.Short() {
		edits = 1_000
	}
	f, dir := newFake(), t.TempDir()
	file := filepath.Join(dir, "content", "cases", "a.md")
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	f.follow = func([]string) {
		text, _ := os.ReadFile(file)
		f.files["cases/a.html"] = strings.Replace(aPage, "<h1>A", "<h1>"+string(text), 1)
	}
	p, s := previewed(t, f, Options{Source: dir})
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	l, err := Listen("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	go p.Run(ctx, l)
	tab := view(t, s, "/cases/a.html")
	tab.next()
	save := func(n int) {
		text := fmt.Sprintf("edit %d", n)
		// Replaced, as editors do, and its folder now and then.
		if n%500 == 0 {
			os.RemoveAll(filepath.Dir(file))
			os.MkdirAll(filepath.Dir(file), 0o755)
		}
		if err := os.WriteFile(file+".tmp", []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		if err := os.Rename(file+".tmp", file); err != nil {
			t.Fatal(err)
		}
	}
	// shown waits until what was saved is there.
	shown := func(n int) {
		want := fmt.Sprintf("edit %d<", n)
		for end := time.Now().Add(long); ; time.Sleep(time.Millisecond) {
			if data, _ := f.File(ctx, "cases/a.html"); strings.Contains(string(data), want) {
				break
			} else if time.Now().After(end) {
				t.Fatalf("edit %d is missed", n)
			}
		}
		for len(tab.news) > 0 {
			<-tab.news
		}
	}
	measure := func() (goroutines, files int, heap uint64) {
		var m runtime.MemStats
		for range 3 {
			time.Sleep(50 * time.Millisecond)
			runtime.GC()
		}
		runtime.ReadMemStats(&m)
		return runtime.NumGoroutine(), openFiles(t), m.HeapAlloc
	}
	var goroutines, files int
	var heap uint64
	for n := 1; n <= edits; n++ {
		save(n)
		if n%20 == 0 {
			shown(n)
			ask(t, "GET", s.URL+"/cases/a.html")
		}
		if n == edits/10 {
			goroutines, files, heap = measure()
		}
	}
	g, o, h := measure()
	if g > goroutines+5 || o > files+5 || h > heap+4<<20 {
		t.Errorf("from %d goroutines, %d files, %d bytes to %d, %d, %d", goroutines, files, heap, g, o, h)
	}
}
