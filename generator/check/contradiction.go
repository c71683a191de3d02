package check

import (
	"strings"

	"touyan/generator/content"
	"touyan/generator/prose"
)

// contradictions looks for figures in tables and sentences that differ from those of
// the front matter for the same indicator and year.
func (f *findings) contradictions(p *Page, tables []grid) {
	if len(p.Content.Outcomes) == 0 {
		return
	}
	for _, t := range tables {
		if !t.quoted() && t.cols <= 60 {
			f.tableAgainst(p.Content, t)
		}
	}
	names := map[string]bool{}
	for _, o := range p.Content.Outcomes {
		if len([]rune(o.Indicator)) < 3 || names[o.Indicator] || !isState(o.Indicator) {
			continue // 收入: too short to be told apart from other things
		}
		if names[o.Indicator] = true; len(names) > mostTries {
			return
		}
		for i := range p.Pieces {
			if piece := &p.Pieces[i]; piece.Kind != prose.Cell && isOwnText(piece) && strings.Contains(piece.Text, o.Indicator) {
				sentences(piece.Text, func(start int, s string) { f.sentenceAgainst(p.Content, o.Indicator, piece, start, s) })
			}
		}
	}
}

// isState reports whether an indicator is a state or a year's total, of which a year
// has one figure. Of what is done (培训, 服务群众) a sentence may count a part.
func isState(indicator string) bool {
	name := bare(indicator)
	for _, end := range []string{"收入", "率", "产值", "面积", "人数", "总数", "数量", "总额", "额", "占比", "总量", "户数", "满意度", "利润", "覆盖面", "党员数", "规模"} {
		if strings.HasSuffix(name, end) {
			return true
		}
	}
	return false
}

// figuresOf returns the figures of an indicator in a year, of every scope.
func figuresOf(p *content.Page, indicator string, year int) (list []content.Quantity, unit string) {
	for _, o := range p.Outcomes {
		if o.Indicator != indicator {
			continue
		}
		unit = o.Unit
		for _, x := range o.Figures {
			if x.Year == year {
				list = append(list, x.Quantity)
			}
		}
	}
	return list, unit
}

// against adds a finding where a figure is none of those of its indicator and year.
func (f *findings) against(p *prose.Piece, offset int, q quantity, indicator string, year int, figures []content.Quantity) {
	for _, x := range figures {
		if x.Dimension != q.Dimension || q.agrees(x) {
			return
		}
	}
	if len(figures) > 0 {
		f.in(p, offset+q.start, offset+q.end, "figure-differs", indicator, year, p.Text[offset+q.start:offset+q.end], written(figures[0]))
	}
}

// sentenceAgainst compares a sentence that names an indicator: 2021年，INDICATOR达到X;
// INDICATOR由2006年的X增加到2021年的Y.
func (f *findings) sentenceAgainst(c *content.Page, indicator string, p *prose.Piece, offset int, s string) {
	at := strings.Index(s, indicator)
	if at < 0 || strings.Count(s, indicator) > 1 || contains(s, "目标", "力争", "预计", "预期", "计划", "规划", "高于", "低于", "相比", "比上年", "同比", "平均", "推算", "其中", "累计", "每", "月", "季度", "半年", "期间", "前三") {
		return
	}
	if contains(clauseAt(s, at), otherScopes(c, indicator)...) {
		return
	}
	year := lastYear(s[:at])
	after := at + len(indicator)
	start, end, ok := nextNumber(s, after)
	for ; ok; start, end, ok = nextNumber(s, end) {
		if strings.HasPrefix(strings.TrimLeft(s[end:], " "), "年") {
			if end-start != 4 {
				return
			}
			year, after = atoi(s[start:end]), end+strings.Index(s[end:], "年")+len("年")
			continue
		}
		gap := trimLead(strings.TrimRight(s[after:start], "，、（"))
		if year == 0 || gap != "" && gap != "由" && gap != "从" {
			return
		}
		q, ok := readQuantity(s, start, end, "")
		if !ok || p.InVerbatim(offset+start) {
			return
		}
		if r := strings.TrimLeft(s[q.end:], " "); strings.HasPrefix(r, "的") || strings.HasPrefix(r, "至") || strings.HasPrefix(r, "-") || strings.HasPrefix(r, "—") || strings.HasPrefix(r, "～") {
			return
		}
		figures, _ := figuresOf(c, indicator, year)
		f.against(p, offset, q, indicator, year, figures)
		next := strings.IndexFunc(s[q.end:], func(r rune) bool { return r >= '0' && r <= '9' })
		if next < 0 {
			return
		}
		// What follows counts only as 增加到2021年的Y: a year of its own.
		year, after = 0, q.end+next
	}
}

