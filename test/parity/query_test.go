package parity

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"

	"touyan/generator/search"
	"touyan/generator/search/analysis"
	"touyan/generator/search/analysis/pinyin"
	"touyan/test/asker"
)

// query makes one query: of a sort, and then bent further or not.
func (a *asking) query() asker.Text {
	sorts := []func() string{
		a.few, a.few, a.few, a.long, a.several, a.several, a.question, a.phrase, a.phrase,
		a.exclusion, a.filter, a.filter, a.typed, a.typed, a.typed, a.traditional, a.wide, a.spaced, a.odd, a.fixed, a.huge, a.mixed,
	}
	s := sorts[a.IntN(len(sorts))]()
	switch a.IntN(20) {
	case 0:
		s = strings.ToUpper(s)
	case 1:
		s += " " + sorts[a.IntN(len(sorts))]()
	case 2:
		s = a.injure(s)
	case 3:
		return a.torn(s)
	}
	return asker.NewText(s)
}

func pick[T any](a *asking, list []T) T { return list[a.IntN(len(list))] }

// text is a text of a page, seldom a short one: headings would be asked too often.
func (a *asking) text() []rune {
	texts := pick(a, a.site.pages).texts
	one, other := []rune(pick(a, texts)), []rune(pick(a, texts))
	if len(one) < len(other) {
		return other
	}
	return one
}

// cut is a stretch of about n characters of a page's text.
func (a *asking) cut(n int) string {
	text := a.text()
	n = min(n, len(text))
	at := a.IntN(len(text) - n + 1)
	return string(text[at : at+n])
}

func (a *asking) few() string  { return a.cut(1 + a.IntN(6)) }
func (a *asking) long() string { return a.cut(7 + a.IntN(40)) }

func (a *asking) several() string {
	list := make([]string, 2+a.IntN(2))
	for i := range list {
		list[i] = a.cut(1 + a.IntN(5))
	}
	return strings.Join(list, pick(a, []string{" ", " ", "  ", "\u3000", "\t", "，", "", "\u00a0"}))
}

func (a *asking) question() string {
	s := a.cut(2 + a.IntN(8))
	return pick(a, []string{
		s + "怎么办", s + "怎么办？", "如何" + s, "怎样" + s + "？", s + "有哪些做法", "为什么" + s, s + "是什么", "请问" + s + "应该怎么样呢",
		s + "和" + a.cut(3) + "是否可以", s + "的" + a.cut(2), "谁在" + s, s + "多少",
	})
}

// quotePairs are the forms of a phrase, with some that are none.
func (a *asking) quoted(s string) string {
	q := pick(a, [][2]string{{`"`, `"`}, {`"`, `"`}, {"“", "”"}, {"「", "」"}, {"＂", "＂"}, {`"`, ""}, {"“", `"`}, {"”", "“"}, {"『", "』"}, {"‘", "’"}})
	return q[0] + s + q[1]
}

func (a *asking) phrase() string {
	s := a.quoted(a.cut(1 + a.IntN(9)))
	switch a.IntN(5) {
	case 0:
		return s + a.cut(2)
	case 1:
		return a.cut(2) + s
	case 2:
		return a.quoted(a.cut(2)) + " " + s
	}
	return s
}

func (a *asking) exclusion() string {
	minus := pick(a, []string{"-", "-", "－", "—", "--", "- "})
	s := a.cut(1 + a.IntN(2))
	if a.IntN(2) == 0 {
		s = a.quoted(a.cut(2 + a.IntN(3)))
	}
	return pick(a, []string{a.cut(1+a.IntN(3)) + " " + minus + s, minus + s, minus + s + " " + minus + a.cut(2), minus + s + " " + a.few()})
}

// filter is a filter in the query language, right or nearly so.
func (a *asking) filter() string {
	facet := pick(a, []string{"type", "region", "sector", "level", "problem", "tag", "year"})
	name := pick(a, []string{facet, strings.ToUpper(facet), chinese(facet), chinese(facet), chinese(facet)})
	s := name + pick(a, []string{":", "："}) + a.value(facet)
	return pick(a, []string{s, s + " " + a.few(), a.few() + " " + s, s + " " + a.phrase(), s + " " + a.exclusion(), s + " " + a.question()})
}

