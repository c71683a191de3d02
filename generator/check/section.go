package check

import (
	"strings"

	"touyan/generator/prose"
)

// sectionWords are words by which the heading of a usual section is known.
func sectionWords(section string) []string {
	switch section {
	case "background":
		return []string{"背景", "起因", "缘起", "由来", "缘由", "概况", "情况", "现状", "问题", "困境", "难题", "挑战", "起步", "为什么", "为何"}
	case "practice":
		return []string{"做法", "举措", "措施", "实践", "探索", "怎么做", "怎样做", "如何做", "经过", "路径", "步骤", "工作法", "机制", "抓手", "办法", "方法", "过程", "行动"}
	case "outcome":
		return []string{"成效", "成果", "效果", "变化", "反响", "收获", "结果", "实效", "效益", "成绩"}
	}
	return []string{"启示", "经验", "体会", "思考", "借鉴", "探讨", "评论", "建议", "小结", "启发", "感悟", "点评", "心得"}
}

// caseBody reminds of the usual sections. What the front matter says is on the page
// already: practices, outcomes and lessons need no section.
func (f *findings) caseBody(p *Page) {
	c := p.Content
	if c.Body.Empty {
		f.key("title", "body-empty")
		return
	}
	has, headings := map[string]bool{}, 0
	for i := range p.Pieces {
		h := &p.Pieces[i]
		if h.Kind != prose.Heading {
			continue
		}
		headings++
		for _, section := range []string{"background", "practice", "outcome", "lesson"} {
			for _, word := range sectionWords(section) {
				if strings.Contains(h.Text, word) {
					has[section] = true
				}
			}
		}
	}
	if headings == 0 {
		f.at(p.Body, p.Body, "body-without-headings")
		return
	}
	if !has["background"] {
		f.at(p.Body, p.Body, "body-without-background")
	}
	if !has["practice"] && len(c.Practices) == 0 {
		f.at(p.Body, p.Body, "body-without-practice")
	}
	if !has["outcome"] && len(c.Outcomes) == 0 {
		f.at(p.Body, p.Body, "body-without-outcome")
	}
	if !has["lesson"] && len(c.Lessons) == 0 {
		f.at(p.Body, p.Body, "body-without-lesson")
	}
}
