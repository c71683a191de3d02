package corpus

import (
	"fmt"
	"math/rand/v2"
)

// bodyHan is the mean number of Han characters in a body, bodySpread how far a
// case may be from it.
const (
	bodyHan    = 3000
	bodySpread = 450
)

// body writes the four usual sections until the case has its length.
func (p *prose) body() {
	p.han = 0
	total := bodyHan - bodySpread + p.r.IntN(2*bodySpread)
	p.heading("## ", []string{"背景", "背景与起因", "基本情况"})
	p.until(total*15/100, "bg")
	p.linkTo()
	p.heading("## ", []string{"做法", "主要做法", "做法与经过"})
	p.practice(total * 66 / 100)
	p.heading("## ", []string{"成效", "工作成效", "成效与反响"})
	p.table()
	p.until(total*87/100, "effect")
	p.linkTo()
	p.heading("## ", []string{"启示", "工作启示", "探讨与评论"})
	p.until(total-60, "lesson")
}

func (p *prose) heading(mark string, names []string) {
	p.text(mark)
	p.put(names[p.r.IntN(len(names))])
	p.text("\n\n")
}

// until writes paragraphs of one kind until the body holds goal Han characters.
func (p *prose) until(goal int, kind string) {
	for p.han < goal {
		p.sentences(kind, 2+p.r.IntN(4))
	}
}

// practice writes three to five sub-headings with text and lists up to goal.
func (p *prose) practice(goal int) {
	parts := 3 + p.r.IntN(3)
	from := p.han
	for k := range parts {
		p.text("### ")
		p.sym("subheading")
		p.text("\n\n")
		if k == 0 && p.f.Bundle {
			p.buf = fmt.Appendf(p.buf, "![%s示意图](scheme.svg)\n\n", p.f.slogan)
		}
		if k == 1 {
			p.list()
		}
		if k == 2 && p.r.IntN(3) == 0 {
			p.text("> ")
			p.sentences("lesson", 1)
		}
		p.until(from+(goal-from)*(k+1)/parts, "do")
	}
}

func (p *prose) list() {
	p.sym("actor")
	p.put("把任务列成清单：")
	p.text("\n\n")
	ordered := p.r.IntN(2) == 0
	for k := range 3 + p.r.IntN(4) {
		if ordered {
			p.buf = fmt.Appendf(p.buf, "%d. ", k+1)
		} else {
			p.text("- ")
		}
		p.sym("action")
		p.text("；\n")
	}
	p.text("\n")
}

func (p *prose) table() {
	y := p.f.year
	p.buf = fmt.Appendf(p.buf, "| 项目 | %d年 | %d年 | 说明 |\n| --- | ---: | ---: | --- |\n", y-2, y-1)
	for range 3 + p.r.IntN(4) {
		p.text("| ")
		p.sym("object")
		p.text(" | ")
		p.int(3, 400)
		p.text(" | ")
		p.int(20, 900)
		p.text(" | ")
		p.sym("result")
		p.text(" |\n")
	}
	p.text("\n")
}

// linkTo refers to an earlier case, which every corpus with this one holds. Most
// cases have two such links and none points at itself.
func (p *prose) linkTo() {
	if p.f.Index == 0 {
		return
	}
	to := p.r.IntN(p.f.Index)
	p.put("类似的探索见")
	p.buf = fmt.Appendf(p.buf, "[%s的做法](%s)", p.g.rare[p.g.rareZ.draw(p.r)], p.g.link(p.f.Index, to))
	p.text("。\n\n")
}

// figure draws the small image of a bundle.
func figure(r *rand.Rand, f *Facts) []byte {
	b := fmt.Appendf(nil, `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="360" viewBox="0 0 640 360" role="img"><title>%s</title>`, f.slogan)
	b = append(b, `<rect width="640" height="360" fill="#f7f4ee"/>`...)
	for k := range 3 + r.IntN(4) {
		b = fmt.Appendf(b, `<circle cx="%d" cy="%d" r="%d" fill="none" stroke="#b3392f" stroke-width="3"/>`, 90+k*90, 120+r.IntN(120), 24+r.IntN(30))
	}
	return append(fmt.Appendf(b, `<text x="320" y="330" text-anchor="middle" font-size="20">%s</text>`, f.slogan), "</svg>\n"...)
}