// chinese is a facet's name in the site's words.
func chinese(facet string) string {
	return map[string]string{"type": "类型", "region": "地区", "sector": "领域", "level": "层级", "problem": "问题", "tag": "标签", "year": "年份"}[facet]
}

// value is something that may stand for a value of a facet.
func (a *asking) value(facet string) string {
	if list := a.facets[facet]; len(list) > 0 && a.IntN(8) > 0 {
		v := pick(a, list)
		names := strings.Split(v.Value, "/")
		last := []rune(names[len(names)-1])
		return pick(a, []string{v.Value, v.Value, v.Label, string(last), string(last[:max(1, len(last)-1)]), a.quoted(v.Value), `"` + v.Label + `"`})
	}
	return pick(a, []string{a.few(), "无此值", "", `""`, "浙江", "市", "2021"})
}

// filters are filters beside the query.
func (a *asking) filters() map[string][]string {
	f := map[string][]string{}
	for range 1 + a.IntN(2) {
		facet := pick(a, []string{"type", "region", "sector", "level", "problem", "tag", "year", "none"})
		f[facet] = append(f[facet], a.value(facet))
	}
	return f
}

// facets are the values that the site has.
func (x *site) facets() map[string][]search.FacetValue {
	all, err := x.index.Search(context.Background(), search.Request{Query: "-qxzvjqxzvj", Size: 1})
	if err != nil {
		return nil
	}
	return all.Facets
}

// typed is a stretch of a title or a text in letters.
func (a *asking) typed() string {
	han := a.cut(1 + a.IntN(6))
	if a.IntN(2) == 0 {
		title := []rune(pick(a, a.site.pages).texts[0])
		at := a.IntN(len(title))
		han = string(title[at:min(len(title), at+1+a.IntN(5))])
	}
	var full, first strings.Builder
	for _, readings := range pinyin.Readings(analysis.Fold(han)) {
		if len(readings) > 0 {
			s := pick(a, readings)
			full.WriteString(s)
			first.WriteString(s[:1])
		}
	}
	s := full.String()
	switch a.IntN(7) {
	case 0, 1:
		return first.String()
	case 2, 3:
		return s[:len(s)-a.IntN(len(s)+1)/2] // half-typed
	case 4:
		return s + a.cut(2)
	case 5:
		return a.cut(2) + " " + s
	}
	return s
}

// variants lead from a search form to the characters that have it.
func variants() map[rune][]rune {
	m := map[rune][]rune{}
	for r := rune(0x3400); r < 0xa000; r++ {
		if f := []rune(analysis.Fold(string(r))); f[0] != r {
			m[f[0]] = append(m[f[0]], r)
		}
	}
	return m
}

func (a *asking) traditional() string {
	return strings.Map(func(r rune) rune {
		if l := a.traded[r]; len(l) > 0 {
			return pick(a, l)
		}
		return r
	}, a.cut(2+a.IntN(8)))
}

// wide has its ASCII in full width.
func (a *asking) wide() string {
	s := pick(a, []func() string{a.few, a.long, a.phrase, a.exclusion, a.typed, a.filter})()
	return strings.Map(func(r rune) rune {
		if '!' <= r && r <= '~' && a.IntN(4) > 0 {
			return r + 0xfee0
		}
		return r
	}, s)
}

func (a *asking) spaced() string {
	var b strings.Builder
	for _, r := range a.cut(2 + a.IntN(6)) {
		b.WriteRune(r)
		if a.IntN(2) == 0 {
			b.WriteString(pick(a, []string{" ", "\u3000", "\u200b", "\n", "  ", "\u2003", "\ufeff", "\u0085", "\v", "\u1680", "\u180e"}))
		}
	}
	return pick(a, []string{"", "  ", "\u3000"}) + b.String() + " "
}

