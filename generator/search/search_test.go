package search

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"touyan/generator/search/analysis"
	"touyan/test/corpus"
)

func testMeta() Meta {
	return Meta{
		Names:    map[string]string{"type": "类型", "region": "地区", "year": "年份"},
		Labels:   map[string]map[string]string{"type": {"alliance": "党建联盟", "village": "示范村"}},
		Synonyms: [][]string{{"村支书", "村党组织书记"}},
		Weights:  testWeights(),
	}
}

// newIndex builds an index of documents in a folder of its own.
func newIndex(tb testing.TB, docs []*Document) (*Index, string) {
	tb.Helper()
	dir := tb.TempDir()
	b, err := Create(dir, testMeta())
	if err != nil {
		tb.Fatal(err)
	}
	for _, d := range docs {
		if err := b.Add(d); err != nil {
			tb.Fatal(err)
		}
	}
	if err := b.Close(); err != nil {
		tb.Fatal(err)
	}
	if err := Export(dir); err != nil {
		tb.Fatal(err)
	}
	return open(tb, dir), dir
}

func open(tb testing.TB, dir string) *Index {
	tb.Helper()
	x, err := Open(dir)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { x.Close() })
	return x
}

func corpusDocuments(n int) []*Document {
	g := corpus.New(3)
	docs := make([]*Document, n)
	for i := range docs {
		docs[i] = corpusDocument(g, i)
	}
	return docs
}

// small is a site of hand-made pages.
func small() []*Document {
	page := func(url, typ, date, region, title string, texts ...string) *Document {
		d := &Document{URL: url, Title: title, Date: date, Region: strings.ReplaceAll(region, "/", " "), Facets: Facets{Type: typ, Year: date[:4]}}
		names := strings.Split(region, "/")
		for i := range names {
			d.Facets.Region = append(d.Facets.Region, strings.Join(names[:i+1], "/"))
		}
		d.Parts = []Part{{Field: Title, Text: title}, {Field: Region, Text: d.Region}}
		for i, s := range texts {
			d.Parts = append(d.Parts, Part{Field: Body, Anchor: fmt.Sprintf("s%d", i), Section: "做法", Text: s})
		}
		return d
	}
	return []*Document{
		page("cases/zui-li.html", "alliance", "2022-01-05", "浙江省/嘉兴市/桐乡市", "槜李产业党建联盟", "牵头成立联盟，销售2650多万元。", "村支书带头。用 5G 直播，电话 (0573) 8888。"),
		page("cases/xue-shui.html", "village", "2021-06-01", "浙江省/嘉兴市/海盐县", "雪水港村：美丽党员", "集体经济薄弱，建起联盟，人均收入4.7万元。"),
		page("cases/three-cards.html", "method", "2017-04-01", "辽宁省/葫芦岛市", "三卡制与微心愿", "村党组织书记领卡，党员领卡，办结1210件。"),
		page("brands/tao.html", "", "2022-01-05", "浙江省/嘉兴市", "桃园槜李", "槜李的文旅品牌。"),
	}
}

func urls(r Response) []string {
	var list []string
	for _, x := range r.Results {
		list = append(list, x.URL)
	}
	return list
}

func TestSearch(t *testing.T) {
	x, _ := newIndex(t, small())
	const zui, xue, cards, tao = "cases/zui-li.html", "cases/xue-shui.html", "cases/three-cards.html", "brands/tao.html"
	for _, c := range []struct {
		query string
		first string   // the first result
		not   []string // never among the results
	}{
		{"槜李", zui, []string{xue, cards}},
		{"zuili", zui, []string{xue, cards}},
		{"zuil", zui, []string{xue, cards}},
		{"zl", zui, []string{cards}},
		{"zuilichanye", zui, []string{xue}},
		{"ZUILI", zui, nil},
		{"黨建聯盟", zui, []string{cards}},
		{"集体经济薄弱怎么办", xue, []string{cards}},
		{"槜", zui, []string{xue, cards}},
		{"卡", cards, []string{zui, xue, tao}},
		{"建起", xue, []string{zui}},
		{`"建起联盟"`, xue, []string{zui, cards, tao}},
		{"“成立联盟”", zui, []string{xue}},
		{"联盟 -村", "", []string{xue}},
		{`联盟 -"集体经济"`, zui, []string{xue}},
		{"类型:党建联盟", zui, []string{xue, cards, tao}},
		{"类型：示范村 联盟", xue, []string{zui}},
		{"地区:嘉兴 联盟", zui, []string{cards}},
		{"地区:浙江省/嘉兴市/海盐县", xue, []string{zui, cards, tao}},
		{"年份:2017", cards, []string{zui, xue, tao}},
		{"村支书", "", []string{tao}},
		{"2650", zui, []string{xue, cards}},
		{"65", zui, []string{xue, cards}},
		{"５ｇ", zui, []string{xue, cards}},
		{"4.7", xue, []string{zui}},
		{"(", zui, []string{xue, cards}},
	} {
		r, err := x.Search(context.Background(), Request{Query: c.query})
		if err != nil {
			t.Fatal(err)
		}
		got := urls(r)
		if c.first != "" && (len(got) == 0 || got[0] != c.first) {
			t.Errorf("%s: got %v, want %s first", c.query, got, c.first)
		}
		for _, u := range c.not {
			if slices.Contains(got, u) {
				t.Errorf("%s: got %v, which should not have %s", c.query, got, u)
			}
		}
	}
}

