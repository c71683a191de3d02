package generator_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"touyan/generator"
)

// TestDemoIsClean holds the demo site to what is asked of others.
func TestDemoIsClean(t *testing.T) {
	o := liveOptions("..", "")
	o.Strict = true
	r, err := generator.Check(context.Background(), o)
	for _, f := range r.Findings {
		t.Log(f)
	}
	if err != nil {
		t.Error(err)
	}
}

// TestCheckTellsAllAtOnce has a fault of each stage: none hides those of another.
func TestCheckTellsAllAtOnce(t *testing.T) {
	e := editor{t: t, dir: t.TempDir()}
	e.write("../site.yaml", "title: 小站\nmenus: {main: [{title: 无, url: none.html}, {title: 案例, url: cases/index.html}]}\ncheck: {codes: {no-such: off}}\n")
	e.write("cases/bad.md", "---\ntitel: 坏的\n---\n正文。\n")
	e.write("cases/good.md", "---\ntitle: 好的\ntype: village\ndate: 2023-02-03\nsources: [{title: 报}]\n---\n\n见[无](nowhere.md)。\n")
	e.write("lone.md", "---\ntitle: 单\n---\n正文。<!-- touyan:ignore orphan-file -->\n")
	codes := func() string {
		r, err := generator.Check(context.Background(), liveOptions(e.dir, ""))
		if err != generator.ErrContent {
			t.Error(err)
		}
		var list []string
		for _, f := range r.Findings {
			list = append(list, f.Code)
		}
		return strings.Join(list, " ")
	}
	has := func(got string, want ...string) {
		t.Helper()
		for _, code := range want {
			if !strings.Contains(" "+got+" ", " "+code+" ") {
				t.Errorf("%s is not among %s", code, got)
			}
		}
	}
	has(codes(), "unknown-key", "broken-link", "orphan-page", "ignore-without-reason", "ignore-unknown-code")
	// Links between pages are judged once the pages are whole.
	e.write("cases/bad.md", "---\ntitle: 改好的\ntype: village\ndate: 2023-02-03\nsources: [{title: 报}]\n---\n见[段](good.md#no-such)。\n")
	e.write("cases/good.md", "---\ntitle: 好的\ntype: village\ndate: 2023-02-03\nsources: [{title: 报}]\n---\n正文。\n")
	has(codes(), "dead-anchor", "dead-menu", "orphan-page", "ignore-unknown-code")
	for _, name := range []string{"public", ".public.touyan"} {
		if _, err := os.Stat(filepath.Join(e.dir, name)); err == nil {
			t.Errorf("%s was written", name)
		}
	}
}

// TestCheckAfterABuild finds the same with what a build knows as without, and leaves
// all that as it is.
func TestCheckAfterABuild(t *testing.T) {
	dir := corpusSite(t, 12)
	e := editor{t: t, dir: dir}
	e.write("cases/pack/index.md", "---\ntitle: 图\ntype: village\ndate: 2022-02-03\nsources: [{title: 报}]\n---\n\n![图](图.svg)与[段](../case-000001.md#part-sources)。<!-- touyan:ignore orphan-file -->\n")
	e.write("cases/pack/图.svg", `<svg xmlns="http://www.w3.org/2000/svg" width="5" height="9"/>`)
	e.write("cases/pack/多余.txt", "无人问津")
	fresh := checkSite(t, dir)
	build(t, dir, true)
	before := siteFiles(t, dir)
	again := checkSite(t, dir)
	if got, want := again.Diagnostics(), fresh.Diagnostics(); len(want) == 0 || strings.Join(texts(got), "\n") != strings.Join(texts(want), "\n") {
		t.Errorf("after a build %v, before %v", got, want)
	}
	if after := siteFiles(t, dir); len(after) != len(before) {
		t.Errorf("files were written: %d, then %d", len(before), len(after))
	}
}
