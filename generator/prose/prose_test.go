package prose

import (
	"strings"
	"testing"

	"touyan/generator/diag"
)

func TestPlaces(t *testing.T) {
	f := NewFile("content/a.md", []byte("\xEF\xBB\xBF一二\r\n三四五\r\n"))
	for offset, want := range map[int]diag.Position{
		0:  {File: "content/a.md", Line: 1, Col: 1},
		3:  {File: "content/a.md", Line: 1, Col: 2},
		7:  {File: "content/a.md", Line: 2, Col: 1},
		13: {File: "content/a.md", Line: 2, Col: 3},
		17: {File: "content/a.md", Line: 3, Col: 1},
	} {
		if got := f.Position(offset); got != want {
			t.Errorf("offset %d is at %v, want %v", offset, got, want)
		}
		if got := f.Offset(want); got != offset {
			t.Errorf("%v is offset %d, want %d", want, got, offset)
		}
	}
	if got := f.LineText(2); got != "三四五" || f.LineText(9) != "" {
		t.Errorf("line 2 is %q", got)
	}
}

func TestPieceSource(t *testing.T) {
	var b Builder
	b.Copy([]byte("甲"), 10)
	b.Copy([]byte("乙"), 13)
	b.Put("&", 16, 5)
	b.Copy([]byte("丙"), 30)
	p := b.Done()
	if p.Text != "甲乙&丙" {
		t.Fatalf("text %q", p.Text)
	}
	for _, c := range []struct {
		start, end int
		want       Range
		exact      bool
	}{
		{0, 6, Range{10, 16}, true},
		{6, 7, Range{16, 21}, false},
		{3, 7, Range{13, 21}, false},
		{7, 10, Range{30, 33}, true},
		{0, 10, Range{10, 33}, false},
	} {
		if got, exact := p.Source(c.start, c.end); got != c.want || exact != c.exact {
			t.Errorf("%d to %d is written at %v, %t; want %v, %t", c.start, c.end, got, exact, c.want, c.exact)
		}
	}
}

func TestPlacesInLongLines(t *testing.T) {
	f := NewFile("a.md", []byte("甲\n"+strings.Repeat("甲乙c丙", 3000)+"\n"+strings.Repeat("丁", 5000)))
	for _, c := range [][3]int{{4, 2, 1}, {4 + 10*1000, 2, 4001}, {4 + 10*1000 + 7, 2, 4004}, {4 + 10*3000, 2, 12001}, {4 + 10*3000 + 1 + 3*4999, 3, 5000}, {len(f.Text), 3, 5001}} {
		if p := f.Position(c[0]); p.Line != c[1] || p.Col != c[2] {
			t.Errorf("offset %d is at %v, not %d:%d", c[0], p, c[1], c[2])
		}
	}
}