func TestSynonymsFindOneAnother(t *testing.T) {
	x, _ := newIndex(t, small())
	for _, q := range []string{"村支书", "村党组织书记", "村支书带头"} {
		r, err := x.Search(context.Background(), Request{Query: q})
		if err != nil {
			t.Fatal(err)
		}
		got := urls(r)
		if q != "村支书带头" && (!slices.Contains(got, "cases/zui-li.html") || !slices.Contains(got, "cases/three-cards.html")) {
			t.Errorf("%s: got %v, want both pages", q, got)
		}
	}
}

func TestFiltersAndFacets(t *testing.T) {
	x, _ := newIndex(t, small())
	r, err := x.Search(context.Background(), Request{Query: "联盟", Filters: map[string][]string{"type": {"alliance"}}})
	if err != nil {
		t.Fatal(err)
	}
	if r.Total != 1 || r.Facets["type"][0] != (FacetValue{"alliance", "党建联盟", 1}) {
		t.Errorf("got %+v", r)
	}
	r, err = x.Search(context.Background(), Request{Filters: map[string][]string{"region": {"浙江省"}}, Sort: "date"})
	if err != nil {
		t.Fatal(err)
	}
	if r.Total != 3 || r.Results[2].URL != "cases/xue-shui.html" {
		t.Errorf("all of a region, newest first: got %v", urls(r))
	}
}

// TestRecallEqualsSubstringScan asks for random stretches of one to six
// characters of the pages' text and for others, and compares with a scan: what a
// reader finds on a page, the search finds.
func TestRecallEqualsSubstringScan(t *testing.T) {
	docs := append(corpusDocuments(120), small()...)
	x, _ := newIndex(t, docs)
	texts := map[string][]string{}
	for _, d := range docs {
		for _, p := range d.Parts {
			texts[d.URL] = append(texts[d.URL], analysis.Fold(p.Text), analysis.Fold(p.Section))
		}
	}
	r := rand.New(rand.NewPCG(1, 2))
	for range 600 {
		d := docs[r.IntN(len(docs))]
		text := []rune(d.Parts[r.IntN(len(d.Parts))].Text)
		n := 1 + r.IntN(6)
		if len(text) < n {
			continue
		}
		at := r.IntN(len(text) - n + 1)
		q := string(text[at : at+n])
		if strings.ContainsAny(q, "\"“「-－:：\n\t ＂") {
			continue // those are the query language's own
		}
		checkRecall(t, x, q, texts)
	}
}

func checkRecall(t *testing.T, x *Index, q string, texts map[string][]string) {
	t.Helper()
	found := map[string]bool{}
	for page := 1; ; page++ {
		res, err := x.Search(context.Background(), Request{Query: q, Page: page, Size: 100})
		if err != nil {
			t.Fatal(err)
		}
		for _, u := range urls(res) {
			found[u] = true
		}
		if len(found) >= res.Total || len(res.Results) == 0 {
			break
		}
	}
	folded := analysis.Fold(q)
	for url, list := range texts {
		if !found[url] && slices.ContainsFunc(list, func(s string) bool { return strings.Contains(s, folded) }) {
			t.Errorf("%q is on %s and is not found", q, url)
		}
	}
}