// odd is made of characters that no one types.
func (a *asking) odd() string {
	var b strings.Builder
	for range 1 + a.IntN(8) {
		switch a.IntN(6) {
		case 0:
			b.WriteRune(rune(a.IntN(0x80)))
		case 1:
			b.WriteRune(rune(a.IntN(0x11000)))
		case 2:
			b.WriteRune(rune(0x10000 + a.IntN(0x20000)))
		case 3:
			b.WriteString(pick(a, []string{"🙂", "👨‍👩‍👧", "🇨🇳", "\u200d", "\ufffd", "\u202e", "e\u0301", "\u0301", "İ", "ß", "ẞ", "ﬁ", "㈱", "①", "２．５", "4.7", ".5", "1.", "__proto__", "constructor"}))
		default:
			b.WriteString(a.cut(1))
		}
	}
	return b.String()
}

// fixed are queries that are worth asking of every site.
func (a *asking) fixed() string {
	return pick(a, []string{
		"", " ", "-", "--", "－", "\"", "\"\"", "“”", "「」", "\" \"", "-\"\"", ":", "：", "type:", "类型:", "类型:\"", "类型:\"\"", "-类型:village", "a:b:c",
		"。", "，，，", "()", "...", "!", "的", "怎么办", "是什么", "吗", "党", "党 党", "党党党", "a", "aa", "z", "zl", "zuil", "zuili", "ZuiLi", "zuìlǐ", "nv", "lv", "lü", "xian", "xi'an",
		"槜李", "醉李", "黨建聯盟", "\x00", "\ufeff", "\u200b", "toString", "__proto__", "hasOwnProperty", "constructor", "<script>", "null", "undefined",
		"2026", "0", "00", "1", "4.7", "４．７", "4．7", "5g", "５Ｇ", "covid19", "covid-19", "一", "zhi", "zh", "shi shi", "dangjianlianmeng", "djlm", "党jian", "dang建",
		"村支书", "群众", "居民工作", "群众工作方法", "党员member", "type:village", "类型:示范村 -党", "地区:浙江", "地区:浙江省/嘉兴市", "年份:2021", "year:2021 year:2020", "类型:示范村 类型:党建联盟",
	})
}

// huge is what is pasted in by mistake.
func (a *asking) huge() string {
	switch a.IntN(6) {
	case 0:
		return strings.Repeat("党", 5000)
	case 1:
		return strings.Repeat(a.cut(3), 1700)
	case 2:
		return strings.Repeat(pick(a, []string{"a", "zuili", "1.", "\"", "-", "“", "🙂", "a ", "类型:"}), 1000)
	}
	var b strings.Builder
	for n := 0; n < 5000; {
		s := string(a.text())
		b.WriteString(s)
		n += len([]rune(s))
	}
	return b.String()
}

// mixed is bits of everything without order.
func (a *asking) mixed() string {
	var b strings.Builder
	for range 2 + a.IntN(5) {
		b.WriteString(pick(a, []func() string{a.few, a.few, a.phrase, a.exclusion, a.filter, a.typed, a.odd, func() string { return pick(a, []string{" ", "\"", "“", "-", ":", "：", "\u3000", "」"}) }})())
	}
	return b.String()
}

// injure breaks bytes, which become U+FFFD in a page.
func (a *asking) injure(s string) string {
	b := []byte(s)
	for range 1 + a.IntN(3) {
		if len(b) > 0 {
			b[a.IntN(len(b))] = byte(a.IntN(256))
		}
	}
	return string(b)
}

// torn has surrogates without their partners.
func (a *asking) torn(s string) asker.Text {
	t := asker.NewText(s)
	at := a.IntN(len(t) + 1)
	return slices.Insert(t, at, pick(a, []uint16{0xd800, 0xdbff, 0xdc00, 0xdfff, 0xd83d}))
}

// names lists the keys of a map in order, for the output of tests.
func names[V any](m map[string]V) string {
	return fmt.Sprint(slices.Sorted(maps.Keys(m)))
}

// han reports whether a text has characters of Chinese.
func han(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Han, r) })
}
