package main

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestTypedQueries(t *testing.T) {
	list := typed(1, 100)
	again := typed(1, 100)
	seen := map[string]bool{}
	for i, q := range list {
		if q != again[i] {
			t.Errorf("query %d is %q and %q", i, q, again[i])
		}
		if n := utf8.RuneCountInString(q); n < 2 || n > 30 || strings.ContainsAny(q, "\n\r") {
			t.Errorf("query %q has %d characters", q, n)
		}
		seen[q] = true
	}
	if len(list) != typedQueries || len(seen) < typedQueries*3/4 {
		t.Errorf("%d queries, %d of them different", len(list), len(seen))
	}
}

func TestSpread(t *testing.T) {
	var list []float64
	for i := range 100 {
		list = append(list, float64(99-i))
	}
	if got := newSpread(list); got != (Spread{50, 95, 99}) {
		t.Errorf("got %v", got)
	}
	if got := newSpread([]float64{1.25}).String(); got != "1.2 / 1.2 / 1.2" {
		t.Errorf("got %s", got)
	}
}

func TestBrowserTable(t *testing.T) {
	r := report{Cases: 1000, Browser: []Browsing{
		{Tool: "touyan", N: 40, Parts: map[string]Part{"client": {15000, 40}, "table": {22000, 3}}, First: Load{Bytes: Spread{50000, 58000, 59000}}},
		{Tool: "pagefind", N: 40, IndexBytes: 10e6, IndexFiles: 1000},
	}}
	r.Stages = []Stage{{"render", 500}, {exportStage, 500}}
	r.Measurements = []Measurement{{Tool: yardstick, WallSeconds: 2}}
	var out strings.Builder
	if err := r.print(&out, false); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"50 / 58 / 59", "15.0", "22.0 in 3", "60", "5.0", "exporting the shards is 50 % of the build, 25 % of the bare"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %q in\n%s", want, out.String())
		}
	}
}

func TestParts(t *testing.T) {
	for path, want := range map[string]string{
		"search/root.js": "root", "search/shards/00112233.js": "shards", "assets/search.0123456789.js": "client",
		"assets/search-table.0123456789.js": "table", "assets/search-pinyin.0123456789.js": "pinyin", "favicon.ico": "other",
	} {
		if got := touyanPart(path); got != want {
			t.Errorf("%s is of %s, want %s", path, got, want)
		}
	}
	if pagefindPart("wasm.zh-cn.pagefind") != "client" || pagefindPart("index/zh_1.pf_index") != "shards" {
		t.Error("Pagefind's parts are mixed up")
	}
}