// TestPhraseEqualsScan does the same for exact phrases, which must find nothing
// else either.
func TestPhraseEqualsScan(t *testing.T) {
	docs := append(corpusDocuments(60), small()...)
	x, _ := newIndex(t, docs)
	r := rand.New(rand.NewPCG(3, 4))
	for range 200 {
		d := docs[r.IntN(len(docs))]
		text := []rune(d.Parts[len(d.Parts)-1].Text)
		n := 2 + r.IntN(8)
		if len(text) < n {
			continue
		}
		at := r.IntN(len(text) - n + 1)
		phrase := string(text[at : at+n])
		if strings.ContainsAny(phrase, "\"”」\n") || strings.TrimSpace(phrase) != phrase {
			continue
		}
		res, err := x.Search(context.Background(), Request{Query: `"` + phrase + `"`, Size: 100})
		if err != nil {
			t.Fatal(err)
		}
		got := urls(res)
		slices.Sort(got)
		var want []string
		for _, d := range docs {
			s := stored{Document: *d, exact: make([]bool, len(d.Parts))}
			if s.contains(analysis.Fold(phrase), false) {
				want = append(want, d.URL)
			}
		}
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("%q: got %v, want %v", phrase, got, want)
		}
	}
}

func TestExcerptMarksJustWhatMatched(t *testing.T) {
	x, _ := newIndex(t, small())
	r, err := x.Search(context.Background(), Request{Query: "黨建 薄弱"})
	if err != nil {
		t.Fatal(err)
	}
	for _, res := range r.Results {
		for _, f := range res.Excerpt {
			if f.Hit && f.Text != "党建" && f.Text != "薄弱" {
				t.Errorf("marked %q", f.Text)
			}
		}
	}
	if r.Results[0].Anchor == "" && r.Results[0].Section != "" {
		t.Errorf("a section without its anchor: %+v", r.Results[0])
	}
}

// TestUpdateEqualsFresh changes an index at random and compares each state with
// one that is built anew: the same documents, order and scores.
func TestUpdateEqualsFresh(t *testing.T) {
	pool := corpusDocuments(90)
	r := rand.New(rand.NewPCG(5, 6))
	now := map[string]*Document{}
	for _, d := range pool[:60] {
		now[d.URL] = d
	}
	x, dir := newIndex(t, values(now))
	x.Close()
	for step := range 6 {
		var changed []*Document
		var removed []string
		for range 1 + r.IntN(6) {
			d := pool[r.IntN(len(pool))]
			if now[d.URL] != nil && r.IntN(3) == 0 {
				delete(now, d.URL)
				removed = append(removed, d.URL)
				continue
			}
			e := *d
			e.Parts = append(slices.Clone(d.Parts), Part{Field: Body, Text: fmt.Sprintf("第%d步修改，槜李。", step)})
			now[e.URL] = &e
			changed = append(changed, &e)
			removed = slices.DeleteFunc(removed, func(u string) bool { return u == e.URL })
		}
		changed = slices.DeleteFunc(changed, func(d *Document) bool { return now[d.URL] != d })
		if err := Update(dir, testMeta(), changed, removed); err != nil {
			t.Fatal(err)
		}
		got, err := Open(dir)
		if err != nil {
			t.Fatal(err)
		}
		want, fresh := newIndex(t, values(now))
		sameShards(t, dir, fresh)
		for _, q := range []string{"党建", "槜李", "服务 群众 需求", "茶", "\"修改，槜李\"", "-槜李", "地区:浙江省 产业", "2"} {
			sameAnswers(t, step, q, got, want)
		}
		got.Close()
	}
}

func values(m map[string]*Document) []*Document {
	var list []*Document
	for _, d := range m {
		list = append(list, d)
	}
	return list
}

func sameAnswers(t *testing.T, step int, q string, a, b *Index) {
	t.Helper()
	ra, err := a.Search(context.Background(), Request{Query: q, Size: 100})
	if err != nil {
		t.Fatal(err)
	}
	rb, err := b.Search(context.Background(), Request{Query: q, Size: 100})
	if err != nil {
		t.Fatal(err)
	}
	if ra.Total != rb.Total || !slices.Equal(urls(ra), urls(rb)) {
		t.Errorf("step %d, %s: updated %d %v, fresh %d %v", step, q, ra.Total, urls(ra), rb.Total, urls(rb))
	}
	for i := range ra.Results {
		if ra.Results[i].Score != rb.Results[i].Score {
			t.Errorf("step %d, %s: scores %v and %v", step, q, ra.Results[i].Score, rb.Results[i].Score)
			break
		}
	}
}

