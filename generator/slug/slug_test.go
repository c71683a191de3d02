package slug

import "testing"

func TestMake(t *testing.T) {
	for words, want := range map[string]string{
		"槜李产业":         "zui-li-chan-ye",
		"重庆银行":         "chong-qing-yin-hang",
		"集体经济薄弱":       "ji-ti-jing-ji-bo-ruo",
		"黨建聯盟":         "dang-jian-lian-meng",
		"５Ｇ网格 v2.0":    "5g-wang-ge-v2-0",
		"党建+业务":        "dang-jian-ye-wu",
		"Ünïted Café":  "united-cafe",
		"绿水青山":         "lv-shui-qing-shan",
		"——":           "",
		"a--b":         "a-b",
		"一二三四五六七八九十百千": "yi-er-san-si-wu-liu-qi-ba-jiu",
	} {
		if got := Make(words, 30); got != want {
			t.Errorf("%s: got %s, want %s", words, got, want)
		}
	}
}
