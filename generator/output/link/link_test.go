package link

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
)

func TestScan(t *testing.T) {
	tests := []struct {
		html       string
		ids, links []string
	}{
		{`<a href="x.html">x</a>`, nil, []string{"x.html"}},
		{`<A HREF=x.html ID=top>x</A>`, []string{"top"}, []string{"x.html"}},
		{`<a href='a b.html' id = "i" >x`, []string{"i"}, []string{"a b.html"}},
		{`<a name=old href>x`, []string{"old"}, []string{""}},
		{`<input name=q id=q>`, []string{"q"}, nil},
		{`<a href="?a=1&amp;b=2&#x4e2d;">`, nil, []string{"?a=1&b=2中"}},
		{`<img src=a.png srcset="b.png 1x, c.png 2x,d.png" alt="<a href=no>">`, nil, []string{"a.png", "b.png", "c.png", "d.png"}},
		{`<img srcset="data:image/png,a, e.png 2x">`, nil, []string{"data:image/png,a", "e.png"}},
		{`<video poster=p.jpg src=v.mp4></video><form action=s.html><button formaction=t.html>`, nil, []string{"p.jpg", "v.mp4", "s.html", "t.html"}},
		{`<object data=o.pdf></object><div data=no>`, nil, []string{"o.pdf"}},
		{`<svg><use xlink:href="#i"/><use href="#j"/><title/><g id=i></g></svg>`, []string{"i"}, []string{"#i", "#j"}},
		{`<meta http-equiv="Refresh" content="0; URL='new.html'">`, nil, []string{"new.html"}},
		{`<meta content="5;url=new.html" http-equiv=refresh><meta name=x content="0;url=no.html">`, nil, []string{"new.html"}},
		{`<meta http-equiv=refresh content="3; other.html">`, nil, []string{"other.html"}},
		{`<!-- <a href=no> --><a href=yes><!--><a href=yes2><!-- no end <a href=no>`, nil, []string{"yes", "yes2"}},
		{`<script>"<a href=no>"</script><style><a href=no></style><a href=yes>`, nil, []string{"yes"}},
		{`<script src=s.js></script ><title><a href=no></title><textarea><a href=no></TEXTAREA><a href=yes>`, nil, []string{"s.js", "yes"}},
		{`<script></scripted><a href=no></script><a href=yes>`, nil, []string{"yes"}},
		{`<script><a href=no>`, nil, nil},
		{`1 < 2 <3 <a href=yes></a href=no><!doctype html href=no><?x href=no?>`, nil, []string{"yes"}},
		{`<a href="a>b">`, nil, []string{"a>b"}},
		{`<a/href=x/y>`, nil, []string{"x/y"}},
		{`<a =href=no href = yes>`, nil, []string{"yes"}},
		{`<a href="no`, nil, nil},
		{`<a href=`, nil, nil},
		{`<a`, nil, nil},
		{`<`, nil, nil},
		{``, nil, nil},
	}
	for _, tt := range tests {
		if got := Scan([]byte(tt.html)); !slices.Equal(got.IDs, tt.ids) || !slices.Equal(got.Links, tt.links) {
			t.Errorf("%s\n gives %q, %q\n want  %q, %q", tt.html, got.IDs, got.Links, tt.ids, tt.links)
		}
	}
}

func FuzzScan(f *testing.F) {
	f.Add([]byte(`<a href="x" id=y><!-- --><script></script><meta http-equiv=refresh content="0;url=x">`))
	f.Add([]byte(`<img srcset="a 1x,,b, c"`))
	f.Fuzz(func(t *testing.T, page []byte) {
		p := Scan(page)
		for _, l := range p.Links {
			file, _, k := resolve("a/b.html", l)
			if k == internal && (strings.HasPrefix(file, "/") || strings.HasPrefix(file, "../")) {
				t.Errorf("%q leads to %q", l, file)
			}
		}
	})
}

