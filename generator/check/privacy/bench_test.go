package privacy

import (
	"strings"
	"testing"
)

// prose is a page of about 3,000 characters as cases have them: years, counts and
// document numbers, nothing personal.
func prose() string {
	const paragraph = "2017年以来，物探处党支部按照中油党〔2017〕47号文件要求，推行“一网三带”工作法，把党员责任区划到楼栋和单元，" +
		"全年走访居民1,286户，解决难题312件，满意率由82.5%提高到97.3%。支部书记带头、党员骨干带队、志愿者带动，" +
		"形成了新的局面：第一季度完成投资4,500万元，第二、三季度分别增长12%和15.8%。\n\n"
	return strings.Repeat(paragraph, 3000/len([]rune(paragraph))+1)
}

func BenchmarkFind(b *testing.B) {
	f := New(Options{})
	for name, text := range map[string]string{
		"page":   prose(),
		"plain":  strings.Repeat("党员群众心连心，社区治理见真情。", 190),
		"leaky":  prose() + strings.Repeat("联系人张某，手机13800138000，身份证410901199003075516。\n", 20),
		"digits": strings.Repeat("13800138000 ", 250),
	} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				f.Find(text)
			}
		})
	}
}
