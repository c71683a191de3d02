package shards

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// site is all that a search folder holds, the plain way.
type site struct {
	docs    []*Doc
	lengths []int
	terms   map[string]map[uint32]Posting
	counts  map[string]int
	columns map[string][][]string
	meta    Meta
}

func newSite() *site {
	return &site{
		terms: map[string]map[uint32]Posting{}, counts: map[string]int{},
		columns: map[string][][]string{"type": nil, "region": nil, "tag": nil},
		meta: Meta{
			Names: map[string]string{"type": "类型"}, Labels: map[string]map[string]string{"type": {"alliance": "党建联盟"}},
			Synonyms: [][]string{{"村支书", "村党组织书记"}}, Moved: map[int]float64{},
		},
	}
}

var testDictionary = []byte("\xb5\xb3\xbd\xa8\xcc\xaf\xd1\xc7 0\x1f\x1f")

// write exports the site.
func (s *site) write(t testing.TB, dir string, b bounds) {
	t.Helper()
	w, err := createWith(dir, Options{Dictionary: testDictionary, PerShard: 3}, b)
	if err != nil {
		t.Fatal(err)
	}
	for i, d := range s.docs {
		if err := w.Doc(d, s.lengths[i]); err != nil {
			t.Fatal(err)
		}
	}
	keys := slices.Concat(slices.Collect(maps.Keys(s.terms)), slices.Collect(maps.Keys(s.counts)))
	slices.Sort(keys)
	for _, k := range keys {
		if err := w.Term(k, s.counts[k], s.list(k)); err != nil {
			t.Fatal(err)
		}
	}
	for _, id := range slices.Sorted(maps.Keys(s.columns)) {
		w.Column(NewColumn(id, s.columns[id]))
	}
	if err := w.Close(s.meta); err != nil {
		t.Fatal(err)
	}
}

func (s *site) list(key string) []Posting {
	var list []Posting
	for _, id := range slices.Sorted(maps.Keys(s.terms[key])) {
		list = append(list, s.terms[key][id])
	}
	return list
}

// answers is all that a Reader can say.
type answers struct {
	Meta    Meta
	Docs    []*Doc
	Terms   map[string]int
	Lists   map[string][]Posting
	Lengths *Lengths
	Columns map[string][][]string
	Counts  map[string][]int
}

func ask(t testing.TB, dir string) answers {
	t.Helper()
	r, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	a := answers{*r.Meta(), nil, map[string]int{}, map[string][]Posting{}, nil, map[string][][]string{}, map[string][]int{}}
	no := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	for id := range r.Meta().Size {
		d, err := r.Doc(id)
		no(err)
		a.Docs = append(a.Docs, d)
	}
	no(r.Prefix("", func(key string, df int) bool { a.Terms[key] = df; return true }))
	for key := range a.Terms {
		df, list, err := r.Postings(key)
		no(err)
		if df != a.Terms[key] {
			t.Fatalf("%q: %d and %d documents", key, df, a.Terms[key])
		}
		a.Lists[key] = list
	}
	a.Lengths, err = r.Lengths()
	no(err)
	for _, id := range []string{"type", "region", "tag"} {
		c, err := r.Column(id)
		no(err)
		a.Columns[id], a.Counts[id] = c.rows(c.Len()), c.Counts
	}
	return a
}

// randomChange changes a site and says so in the form Edit takes.
func (s *site) randomChange(rnd *rand.Rand, step int) Changes {
	c := Changes{Docs: map[int]DocEdit{}, Terms: map[string]TermEdit{}, Columns: map[string]map[int][]string{}}
	for id := range s.columns {
		c.Columns[id] = map[int][]string{}
	}
	for range rnd.IntN(4) {
		id := rnd.IntN(len(s.docs) + 1 + rnd.IntN(2)*rnd.IntN(6))
		s.changeDoc(rnd, &c, id, step)
	}
	for range rnd.IntN(8) {
		s.changeTerm(rnd, &c)
	}
	s.meta.Length += int64(rnd.IntN(100))
	if len(s.docs) > 0 {
		s.meta.Moved = maps.Clone(s.meta.Moved)
		s.meta.Moved[rnd.IntN(len(s.docs))] = rnd.Float64()
	}
	c.Meta = s.meta
	return c
}

func (s *site) changeDoc(rnd *rand.Rand, c *Changes, id, step int) {
	for len(s.docs) <= id {
		s.docs, s.lengths = append(s.docs, nil), append(s.lengths, 0)
		for f := range s.columns {
			s.columns[f] = append(s.columns[f], nil)
		}
	}
	d, length := (*Doc)(nil), 0
	if rnd.IntN(4) > 0 {
		d, length = randomDoc(rnd, id, step), 1+rnd.IntN(5000)
	}
	s.docs[id], s.lengths[id] = d, length
	c.Docs[id] = DocEdit{d, length}
	for f := range s.columns {
		var row []string
		if d != nil && rnd.IntN(4) > 0 {
			row = []string{[]string{"浙江省/嘉兴市", "浙江省", "b", "江苏省"}[rnd.IntN(4)]}
			if f == "tag" {
				row = append(row, "d")
			}
		}
		s.columns[f][id], c.Columns[f][id] = row, row
	}
}