func TestResolve(t *testing.T) {
	tests := []struct {
		page, link, path, fragment string
		kind                       kind
	}{
		{"a/b.html", "c.html", "a/c.html", "", internal},
		{"a/b.html", "./c.html", "a/c.html", "", internal},
		{"a/b.html", "../c.html#x", "c.html", "x", internal},
		{"a/b.html", "", "a/b.html", "", internal},
		{"a/b.html", "#x", "a/b.html", "x", internal},
		{"a/b.html", "#", "a/b.html", "", internal},
		{"a/b.html", "#TOP", "a/b.html", "", internal},
		{"a/b.html", "?q=%zz#x", "a/b.html", "x", internal},
		{"a/b.html", "c.html?x=/../..#y?z", "a/c.html", "y?z", internal},
		{"a/b.html", " c.html\n", "a/c.html", "", internal},
		{"a/b.html", "%E5%9B%BE%201.svg", "a/图 1.svg", "", internal},
		{"a/b.html", "c.html#%E8%83%8C%E6%99%AF", "a/c.html", "背景", internal},
		{"a/b.html", "c.html#x:~:text=y", "a/c.html", "x", internal},
		{"a/b.html", "c/d/../../e.html", "a/e.html", "", internal},
		{"a/b.html", `..\c.html`, "c.html", "", internal},
		{"a/b.html", "c/", "a/c/", "", internal},
		{"a/b.html", ".", "a/", "", internal},
		{"b.html", ".", "", "", internal},
		{"a/b.html", "..", "", "", internal},
		{"a/b.html", "c//d.html", "a/c//d.html", "", internal},
		{"a/b.html", "../../c.html", "", "", outside},
		{"b.html", "..", "", "", outside},
		{"a/b.html", "/c.html", "", "", outside},
		{"a/b.html", "c%zz.html", "", "", broken},
		{"a/b.html", "https://example.org/a", "", "", external},
		{"a/b.html", "//example.org/a", "", "", external},
		{"a/b.html", "mailto:x@example.org", "", "", external},
		{"a/b.html", "TEL:1", "", "", external},
		{"a/b.html", "data:image/png,#", "", "", external},
		{"a/b.html", "1:2.html", "a/1:2.html", "", internal},
		{"a/b.html", ":x", "a/:x", "", internal},
	}
	for _, tt := range tests {
		path, fragment, k := resolve(tt.page, tt.link)
		if k != tt.kind || k == internal && (path != tt.path || fragment != tt.fragment) {
			t.Errorf("%s on %s: %q, %q, %d; want %q, %q, %d", tt.link, tt.page, path, fragment, k, tt.path, tt.fragment, tt.kind)
		}
	}
}

// files is a site in memory that counts what is read.
type files struct {
	pages map[string]string
	also  map[string]bool
	mu    sync.Mutex
	read  []string
}

func (f *files) Files() iter.Seq2[string, [32]byte] {
	return func(yield func(string, [32]byte) bool) {
		for path, text := range f.pages {
			if !yield(path, sha256.Sum256([]byte(text))) {
				return
			}
		}
	}
}

func (f *files) Has(path string) bool {
	_, ok := f.pages[path]
	return ok || f.also[path]
}

func (f *files) Read(path string) ([]byte, error) {
	text, ok := f.pages[path]
	if !ok {
		return nil, fs.ErrNotExist
	}
	f.mu.Lock()
	f.read = append(f.read, path)
	f.mu.Unlock()
	return []byte(text), nil
}

// verify returns the findings as lines.
func verify(t *testing.T, x *Index, f *files) []string {
	t.Helper()
	dead, err := x.Verify(f)
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, d := range dead {
		lines = append(lines, d.Diagnostic().String())
	}
	return lines
}

