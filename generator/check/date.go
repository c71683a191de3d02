package check

import (
	"fmt"
	"strings"
	"time"

	"touyan/generator/content"
	"touyan/generator/prose"
)

// dates checks the dates of a page against the clock and one another.
func (f *findings) dates(p *Page) {
	c := p.Content
	held := f.checker.after(c.Date) && !c.PublishDate.IsZero() && !c.PublishDate.Before(c.Date.Time(time.UTC).Add(-day))
	if !held {
		f.future("date", c.Date)
	}
	f.future("updated", c.Updated)
	f.future("started", c.Started)
	for i, s := range c.Sources {
		f.future(fmt.Sprintf("sources.%d.date", i), s.Date)
	}
	for i, r := range c.Review {
		f.future(fmt.Sprintf("review.%d.date", i), r.Date)
	}
	if later(c.Started, c.Date) {
		f.fact("started", "started-after-date", c.Started.String(), c.Date.String())
	}
}

const day = 24 * time.Hour

func (f *findings) future(key string, d content.Date) {
	if f.checker.after(d) {
		f.fact(key, "date-in-future", key, d.String())
	}
}

// after reports whether a date begins after today, wherever on earth that is.
func (c *Checker) after(d content.Date) bool {
	return !c.Now.IsZero() && !d.IsZero() && d.Time(time.UTC).After(c.Now.UTC().Add(day))
}

// later compares two dates as far as both are exact.
func later(a, b content.Date) bool {
	s, t := a.String(), b.String()
	n := min(len(s), len(t))
	return s[:n] > t[:n]
}

// years looks for years in a text that cannot be: something done in a year to come,
// a Party organisation set up before there was the Party (1921).
func (f *findings) years(p *prose.Piece) {
	for at, tries := 0, 0; tries < mostTries; tries++ {
		i := strings.Index(p.Text[at:], "年")
		if i < 0 {
			return
		}
		at += i + len("年")
		year, start := yearBefore(p.Text, at-len("年"))
		if year == 0 || p.InVerbatim(start) {
			continue
		}
		if now := f.checker.Now; !now.IsZero() && year > now.Year() {
			if s := sentenceAt(p.Text, start); strings.Count(s, "年") == 1 && saysDone(s) && !saysPlan(s) {
				f.in(p, start, at, "year-in-future", excerpt(s), year)
			}
		}
		if year < 1921 && saysFounded(clauseAt(p.Text, start)) {
			f.in(p, start, at, "year-too-early", year)
		}
	}
}

// yearBefore reads the four digits that end at an offset, but for a space, as a year
// from 1000 on; 0 is none.
func yearBefore(s string, end int) (year, start int) {
	for end > 0 && s[end-1] == ' ' {
		end--
	}
	start = end
	for start > 0 && s[start-1] >= '0' && s[start-1] <= '9' {
		year = year%10000*10 + int(s[start-1]-'0')
		start--
	}
	if end-start != 4 || s[start] == '0' || start > 0 && strings.ContainsRune(".-–—/", rune(s[start-1])) {
		return 0, start
	}
	year = 0
	for _, c := range s[start:end] {
		year = year*10 + int(c-'0')
	}
	return year, start
}

func saysDone(clause string) bool {
	return contains(clause, "已建成", "已完成", "已实现", "实现了", "完成了", "建成了", "达到了", "获得了", "荣获", "被评为", "获评", "被授予", "成立了", "增加了", "下降了")
}

// saysPlan reports whether a text speaks of what is still to be.
func saysPlan(s string) bool {
	return contains(s, "将", "到2", "到 2", "力争", "预计", "计划", "规划", "目标", "拟", "争取", "有望", "要", "前", "预期", "愿景", "展望", "远景", "确保")
}

func saysFounded(clause string) bool {
	return contains(clause, "党支部", "党总支", "党委", "党组织", "党小组") && contains(clause, "成立", "建立", "组建", "设立")
}

func contains(s string, words ...string) bool {
	for _, w := range words {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}
