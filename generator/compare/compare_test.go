package compare

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"touyan/generator/config"
	"touyan/generator/content"
	"touyan/generator/site"
	"touyan/generator/view"
)

func assemble(t testing.TB, pages ...*content.Page) *site.Site {
	t.Helper()
	s, found := site.Assemble(config.Default(), pages)
	if found.Errors() > 0 {
		t.Fatal(found)
	}
	return s
}

func parse(t testing.TB, path, frontMatter string) *content.Page {
	t.Helper()
	v := content.Vocabulary{Types: []string{"village"}, Sectors: []string{"rural"}, Levels: []string{"city"}, Location: time.UTC}
	p, found := content.Parse(path, []byte("---\n"+frontMatter+"\n---\n\n正文。\n"), v)
	if found.Errors() > 0 {
		t.Fatal(found)
	}
	return p
}

func many(t testing.TB, n int) []*content.Page {
	var pages []*content.Page
	for i := range n {
		pages = append(pages, parse(t, fmt.Sprintf("cases/c%04d.md", i), fmt.Sprintf(
			"title: 例%d\ntype: village\nsector: rural\ndate: 2022\nproblems: [增收难]\npractices: [{title: 甲, detail: 乙}]\noutcomes: [{indicator: 集体收入, values: {2006: 46.2万元, 2021: 2456900元}}]\nsources: [{title: 报道, url: 'https://example.org/'}]", i)))
	}
	return pages
}

// TestBuckets guards the numbers that compare.js computes too.
func TestBuckets(t *testing.T) {
	for path, want := range map[string]int{"": 0xc5, "a": 0x2c, "foobar": 0x68} { // the low byte of FNV's own test vectors
		if got := Bucket(path, 256); got != want {
			t.Errorf("%q is in %x, want %x", path, got, want)
		}
	}
	for _, test := range [][2]int{{0, 1}, {16, 1}, {17, 2}, {1000, 64}, {10000, 1024}} {
		if got := view.Buckets(test[0]); got != test[1] {
			t.Errorf("%d cases in %d files, want %d", test[0], got, test[1])
		}
	}
}

func files(t testing.TB, s *site.Site) map[string]string {
	t.Helper()
	all := map[string]string{}
	for f := range Files(s) {
		data, err := f.Data()
		if err != nil {
			t.Fatal(err)
		}
		all[f.Path] = string(data)
	}
	return all
}

// TestEveryCaseIsInItsBucket looks each case up as the browser does.
func TestEveryCaseIsInItsBucket(t *testing.T) {
	s := assemble(t, many(t, 300)...)
	all := files(t, s)
	if len(all) != view.Buckets(300) {
		t.Fatalf("%d files", len(all))
	}
	for _, p := range s.Cases {
		path := content.OutputPath(p)
		text := all[fmt.Sprintf("compare/%x.js", Bucket(path, len(all)))]
		inside, ok := strings.CutPrefix(strings.TrimSuffix(text, ");\n"), "touyan.cases(")
		var cases map[string]facts
		if err := json.Unmarshal([]byte(inside), &cases); err != nil || !ok {
			t.Fatalf("%v in %q", err, text)
		}
		if cases[path].Title != p.Title {
			t.Errorf("%s is not in its file", path)
		}
	}
}

// TestAnEditChangesOneFile guards the cost of an edit.
func TestAnEditChangesOneFile(t *testing.T) {
	pages := many(t, 300)
	before := files(t, assemble(t, pages...))
	pages[7] = parse(t, "cases/c0007.md", "title: 另一个\ntype: village\ndate: 2022\nsources: [{title: 报道}]")
	changed := 0
	for path, text := range files(t, assemble(t, pages...)) {
		if before[path] != text {
			changed++
		}
	}
	if changed != 1 {
		t.Errorf("%d files changed", changed)
	}
}

func TestFacts(t *testing.T) {
	p := parse(t, "cases/x.md", "title: \"</script>\\u2028<!--\"\ntype: village\ndate: 2022\nregion: [浙江省, 嘉兴市]\noutcomes: [{indicator: 人均收入, values: {2006: 8520元, 2021: 4.7万元}}, {indicator: 覆盖, value: 近95%, year: 2021, approx: true, scope: 全市}]\nsources: [{title: 报道}]")
	got := files(t, assemble(t, p))["compare/0.js"]
	want := `touyan.cases({"cases/x.html":{"title":"\u003c/script\u003e\u2028\u003c!--","type":"示范村","region":["浙江省","嘉兴市"],"date":"2022",` +
		`"outcomes":[{"indicator":"人均收入","dimension":"元","figures":[{"year":2006,"value":8520,"unit":"元","factor":1},{"year":2021,"value":4.7,"unit":"万元","factor":10000}],` +
		`"change":{"from":2006,"to":2021,"times":"5.52","percent":"+451.6%","yearly":"+12.1%"}},` +
		`{"indicator":"覆盖","dimension":"%","scope":"全市","figures":[{"year":2021,"value":95,"unit":"%","factor":1,"approx":true,"about":true}]}],` +
		`"sources":[{"title":"报道"}]}});` + "\n"
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if bytes.ContainsAny([]byte(got), "<>\u2028") {
		t.Error("the script holds what ends it")
	}
}

// BenchmarkFiles makes the data of 1,000 cases.
func BenchmarkFiles(b *testing.B) {
	s := assemble(b, many(b, 1000)...)
	for b.Loop() {
		files(b, s)
	}
}
