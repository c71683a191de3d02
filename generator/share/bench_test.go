package share

import (
	"image/color"
	"testing"
)

// drawer draws with a font of this machine.
func drawer(t testing.TB) *Drawer {
	t.Helper()
	f, closeFont, err := Find()
	if err != nil {
		t.Skip(err)
	}
	t.Cleanup(func() { closeFont() })
	return New(f, "头雁·党建案例库", color.RGBA{0xad, 0x2d, 0x1c, 0xff})
}

func samples() []Card {
	return []Card{
		{Title: "雪水港村：从门前三尺到美丽经济", Who: "雪水港村党总支 · 浙江省 嘉兴市 海盐县", Number: "245.69", Unit: "万元", Indicator: "村集体经济收入"},
		{Title: "一网三带：一颗槜李串起一条共富链", Who: "桃园槜李 · 梧桐街道党委", Mark: "≥", Number: "2650", Unit: "万元", Indicator: "槜李鲜果销售收入"},
		{Title: "三卡制", Who: "龙港区委组织部"},
		{Title: "物业协同：码头、矿山与社区共用一张服务网，把三家单位的党员编成一支随叫随到的应急队伍", Who: "港务集团党委", Number: "98.6", Unit: "%", Indicator: "满意率"},
		{Title: "How a village of 312 households turned its doorsteps into a beautiful economy", Who: "Xueshuigang", Number: "5.32", Unit: "×", Indicator: "collective income, 2006 to 2021"},
		{Title: "“四个融合”工作法：党建引领、业务协同、群众参与、数字赋能（示范点建设三年行动方案与复盘）——以某某国有大型企业集团第二采油厂第三联合站党支部为例，附各阶段责任清单", Number: "12345678901", Unit: "人次", Indicator: "一个很长很长的指标名称用来看看右边是不是会放不下的情况"},
		{Title: "头雁·党建案例库", Who: "看同行怎么做，少走弯路"},
	}
}

func BenchmarkDraw(b *testing.B) {
	d := drawer(b)
	cards := samples()
	n := 0
	for b.Loop() {
		data, err := d.Draw(cards[n%len(cards)])
		if err != nil {
			b.Fatal(err)
		}
		n++
		b.SetBytes(int64(len(data)))
	}
}