func randomDoc(rnd *rand.Rand, id, step int) *Doc {
	d := &Doc{URL: fmt.Sprintf("cases/%d.html", id), Title: fmt.Sprint("党建摊亚 ", step), Date: "2020-01", Type: []string{"", "method"}[rnd.IntN(2)]}
	d.Blocks = [][]Record{{{Field: 1, Text: d.Title}, {Field: 2, Text: "é 𠀀 \x00"}}}
	for n := range rnd.IntN(3) {
		d.Blocks = append(d.Blocks, []Record{{Continued: n > 0, Anchor: "a", Section: "做法", Text: fmt.Sprint("党员", rnd.Int())}})
	}
	return d
}

func (s *site) changeTerm(rnd *rand.Rand, c *Changes) {
	key := string([]rune("tpFyi")[rnd.IntN(5)]) + fmt.Sprint(rnd.IntN(60))
	if _, ok := c.Terms[key]; ok || len(s.docs) == 0 {
		return
	}
	if counted(key) {
		n := rnd.IntN(5) - min(2, s.counts[key])
		if s.counts[key] += n; s.counts[key] == 0 {
			delete(s.counts, key)
		}
		c.Terms[key] = TermEdit{Count: n}
		return
	}
	var e TermEdit
	if s.terms[key] == nil {
		s.terms[key] = map[uint32]Posting{}
	}
	for range rnd.IntN(20) {
		id := rnd.Uint32N(uint32(len(s.docs)))
		delete(s.terms[key], id)
		e.Drop = append(e.Drop, id)
	}
	for range rnd.IntN(20) {
		p := Posting{ID: rnd.Uint32N(uint32(len(s.docs)))}
		if scored(key) {
			p.Level, p.Block = 1+uint8(rnd.IntN(maxLevel)), uint8(rnd.IntN(8))
		}
		s.terms[key][p.ID] = p
		e.Set = append(e.Set, p)
	}
	if len(s.terms[key]) == 0 {
		delete(s.terms, key)
	}
	c.Terms[key] = e
}

// TestEditGivesWhatAnExportGives compares the answers after each of many edits
// with those of a fresh export, and the files with those that the root names.
func TestEditGivesWhatAnExportGives(t *testing.T) {
	small := bounds{60, 80}
	for seed := range uint64(12) {
		rnd := rand.New(rand.NewPCG(seed, 5))
		s := newSite()
		for range rnd.IntN(3) {
			s.randomChange(rnd, 0)
		}
		dir := t.TempDir()
		s.write(t, dir, small)
		for step := range 15 {
			if err := editWith(dir, s.randomChange(rnd, step), always(small)); err != nil {
				t.Fatal(err)
			}
			fresh := t.TempDir()
			s.write(t, fresh, small)
			if d := cmp.Diff(ask(t, fresh), ask(t, dir), cmp.AllowUnexported()); d != "" {
				t.Fatalf("seed %d, step %d: %s", seed, step, d)
			}
			checkFiles(t, dir)
			if d := cmp.Diff(files(t, fresh, documentsOf), files(t, dir, documentsOf)); d != "" {
				t.Fatalf("document shards differ: %s", d)
			}
		}
	}
}

// documentsOf returns the names of the document shards.
func documentsOf(r *root) (names []string) {
	for _, d := range r.documents {
		names = append(names, d.name.String())
	}
	return names
}

func files(t testing.TB, dir string, of func(*root) []string) []string {
	t.Helper()
	r, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	return of(r.root)
}

// checkFiles asks that the folder holds the named shards and no others.
func checkFiles(t testing.TB, dir string) {
	t.Helper()
	r, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]bool{}
	for name := range contents(t, dir) {
		got[name] = true
	}
	want := map[string]bool{RootFile: true}
	for n := range r.root.names() {
		want[filepath.Join(ShardsDir, n.String()+".js")] = true
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Fatal(d)
	}
}

// contents reads all files below a folder.
func contents(t testing.TB, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	for _, sub := range []string{".", ShardsDir} {
		entries, err := os.ReadDir(filepath.Join(dir, sub))
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			if e.IsDir() {
				continue
			}
			b, err := os.ReadFile(filepath.Join(dir, sub, e.Name()))
			if err != nil {
				t.Fatal(err)
			}
			out[filepath.Join(sub, e.Name())] = string(b)
		}
	}
	return out
}

