// Package wording finds slips in Chinese prose: wrong characters and words, by a
// lexicon, and wrong marks, numbers, dates and characters, by rule. It is given texts
// and knows nothing of where they stand.
//
// Precision comes before recall: a rule that is right nine times in ten is left out.
// What is said of a quotation (“…”, 《…》, a block quotation) is never mended.
//
// # Lexicons
//
// A lexicon is a YAML file, wording.yaml by custom:
//
//	words:
//	  - wrong: 按装
//	    right: 安装
//	    reason: 安：装设；按：依照
//	    source: 《现代汉语词典》第7版
//	    exceptions: [按装机容量]
//	    safe: true
//	  - {wrong: [结帐, 记帐], right: 记账, reason: 钱物的账, source: 《现代汉语词典》第7版}
//	  - wrong: 座
//	    right: 坐
//	    reason: 动词用“坐”
//	    source: 本单位编校手册
//	    context: {before: [请], after: [下]}
//	    severity: hint
//
//	wrong       what is looked for, one form or a list; required
//	right       what to write, or a list to choose from; required
//	reason      why, in a few words; required
//	source      the dictionary, standard or rule that says so; required
//	exceptions  longer words in which the wrong form is right
//	context     before and after: only where one of these stands directly before, and
//	            one of those directly after
//	safe        true: may be mended without a person looking at it
//	severity    error, warning (the default), hint, or off
//
// Of overlapping forms the one that begins first counts, then the longest. A Latin
// word is found as a whole word only. Of two entries with one wrong form the one of
// the later lexicon counts, so that a site changes what is built in, or takes it away
// with severity: off (which needs only wrong).
//
// A file may have [MaxSize] bytes and [MaxEntries] entries. Entries written plainly, as
// above, are read in a few microseconds each; one with quotes or comments behind its
// values takes a hundred times as long.
//
// What touyan has built in (words.yaml) are common slips of writing and typing, and as
// hints the word forms that GF 1001—2001 advises against. Nothing that it has says how
// to word policy, and it holds no names: those lists are their owners' to give.
//
// # Diagnostics of a lexicon
//
// All are errors, beside those of package strict.
//
//	wording-too-large    1 the limit in MiB
//	wording-not-utf8
//	wording-too-many     1 the limit
//	wording-lacks        1 the key
//	wording-twice        1 the wrong form, 2 the line of the first
//	wording-same         1 the form, right and wrong
//	wording-exception    1 the exception, 2 the wrong form, which it does not contain
//	wording-safe-choice  1 the wrong form: safe, but with several right ones
//	wording-too-long     1 the beginning, 2 the limit in characters
//	bad-severity         1 the word, 2 the nearest
//
// # Findings
//
// [Lexicon.Check] finds, with these arguments:
//
//	wrong-word, word-form     1 the wrong form, 2 the right ones, 3 the reason, 4 the source;
//	                          word-form for entries that are hints
//	quote-unpaired            1 the mark
//	approximation-doubled     1 the text, 2 the first word, 3 the second: 约300人左右
//	decrease-by-times         1 the text, 2 the verb: 减少了2倍
//	date-impossible           1 the date: 9月31日
//	unreadable-character      1 the code point: private use, U+FFFD
//
// All others have 1 what is written, 2 what to write:
//
//	halfwidth-mark            甲,乙 (GB/T 15834—2011, 5.1)
//	fullwidth-letter          ２０２３, Ａ
//	fullwidth-mark-in-number  3．5, 50％
//	quote-turned              ”甲“
//	quote-straight            "甲"
//	quote-nested              《甲《乙》》 (GB/T 15834—2011, 4.8.3.4, 4.15.3.4)
//	bracket-mixed             (甲）
//	comma-between-quoted      《甲》、《乙》 (GB/T 15834—2011, 4.5.3.5)
//	mark-repeated             ，， and 、。
//	ellipsis-form             甲... and 。。。
//	dash-form                 甲--乙
//	space-at-mark             甲。 乙
//	space-in-chinese          a single gap in a long stretch of a sentence
//	character-repeated        的的; function words only, see around
//	word-repeated             我们我们, 党支部党支部
//	number-mixed              5百万, 百分之50, 星期5 (GB/T 15835—2011)
//	number-approximate        30几, 3、5天 (GB/T 15835—2011, 5.2)
//	percent-range             5-10% (GB/T 15835—2011, 5.1.4)
//	range-sign                2020-2023年 (GB/T 15834—2011, 4.13.3)
//	zero-form                 二零二三年 (GB/T 15835—2011)
//	digit-lookalike           8O, l0, 二0二三年
//	date-form                 2023.5.1
//	year-short                23年5月
//	character-lookalike       ⼈ (U+2F08), and ニ for 二
//	invisible-character       zero width, marks of direction, controls
//	traditional-character     a few within simplified text
package wording