func TestVerify(t *testing.T) {
	f := &files{pages: map[string]string{
		"index.html": `<a href="a/x.html#s"><a href=style.css><a href="doc.pdf#page=2"><a href="up/y.pdf"><a href=i.svg#g><a href="https://x/y">`,
		"a/x.html":   `<h2 id=s><a href="../index.html#none"><a href=../a/><a href=gone.html#x><a href=/index.html><a href="../../x"><a href="#s"><a href=%zz>`,
		"style.css":  "", "doc.pdf": "",
		"i.svg": `<svg><g id=g /></svg>`,
	}, also: map[string]bool{"up/y.pdf": true}}
	want := []string{
		`a/x.html: error: dead-link "%zz"`,
		`a/x.html: error: dead-outside "../../x"`,
		`a/x.html: error: dead-outside "/index.html"`,
		`a/x.html: error: dead-link "a/"`,
		`a/x.html: error: dead-link "a/gone.html#x"`,
		`a/x.html: error: dead-anchor "index.html#none"`,
	}
	if got := verify(t, New(), f); !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// TestNotFoundPage: only the page that hosts show at any address may lead from the
// host's root, where it is known how the site's own addresses begin there.
func TestNotFoundPage(t *testing.T) {
	const page = `<i id=s></i><a href="#s"><a href="/lib/"><a href="/lib/index.html#top"><a href="/lib/404.html#none"><a href="/lib/gone.html"><a href="/index.html"><a href="//lib/x">`
	f := &files{pages: map[string]string{"404.html": page, "index.html": `<a href="/lib/index.html">`}}
	for hostPath, want := range map[string][]string{
		"": {
			`404.html: error: dead-outside "/index.html"`,
			`404.html: error: dead-outside "/lib/"`,
			`404.html: error: dead-outside "/lib/404.html#none"`,
			`404.html: error: dead-outside "/lib/gone.html"`,
			`404.html: error: dead-outside "/lib/index.html#top"`,
			`index.html: error: dead-outside "/lib/index.html"`,
		},
		"/lib/": {
			`404.html: error: dead-link ""`,
			`404.html: error: dead-outside "/index.html"`,
			`404.html: error: dead-anchor "404.html#none"`,
			`404.html: error: dead-link "gone.html"`,
			`index.html: error: dead-outside "/lib/index.html"`,
		},
	} {
		x := New()
		x.HostPath = hostPath
		got := verify(t, x, f)
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("below %q: got\n%s\nwant\n%s", hostPath, strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	}
}

// TestEdits: an edit makes its own page be read and no other, and what vanishes is
// missed by pages that did not change.
func TestEdits(t *testing.T) {
	f := &files{pages: map[string]string{
		"a.html": `<a href="b.html#s"><a href="c.html">`,
		"b.html": `<p id=s>`,
		"c.html": `<a href="a.html">`,
	}}
	x := New()
	steps := []struct {
		page, text string
		want       []string
	}{
		{"", "", nil},
		{"c.html", `<a href="a.html">more`, nil},
		{"b.html", `<p id=t>`, []string{`a.html: error: dead-anchor "b.html#s"`}},
		{"b.html", `<p id=s>`, nil},
		{"b.html", "", []string{`a.html: error: dead-link "b.html#s"`}},
		{"a.html", "no links", nil},
		{"a.html", `<a href="d.html">`, []string{`a.html: error: dead-link "d.html"`}},
		{"d.html", `<p>`, nil},
	}
	for i, s := range steps {
		f.read = nil
		if s.page != "" {
			f.pages[s.page] = s.text
		}
		if s.page != "" && s.text == "" {
			delete(f.pages, s.page)
		}
		if got := verify(t, x, f); !slices.Equal(got, s.want) {
			t.Errorf("step %d: %q, want %q", i, got, s.want)
		}
		if i > 0 && s.text != "" && !slices.Equal(f.read, []string{s.page}) {
			t.Errorf("step %d read %q", i, f.read)
		}
		x = Decode(x.Encode())
	}
}

func TestUnreadablePage(t *testing.T) {
	f := &files{pages: map[string]string{"a.html": "a"}}
	if _, err := New().Verify(unreadable{f}); !errors.Is(err, fs.ErrPermission) {
		t.Errorf("error %v", err)
	}
}

type unreadable struct{ *files }

func (unreadable) Read(string) ([]byte, error) { return nil, fs.ErrPermission }

// TestStoredEqualsFresh: after any edits, an index that went through its stored
// form finds what a new one finds.
func TestStoredEqualsFresh(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	f := &files{pages: map[string]string{}}
	x := New()
	for i := range 300 {
		for range r.IntN(4) {
			name := fmt.Sprintf("%d.html", r.IntN(8))
			if r.IntN(4) == 0 {
				delete(f.pages, name)
				continue
			}
			var b strings.Builder
			for range r.IntN(6) {
				fmt.Fprintf(&b, "<a id=%d href=%d.html#%d><a href=%d.html>", r.IntN(6), r.IntN(8), r.IntN(6), r.IntN(9))
			}
			f.pages[name] = b.String()
		}
		got, want := verify(t, x, f), verify(t, New(), f)
		if !slices.Equal(got, want) {
			t.Fatalf("step %d: %q, want %q", i, got, want)
		}
		x = Decode(x.Encode())
	}
}

// TestForgotten: what no page has any more is not kept for ever.
func TestForgotten(t *testing.T) {
	f := &files{pages: map[string]string{"b.html": `<p id=x>`}}
	x := New()
	for i := range 5_000 {
		f.pages["a.html"] = fmt.Sprintf(`<p id="x-%d"><a href="b.html#x"><a href="#x-%d">`, i, i)
		if dead := verify(t, x, f); dead != nil {
			t.Fatal(dead)
		}
		x = Decode(x.Encode())
	}
	if n := len(x.strings); n > 2_000 {
		t.Errorf("%d strings are kept", n)
	}
}

func TestDamagedStoreKnowsNothing(t *testing.T) {
	x := New()
	x.Set("a.html", [32]byte{1}, Page{IDs: []string{"x"}, Links: []string{"b.html#y"}})
	data := x.Encode()
	if got := Decode(data); !reflect.DeepEqual(got.pages, x.pages) {
		t.Fatal("the index does not come back")
	}
	for n := range data {
		if got := Decode(data[:n]); len(got.pages) != 0 {
			t.Errorf("%d bytes give pages", n)
		}
		for _, c := range []byte{0, 1, 0x7f, 0x80, 0xff} {
			bad := bytes.Clone(data)
			bad[n] = c
			_, _ = Decode(bad).Verify(&files{}) // must not panic
		}
	}
}
