package check

import (
	"math"
	"strconv"
	"strings"

	"touyan/generator/prose"
)

// totals checks that the parts of tables add up.
func (f *findings) totals(tables []grid) {
	for _, g := range tables {
		if g.rows < 3 || g.quoted() {
			continue
		}
		f.totalRows(g)
		f.totalColumn(g)
	}
}

// totalWord returns the word that a label is a total by: 合计 …, 小计, or "".
func totalWord(label string) string {
	label = bare(label)
	for _, w := range []string{"合计", "总计", "共计", "总数", "总和", "小计"} {
		if label == w || label == w+"数" {
			return w
		}
	}
	return ""
}

// notAdded reports whether the figures under a heading are none to be added up:
// rates, means, prices, years.
func notAdded(head string) bool {
	return contains(head, "率", "均", "单价", "价格", "标准", "比", "年份", "年度", "序号", "编号", "排名", "名次", "增", "降", "倍", "指数", "得分", "日期", "时间")
}

// partOf reports whether a row says that it is part of another: 其中, or a mark.
func partOf(label string) bool {
	label = strings.TrimSpace(label)
	return strings.HasPrefix(label, "其中") || strings.HasPrefix(label, "—") || strings.HasPrefix(label, "-") || strings.HasPrefix(label, "·") || strings.HasPrefix(label, "└")
}

// totalRows checks the columns of a table with a row 合计 at its end or its top, and
// parts of it with a row 小计.
func (f *findings) totalRows(g grid) {
	total := 0
	for row := 1; row < g.rows; row++ {
		switch totalWord(g.text(row, 0)) {
		case "":
			if partOf(g.text(row, 0)) {
				return
			}
		case "小计":
			return // parts of parts: a table of its own logic
		default:
			if total > 0 {
				return
			}
			total = row
		}
	}
	if total == 0 || total != 1 && total != g.rows-1 {
		f.shareColumns(g)
		return
	}
	for col := 1; col < g.cols; col++ {
		if head := g.text(0, col); !notAdded(head) || contains(head, "占比", "比重") {
			f.addColumn(g, col, total)
		}
	}
}

// addColumn adds up a column but for its total.
func (f *findings) addColumn(g grid, col, total int) {
	want, ok := plainNumber(g.text(total, col))
	if !ok {
		return
	}
	sum, coarse := 0.0, want.step
	for row := 1; row < g.rows; row++ {
		if row == total {
			continue
		}
		part, ok := plainNumber(g.text(row, col))
		if !ok || part.unit != want.unit && part.unit != "" && want.unit != "" {
			return
		}
		sum += part.value
		coarse = max(coarse, part.step)
	}
	slack := coarse * 0.5 * float64(g.rows-1)
	if coarse >= 1 && want.unit != "%" && !strings.HasPrefix(want.unit, "万") && !strings.HasPrefix(want.unit, "亿") {
		slack = 0.01 // whole things add up exactly
	}
	if math.Abs(sum-want.value) > slack+1e-9 {
		cell := g.at(total, col)
		f.in(cell, 0, len(cell.Text), "total-differs", g.text(0, col), strings.TrimSpace(cell.Text), trimNumber(sum)+want.unit)
	}
}

// shareColumns checks columns of shares without a total: they make 100 % but for
// rounding, or are no parts of one whole, which shows in a sum far from that.
func (f *findings) shareColumns(g grid) {
	for col := 1; col < g.cols; col++ {
		head := bare(g.text(0, col))
		if !strings.HasSuffix(head, "占比") && !strings.HasSuffix(head, "比重") || g.rows < 4 {
			continue
		}
		sum, coarse, ok := 0.0, 0.0, true
		for row := 1; row < g.rows && ok; row++ {
			var n amount
			n, ok = plainNumber(g.text(row, col))
			ok = ok && (n.unit == "%" || strings.Contains(g.text(0, col), "%")) && totalWord(g.text(row, 0)) == ""
			sum += n.value
			coarse = max(coarse, n.step)
		}
		if gap := math.Abs(sum - 100); ok && gap <= 5 && gap > coarse*0.5*float64(g.rows-1)+1e-9 {
			cell := g.at(g.rows-1, col)
			f.in(cell, 0, len(cell.Text), "shares-differ", head, trimNumber(sum)+"%")
		}
	}
}

// totalColumn checks the rows of a table whose last column is 合计.
func (f *findings) totalColumn(g grid) {
	last := g.cols - 1
	if last < 3 || totalWord(g.text(0, last)) == "" {
		return
	}
	for col := 1; col < last; col++ {
		if head := g.text(0, col); notAdded(head) || partOf(head) || totalWord(head) != "" || contains(head, "数量", "其中") {
			return
		}
	}
	for row := 1; row < g.rows; row++ {
		want, ok := plainNumber(g.text(row, last))
		if !ok || notAdded(g.text(row, 0)) {
			continue
		}
		sum, coarse := 0.0, want.step
		for col := 1; col < last && ok; col++ {
			var n amount
			n, ok = plainNumber(g.text(row, col))
			ok = ok && (n.unit == want.unit || n.unit == "" || want.unit == "")
			sum += n.value
			coarse = max(coarse, n.step)
		}
		slack := 0.01
		if coarse < 1 {
			slack = coarse * 0.5 * float64(last)
		}
		if ok && math.Abs(sum-want.value) > slack+1e-9 {
			cell := g.at(row, last)
			f.in(cell, 0, len(cell.Text), "total-differs", g.text(row, 0), strings.TrimSpace(cell.Text), trimNumber(sum)+want.unit)
		}
	}
}

