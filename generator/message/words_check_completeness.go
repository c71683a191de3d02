package message

// completenessWords are those of what a page lacks, of what contradicts itself in it,
// and of Markdown that did not become what was meant.
func completenessWords() []words {
	return append(append(append(lackWords(), figureWords()...), structureWords()...), wholeWords()...)
}

func lackWords() []words {
	return []words{
		{"case-without-region", "没有写地区", "no region is given"},
		{"case-without-region.mend", "写上 region，从省往下：region: [浙江省, 嘉兴市]；来源没有写明的可以不写", "give region from the province down: region: [浙江省, 嘉兴市]; where the source names none, leave it out"},
		{"case-without-organization", "没有写单位：这件事是谁做的", "no organization is given: who did it"},
		{"case-without-organization.mend", "写上 organization，用全称", "give organization, by its full name"},
		{"case-without-problems", "没有写解决了什么问题，读者从“问题导航”找不到这个案例", "no problems are given, so readers who have one do not find this case"},
		{"case-without-problems.mend", "写上 problems，每个四到十个字，尽量用库里已有的说法", "give problems, a few words each, as other cases put them"},
		{"case-without-conditions", "没有写适用条件", "no conditions are given"},
		{"case-without-conditions.mend", "写上 conditions：在哪里（where）、花多少（cost）、要哪些人（people）、多久见效（period），知道几项写几项", "give conditions: where, cost, people, period, as far as they are known"},
		{"case-without-practices", "没有列出做法，同行看不出能照着做什么", "no practices are listed: a peer cannot see what to copy"},
		{"case-without-practices.mend", "写上 practices，一条一个动作，有标题（title）和一句说明（detail）", "give practices, each with a title and a detail"},
		{"case-without-outcomes", "没有列出成效数字", "no outcomes are given"},
		{"case-without-outcomes.mend", "写上 outcomes，带单位和年份；来源没有数字的，在正文里说明没有", "give outcomes with unit and year; where the source has no figures, say so in the text"},
		{"case-without-members", "党建联盟没有列出成员单位", "the alliance lists no members"},
		{"case-without-members.mend", "写上 members，写单位名称（name）和分工（role），不写个人姓名", "give members, by name and role of the organisation; no private person's name"},
		{"case-without-cover", "没有题图", "there is no cover"},
		{"case-without-cover.mend", "写上 cover: {src: 图片文件, alt: 图上有什么}", "give cover: {src: the picture's file, alt: what is in it}"},
		{"case-without-summary", "没有摘要，列表和检索结果里会用正文的第一段代替", "there is no summary; lists and search show the first paragraph"},
		{"case-without-summary.mend", "写上 summary，一两句话说清谁、用什么办法、有什么成效", "give summary: who, by what means, with what result"},
		{"brand-without-slogan", "品牌没有写口号", "the brand has no slogan"},
		{"brand-without-slogan.mend", "写上 slogan", "give slogan"},
		{"brand-without-essence", "品牌没有写内涵", "the brand has no essence"},
		{"brand-without-essence.mend", "写上 essence，一两句话", "give essence, in a sentence or two"},
		{"brand-without-logo", "品牌没有标识", "the brand has no logo"},
		{"brand-without-logo.mend", "把标识放进品牌的文件夹，写上 logo: 文件名", "put the logo into the brand's folder and give logo: its name"},
		{"body-without-background", "正文没有讲背景的一节", "no section of the body tells of the background"},
		{"body-without-background.mend", "加一节“## 背景”，写遇到了什么问题", "add a section “## 背景” on what the problem was"},
		{"body-without-practice", "正文没有讲做法的一节", "no section of the body tells of the practice"},
		{"body-without-practice.mend", "加一节“## 做法”，或在 practices 里列出", "add a section “## 做法”, or list practices in the front matter"},
		{"body-without-outcome", "正文没有讲成效的一节", "no section of the body tells of the outcome"},
		{"body-without-outcome.mend", "加一节“## 成效”，或在 outcomes 里列出；没有数字就说明没有", "add a section “## 成效”, or list outcomes in the front matter; where there are no figures, say so"},
		{"body-without-lesson", "正文没有讲启示的一节", "no section of the body says what to take away"},
		{"body-without-lesson.mend", "加一节“## 启示”，或在 lessons 里列出", "add a section “## 启示”, or list lessons in the front matter"},
		{"body-without-headings", "正文没有小标题，长文不好读", "the body has no headings"},
		{"body-without-headings.mend", "按背景、做法、成效、启示分节，每节用“## ”开头", "part it into 背景, 做法, 成效 and 启示, each begun by “## ”"},
		{"body-empty", "这个案例没有正文", "this case has no body"},
		{"body-empty.mend", "在开头的信息后面写正文；没写好的先标 draft: true", "write it below the front matter; until then, draft: true"},
		{"outcome-without-year", "指标“%[1]s”没有年份", "the outcome “%[1]s” has no year"},
		{"outcome-without-year.mend", "写上 year；按来源的时间推断的，加上 year_inferred: true", "give year; where it is inferred, with year_inferred: true"},
		{"summary-long", "摘要有 %[1]s 个字，列表里显得太长（以 %[2]s 个字以内为宜）", "the summary has %[1]s characters; up to %[2]s read well in lists"},
		{"summary-long.mend", "留下谁、用什么办法、有什么成效，其余放进正文", "keep who, by what means and with what result; move the rest to the body"},
		{"summary-short", "摘要只有 %[1]s 个字，读者看不出内容（至少 %[2]s 个字）", "the summary has only %[1]s characters; at least %[2]s say something"},
		{"summary-short.mend", "用一两句话说清谁、用什么办法、有什么成效", "say in a sentence or two who did what, and with what result"},
	}
}

