package chart

import (
	"strconv"
	"strings"
	"testing"
)

// groups makes n members in some roles, the first of which leads.
func groups(n, roles int) []Group {
	names := []string{
		"梧桐街道党委", "槜李产业合作社党支部", "“自然田园·共兴共富”党建联盟", "桃园村",
		"浙江省嘉兴市桐乡市梧桐街道桃园村股份经济合作社党支部委员会", "电商协会 E-commerce 党支部",
	}
	words := []string{"牵头", "成员单位（带路）", "成员单位", "技术支持", "金融服务", "销售渠道与品牌推广"}
	list := make([]Group, roles)
	for i := range n {
		g := &list[min(i, 1+i%max(1, roles-1))%roles]
		g.Members = append(g.Members, names[i%len(names)]+strconv.Itoa(i))
	}
	for i := range list {
		list[i].Role = words[i%len(words)]
	}
	return list
}

func TestNetwork(t *testing.T) {
	for _, test := range []struct{ members, roles int }{
		{2, 1}, {3, 3}, {4, 2}, {12, 4}, {14, 1}, {30, 5}, {60, 6}, {60, 60}, {200, 6},
	} {
		n := Network{Name: "图", Centre: "党建联盟", Groups: groups(test.members, test.roles)}
		p := read(t, n.Append(nil))
		p.apart(t)
		if len(p.dots) != test.members {
			t.Errorf("%v: %d members are drawn", test, len(p.dots))
		}
		if got := p.of("centre"); len(got) != 1 || got[0] != "党建联盟" {
			t.Errorf("%v: the centre is %q", test, got)
		}
		p.clear(t)
		p.level(t)
	}
}

// clear fails where a curve's end or a box stands on a member's name.
func (p *picture) clear(t *testing.T) {
	t.Helper()
	for _, x := range p.texts {
		if x.group != "leaf" {
			continue
		}
		for _, b := range append(p.rects, p.dots...) {
			if b.meets(x.box) {
				t.Errorf("%q at %v is covered by %v", x.text, x.box, b)
			}
		}
		// Lines end at the members' points.
		if x.x0 < middle+leafDot && x.x1 > middle-leafDot {
			t.Errorf("%q at %v stands among the lines", x.text, x.box)
		}
	}
}

// level fails where the two sides differ so much that one hangs over.
func (p *picture) level(t *testing.T) {
	t.Helper()
	left := 0
	for _, d := range p.dots {
		if d.x0 < middle {
			left++
		}
	}
	if right := len(p.dots) - left; left == 0 || right == 0 || max(left, right) > 3*min(left, right) {
		t.Errorf("%d members on the left, %d on the right", left, right)
	}
}

func TestNetworkOfFewOrTooMany(t *testing.T) {
	for _, members := range []int{0, 1, 201} {
		n := Network{Groups: groups(members, 1)}
		if got := n.Append(nil); len(got) > 0 {
			t.Errorf("%d members are drawn", members)
		}
	}
}

// TestLongNamesHaveTheirWholeInATitle guards what is cut.
func TestLongNamesHaveTheirWholeInATitle(t *testing.T) {
	long := strings.Repeat("股份经济合作社", 8)
	n := Network{Groups: []Group{{Role: "成员", Members: []string{long, "甲"}}}}
	s := string(n.Append(nil))
	if !strings.Contains(s, "<title>"+long+"</title>") || !strings.Contains(s, "…</text>") {
		t.Error(s)
	}
}

func TestWrap(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"桃园村", "桃园村"},
		{"成员单位（带路）", "成员单位|（带路）"},
		{"槜李产业合作社党支部", "槜李产业合|作社党支部"},
		{"电商协会 E-shop", "电商协会 |E-shop"},
		{"甲乙丙丁戊己庚辛壬癸子丑寅卯", "甲乙丙丁戊己|庚辛壬癸子…"},
		{"abcdefghijklmnopqrstuvwxyz", "abcdefghij|klmnopqr…"},
	} {
		lines, n, _ := wrap(test.text, 6.4)
		if got := strings.Join(lines[:n], "|"); got != test.want {
			t.Errorf("%s is set as %s, want %s", test.text, got, test.want)
		}
	}
}
