package generator_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"touyan/generator"
	"touyan/generator/search"
	"touyan/generator/search/shards"
	"touyan/test/corpus"
)

// TestBackend builds a site for one backend and then for the other: pages load the
// script of the one that is set, and the shards hold what it needs.
func TestBackend(t *testing.T) {
	dir := t.TempDir()
	if err := corpus.Write(dir, corpus.Options{N: 40, Seed: 5}); err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(t.TempDir(), "public")
	build := func(backend string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, "site.yaml"), []byte("title: 站\n"+backend), 0o644); err != nil {
			t.Fatal(err)
		}
		if r, err := generator.Build(context.Background(), liveOptions(dir, out)); err != nil {
			t.Fatal(err, r.Diagnostics)
		}
	}
	count := func() int {
		list, err := os.ReadDir(filepath.Join(out, "search", "shards"))
		if err != nil {
			t.Fatal(err)
		}
		return len(list)
	}
	loads := func(path string) (client, server bool) {
		data, err := os.ReadFile(filepath.Join(out, path))
		if err != nil {
			t.Fatal(err)
		}
		return hasScript(data, "search."), hasScript(data, "search-api.")
	}
	finds := func() {
		t.Helper()
		x, err := search.Open(filepath.Join(out, "search"))
		if err != nil {
			t.Fatal(err)
		}
		defer x.Close()
		for _, q := range []string{"党建", "dangjian"} {
			if r, err := x.Search(context.Background(), search.Request{Query: q}); err != nil || r.Total == 0 {
				t.Errorf("%s: %d found, %v", q, r.Total, err)
			}
		}
	}
	build("")
	all := count()
	for _, c := range []struct {
		yaml   string
		server bool
	}{
		{"search: {backend: server}\n", true},
		{"search: {backend: server}\nsubtitle: 再来\n", true},
		{"search: {backend: shards}\n", false},
	} {
		build(c.yaml)
		for _, page := range []string{"index.html", "search.html", "compare.html"} {
			if client, server := loads(page); client == c.server || server != c.server {
				t.Errorf("%q, %s: loads search.js %v, search-api.js %v", c.yaml, page, client, server)
			}
		}
		if n := count(); c.server && n > all/3 || !c.server && n != all {
			t.Errorf("%q: %d shards, of %d", c.yaml, n, all)
		}
		finds()
	}
	// An edit changes what there is of the shards.
	build("search: {backend: server}\n")
	const name = "content/cases/one-more.md"
	text := "---\ntitle: 蓍草槜李\nsummary: 一句话。\ndate: 2024-01-02\ntype: village\nregion: [浙江省]\nsources: [{title: 源, publisher: 社, date: 2024}]\n---\n\n## 做法\n\n种树。\n"
	if err := os.WriteFile(filepath.Join(dir, filepath.FromSlash(name)), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	build("search: {backend: server}\n")
	x, err := search.Open(filepath.Join(out, "search"))
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	if r, err := x.Search(context.Background(), search.Request{Query: "shicaozuili"}); err != nil || len(r.Results) == 0 || !strings.Contains(r.Results[0].Title, "蓍草") {
		t.Errorf("by pinyin: %+v, %v", r, err)
	}
}

// hasScript reports whether a page names a published asset that begins so.
func hasScript(page []byte, name string) bool {
	_, rest, ok := bytes.Cut(page, []byte("assets/"+name))
	for ok {
		if end := bytes.IndexByte(rest, '"'); end > 0 && bytes.HasSuffix(rest[:end], []byte(".js")) {
			return true
		}
		_, rest, ok = bytes.Cut(rest, []byte("assets/"+name))
	}
	return false
}

// TestPreviewSearchesByItself previews a site that a server is to answer for: the
// preview has no server, and keeps to the shards.
func TestPreviewSearchesByItself(t *testing.T) {
	dir := t.TempDir()
	if err := corpus.Write(dir, corpus.Options{N: 20, Seed: 5}); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "site.yaml"), []byte("title: 站\nsearch: {backend: server}\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	l := openLive(t, dir)
	page := func(path string) []byte {
		f, err := l.File(context.Background(), path)
		if err != nil {
			t.Fatal(path, err)
		}
		return f
	}
	if data := page("search.html"); !hasScript(data, "search.") || hasScript(data, "search-api.") {
		t.Error("the search page asks a server")
	}
	// With the dictionary alone it would name no shard of documents.
	var root []byte
	for end := time.Now().Add(time.Minute); root == nil; time.Sleep(50 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("there is no index")
		}
		root, _ = l.File(context.Background(), "search/root.js")
	}
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "root.js"), root, 0o644); err != nil {
		t.Fatal(err)
	}
	r, err := shards.Open(folder)
	if err != nil {
		t.Fatal(err)
	}
	if r.Meta().Size == 0 {
		t.Error("the shards have no documents")
	}
}