// otherScopes are words that say that a figure is of another place than the page's.
func otherScopes(c *content.Page, indicator string) []string {
	var words []string
	scopes := indicator
	for _, o := range c.Outcomes {
		if o.Indicator == indicator {
			scopes += o.Scope
		}
	}
	for _, w := range []string{"全国", "全省", "全市", "全县", "全区", "全镇", "全乡", "全村", "全街道", "各村", "每户", "户均", "人均"} {
		if !strings.Contains(scopes, w) {
			words = append(words, w)
		}
	}
	return words
}

// lastYear returns the last year that a text names, or 0.
func lastYear(s string) int {
	for end := len(s); ; {
		i := strings.LastIndex(s[:end], "年")
		if i < 0 {
			return 0
		}
		if year, _ := yearBefore(s, i); year > 0 {
			return year
		}
		end = i
	}
}

func atoi(s string) (n int) {
	for _, c := range []byte(s) {
		n = n*10 + int(c-'0')
	}
	return n
}

// tableAgainst compares a table that has indicators in one direction and years in
// the other, or a column of years beside one of figures.
func (f *findings) tableAgainst(c *content.Page, t grid) {
	for row := 1; row < t.rows; row++ {
		side := t.text(row, 0)
		year := cellYear(side)
		if year == 0 && indicatorNamed(c, side) == "" {
			continue
		}
		for col := 1; col < t.cols; col++ {
			cell := t.at(row, col)
			if cell == nil || blank(cell.Text) {
				continue
			}
			head := t.text(0, col)
			switch {
			case year == 0 && cellYear(head) > 0:
				f.cellAgainst(c, cell, side, cellYear(head), t.unit(row, side, ""))
			case year > 0 && indicatorNamed(c, head) != "":
				f.cellAgainst(c, cell, head, year, t.unit(0, head, side))
			}
		}
	}
}

// indicatorNamed returns the indicator that a label names, or "": the label is its name,
// or the end of just one indicator's name, in five characters or more.
func indicatorNamed(c *content.Page, label string) string {
	for _, o := range c.Outcomes {
		if label == o.Indicator {
			return o.Indicator
		}
	}
	if label = bare(label); label == "" {
		return ""
	}
	found := ""
	for _, o := range c.Outcomes {
		name := o.Indicator
		if strings.ContainsAny(name, " （(") {
			name = bare(name)
		}
		switch {
		case name == label:
			return o.Indicator
		case len(label) < 5*len("甲") || !strings.HasSuffix(name, label) || found == o.Indicator:
		case found != "":
			return ""
		default:
			found = o.Indicator
		}
	}
	return found
}

// cellYear reads a label that is a year and no more: 2021, 2021年, 2021年底; 0 is none.
func cellYear(s string) int {
	if contains(s, "预", "目标", "计划", "月", "季", "半", "前") {
		return 0 // 2021年（1—6月）
	}
	s = bare(s)
	for _, end := range []string{"末", "底", "度", "全年", "年"} {
		s = strings.TrimSuffix(s, end)
	}
	if len(s) != 4 || strings.Trim(s, "0123456789") != "" || s < "1900" || s > "2100" {
		return 0
	}
	return atoi(s)
}

// cellAgainst compares the cell of an indicator and a year. A bare number is taken
// with the unit of its label; without one it may be in any unit of the family.
func (f *findings) cellAgainst(c *content.Page, cell *prose.Piece, label string, year int, unit string) {
	indicator := indicatorNamed(c, label)
	figures, given := figuresOf(c, indicator, year)
	start, end, ok := nextNumber(cell.Text, 0)
	if !ok || contains(cell.Text, "推算", "预计", "目标", "计划", "+", "＋", "↑", "↓", "比", "倍") || len(figures) == 0 {
		return
	}
	if _, _, second := nextNumber(cell.Text, end); second {
		return
	}
	guessed := unit == ""
	if guessed {
		unit = given
	}
	q, ok := readQuantity(cell.Text, start, end, unit)
	if !ok {
		return
	}
	for _, x := range figures {
		if guessed && powerOfTen(q.Base(), x.Base()) && strings.TrimSpace(cell.Text) == cell.Text[start:end] {
			return
		}
	}
	f.against(cell, 0, q, indicator, year, figures)
}
