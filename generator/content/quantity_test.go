package content_test

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"testing"

	"touyan/generator/content"
)

func TestFiguresAsPeopleWriteThem(t *testing.T) {
	for _, c := range []struct{ text, unit, want string }{
		// want: value unit = base dimension, with ≥ where it is at least, ≈ where it is about
		{"4.7万元", "", "4.7 万元 = 47000 元"},
		{"8520元", "", "8520 元 = 8520 元"},
		{"5.14万次", "", "5.14 万次 = 51400 次"},
		{"1000余人", "", "≥1000 人 = 1000 人"},
		{"2650多万元", "", "≥2650 万元 = 26500000 元"},
		{"10余万元", "", "≥10 万元 = 100000 元"},
		{"3万余人", "", "≥3 万人 = 30000 人"},
		{"约300户", "", "≈300 户 = 300 户"},
		{"近80%", "", "≈80 % = 80 %"},
		{"将近80%", "", "≈80 % = 80 %"},
		{"接近80%", "", "≈80 % = 80 %"},
		{"大约80%", "", "≈80 % = 80 %"},
		{"≈80%", "", "≈80 % = 80 %"},
		{"～80%", "", "≈80 % = 80 %"},
		{"80%上下", "", "≈80 % = 80 %"},
		{"十来人", "", "≈10 人 = 10 人"},
		{"约1000余人", "", "≈1000 人 = 1000 人"},
		{"超约80%", "", "≈80 % = 80 %"},
		{"超80%", "", "≥80 % = 80 %"},
		{"超过80%", "", "≥80 % = 80 %"},
		{"逾80%", "", "≥80 % = 80 %"},
		{"至少80%", "", "≥80 % = 80 %"},
		{"80万元有余", "", "≥80 万元 = 800000 元"},
		{"95%", "", "95 % = 95 %"},
		{"９５％", "", "95 % = 95 %"},
		{"9成", "", "9 成 = 90 %"},
		{"九成五", "", "9.5 成 = 95 %"},
		{"八成以上", "", "≥8 成 = 80 %"},
		{"百分之九十五", "", "95 % = 95 %"},
		{"百分之12.5", "", "12.5 % = 12.5 %"},
		{"四分之一", "", "25 % = 25 %"},
		{"1,234.5 万元", "", "1234.5 万元 = 12345000 元"},
		{"1,234,567人", "", "1234567 人 = 1234567 人"},
		{"１２３人", "", "123 人 = 123 人"},
		{"一百二十户", "", "120 户 = 120 户"},
		{"一百零二户", "", "102 户 = 102 户"},
		{"一百二户", "", "120 户 = 120 户"},
		{"两千人", "", "2000 人 = 2000 人"},
		{"十万人", "", "100000 人 = 100000 人"},
		{"一万二千三百四十五人", "", "12345 人 = 12345 人"},
		{"二〇二二个", "", "2022 个 = 2022 个"},
		{"三点五万元", "", "35000 元 = 35000 元"},
		{"十余人", "", "≥10 人 = 10 人"},
		{"上千人", "", "≥1000 人 = 1000 人"},
		{"一亿两千万元", "", "120000000 元 = 120000000 元"},
		{"3万5千元", "", "35000 元 = 35000 元"},
		{"1万2元", "", "12000 元 = 12000 元"},
		{"80余个", "", "≥80 个 = 80 个"},
		{"230余次", "", "≥230 次 = 230 次"},
		{"1.42万人次", "", "1.42 万人次 = 14200 人次"},
		{"405名", "", "405 名 = 405 人"},
		{"10个百分点", "", "10 个百分点 = 10 百分点"},
		{"-3%", "", "-3 % = -3 %"},
		{"负3%", "", "-3 % = -3 %"},
		{"20+人", "", "≥20 人 = 20 人"},
		{"1200万元左右", "", "≈1200 万元 = 12000000 元"},
		{"不少于1次", "", "≥1 次 = 1 次"},
		{"1.5亿元", "", "1.5 亿元 = 150000000 元"},
		{"3千元", "", "3 千元 = 3000 元"},
		{"2百万元", "", "2 百万元 = 2000000 元"},
		{"3公顷", "", "3 公顷 = 45 亩"},
		{"2公里", "", "2 公里 = 2000 米"},
		{"3千克", "", "3 千克 = 3 公斤"},
		{"4斤", "", "4 斤 = 2 公斤"},
		{"5吨", "", "5 吨 = 5000 公斤"},
		{"120㎡", "", "120 ㎡ = 120 平方米"},
		{"3天", "", "3 天 = 72 小时"},
		{"1.5倍", "", "1.5 倍 = 1.5 倍"},
		{"1次/月", "", "1 次/月 = 1 次/月"},
		{"12万株", "", "12 万株 = 120000 株"},
		{"12", "万株", "12 万株 = 120000 株"},
		{"10万", "人", "10 万人 = 100000 人"},
		{"8520元", "万元", "8520 元 = 8520 元"},
		{"100", "%", "100 % = 100 %"},
		{"9成", "%", "9 成 = 90 %"},
		{"0", "个", "0 个 = 0 个"},
		{"1000余", "人", "≥1000 人 = 1000 人"},
	} {
		q, fault := content.ParseQuantity(c.text, c.unit)
		got := fmt.Sprintf("%s %s = %s %s", decimal(q.Value), q.Unit, decimal(q.Base()), q.Dimension)
		switch {
		case q.About && q.Approx:
			got = "≈" + got
		case q.Approx:
			got = "≥" + got
		case q.About:
			t.Errorf("%s is about, yet exact", c.text)
		}
		if fault.Code != "" || got != c.want || q.Text != c.text {
			t.Errorf("%s (%s): got %s %v, want %s", c.text, c.unit, got, fault, c.want)
		}
	}
}

