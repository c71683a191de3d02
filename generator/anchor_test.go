package generator_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"touyan/generator"
	"touyan/generator/search"
	"touyan/themes"
)

// TestResultsLeadToAnchors: whatever part of a page of the demo site a search
// finds, the id that its result leads to is on the page.
func TestResultsLeadToAnchors(t *testing.T) {
	out := filepath.Join(t.TempDir(), "public")
	r, err := generator.Build(context.Background(), generator.Options{
		Source: "..", Out: out, Now: time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC), Themes: themes.FS(), Version: "test",
	})
	if err != nil {
		t.Fatal(err, r.Diagnostics)
	}
	x, err := search.Open(filepath.Join(out, "search"))
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	anchors := map[string]bool{}
	for _, q := range []string{"成员单位", "万元", "经费", "牵头", "来源", "农村电工", "群众", "党员", "街道", "顺序不能倒", "公开报道", "人次"} {
		res, err := x.Search(context.Background(), search.Request{Query: q, Size: 100})
		if err != nil {
			t.Fatal(err)
		}
		for _, h := range res.Results {
			page, err := os.ReadFile(filepath.Join(out, h.URL))
			if err != nil {
				t.Fatal(err)
			}
			if h.Anchor != "" && !strings.Contains(string(page), `id="`+h.Anchor+`"`) {
				t.Errorf("%s: %s#%s is not there", q, h.URL, h.Anchor)
			}
			anchors[h.Anchor] = true
		}
	}
	for _, want := range []string{"part-outcomes", "part-sources", "practice-1"} {
		if !anchors[want] {
			t.Errorf("no result led to %s; got %v", want, anchors)
		}
	}
}