func randomSite(seed uint64, steps int) *site {
	rnd := rand.New(rand.NewPCG(seed, 7))
	s := newSite()
	for n := range steps {
		s.randomChange(rnd, n)
	}
	return s
}

func TestSameInputSameFiles(t *testing.T) {
	s := randomSite(1, 60)
	a, b := t.TempDir(), t.TempDir()
	s.write(t, a, usualBounds(0))
	s.write(t, b, usualBounds(0))
	if d := cmp.Diff(contents(t, a), contents(t, b)); d != "" {
		t.Error(d)
	}
	if _, err := Create(a, Options{}); err == nil {
		t.Error("a folder with shards was taken for an empty one")
	}
}

// TestEditTouchesOneShard counts the files that are new after small edits, and
// sees that no file that stays is written into.
func TestEditTouchesOneShard(t *testing.T) {
	s := randomSite(2, 80)
	dir := t.TempDir()
	s.write(t, dir, bounds{60, 80})
	fresh := func(c Changes) []string {
		before := contents(t, dir)
		shared := t.TempDir()
		for name := range before {
			os.MkdirAll(filepath.Dir(filepath.Join(shared, name)), 0o755)
			if err := os.Link(filepath.Join(dir, name), filepath.Join(shared, name)); err != nil {
				t.Fatal(err)
			}
		}
		c.Meta = s.meta
		if err := editWith(dir, c, always(bounds{60, 80})); err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(before, contents(t, shared)); d != "" {
			t.Errorf("a file was written into: %s", d)
		}
		checkFiles(t, dir)
		var names []string
		for name, text := range contents(t, dir) {
			if name != RootFile && before[name] != text {
				names = append(names, name)
			}
		}
		return names
	}
	if got := fresh(Changes{Terms: map[string]TermEdit{"t33": {Set: []Posting{{ID: 1, Level: 7}}}}}); len(got) != 1 {
		t.Errorf("one term: %v", got)
	}
	id := slices.IndexFunc(s.docs, func(d *Doc) bool { return d != nil })
	d := *s.docs[id]
	d.Blocks = append(slices.Clone(d.Blocks), []Record{{Text: "新"}})
	if got := fresh(Changes{Docs: map[int]DocEdit{id: {&d, s.lengths[id]}}}); len(got) != 1 {
		t.Errorf("one text: %v", got)
	}
	if got := fresh(Changes{}); len(got) != 0 {
		t.Errorf("nothing: %v", got)
	}
}

func TestFailedEditLeavesAllAsItWas(t *testing.T) {
	s := randomSite(3, 60)
	dir := t.TempDir()
	s.write(t, dir, usualBounds(0))
	before := contents(t, dir)
	for name, c := range map[string]Changes{
		"unknown document": {Terms: map[string]TermEdit{"t1": {Set: []Posting{{ID: 9999, Level: 1}}}}},
		"unknown column":   {Docs: map[int]DocEdit{0: {randomDoc(rand.New(rand.NewPCG(1, 1)), 0, 99), 5}}, Columns: map[string]map[int][]string{"x": {0: nil}}},
		"no letter":        {Terms: map[string]TermEdit{"1": {Set: []Posting{{ID: 0}}}}},
		"below zero":       {Terms: map[string]TermEdit{"y1": {Count: -1000}}},
		"no blocks":        {Docs: map[int]DocEdit{0: {&Doc{}, 5}}},
	} {
		if err := Edit(dir, c); err == nil {
			t.Errorf("%s: no error", name)
		}
		if d := cmp.Diff(before, contents(t, dir)); d != "" {
			t.Errorf("%s: %s", name, d)
		}
	}
}

// TestPrefixReadsOnlyItsShards removes all other shards first.
func TestPrefixReadsOnlyItsShards(t *testing.T) {
	s := randomSite(4, 200)
	dir := t.TempDir()
	s.write(t, dir, bounds{60, 80})
	for _, prefix := range []string{"t", "p1", "t33", "y", "i5", "zz", "", "A", "t9999"} {
		r, err := Open(dir)
		if err != nil {
			t.Fatal(err)
		}
		var want, got []string
		if err := r.Prefix("", func(k string, _ int) bool {
			if len(k) >= len(prefix) && k[:len(prefix)] == prefix {
				want = append(want, k)
			}
			return true
		}); err != nil {
			t.Fatal(err)
		}
		r, _ = Open(dir)
		if err := r.Prefix(prefix, func(k string, _ int) bool { got = append(got, k); return true }); err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%q: %s", prefix, d)
		}
		if n := len(r.terms.kept); n > len(want)+2 {
			t.Errorf("%q: %d shards for %d keys", prefix, n, len(want))
		}
	}
}

// always gives the same bounds, whatever the number of documents.
func always(b bounds) func(int) bounds { return func(int) bounds { return b } }