// amount is a cell that is one number, with or without a unit.
type amount struct {
	value, step float64
	unit        string
}

// plainNumber reads a cell that holds one exact number, perhaps with a unit.
func plainNumber(s string) (a amount, ok bool) {
	s = strings.TrimSpace(s)
	if s == "" || !isDigit(s[0]) || contains(s, "余", "多", "约", "近", "以上", "左右", "+") {
		return a, false
	}
	end := numberEnd(s, 0)
	value, err := strconv.ParseFloat(strings.ReplaceAll(s[:end], ",", ""), 64)
	if err != nil {
		return a, false
	}
	unit := strings.TrimSpace(s[end:])
	if u := bare(unit); len([]rune(u)) > 4 || strings.ContainsAny(u, "0123456789/-~～—至") {
		return a, false
	}
	return amount{value, step(s[:end]), bare(unit)}, true
}

func trimNumber(v float64) string {
	return strconv.FormatFloat(math.Round(v*1e6)/1e6, 'f', -1, 64)
}

// sums checks sentences of the form 共34个，其中商会20个、网格12个，其余2个…: no part is
// more than the whole, things that cannot overlap are together no more than it, and
// with 其余 they make it up, as men and women do.
func (f *findings) sums(p *prose.Piece) {
	if !strings.Contains(p.Text, "其中") {
		return
	}
	sentences(p.Text, func(offset int, s string) {
		before, after, ok := strings.Cut(s, "其中")
		if !ok || strings.Contains(after, "其中") || contains(after, "比", "较", "增", "减", "新", "平均", "每", "户均", "人均", "最", "达到", "提") {
			return
		}
		whole, ok := totalOf(before)
		if !ok || whole.Approx {
			return
		}
		f.parts(p, offset, len(before)+len("其中"), s, whole)
	})
}

// totalOf reads the total of a sentence: the last figure before 其中, if 共 leads to it.
func totalOf(s string) (q quantity, ok bool) {
	s = strings.TrimRight(s, "，, ：:（(")
	for at := 0; ; {
		start, end, found := nextNumber(s, at)
		if !found {
			break
		}
		at = end
		if one, read := readQuantity(s, start, end, ""); read {
			q, ok = one, true
		} else if !strings.HasPrefix(strings.TrimLeft(s[end:], " "), "年") && !strings.HasPrefix(strings.TrimLeft(s[end:], " "), "月") {
			ok = false
		}
	}
	return q, ok && hanOnly(s[q.end:], 0, 8) && contains(clauseAt(s, q.start), "共", "总计", "合计", "总数", "总人数", "总投资")
}

// parts compares the figures after 其中 with their total.
func (f *findings) parts(p *prose.Piece, offset, from int, s string, whole quantity) {
	sum, n, rest, largest := 0.0, 0, false, 0.0
	men, women := false, false
	last := from
	for at := from; ; {
		start, end, ok := nextNumber(s, at)
		if !ok {
			break
		}
		at = end
		q, ok := readQuantity(s, start, end, "")
		if n > 50 {
			return
		}
		if !ok || strings.Count(s[from:start], "（") > strings.Count(s[from:start], "）") {
			if !ok {
				return
			}
			continue
		}
		if q.Dimension != whole.Dimension || q.Approx {
			return
		}
		rest = rest || contains(s[last:start], "其余", "余下", "剩余", "另外")
		men, women = men || strings.Contains(s[last:start], "男"), women || strings.Contains(s[last:start], "女")
		sum, n, largest, last = sum+q.Base(), n+1, max(largest, q.Base()), q.end
	}
	if n == 0 {
		return
	}
	slack := whole.step * 0.5 * float64(n)
	if whole.step >= 1 && whole.Factor == 1 {
		slack = 0.01
	}
	text := p.Text[offset+whole.start : offset+whole.end]
	say := func(v float64) string { return trimNumber(v/whole.Factor) + whole.Unit }
	switch apart := !contains(whole.Dimension, "人", "户", "次"); {
	case largest > whole.Base()+slack:
		f.in(p, offset+whole.start, offset+whole.end, "parts-exceed-total", text, say(largest))
	case (rest && apart || men && women && n == 2) && math.Abs(sum-whole.Base()) > slack:
		f.in(p, offset+whole.start, offset+whole.end, "parts-differ", text, say(sum))
	case apart && n > 1 && sum > whole.Base()+slack && strings.Contains(s[from:], "、"):
		f.in(p, offset+whole.start, offset+whole.end, "parts-exceed-total", text, say(sum))
	}
}
