//go:build unix

package serve_test

import (
	"fmt"
	"net/http/httptest"
	"net/url"
	"os"
	"slices"
	"strconv"
	"sync"
	"syscall"
	"testing"
	"time"

	"touyan/generator/serve"
	"touyan/test/corpus"
)

// BenchmarkAPI asks the handler as many clients at once do, of 1,000 cases or as many
// as TOUYAN_CASES says: questions that are all different, and ones that repeat. It
// tells the 50th and the 99th percentile of the time to an answer, and the time of a
// core that a question takes, which is the same on a busy machine.
func BenchmarkAPI(b *testing.B) {
	n := 1000
	if s := os.Getenv("TOUYAN_CASES"); s != "" {
		n, _ = strconv.Atoi(s)
	}
	a := newAsker(b, serve.Options{}, corpusPages(n))
	questions := benchQuestions(4000)
	for _, c := range []struct {
		name, format string
		different    bool
	}{
		{"search", "/api/search?q=%s&facet=none", true},
		{"search with facets", "/api/search?q=%s", true},
		{"suggest", "/api/suggest?q=%s", true},
		{"search, kept", "/api/search?q=%s&facet=none", false},
	} {
		b.Run(fmt.Sprintf("%s of %d", c.name, n), func(b *testing.B) {
			var mu sync.Mutex
			var times []time.Duration
			at := 0
			next := func() string {
				mu.Lock()
				defer mu.Unlock()
				at++
				if c.different {
					// Each is asked once: the number at the end finds nothing.
					return fmt.Sprintf(c.format, url.QueryEscape(questions[at%len(questions)]+" -x"+strconv.Itoa(at)+c.name))
				}
				return fmt.Sprintf(c.format, url.QueryEscape(questions[at%50]))
			}
			b.SetParallelism(8)
			before := cpuTime(b)
			b.RunParallel(func(pb *testing.PB) {
				var mine []time.Duration
				for pb.Next() {
					r := httptest.NewRequest("GET", next(), nil)
					w := httptest.NewRecorder()
					begin := time.Now()
					a.server.ServeHTTP(w, r)
					mine = append(mine, time.Since(begin))
					if w.Code != 200 {
						b.Errorf("%d %s", w.Code, w.Body)
					}
				}
				mu.Lock()
				defer mu.Unlock()
				times = append(times, mine...)
			})
			b.ReportMetric((cpuTime(b)-before).Seconds()*1000/float64(b.N), "cpu-ms/op")
			slices.Sort(times)
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "queries/s")
			b.ReportMetric(float64(times[len(times)/2].Microseconds())/1000, "p50-ms")
			b.ReportMetric(float64(times[len(times)*99/100].Microseconds())/1000, "p99-ms")
		})
	}
}

// cpuTime is the time that this process has had of the cores.
func cpuTime(b *testing.B) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// benchQuestions are stretches of 2 to 12 characters of cases.
func benchQuestions(n int) []string {
	g := corpus.New(3)
	list := make([]string, n)
	for i := range list {
		text := []rune(g.Facts(i % 1000).Summary)
		at, size := i*7%max(len(text)-12, 1), 2+i%11
		list[i] = string(text[at:min(at+size, len(text))])
	}
	return list
}
