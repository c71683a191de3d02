package site

import (
	"fmt"
	"strings"
	"testing"

	"touyan/generator/content"
)

func TestIndicatorAddresses(t *testing.T) {
	a := page(t, "cases/a.md", "title: 甲\ntype: village\ndate: 2021\noutcomes: [{indicator: 培训, value: 3次}, {indicator: 培训, value: 9人, scope: 全市}, {indicator: 陪训, value: 1次}, {indicator: '!', value: 1次}]"+source)
	s := assemble(t, a)
	slugs := map[string]string{}
	for _, x := range s.Indicators {
		slugs[x.Name+x.Dimension] = x.Slug
	}
	// The first by order of characters keeps the plain form.
	if slugs["培训人"] != "pei-xun" || slugs["培训次"] != "pei-xun-ci" || !strings.HasPrefix(slugs["陪训次"], "pei-xun-") || slugs["!次"] == "" {
		t.Errorf("got %v", slugs)
	}
	seen := map[string]bool{}
	for _, slug := range slugs {
		if seen[slug] {
			t.Errorf("two have %s", slug)
		}
		seen[slug] = true
	}
}

func TestIndicatorOfFindsItsPlaceAmongEquals(t *testing.T) {
	var pages []*content.Page
	for i := range 30 {
		pages = append(pages, page(t, fmt.Sprintf("cases/c%02d.md", i), fmt.Sprintf(
			"title: 村%d\ntype: village\ndate: 2021\noutcomes: [{indicator: 收入, value: %d万元}]", i, i/10)+source))
	}
	s := assemble(t, pages...)
	for _, p := range s.Cases {
		x, at := s.IndicatorOf(&p.Outcomes[0])
		if x.Entries[at].Case != p {
			t.Errorf("%s is at the place of %s", p.Path, x.Entries[at].Case.Path)
		}
	}
	if s.Indicators[0].Cases != 30 {
		t.Errorf("%d cases", s.Indicators[0].Cases)
	}
}

func TestCommonScope(t *testing.T) {
	for _, test := range []struct {
		scopes []string
		want   string
		rule   bool
	}{
		{[]string{"", ""}, "", true}, {[]string{"全市"}, "全市", true}, {[]string{"全市", "", "全市"}, "全市", true},
		{[]string{"全市", "全村"}, "", false}, {[]string{"全市", "全市", "全村", "全村"}, "全市", true}, {[]string{"", "", "全村", "全村"}, "", true},
	} {
		x := &Indicator{}
		for i, scope := range test.scopes {
			p := page(t, fmt.Sprintf("cases/c%d.md", i), fmt.Sprintf("title: 甲\ntype: village\ndate: 2021\noutcomes: [{indicator: 收入, value: 3元, scope: '%s'}]", scope)+source)
			x.Entries = append(x.Entries, Entry{Case: p, Outcome: &p.Outcomes[0]})
		}
		got, rule := x.CommonScope()
		if rule != test.rule || got != test.want {
			t.Errorf("%q: %q %t", test.scopes, got, rule)
		}
	}
}

func TestReadable(t *testing.T) {
	for _, test := range []struct {
		dimension string
		largest   float64
		want      string
		factor    float64
	}{
		{"元", 9999, "元", 1}, {"元", 1e4, "万元", 1e4}, {"元", 2.5e8, "亿元", 1e8}, {"人", 14200, "万人", 1e4},
		{"%", 1e5, "%", 1}, {"公斤", 2000, "吨", 1000}, {"公斤", 20, "公斤", 1}, {"元", -5, "元", 1},
	} {
		if unit, factor := Readable(test.dimension, test.largest); unit != test.want || factor != test.factor {
			t.Errorf("%g %s is read in %s (%g)", test.largest, test.dimension, unit, factor)
		}
	}
}