func figureWords() []words {
	return []words{
		{"figure-differs", "“%[1]s”%[2]s 年的数前后不一：这里写 %[3]s，outcomes 里写 %[4]s", "“%[1]s” of %[2]s is given twice: %[3]s here, %[4]s in outcomes"},
		{"figure-differs.mend", "核对来源，把两处改成一致；口径不同的，写明各是什么口径", "check the source and make both agree; if they are of different scope, say which"},
		{"percent-impossible", "“%[1]s”是部分占整体的比例，不会是 %[2]s", "“%[1]s” is a part of a whole and cannot be %[2]s"},
		{"percent-impossible.mend", "核对数字和小数点；如果说的是增长，指标名写明“增长率”", "check the number and its point; if it is growth, name it so (增长率)"},
		{"figure-jump", "“%[1]s”从 %[2]s 年的 %[3]s 到 %[4]s 年的 %[5]s，差了约一千倍、一万倍或一亿倍，像是单位写错（元、万元、亿元）", "“%[1]s” goes from %[3]s in %[2]s to %[5]s in %[4]s, about 1,000, 10,000 or 100 million times: a unit seems wrong (元, 万元, 亿元)"},
		{"figure-jump.mend", "核对两年的单位；属实的，用 touyan:ignore 写明理由", "check the units of both years; if they are right, say so with touyan:ignore"},
		{"total-differs", "“%[1]s”的合计写 %[2]s，各项相加是 %[3]s", "the total of “%[1]s” is given as %[2]s, its parts add up to %[3]s"},
		{"total-differs.mend", "核对各项和合计；有重复计算或没有列出的，在表下说明", "check the parts and the total; if parts overlap or are left out, say so below the table"},
		{"parts-exceed-total", "共 %[1]s，“其中”的却有 %[2]s", "the total is %[1]s, yet what is part of it comes to %[2]s"},
		{"parts-exceed-total.mend", "核对总数和分项", "check the total and its parts"},
		{"parts-differ", "共 %[1]s，连同“其余”各项相加是 %[2]s", "the total is %[1]s, all its parts add up to %[2]s"},
		{"parts-differ.mend", "核对总数和分项", "check the total and its parts"},
		{"shares-differ", "“%[1]s”一列相加是 %[2]s，不是 100%%", "the column “%[1]s” adds up to %[2]s, not to 100%%"},
		{"shares-differ.mend", "核对各项；不是同一整体的，在表下说明", "check the shares; if they are not of one whole, say so below the table"},
		{"date-in-future", "%[1]s 写的 %[2]s 还没有到", "%[1]s is %[2]s, which is yet to come"},
		{"date-in-future.mend", "核对日期；要定时发布，写 publish_date", "check the date; to publish at a time to come, give publish_date"},
		{"year-in-future", "“%[1]s”写的是 %[2]s 年，这一年还没有到", "“%[1]s” is of %[2]s, a year yet to come"},
		{"year-in-future.mend", "核对年份；是目标的，写明“目标”或“预计”", "check the year; if it is a goal, say so (目标, 预计)"},
		{"year-too-early", "%[1]s 年还没有党组织", "in %[1]s there was no Party organisation yet"},
		{"year-too-early.mend", "核对年份，党成立于 1921 年", "check the year: the Party was founded in 1921"},
		{"started-after-date", "started 写 %[1]s，晚于 date 的 %[2]s：发表时事情还没有开始", "started is %[1]s, after date %[2]s: it was told before it began"},
		{"started-after-date.mend", "核对两个日期", "check both dates"},
		{"method-count", "“%[1]s”说的是 %[2]s，列出来的却是 %[3]s", "“%[1]s” says %[2]s, but %[3]s are listed"},
		{"method-count.mend", "核对名称，补上缺的或去掉多的", "check the name; add what is missing or take out what is too much"},
		{"list-count", "这里说有 %[1]s 项，后面列出了 %[2]s 项", "%[1]s are announced, %[2]s are listed"},
		{"list-count.mend", "改数目，或者补齐、并掉条目", "mend the number, or the list"},
	}
}

