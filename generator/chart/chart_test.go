package chart

import (
	"flag"
	"fmt"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the golden pictures")

// at makes a point whose value is its number times a factor.
func at(year int, number, unit string, factor float64) Point {
	n, _ := strconv.ParseFloat(number, 64)
	return Point{Year: year, Value: n * factor, Number: number, Unit: unit}
}

// series makes points of one unit from "year number" pairs; ~ is an approximate
// number.
func series(unit string, factor float64, pairs ...string) []Point {
	var list []Point
	for _, p := range pairs {
		year, number, _ := strings.Cut(p, " ")
		y, _ := strconv.Atoi(year)
		rest, approx := strings.CutPrefix(number, "~")
		x := at(y, rest, unit, factor)
		x.Approx = approx
		list = append(list, x)
	}
	return list
}

func sixty() []Point {
	var list []Point
	for i := range 60 {
		n := strconv.Itoa(100 + i*i%37*5 + i*3)
		list = append(list, at(1960+i, n, "吨", 1000))
	}
	return list
}

func mixed() []Point {
	return []Point{at(2006, "8520", "元", 1), at(2015, "2.9", "万元", 1e4), at(2021, "4.7", "万元", 1e4)}
}

func TestKindOf(t *testing.T) {
	for _, test := range []struct {
		name   string
		points []Point
		want   Kind
	}{
		{"nothing", nil, None},
		{"one number", series("人", 1, "2021 1000"), None},
		{"one percentage", series("%", 1, "0 95"), Share},
		{"nine tenths", series("成", 10, "2021 9"), Share},
		{"more than all", series("%", 1, "2021 132"), None},
		{"less than nothing", series("%", 1, "2021 -3"), None},
		{"before and after", series("元", 1, "2006 1", "2021 2"), Bars},
		{"three years", mixed(), Years},
		{"three without a year", series("元", 1, "0 1", "0 2", "0 3"), Bars},
		{"one without a year", series("元", 1, "0 1", "2020 2", "2021 3"), Bars},
		{"the same year twice", series("元", 1, "2020 1", "2020 2", "2021 3"), Bars},
		{"not a number", []Point{{Value: math.NaN()}, {Value: 1}}, None},
		{"infinite", []Point{{Value: math.Inf(1)}, {Value: 1}}, None},
	} {
		if got := KindOf(test.points); got != test.want {
			t.Errorf("%s: %v, want %v", test.name, got, test.want)
		}
	}
}

func TestLine(t *testing.T) {
	long := strings.Repeat("户平均每月", 12)
	for _, test := range []struct {
		name   string
		line   Line
		ticks  string // from below
		years  string
		unit   string
		labels []string // at least these
		dots   int
	}{
		{"mixed units", Line{Points: mixed()},
			"0 2 4 6", "2006 2015 2021", "万元", []string{"8520元", "2.9万元", "4.7万元"}, 3},
		{"a gap stays one", Line{Points: series("万元", 1e4, "2006 46.2", "2007 80", "2021 245.69")},
			"0 100 200 300", "2006 2021", "万元", []string{"46.2", "80", "245.69"}, 3},
		{"percentages", Line{Points: series("%", 1, "2019 41", "2020 ~81", "2021 95")},
			"0% 50% 100%", "2019 2020 2021", "", []string{"41%", "≥81%", "95%"}, 3},
		{"over 100 %", Line{Points: series("%", 1, "2019 41", "2020 81", "2021 120")},
			"0% 50% 100% 150%", "2019 2020 2021", "", []string{"41%", "120%"}, 3},
		{"all zero", Line{Points: series("起", 1, "2019 0", "2020 0", "2021 0")},
			"0 1", "2019 2020 2021", "起", []string{"0", "0", "0"}, 3},
		{"all below zero", Line{Points: series("万元", 1e4, "2019 -50", "2020 -20", "2021 -35")},
			"-60 -40 -20 0", "2019 2020 2021", "万元", []string{"-50", "-20", "-35"}, 3},
		{"on both sides of zero", Line{Points: series("万元", 1e4, "2016 -120", "2018 0", "2020 210")},
			"-200 -100 0 100 200 300", "2016 2018 2020", "万元", []string{"-120", "0", "210"}, 3},
		{"huge range", Line{Log: "对数", Points: series("元", 1, "2000 1", "2010 82000", "2020 1000000000")},
			"1 1000 100万 10亿", "2000 2010 2020", "元 · 对数", []string{"1", "82000", "1000000000"}, 3},
		{"huge range from zero", Line{Log: "对数", Points: series("元", 1, "2000 0", "2010 82000", "2020 1000000000")},
			"0 5亿 10亿", "2000 2010 2020", "元", []string{"0", "1000000000"}, 3},
		{"ten thousands of 万", Line{Points: series("万元", 1e4, "2018 12000", "2019 34000", "2020 79500")},
			"0 2.5亿 5亿 7.5亿 10亿", "2018 2019 2020", "元", []string{"12000万元", "34000万元", "79500万元"}, 3},
		{"small", Line{Points: series("公里", 1000, "2018 0.012", "2019 0.034", "2020 0.031")},
			"0 0.01 0.02 0.03 0.04", "2018 2019 2020", "公里", []string{"0.012", "0.034", "0.031"}, 3},
		{"inferred years", Line{Inferred: true, Points: series("元", 1, "2018 1", "2019 2", "2020 3")},
			"0 1 2 3", "2018* 2019* 2020*", "元", []string{"1", "2", "3"}, 3},
		{"a long unit", Line{Points: series(long, 1, "2018 1", "2019 2", "2020 3")},
			"0 1 2 3", "2018 2019 2020", "户平均每月户平均每月户平均每月户平均每月户…", []string{"1", "2", "3"}, 3},
		{"long numbers", Line{Points: series("元", 1, "2018 ~123456789.123456", "2019 ~223456789.123456", "2020 ~323456789.123456")},
			"0 1亿 2亿 3亿 4亿", "2018 2019 2020", "元", []string{"≥123456789.123456", "≥323456789.123456"}, 3},
		{"60 years", Line{Points: sixty()},
			"0 200 400 600", "1960 1970 1980 1990 2000 2019", "吨", []string{"100", "444", "292"}, 1},
	} {
		t.Run(test.name, func(t *testing.T) {
			if KindOf(test.line.Points) != Years {
				t.Fatal("not a line")
			}
			test.line.Name = "收入"
			p := read(t, test.line.Append(nil))
			p.apart(t)
			if got := strings.Join(p.of("ticks"), " "); got != test.ticks {
				t.Errorf("ticks %s, want %s", got, test.ticks)
			}
			if got := strings.Join(p.of("years"), " "); got != test.years {
				t.Errorf("years %s, want %s", got, test.years)
			}
			if got := strings.Join(p.of("unit"), " "); got != test.unit {
				t.Errorf("unit %s, want %s", got, test.unit)
			}
			for _, want := range test.labels {
				if !slices.Contains(p.of("labels"), want) {
					t.Errorf("labels %v lack %s", p.of("labels"), want)
				}
			}
			if len(p.dots) != test.dots || p.name != "收入" {
				t.Errorf("%d dots, want %d; name %q", len(p.dots), test.dots, p.name)
			}
		})
	}
}

// TestYearsStandAtTheirDistance guards the gap of years without a figure.
func TestYearsStandAtTheirDistance(t *testing.T) {
	l := Line{Points: series("元", 1, "2006 1", "2008 2", "2018 3")}
	p := read(t, l.Append(nil))
	near, far := p.dots[1].x0-p.dots[0].x0, p.dots[2].x0-p.dots[1].x0
	if math.Abs(far/near-5) > .05 {
		t.Errorf("2 years are %.1f, 10 years %.1f", near, far)
	}
}

// TestHighestIsLabelled guards the label of a peak among many points.
func TestHighestIsLabelled(t *testing.T) {
	points := sixty()
	points[30] = at(1990, "2345", "吨", 1000)
	l := Line{Points: points}
	p := read(t, l.Append(nil))
	for _, want := range []string{"100", "2345", "292"} {
		if !slices.Contains(p.of("labels"), want) {
			t.Errorf("labels %v lack %s", p.of("labels"), want)
		}
	}
	p.apart(t)
}

func TestBars(t *testing.T) {
	for _, test := range []struct {
		name   string
		points []Point
		want   string // from–to of each, in thousandths; - for none
	}{
		{"before and after", series("万元", 1e4, "2006 46.2", "2021 245.69"), "0–188 0–1000"},
		{"percentages", series("%", 1, "2006 41", "2021 95"), "0–410 0–950"},
		{"zero", series("家", 1, "2006 0", "2021 12"), "- 0–1000"},
		{"all zero", series("家", 1, "2006 0", "2021 0"), "- -"},
		{"both sides", series("元", 1, "2006 -50", "2021 150"), "0–250 250–1000"},
		{"below zero", series("元", 1, "2006 -50", "2021 -5"), "0–1000 900–1000"},
		{"a sliver", series("元", 1, "2006 1", "2021 1000000000"), "0–8 0–1000"},
		{"a sliver below", series("元", 1, "2006 -1", "2021 1000000000"), "0–8 0–1000"},
		{"mixed units", mixed(), "0–181 0–617 0–1000"},
	} {
		d := DomainOf(test.points)
		var got []string
		for _, x := range test.points {
			p := read(t, AppendBar(nil, d, x))
			if len(p.rects) == 0 {
				got = append(got, "-")
				continue
			}
			got = append(got, fmt.Sprintf("%.0f–%.0f", p.rects[0].x0, p.rects[0].x1))
		}
		if s := strings.Join(got, " "); s != test.want {
			t.Errorf("%s: %s, want %s", test.name, s, test.want)
		}
	}
}

func TestApproximateIsHollow(t *testing.T) {
	points := series("元", 1, "2018 1", "2019 ~2", "2020 ~3")
	l := Line{Points: points}
	if n := strings.Count(string(l.Append(nil)), `class="dot hollow"`); n != 2 {
		t.Errorf("%d hollow points", n)
	}
	if s := string(AppendBar(nil, DomainOf(points), points[1])); !strings.Contains(s, "hollow") {
		t.Error(s)
	}
}

func TestAboutIsNotAtLeast(t *testing.T) {
	points := series("%", 1, "2018 60", "2019 ~70", "2020 ~80")
	points[2].About = true
	l := Line{Points: points}
	if s := string(l.Append(nil)); !strings.Contains(s, ">≈80%<") || strings.Contains(s, "≥80") {
		t.Error(s)
	}
}

// golden compares a picture with its file.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	name = "testdata/" + name + ".svg"
	if *update {
		if err := os.WriteFile(name, append(got, '\n'), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil || string(want) != string(got)+"\n" {
		t.Errorf("%s differs (%v): %s", name, err, got)
	}
}

func TestGolden(t *testing.T) {
	l := Line{Name: "折线图，人均收入", Points: mixed()}
	golden(t, "line", l.Append(nil))
	n := Network{Name: "成员关系图", Centre: "党建联盟", Groups: groups(6, 3)}
	golden(t, "network", n.Append(nil))
}

// BenchmarkCase draws what a typical case page has: four outcomes of three
// figures and an alliance of 12 members.
func BenchmarkCase(b *testing.B) {
	line := Line{Name: "折线图，人均收入", Points: mixed()}
	net := Network{Name: "成员关系图", Centre: "党建联盟", Groups: groups(12, 4)}
	buf := make([]byte, 0, 1<<15)
	b.ReportAllocs()
	for b.Loop() {
		buf = buf[:0]
		for range 4 {
			buf = line.Append(buf)
		}
		buf = net.Append(buf)
	}
	b.SetBytes(int64(len(buf)))
}
