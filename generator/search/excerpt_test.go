package search

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"
)

// TestHeadingLeadsToItsSection has a match that stands in a heading alone.
func TestHeadingLeadsToItsSection(t *testing.T) {
	d := &Document{URL: "a", Title: "槜李", Facets: Facets{Type: "site"}, Parts: []Part{
		{Field: Title, Text: "槜李"},
		{Field: Body, Anchor: "s1", Section: "基本情况", Text: "村里种果树，也有人来说过。"},
		{Field: Body, Anchor: "s2", Section: "探讨与评论", Text: "果园要靠大家。"},
	}}
	x, _ := newIndex(t, []*Document{d})
	for _, c := range []struct{ query, anchor, text string }{
		{"探讨与评论", "s2", "果园要靠大家。"},
		{"果树", "s1", "村里种果树，也有人来说过。"},
		{"探讨与评论 果树", "s1", "村里种果树，也有人来说过。"}, // text comes first
	} {
		r, err := x.Search(context.Background(), Request{Query: c.query})
		if err != nil || len(r.Results) != 1 {
			t.Fatalf("%s: %v %v", c.query, r.Results, err)
		}
		text := ""
		for _, f := range r.Results[0].Excerpt {
			text += f.Text
		}
		if got := r.Results[0]; got.Anchor != c.anchor || text != c.text {
			t.Errorf("%s leads to %q with %q", c.query, got.Anchor, text)
		}
	}
}

// TestCutMarksAreNotShown cuts an excerpt where a mark stands.
func TestCutMarksAreNotShown(t *testing.T) {
	text := "槜李" + strings.Repeat("甜", excerptRunes-3) + "槜李"
	got := cut(text, 0, findMarks(text, []string{"槜李"}, true))
	want := []Fragment{{"槜李", true}, {strings.Repeat("甜", excerptRunes-3) + "槜", false}, {"…", false}}
	if !slices.Equal(got, want) {
		t.Errorf("got %v", got)
	}
}

// TestWindow counts by hand, and in a time that grows with the page and not with
// its square.
func TestWindow(t *testing.T) {
	far := strings.Repeat("果", excerptRunes)
	text := "李。" + far + "。桃李李" + far
	start, value := window(findMarks(text, []string{"桃", "李"}, true), text)
	if text[start:start+len("桃李")] != "桃李" || value != 2+repeated {
		t.Errorf("window at %d is worth %v", start, value)
	}
	// The least of several runs, for a busy machine may hold one up.
	least := func(n int) time.Duration {
		text := strings.Repeat("李", n)
		hits, d := findMarks(text, []string{"李"}, true), time.Hour
		for range 5 {
			before := time.Now()
			window(hits, text)
			d = min(d, time.Since(before))
		}
		return d
	}
	if few, many := least(20000), least(200000); many > 40*few {
		t.Errorf("%v for 20,000 marks, %v for 200,000", few, many)
	}
}

// TestNameIsFollowedByTheBeginning has a match in a problem alone, which by itself
// would not tell what the page does about it.
func TestNameIsFollowedByTheBeginning(t *testing.T) {
	d := &Document{URL: "a", Title: "果园", Facets: Facets{Type: "site"}, Parts: []Part{
		{Field: Title, Text: "果园"}, {Field: Summary, Text: "把地连成一片。"}, {Field: Problem, Text: "收入薄弱"},
	}}
	x, _ := newIndex(t, []*Document{d})
	r, err := x.Search(context.Background(), Request{Query: "薄弱"})
	if err != nil || len(r.Results) != 1 {
		t.Fatal(r.Results, err)
	}
	want := []Fragment{{"收入", false}, {"薄弱", true}, {" · ", false}, {"把地连成一片。", false}}
	if got := r.Results[0].Excerpt; !slices.Equal(got, want) {
		t.Errorf("got %v", got)
	}
}

func TestIsolated(t *testing.T) {
	for run, want := range map[string]string{
		"蓍的别名是什么": "蓍", "谁是你": "你", "别名": "", "的": "", "什么": "", "村里的水和电": "水电", "山在水在": "山水",
	} {
		if got := strings.Join(isolated(run, functionSpans(run)), ""); got != want {
			t.Errorf("%s: %q, want %q", run, got, want)
		}
	}
}

// TestAllOfTheQueryComesFirst has a page that repeats one word and one with both.
func TestAllOfTheQueryComesFirst(t *testing.T) {
	doc := func(url, text string) *Document {
		return &Document{URL: url, Title: url, Facets: Facets{Type: "site"}, Parts: []Part{{Field: Body, Text: text}}}
	}
	fill := strings.Repeat("种果树", 40)
	x, _ := newIndex(t, []*Document{doc("some", "槜李槜李槜李槜李"), doc("all", "槜李"+fill+"甜"+fill), doc("other", "葡萄")})
	r, err := x.Search(context.Background(), Request{Query: "槜李 甜"})
	if err != nil || len(r.Results) == 0 || r.Results[0].URL != "all" {
		t.Errorf("got %v %v", urls(r), err)
	}
}

// TestPairsAcross finds the page where figure and unit stand together.
func TestPairsAcross(t *testing.T) {
	doc := func(url, text string) *Document {
		return &Document{URL: url, Title: url, Facets: Facets{Type: "site"}, Parts: []Part{{Field: Body, Text: text}}}
	}
	x, _ := newIndex(t, []*Document{doc("apart", "20户，35张"), doc("together", "20 张，30户"), doc("none", "葡萄")})
	for _, query := range []string{"20张", "第20张"} {
		r, err := x.Search(context.Background(), Request{Query: query})
		if err != nil || len(r.Results) == 0 || r.Results[0].URL != "together" {
			t.Errorf("%s: %v %v", query, urls(r), err)
		}
	}
}
