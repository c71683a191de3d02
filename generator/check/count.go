package check

import (
	"strings"

	"touyan/generator/prose"
)

// lists compares the number that leads to a list with how many items it has: 分三步走：
// above a list of four, 分成6类：一是…，二是…，三是….
func (f *findings) lists(p *Page) {
	for i := range p.Pieces {
		piece := &p.Pieces[i]
		if piece.Kind != prose.Paragraph || piece.Quoted {
			continue
		}
		if strings.Contains(piece.Text, "一是") {
			statements(piece.Text, func(offset int, s string) { f.ordinals(piece, offset, s) })
		}
		if piece.List == 0 && (strings.HasSuffix(strings.TrimSpace(piece.Text), "：") || strings.HasSuffix(strings.TrimSpace(piece.Text), ":")) {
			f.listAfter(p.Pieces[i:])
		}
	}
}

// statements calls do for the sentences of a text that end with 。 alone: 一是…；二是…
// is one.
func statements(s string, do func(offset int, sentence string)) {
	at := 0
	for _, one := range strings.SplitAfter(s, "。") {
		do(at, one)
		at += len(one)
	}
}

// countedThings are what lists are counted by; other words (户, 人, 村) may count
// something else than the list that follows.
func countedThings() []string {
	return []string{
		"个步骤", "个环节", "个方面", "个阶段", "项措施", "项举措", "项任务", "项机制", "项制度", "项工作", "条措施", "条举措", "条经验", "条办法", "条要求",
		"件事", "句话", "大举措", "大机制", "大行动", "大工程", "步", "方面", "点", "类",
	}
}

// countIn returns the only number of things that a text names, where it names just one
// and nothing else is counted in it.
func countIn(s string) (n, start, end int, ok bool) {
	for at := 0; at < len(s); {
		value, size := numeral(s[at:])
		if size == 0 {
			at += max(1, len(prefixOf(s[at:], 1)))
			continue
		}
		rest := strings.TrimLeft(s[at+size:], " ")
		for _, w := range countedThings() {
			if !strings.HasPrefix(rest, w) || strings.HasSuffix(s[:at], "第") || at > 0 && (isDigit(s[at-1]) || s[at-1] == '.') {
				continue
			}
			if w == "点" && !endsPhrase(rest[len(w):]) {
				continue // 三点半
			}
			if ok {
				return 0, 0, 0, false
			}
			n, start, end, ok = value, at, len(s)-len(rest)+len(w), true
			break
		}
		at += size
	}
	return n, start, end, ok && n > 1
}

// endsPhrase reports whether a text begins with what may follow a counted thing.
func endsPhrase(s string) bool {
	return s == "" || contains(prefixOf(s, 2), "：", ":", "，", "做", "要", "说", "体会", "启示", "经验", "建议", "考", "（")
}

// listAfter compares a paragraph that ends with ： with the list below it.
func (f *findings) listAfter(pieces []prose.Piece) {
	lead := &pieces[0]
	items := 0
	for i := 1; i < len(pieces); i++ {
		next := &pieces[i]
		if next.Block == lead.Block && next.List == 0 {
			continue // what belongs to the paragraph: addresses, tips
		}
		if next.Kind == prose.Heading && next.List == 0 {
			break
		}
		if next.Block != lead.Block+1 {
			if next.List > 0 {
				return // a list that something interrupts may go on
			}
			continue
		}
		if next.List == 0 {
			return
		}
		if next.List == 1 {
			items = max(items, next.Item)
		}
	}
	if items < 2 {
		return
	}
	start, _ := around(lead.Text, max(0, len(strings.TrimRight(lead.Text, "：: \n"))-1), sentenceEnds)
	sentence := lead.Text[start:]
	if n, from, to, ok := countIn(sentence); ok && n != items && !countsElse(sentence, items) && !strings.Contains(sentence[to:], "，") {
		f.in(lead, start+from, start+to, "list-count", n, items)
	}
}

// countsElse reports whether a text has another numeral that fits the list.
func countsElse(s string, items int) bool {
	for at := 0; at < len(s); {
		value, size := numeral(s[at:])
		if size > 0 && value == items {
			return true
		}
		at += max(size, len(prefixOf(s[at:], 1)))
	}
	return false
}

// ordinals compares 三项工作：一是…，二是… with the last ordinal of a sentence.
func (f *findings) ordinals(p *prose.Piece, offset int, s string) {
	first := strings.Index(s, "一是")
	if first < 0 || strings.HasPrefix(s[first:], "一是一") {
		return
	}
	lead := strings.TrimRight(s[:first], " ")
	if !strings.HasSuffix(lead, "：") && !strings.HasSuffix(lead, "，") && !strings.HasSuffix(lead, ":") {
		return
	}
	last := 0
	for k, word := range []string{"一是", "二是", "三是", "四是", "五是", "六是", "七是", "八是", "九是", "十是"} {
		if strings.Count(s, word) != 1 {
			break
		}
		last = k + 1
	}
	if last < 2 {
		return
	}
	n, start, end, ok := countIn(lead)
	if ok && n != last && !countsElse(lead, last) && !strings.Contains(strings.TrimRight(lead[end:], "，：: "), "，") {
		f.in(p, offset+start, offset+end, "list-count", n, last)
	}
}
