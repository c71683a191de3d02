package check

import (
	"fmt"
	"strconv"
	"strings"

	"touyan/generator/content"
	"touyan/generator/prose"
)

// outcomes checks the figures of the front matter by themselves.
func (f *findings) outcomes(p *Page) {
	for i := range p.Content.Outcomes {
		o := &p.Content.Outcomes[i]
		key := fmt.Sprintf("outcomes.%d.indicator", i)
		yearless := len(o.Figures) > 0
		for _, x := range o.Figures {
			yearless = yearless && x.Year == 0
			if isShare(o.Indicator) && x.Dimension == "%" && (x.Base() > 100 || x.Base() < 0) {
				f.fact(figureKey(p, i, x), "percent-impossible", o.Indicator, strings.TrimRight(x.Text, "%％")+"%")
			}
			if now := f.checker.Now; !now.IsZero() && x.Year > now.Year() && !saysPlan(o.Indicator+o.Note+o.Scope) {
				f.fact(figureKey(p, i, x), "year-in-future", o.Indicator, x.Year)
			}
		}
		if yearless {
			f.fact(key, "outcome-without-year", o.Indicator)
		}
		f.jumps(p, i)
	}
}

// figureKey returns the key of a figure's value, as it is written.
func figureKey(p *Page, i int, x content.Figure) string {
	if key := fmt.Sprintf("outcomes.%d.values.%d", i, x.Year); p.fact(key) != nil {
		return key
	}
	return fmt.Sprintf("outcomes.%d.value", i)
}

// jumps looks for figures that grow or fall by about 1,000 or 10,000 times from one
// year to the next that has one: a 万 too many or too few, as a rule. In more than
// three years something small may well have grown a thousand times.
func (f *findings) jumps(p *Page, i int) {
	o := &p.Content.Outcomes[i]
	for n := 1; n < len(o.Figures); n++ {
		a, b := o.Figures[n-1], o.Figures[n]
		if a.Year == 0 || a.Year == b.Year || a.Base() <= 0 || b.Base() <= 0 || a.Dimension != b.Dimension {
			continue
		}
		ratio := max(a.Base()/b.Base(), b.Base()/a.Base())
		for _, slip := range []float64{1e3, 1e4, 1e8} {
			grown := slip == 1e3 && b.Year-a.Year > 3 && b.Base() > a.Base()
			if ratio >= slip/2 && ratio <= slip*2 && !grown {
				f.fact(figureKey(p, i, b), "figure-jump", o.Indicator, a.Year, written(a.Quantity), b.Year, written(b.Quantity))
				break
			}
		}
	}
}

// written returns a figure with its unit.
func written(q content.Quantity) string {
	if strings.HasSuffix(q.Text, q.Unit) || !isDigit(q.Text[len(q.Text)-1]) {
		return q.Text
	}
	return q.Text + q.Unit
}

// shares are the ends of names of parts of a whole, which lie between 0 and 100 %.
// Rates that may be more (完成率, 增长率, 贡献率, 利润率) are not among them.
func shares() []string {
	return []string{
		"满意率", "满意度", "覆盖率", "覆盖面", "占比", "参与率", "参加率", "到会率", "参会率", "出勤率", "到课率", "合格率", "及格率", "优秀率", "优良率",
		"办结率", "知晓率", "普及率", "签约率", "达标率", "就业率", "绿化率", "入住率", "回访率", "解决率", "成功率", "投票率", "到岗率", "支持率",
		"好评率", "化解率", "通过率", "及时率", "响应率", "处置率", "整改率", "入户率", "合格比例", "所占比例", "所占比重",
	}
}

// isShare reports whether an indicator is a part of a whole.
func isShare(name string) bool {
	name = bare(name)
	for _, s := range shares() {
		if strings.HasSuffix(name, s) {
			return true
		}
	}
	return false
}

// percentages looks for shares in a text that are above 100 % or below 0.
func (f *findings) percentages(p *prose.Piece) {
	already := len(f.list)
	for at := 0; ; {
		start, end, ok := nextNumber(p.Text, at)
		if !ok {
			return
		}
		at = end
		rest := strings.TrimLeft(p.Text[end:], " ")
		if !strings.HasPrefix(rest, "%") && !strings.HasPrefix(rest, "％") || p.InVerbatim(start) {
			continue
		}
		value, err := strconv.ParseFloat(strings.ReplaceAll(p.Text[start:end], ",", ""), 64)
		before, minus := p.Text[:start], false
		for _, sign := range []string{"-", "−", "负"} {
			if t, found := strings.CutSuffix(before, sign); found {
				before, minus = t, true
			}
		}
		if err != nil || value <= 100 && (!minus || value == 0) {
			continue
		}
		if name := shareBefore(before); name != "" {
			sign := ""
			if minus {
				sign = "-"
			}
			if f.in(p, start, end, "percent-impossible", name, sign+p.Text[start:end]+"%"); len(f.list)-already >= mostTries {
				return
			}
		}
	}
}

// shareBefore returns the name of a share that a text ends with, but for the words
// that lead to its figure.
func shareBefore(s string) string {
	s = trimLead(s)
	if from, ok := strings.CutSuffix(s, "%"); ok { // 由60%提高到
		from = strings.TrimRight(from, "0123456789. ")
		for _, w := range []string{"由", "从"} {
			s = strings.TrimSuffix(from, w)
			if s != from {
				break
			}
		}
		s = trimLead(s)
	}
	for _, name := range shares() {
		if strings.HasSuffix(s, name) {
			return name
		}
	}
	return ""
}

// leads are the words that stand between the name of a figure and the figure, longer
// ones before those they end with. 增加 and 提高 are not: what follows them is the
// change, not the figure.
func leads() []string {
	return []string{
		"增加到", "增加至", "增长到", "增长至", "提高到", "提高至", "提升到", "提升至", "上升到", "上升至", "下降到", "下降至", "降低到", "降低至", "减少到", "减少至",
		"增至", "增到", "升至", "升到", "降至", "降到", "达到", "已达", "超过", "突破", "大约", "将近", "接近", "分别为", "总计", "合计", "总共", "一共", "共有", "累计", "稳定在", "保持在",
		"约", "近", "超", "逾", "达", "为", "是", "有", "共", "的", "了", "就", "已", "也", "均", "都", "：", ":", " ", "\u00a0", "“",
	}
}

// trimLead takes the leads off the end of a text.
func trimLead(s string) string {
again:
	for _, w := range leads() {
		if t, ok := strings.CutSuffix(s, w); ok {
			s = t
			goto again
		}
	}
	return s
}
