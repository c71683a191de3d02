package content

import (
	"strings"
	"unicode/utf8"

	"github.com/mozillazg/go-pinyin"
)

// readings are words whose characters are read otherwise than they are alone,
// with the places and the words of this field that titles and names are made of.
// Each line is a word and its syllables.
const readings = `
都 du
长 chang
成长 cheng zhang
增长 zeng zhang
生长 sheng zhang
村长 cun zhang
镇长 zhen zhang
乡长 xiang zhang
县长 xian zhang
市长 shi zhang
校长 xiao zhang
院长 yuan zhang
园长 yuan zhang
部长 bu zhang
会长 hui zhang
组长 zu zhang
班长 ban zhang
站长 zhan zhang
楼长 lou zhang
河长 he zhang
湖长 hu zhang
林长 lin zhang
田长 tian zhang
街长 jie zhang
路长 lu zhang
链长 lian zhang
格长 ge zhang
家长 jia zhang
重庆 chong qing
重建 chong jian
重新 chong xin
重组 chong zu
重塑 chong su
重振 chong zhen
重阳 chong yang
厦门 xia men
银行 yin hang
行业 hang ye
支行 zhi hang
分行 fen hang
商行 shang hang
央行 yang hang
行情 hang qing
同行业 tong hang ye
调解 tiao jie
调处 tiao chu
调节 tiao jie
调整 tiao zheng
调和 tiao he
协调 xie tiao
西藏 xi zang
藏族 zang zu
会计 kuai ji
会稽 kuai ji
角色 jue se
薄弱 bo ruo
供给 gong ji
给予 ji yu
表率 biao shuai
率先 shuai xian
率领 shuai ling
着力 zhuo li
着眼 zhuo yan
着手 zhuo shou
朝气 zhao qi
音乐 yin yue
便宜 pian yi
出差 chu chai
校对 jiao dui
投降 tou xiang
模样 mu yang
大夫 dai fu
称职 chen zhi
自传 zi zhuan
什么 shen me
六安 lu an
蚌埠 beng bu
乐清 yue qing
乐亭 lao ting
乐陵 lao ling
单县 shan xian
铅山 yan shan
番禺 pan yu
蔚县 yu xian
洪洞 hong tong
解州 hai zhou
喀什 ka shi
涡阳 guo yang
荥经 ying jing
尉犁 yu li
吴堡 wu bu
莘庄 xin zhuang
`

// read returns the syllables of the word or character that a text begins with,
// parted by spaces, and its length in bytes; "" where it is not Han.
func read(s string, args pinyin.Args) (syllables string, size int) {
	r, first := utf8.DecodeRuneInString(s)
	if r < 0x2E80 {
		return "", first
	}
	size = first
	for end := 0; end < 3 && size <= len(s); end++ {
		if i := strings.Index(readings, "\n"+s[:size]+" "); i >= 0 {
			line, _, _ := strings.Cut(readings[i+1:], "\n")
			_, syllables, _ = strings.Cut(line, " ")
			first = size
		}
		_, n := utf8.DecodeRuneInString(s[size:])
		if n == 0 {
			break
		}
		size += n
	}
	if syllables != "" {
		return syllables, first
	}
	if p := pinyin.SinglePinyin(r, args); len(p) > 0 {
		return ascii(p[0]), first
	}
	return "", first
}