func structureWords() []words {
	return []words{
		{"heading-skips", "标题跳了级：这里是 %[1]s 级，应当是 %[2]s 级", "a level is skipped: this heading is of level %[1]s, level %[2]s is next"},
		{"heading-skips.mend", "改标题前面的 # 的个数；页的题目是一级，正文从“## ”开始", "mend the number of #; the page's title is level 1, the body begins with “## ”"},
		{"heading-empty", "有标题记号，没有标题的字", "the marks of a heading without words"},
		{"heading-empty.mend", "写上标题，或删掉这一行", "write the heading, or delete the line"},
		{"section-empty", "“%[1]s”下面没有内容", "there is nothing below “%[1]s”"},
		{"section-empty.mend", "写上内容，或删掉这个标题", "write the section, or delete the heading"},
		{"heading-bold", "“%[1]s”只是加粗的一行，不是标题：目录里没有它，读屏软件也跳不到", "“%[1]s” is a bold line and no heading: it is not in the contents, and screen readers cannot jump to it"},
		{"heading-bold.mend", "去掉两头的 **，行首写“## ”或“### ”", "take the ** off and begin the line with “## ” or “### ”"},
		{"heading-mark", "%[1]s 后面没有空格，没有成为标题", "there is no space after %[1]s, so this is no heading"},
		{"heading-mark.mend", "在 %[1]s 后面加一个空格", "put a space after %[1]s"},
		{"heading-underlined", "这一段因为下面紧跟着 --- 或 === 成了标题：%[1]s", "the line of --- or === below made a heading of this paragraph: %[1]s"},
		{"heading-underlined.mend", "在 --- 上面空一行", "leave a blank line above the ---"},
		{"table-broken", "这 %[1]s 行没有成为表格：缺少表头下面的分隔线，或它的列数与表头不同", "these %[1]s lines did not become a table: the rule below its head is missing or has another number of columns"},
		{"table-broken.mend", "第二行写 |---|---|，列数与表头一样；表格上面空一行", "write |---|---| as the second line, with as many columns as the head; leave a blank line above"},
		{"emphasis-left", "这里的 %[1]s 没有成为加粗或删除线，读者会看到记号", "%[1]s did not become emphasis here; readers see the marks"},
		{"emphasis-left.mend", "检查前后是否成对、记号里侧有没有空格；要照原样显示，写成 \\*", "see that the marks are a pair without spaces inside; to show them, write \\*"},
		{"list-mark", "%[1]s 后面没有空格，没有成为列表", "there is no space after %[1]s, so this is no list"},
		{"list-mark.mend", "写成“- 甲”或“1. 甲”，记号后面空一格，列表上面空一行", "write “- 甲” or “1. 甲”, with a space after the mark and a blank line above"},
		{"markdown-fullwidth", "全角的 %[1]s 不是 Markdown 记号，会原样显示", "the full-width %[1]s is no mark of Markdown and shows as it is"},
		{"markdown-fullwidth.mend", "改成半角的 %[2]s", "write %[2]s"},
		{"fence-open", "这个 %[1]s 没有结尾，后面的内容都成了代码", "this %[1]s is never closed: all below it became code"},
		{"fence-open.mend", "在代码后面另起一行写 %[1]s", "write %[1]s on a line of its own after the code"},
		{"link-left", "“%[1]s”没有成为链接，读者会看到括号", "“%[1]s” did not become a link; readers see the brackets"},
		{"link-left.mend", "写成 [文字](地址)：半角括号，中间没有空格；地址里有空格的用 <> 括起来", "write [words](address) with ASCII brackets and no space between; put an address with spaces in <>"},
		{"entity-left", "读者会看到 %[1]s 这几个字符", "readers see %[1]s as it is"},
		{"entity-left.mend", "换成它代表的字；多余的空格就删掉", "write the character that it stands for, or delete it"},
		{"citation-left", "%[1]s 像是从别处带来的注释号，本页没有它的注释", "%[1]s looks like the mark of a note that was left behind"},
		{"citation-left.mend", "删掉，或写成脚注 [^1] 并在文末写 [^1]: 内容", "delete it, or make it a footnote: [^1], and [^1]: with its text at the end"},
		{"code-by-indent", "这一段因为行首有四个空格或制表符，成了代码：%[1]s", "four spaces or a tab at the line's beginning made this code: %[1]s"},
		{"code-by-indent.mend", "去掉行首的空格；段首不用空两格，网页会排", "take out the spaces; paragraphs need no indent"},
		{"markup-in-fact", "%[1]s 是纯文字，%[2]s 会原样显示", "%[1]s is plain text: %[2]s shows as it is"},
		{"markup-in-fact.mend", "去掉 %[2]s；要排版的内容写进正文", "take out %[2]s; what needs markup goes into the body"},
	}
}

func wholeWords() []words {
	return []words{
		{"title-twice", "题目与 %[2]s 一样：%[1]s", "%[2]s has the same title: %[1]s"},
		{"title-twice.mend", "改得能分开，或合成一页", "tell them apart, or make them one page"},
		{"near-duplicate", "与 %[1]s 大体相同（约 %[2]s%%）", "nearly the same text as %[1]s (about %[2]s%%)"},
		{"near-duplicate.mend", "留一页，另一页的旧网址写进 aliases；确是两个案例的，改写相同的部分", "keep one, with the other's address among its aliases; if they are two cases, tell what differs"},
		{"section-stale", "栏目“%[1]s”已有 %[2]s 天没有新内容（上限 %[3]s 天）", "nothing new in “%[1]s” for %[2]s days (%[3]s are allowed)"},
		{"section-stale.mend", "补充内容；不再更新的栏目，并入别处，或在 site.yaml 的 check.stale 里改天数", "add a page; if the section is not kept up, merge it, or set its days in site.yaml's check.stale"},
	}
}