// TestScoresDoNotDependOnCores scores all documents at once and in ranges, whose
// sums must be the same to the last bit.
func TestScoresDoNotDependOnCores(t *testing.T) {
	x, _ := newIndex(t, corpusDocuments(150))
	for _, input := range []string{"集体经济薄弱怎么办", "党", "党建 zl 2", "村支书"} {
		p, err := x.plan(context.Background(), parseQuery(input, x.names))
		if err != nil {
			t.Fatal(err)
		}
		s, err := x.scorer(context.Background(), p.units)
		if err != nil {
			t.Fatal(err)
		}
		whole, ranges := make([]match, x.size), make([]match, x.size)
		if err := s.score(context.Background(), 0, whole); err != nil {
			t.Fatal(err)
		}
		for from := 0; from < x.size; from += 40 {
			if err := s.score(context.Background(), uint64(from), ranges[from:min(from+40, x.size)]); err != nil {
				t.Fatal(err)
			}
		}
		if !slices.Equal(whole, ranges) {
			t.Errorf("%s: ranges give other scores", input)
		}
	}
}

func TestEmptyIndex(t *testing.T) {
	x, dir := newIndex(t, nil)
	r, err := x.Search(context.Background(), Request{Query: "党建"})
	if err != nil || r.Total != 0 {
		t.Fatalf("got %v, %v", r, err)
	}
	x.Close()
	if err := Update(dir, testMeta(), small(), nil); err != nil {
		t.Fatal(err)
	}
	r, err = open(t, dir).Search(context.Background(), Request{Query: "槜李"})
	if err != nil || r.Total != 2 {
		t.Fatalf("got %v, %v", r, err)
	}
}

// FuzzQuery: any bytes get an answer.
func FuzzQuery(f *testing.F) {
	for _, s := range []string{"槜李", `"a`, "-", "类型:", "类型:\"", "\xff\xfe", "“”", "a:b:c", "－－", "zl zl", strings.Repeat("党", 5000), "🙂", "\x00", "5.5.5"} {
		f.Add(s)
	}
	x, _ := newIndex(f, small())
	f.Fuzz(func(t *testing.T, q string) {
		r, err := x.Search(context.Background(), Request{Query: q})
		if err != nil {
			t.Fatal(err)
		}
		for _, res := range r.Results {
			if res.URL == "" || res.Title == "" {
				t.Fatalf("%q: empty result %+v", q, res)
			}
		}
	})
}

func BenchmarkIndex(b *testing.B) {
	docs := corpusDocuments(500)
	for b.Loop() {
		newIndex(b, docs)
	}
}

func BenchmarkQuery(b *testing.B) {
	x, _ := newIndex(b, corpusDocuments(1000))
	for _, q := range []string{"党建联盟", "集体经济薄弱怎么办", "党", "dangjian", `"党建工作机制"`, "村支书怎样带领村民增收致富，有哪些做法可以借鉴"} {
		b.Run(q, func(b *testing.B) {
			for b.Loop() {
				if _, err := x.Search(context.Background(), Request{Query: q}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// TestScoreIsBM25 compares a score with the formula of docs/search.md, worked out
// by hand: of two pages that have a term once, the shorter comes first.
func TestScoreIsBM25(t *testing.T) {
	doc := func(url, text string) *Document {
		return &Document{URL: url, Title: url, Facets: Facets{Type: "site"}, Parts: []Part{{Field: Body, Text: text}}}
	}
	x, _ := newIndex(t, []*Document{doc("long", "槜李很甜而且果汁很多很好吃"), doc("short", "槜李甜"), doc("none", "葡萄")})
	r, err := x.Search(context.Background(), Request{Query: "槜李"})
	if err != nil {
		t.Fatal(err)
	}
	if got := urls(r); !slices.Equal(got, []string{"short", "long"}) {
		t.Fatalf("got %v", got)
	}
	// 12, 2 and 1 pairs: the mean length is 5; 2 of 3 documents have the term. 12 is
	// kept as the nearest quarter of a power of two.
	for i, length := range []float64{2, math.Pow(2, 14.0/4)} {
		want := math.Log(1+(3-2+0.5)/(2+0.5)) * 1 * (1.2 + 1) / (1 + 1.2*(1-0.75+0.75*length/5))
		want *= 2 // they have all of the query
		if got := r.Results[i].Score; math.Abs(got-want) > 1e-9*want {
			t.Errorf("length %v: score %v, want %v", length, got, want)
		}
	}
}
