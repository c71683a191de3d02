package markup

import "strings"

// roleOf tells a section's role by its heading, with or without a number before
// it: 一、背景, （二）主要做法, 3. 工作成效.
func roleOf(title string) Role {
	if len(title) > 60 {
		return Other
	}
	switch strings.Trim(withoutNumber(title), " 　：:。") {
	case "背景", "背景与起因", "起因与背景", "基本情况", "起因", "缘起", "案例背景", "工作背景", "背景情况",
		"背景介绍", "实施背景", "基本概况", "背景和起因", "背景与缘起":
		return Background
	case "做法", "做法与经过", "主要做法", "具体做法", "工作做法", "经过", "做法和经过", "经过与做法", "基本做法",
		"创新做法", "经验做法", "主要举措", "工作举措", "具体举措", "举措", "主要措施", "实施过程":
		return Practice
	case "成效", "成效与反响", "工作成效", "主要成效", "取得成效", "效果", "成效和反响", "取得的成效", "实施成效",
		"实践成效", "实施效果", "主要成果", "工作成果", "成果", "成效与影响", "反响":
		return Effect
	case "启示", "工作启示", "探讨与评论", "经验启示", "体会", "思考", "启示与思考", "经验与启示", "几点启示",
		"体会与思考", "思考与启示", "探讨和评论", "评论", "探讨", "主要启示", "案例启示", "几点体会":
		return Insight
	}
	return Other
}

// withoutNumber cuts the number off a heading's head: digits or Chinese numerals,
// in brackets or followed by a mark, and 第…部分.
func withoutNumber(title string) string {
	s := strings.TrimLeft(title, " 　（(【[")
	bracket := s != title && strings.TrimLeft(title, " 　") != s
	counted := strings.HasPrefix(s, "第")
	s = strings.TrimPrefix(s, "第")
	rest := strings.TrimLeft(s, "0123456789０１２３４５６７８９一二三四五六七八九十.．")
	if rest == s {
		return title
	}
	if counted {
		for _, unit := range []string{"部分", "章", "节"} {
			if after, ok := strings.CutPrefix(rest, unit); ok {
				rest = after
				break
			}
		}
	}
	after := strings.TrimLeft(rest, "、.．,，:：)） 　】]")
	if after == rest && !counted && !bracket && !strings.ContainsAny(s[:len(s)-len(rest)], ".．") {
		return title
	}
	return after
}