// decimal writes a number without the last digits' noise.
func decimal(f float64) string {
	return strconv.FormatFloat(math.Round(f*1e6)/1e6, 'f', -1, 64)
}

func TestWhatIsNoFigure(t *testing.T) {
	for _, c := range []struct{ text, unit, want string }{
		{"8O", "个", "bad-number 80"},
		{"l23个", "", "bad-number 123"},
		{"1OO0余人", "", "bad-number 1000"},
		{"1,23元", "", "bad-number 123"},
		{"1.2.3元", "", "bad-number 4.7"},
		{"2〇人", "", "bad-number 20"},
		{"1。5元", "", "bad-number 1.5"},
		{"很多人", "", "bad-number 4.7"},
		{"几百人", "", "bad-number 4.7"},
		{"½元", "", "bad-number 4.7"},
		{"", "人", "bad-number 4.7"},
		{"-", "人", "bad-number 4.7"},
		{"20成", "", "bad-number 4.7"},
		{"1e9元", "", "bad-number 4.7"},
		{"3?", "", "bad-number 4.7"},
		{"NaN人", "", "bad-number 4.7"},
		{strings.Repeat("9", 400) + "人", "", "bad-number 4.7"},
		{"3-5天", "", "figure-range 3-5天"},
		{"3至5万元", "", "figure-range 3至5万元"},
		{"十到二十人", "", "figure-range 十到二十人"},
		{"2022", "", "missing-unit 2022"},
		{"4.7万", "", "missing-unit 4.7万"},
		{"4.7万", "万元", "unit-conflict 万"},
		{"900人次", "人", "unit-conflict 人次"},
		{"95%", "人", "unit-conflict %"},
		{"10个百分点", "%", "unit-conflict 个百分点"},
		{"3", "3", "bad-unit 3"},
		{"3", "？", "bad-unit ?"},
	} {
		q, fault := content.ParseQuantity(c.text, c.unit)
		got := fault.Code
		if len(fault.Args) > 0 {
			got += " " + fmt.Sprint(fault.Args[len(fault.Args)-1])
			if fault.Code == "unit-conflict" {
				got = fault.Code + " " + fmt.Sprint(fault.Args[0])
			}
		}
		if got != c.want {
			t.Errorf("%s (%s): got %q %+v, want %q", c.text, c.unit, got, q, c.want)
		}
	}
}

// 雪水港's two incomes, one of them written in 元 and in 万元, grew alike.
func TestIncomesInTwoUnitsAreComparedRight(t *testing.T) {
	times := func(from, to, unit string) string {
		a, fa := content.ParseQuantity(from, unit)
		b, fb := content.ParseQuantity(to, unit)
		if fa.Code != "" || fb.Code != "" || a.Dimension != b.Dimension {
			t.Fatal(fa, fb, a, b)
		}
		return strconv.FormatFloat(b.Base()/a.Base(), 'f', 2, 64)
	}
	if got := times("46.2", "245.69", "万元"); got != "5.32" {
		t.Errorf("the village's income grew %s times", got)
	}
	if got := times("8520元", "4.7万元", ""); got != "5.52" {
		t.Errorf("the farmers' income grew %s times", got)
	}
}

// A figure that is taken has a unit and a size, and says the same when it is
// written out again.
func FuzzQuantity(f *testing.F) {
	for _, s := range []string{"4.7万元", "1000余人", "百分之九十五", "1,234.5", "３万５千元", "一亿零二十三", "九成五", "8O个", "-2.5%", "三分之一", "约10余万人次", "3-5天", "二点五万"} {
		f.Add(s, "")
		f.Add(s, "万元")
	}
	f.Fuzz(func(t *testing.T, text, unit string) {
		q, fault := content.ParseQuantity(text, unit)
		if fault.Code != "" {
			if q != (content.Quantity{}) {
				t.Fatalf("%q gave both %+v and %v", text, q, fault)
			}
			return
		}
		if math.IsNaN(q.Base()) || math.IsInf(q.Base(), 0) || q.Factor <= 0 || q.Unit == "" || q.Dimension == "" {
			t.Fatalf("%q gave %+v", text, q)
		}
		again, fault := content.ParseQuantity(strconv.FormatFloat(q.Value, 'f', -1, 64), q.Unit)
		if fault.Code != "" || again.Base() != q.Base() || again.Dimension != q.Dimension {
			t.Fatalf("%q gave %+v, and written out again %+v %v", text, q, again, fault)
		}
	})
}
