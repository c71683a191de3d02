package analysis

import (
	"slices"
	"strings"
	"testing"
)

func TestPinyin(t *testing.T) {
	for name, want := range map[string]string{
		"槜李":       "zuili zl",
		"檇李":       "zuili zl",
		"党":        "dang",
		"重庆":       "chongqing cq",
		"长兴县":      "changxingxian cxx",
		"工商银行":     "gongshangyinhang gsyh",
		"乐清":       "yueqing yq",
		"厦门":       "xiamen xm",
		"六安":       "luan la",
		"社区长效机制":   "shequchangxiaojizhi sqcxjz",
		"三审三校":     "sanshensanjiao sssj",
		"绿色女工":     "lvsenvgong lsng lusenugong",
		"党建＋业务5G":  "dangjian dj yewu yw",
		"黨\u200b建": "dangjian dj",
		"长平":       "changping cp zhangping zp",
		"长行":       "changxing cx zhangxing zx changhang ch",
		"行行行行行行":   "xingxingxingxingxingxing xxxxxx hangxingxingxingxingxing hxxxxx xinghangxingxingxingxing xhxxxx xingxinghangxingxingxing xxhxxx",
		"abc 123":  "",
		"カナ":       "",
	} {
		if got := strings.Join(Pinyin(name), " "); got != want {
			t.Errorf("Pinyin(%s) = %q, want %q", name, got, want)
		}
	}
}

func TestPinyinHasNoTermTwice(t *testing.T) {
	got := Pinyin("党建，党建、黨建")
	if want := []string{"dangjian", "dj"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestPinyinParts(t *testing.T) {
	for name, want := range map[string]string{
		"一颗槜李":  "yike yikezui yikezuili kezui kezuili zuili",
		"绿水-长兴": "lvshui lushui changxing",
		"重庆女":   "chongqing chongqingnv chongqingnu qingnv qingnu",
		"党":     "",
		"abc":   "",
	} {
		var got []string
		PinyinParts(name, 4, func(term string) { got = append(got, term) })
		if strings.Join(got, " ") != want {
			t.Errorf("parts of %s: %q, want %q", name, got, want)
		}
	}
}
