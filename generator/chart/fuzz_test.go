package chart

import (
	"strings"
	"testing"
)

// FuzzLine draws arbitrary figures: the picture is XML, in its frame, and its
// texts stand apart.
func FuzzLine(f *testing.F) {
	f.Add(1.0, 2.0, 3.0, 2006, 2007, 2021, "元", "8520", false)
	f.Add(-1e99, 1e-300, 1e15, 1, 2, 9999, "万元", "1e308", true)
	f.Add(1.0, 1e3, 1e9, 2000, 2010, 2020, "亿<&\"'\x00\xff", "", true)
	f.Fuzz(func(t *testing.T, a, b, c float64, x, y, z int, unit, number string, flag bool) {
		points := []Point{
			{Year: x, Value: a, Number: number, Unit: unit, Approx: flag},
			{Year: y, Value: b, Number: "4.7", Unit: "万元"},
			{Year: z, Value: c, Number: number, Unit: unit},
		}
		d := DomainOf(points)
		kind := KindOf(points)
		if kind == None {
			return
		}
		for _, p := range points {
			read(t, AppendBar(nil, d, p))
		}
		if kind == Years && z < 10000 {
			l := Line{Name: number, Log: "对数刻度", Inferred: flag, Points: points}
			read(t, l.Append(nil)).apart(t)
		}
	})
}

// FuzzNetwork draws arbitrary names, one a line in each of two roles.
func FuzzNetwork(f *testing.F) {
	f.Add("党建联盟", "牵头", "甲\n乙\n丙", "丁")
	f.Add("<&>", "\x00\xff", "（（（（（（（（（（（（（（（（\n a b c ", "👪👪👪👪👪👪👪👪👪👪👪👪👪\n\uFFFE")
	f.Fuzz(func(t *testing.T, centre, role, one, two string) {
		n := Network{Name: role, Centre: centre, Groups: []Group{
			{Role: role, Members: strings.Split(one, "\n")}, {Role: centre, Members: strings.Split(two, "\n")},
		}}
		if svg := n.Append(nil); len(svg) > 0 {
			p := read(t, svg)
			p.apart(t)
			p.clear(t)
		}
	})
}
