package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"touyan/test/corpus"
)

func TestSpreadOfEdits(t *testing.T) {
	for _, c := range []struct {
		list []float64
		want Spread
	}{
		{nil, Spread{}},
		{[]float64{7}, Spread{7, 7, 7}},
		{[]float64{3, 1, 2}, Spread{2, 3, 3}},
		{upTo(40), Spread{21, 39, 40}}, // two in 40 are above 95 %, or at it
		{upTo(100), Spread{51, 96, 100}},
	} {
		if got := newSpread(c.list); got != c.want {
			t.Errorf("of %v: %v, want %v", c.list, got, c.want)
		}
	}
}

// upTo returns n to 1.
func upTo(n int) []float64 {
	var list []float64
	for ; n > 0; n-- {
		list = append(list, float64(n))
	}
	return list
}

func TestProcessFigures(t *testing.T) {
	for stat, want := range map[string]time.Duration{
		"12 (touyan) S 1 12 12 0 -1 4194304 900 0 0 0 250 50 0 0 20 0 9 0 100":      3 * time.Second,
		"12 (a) b (c) 9) S 1 12 12 0 -1 4194304 900 0 0 0 1 2 0 0 20 0 9 0 100":     30 * time.Millisecond,
		"12 (touyan) S 1 12 12 0 -1 4194304 900 0 0 0 250":                          0,
		"12 (touyan) S 1 12 12 0 -1 4194304 900 0 0 0 many 50 0 0 20 0 9 0 100 200": 0,
		"": 0,
	} {
		if got := processorTime(stat); got != want {
			t.Errorf("%q: %v, want %v", stat, got, want)
		}
	}
	const status = "Name:\ttouyan\nVmHWM:\t  204800 kB\nVmRSS:\t  102400 kB\n"
	for key, want := range map[string]int64{"VmHWM:": 200 << 20, "VmRSS:": 100 << 20, "VmSwap:": 0} {
		if got := kilobytes(status, key); got != want {
			t.Errorf("%s %d, want %d", key, got, want)
		}
	}
}

// Every edit must be new to the witness, and one of the title stay a title.
func TestEditsAreMarked(t *testing.T) {
	text := corpus.Case(1, 3)
	before := parseCase(string(text))
	body, title := parseCase(string(bodyEdit(text, 7))), parseCase(string(titleEdit(text, 8)))
	if body.Title != before.Title || body.Body != before.Body+"\n改动第7次。\n" {
		t.Errorf("the body ends %q", body.Body[len(body.Body)-40:])
	}
	if title.Title != "改动第8次"+before.Title || title.Body != before.Body {
		t.Errorf("the title is %q", title.Title)
	}
	if problem := problemEdit(text, 9); !bytes.Contains(problem, []byte("\nproblems: [改动第9次, ")) || parseCase(string(problem)).Title != before.Title {
		t.Errorf("the problems are not edited: %.300s", problem)
	}
	if !bytes.Equal(text, corpus.Case(1, 3)) {
		t.Error("the original was changed")
	}
}

func TestSavesReplaceTheFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), "a.md")
	for i, text := range []string{"the longest text", "a longer one", "long", "short", ""} {
		if err := save(file, []byte(text), i%2 == 0); err != nil {
			t.Fatal(err)
		}
		if got := read(t, file); got != text {
			t.Errorf("the file has %q, not %q", got, text)
		}
	}
	if list, _ := os.ReadDir(filepath.Dir(file)); len(list) != 1 {
		t.Errorf("left behind: %v", list)
	}
}

func TestWatchTable(t *testing.T) {
	r := report{Cases: 10000, Watch: []Watching{
		{Tool: "touyan", What: "watch", N: 40, ColdMS: 9870, WarmMS: 1234, Body: Spread{41, 77, 90}, Peak: 300 << 20, LoadBefore: "0.50", LoadAfter: "1.25"},
		{Tool: "hugo", What: "related pages", N: 40, Body: Spread{1700.4, 2100, 2300}, Missed: 2},
	}, Missing: []string{"pagefind is left out: no network"}}
	var out strings.Builder
	if err := r.print(&out, false); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"40 edits of each kind", "hugo", "related pages", "9.87", "1.23", "41 / 77 / 90", "1700 / 2100 / 2300",
		"60, 95 % under 100", "300", "0.50, 1.25", "pagefind is left out",
	} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %q in\n%s", want, out.String())
		}
	}
	if strings.Contains(out.String(), "wall s") {
		t.Errorf("an empty table of commands in\n%s", out.String())
	}
	if r.Cases = 50000; strings.Contains(r.watchRows()[3].aim, "60") {
		t.Error("the aim at 50,000 cases is that of 10,000")
	}
	var raw bytes.Buffer
	if err := r.print(&raw, true); err != nil {
		t.Fatal(err)
	}
	var back report
	if err := json.Unmarshal(raw.Bytes(), &back); err != nil {
		t.Fatal(err)
	}
	if len(back.Watch) != 2 || back.Watch[1].Body != r.Watch[1].Body {
		t.Errorf("as JSON: %+v", back.Watch)
	}
}

func TestPreviewsAreNamedByTheCorpus(t *testing.T) {
	dir := t.TempDir()
	if err := corpus.Write(dir, corpus.Options{N: 60, Seed: 1}); err != nil {
		t.Fatal(err)
	}
	for n := range 60 {
		if _, err := caseFile(dir, n); err != nil {
			t.Error(err)
		}
	}
	for text, want := range map[string]string{
		`<a href="case-000012.html">`: "000012", `<a href="/cases/case-000034/">`: "000034", `<a href="/cases/">`: "",
	} {
		if found := listedCase.FindStringSubmatch(text); (found == nil) != (want == "") || found != nil && found[1] != want {
			t.Errorf("%s: %v", text, found)
		}
	}
}
