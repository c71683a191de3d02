package content_test

import (
	"fmt"
	"testing"

	"touyan/generator/content"
)

func TestBookletNamesACollectionOrCases(t *testing.T) {
	for _, c := range []struct{ name, keys, want string }{
		{"a collection", "collection: type:village", ""},
		{"a list", "cases: [cases/a.md, cases/b/index.md]", ""},
		{"neither", "summary: 无", "content/booklets/x.md:1:1: error: booklet-without-cases"},
		{"an empty list", "cases: []", "content/booklets/x.md:1:1: error: booklet-without-cases"},
		{"both", "collection: site\ncases: [cases/a.md]", "content/booklets/x.md:4:8: error: booklet-both"},
		{"a case twice", "cases: [cases/a.md, cases/a.md]", `content/booklets/x.md:3:21: error: duplicate-item "cases" "cases/a.md"`},
		{"a key of cases", "collection: site\ntype: village", `content/booklets/x.md:4:1: error: key-not-for-kind "type" "cases/"`},
	} {
		p, found := content.Parse("booklets/x.md", []byte("---\ntitle: 一册\n"+c.keys+"\n---\n"), vocabulary())
		got := ""
		if len(found) > 0 {
			got = fmt.Sprint(found[0])
		}
		if p == nil || p.Kind != content.Booklet || got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
	if _, found := content.Parse("cases/x.md", []byte("---\ntitle: 案例\ntype: village\ndate: 2020\ncollection: site\nsources: [{title: 报}]\n---\n"), vocabulary()); found.Errors() != 1 {
		t.Errorf("a case with a collection: %v", found)
	}
}
