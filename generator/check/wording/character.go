package wording

import (
	"fmt"
	"strings"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/unicode/norm"

	"touyan/generator/search/analysis"
)

// odd finds characters that cannot be seen, cannot be read, or are taken for others.
func (s *scan) odd(i int) {
	r := s.r[i]
	switch {
	case invisible(r):
		s.fix("invisible-character", i, i+1, "", true, fmt.Sprintf("U+%04X", r))
	case r == '\u200d' && (i == 0 || i+1 == len(s.r) || s.r[i-1] < 0x2190 || s.r[i+1] < 0x2190 || s.c[i-1] == han || s.c[i+1] == han):
		s.fix("invisible-character", i, i+1, "", true, fmt.Sprintf("U+%04X", r))
	case r == '\uFFFD' || 0xe000 <= r && r <= 0xf8ff || r >= 0xf0000:
		s.add("unreadable-character", i, i+1, fmt.Sprintf("U+%04X", r))
	case compatible(r):
		if to := norm.NFKC.String(string(r)); to != string(r) && classOf([]rune(to)[0]) == han {
			s.fix("character-lookalike", i, i+1, to, true, string(r)+fmt.Sprintf("（U+%04X）", r))
		} else if to := radical(r); to != "" {
			s.fix("character-lookalike", i, i+1, to, true, string(r)+fmt.Sprintf("（U+%04X）", r))
		}
	case kana(r):
		s.kana(i)
	}
}

// invisible reports whether a character has no shape of its own and no business in
// prose: controls, zero widths, marks of direction.
func invisible(r rune) bool {
	switch {
	case r < ' ', 0x7f <= r && r <= 0x9f, r == 0xad, r == 0x61c, r == 0x180e,
		0x200b <= r && r <= 0x200f && r != 0x200d, 0x2028 <= r && r <= 0x202e, 0x2060 <= r && r <= 0x206f,
		r == 0xfeff, 0xfff9 <= r && r <= 0xfffb:
		return true
	}
	return false
}

// compatible reports whether a character is a radical or a compatibility ideograph,
// which text copied from PDF has for the character itself.
func compatible(r rune) bool {
	return 0x2e80 <= r && r <= 0x2fdf || 0xf900 <= r && r <= 0xfaff || 0x2f800 <= r && r <= 0x2fa1f
}

// radical returns the character that a supplementary radical is taken for.
func radical(r rune) string {
	const radicals, characters = "⺟⺠⻄⻅⻆⻉⻋⻓⻔⻘⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰", "母民西见角贝车长门青页风飞食马骨鬼鱼鸟麦黄齐齿龙"
	k := strings.IndexRune(radicals, r)
	if k < 0 {
		return ""
	}
	return characters[k : k+3]
}

func kana(r rune) bool { return 0x3040 <= r && r <= 0x30ff }

// kana finds kana that are taken for Chinese characters.
func (s *scan) kana(i int) {
	if s.is(i-1) != han || s.is(i+1) != han {
		return
	}
	to := map[rune]string{'ニ': "二", 'ハ': "八", 'ロ': "口", 'カ': "力", 'エ': "工", 'タ': "夕", 'ト': "卜", 'ミ': "三", 'ー': "一"}[s.r[i]]
	if to == "" {
		return
	}
	for k, r := range s.r {
		if k != i && kana(r) {
			return
		}
	}
	s.fix("character-lookalike", i, i+1, to, false, string(s.r[i])+fmt.Sprintf("（U+%04X）", s.r[i]))
}

// hanSet is a set of characters from U+4E00 to U+9FFF.
type hanSet [(0xa000 - 0x4e00) / 64]uint64

func (h *hanSet) has(r rune) bool {
	return 0x4e00 <= r && r <= 0x9fff && h[(r-0x4e00)>>6]>>(r&63)&1 != 0
}

// kept are characters that have a simplified form and are standard beside it in
// names and some words (通用规范汉字表, 2013).
const kept = "乾藉瞭徵夥摺昇堃喆淼鍾仝邨陞黃"

// traditionalSet returns the characters that have another simplified form and are
// not themselves in GB 2312, the simplified set. A simplified form that few fonts
// have, of the supplementary planes, is none.
func traditionalSet() *hanSet {
	h := &hanSet{}
	gb := simplifiedchinese.HZGB2312.NewEncoder()
	for r := rune(0x4e00); r <= 0x9fff; r++ {
		c := string(r)
		if to := analysis.Fold(c); to == c || len(to) > 3 || strings.Contains(kept, c) {
			continue
		}
		if out, err := gb.String(c); err != nil || out == "" {
			h[(r-0x4e00)>>6] |= 1 << (r & 63)
		}
		gb.Reset()
	}
	return h
}

// mostTraditional is the share of traditional characters, one in so many, from which
// on a text is meant to be traditional.
const mostTraditional = 10

// traditional finds traditional characters within simplified text.
func (s *scan) traditional(set *hanSet) {
	var at []int
	all := 0
	for i, r := range s.r {
		if s.c[i] == han {
			all++
			if set.has(r) {
				at = append(at, i)
			}
		}
	}
	if len(at)*mostTraditional > all {
		return
	}
	for _, i := range at {
		c := string(s.r[i])
		s.fix("traditional-character", i, i+1, analysis.Fold(c), false, c)
	}
}
