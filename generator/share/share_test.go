package share

import (
	"bytes"
	"errors"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode"
	"unicode/utf8"
)

// ten is as wide as a full character, half of it an ASCII one.
func ten(s string) int {
	n := 0
	for _, r := range s {
		if n += 10; r < 0x80 {
			n -= 5
		}
	}
	return n
}

func TestTitlesBreakWell(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"", ""},
		{"三卡制", "三卡制"},
		{"雪水港村：从门前三尺到美丽经济", "雪水港村：|从门前三尺到美丽经济"},
		{"一二三四五六七八九十，一二三", "一二三四五六七八九十，|一二三"},
		{"一二三四五六七八九十一、二三四五六七八九十", "一二三四五六七八九十一、|二三四五六七八九十"},
		{"党建工作“四个融合”示范点", "党建工作|“四个融合”示范点"},
		{"How villages turned around", "How villages|turned around"},
		{"一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十", "一二三四五六七八九十一二|三四五六七八九十一二三四|五六七八九十一二三四五…"},
		{"supercalifragilisticexpialidocious", "supercalifragilisticexpi|alidocious"},
	} {
		if got := strings.Join(lines(c.text, 3, 120, ten), "|"); got != c.want {
			t.Errorf("%s: got %s, want %s", c.text, got, c.want)
		}
	}
}

// FuzzLines checks what holds of all titles: no line is too wide, none begins with a
// mark that may not, and nothing is lost unless an ellipsis says so.
func FuzzLines(f *testing.F) {
	for _, c := range samples() {
		f.Add(c.Title)
	}
	f.Add("，。！？（）“”")
	f.Add("a b c 《》——…")
	f.Fuzz(func(t *testing.T, title string) {
		title = clean(title)
		list := lines(title, 3, 120, ten)
		if len(list) > 3 || title != "" && len(list) == 0 {
			t.Fatalf("%q: %q", title, list)
		}
		for i, l := range list {
			first, _ := utf8.DecodeRuneInString(l)
			// Nothing but marks, or more of them than a line holds, cannot be mended.
			marks := strings.TrimLeft(title, noStart+noEnd+" ") == "" || strings.Count(title, "") > 3*24
			if i > 0 && strings.ContainsRune(noStart, first) && !marks && !onlyMarks(list[i-1]) {
				t.Errorf("%q: the line %q", title, l)
			}
			if ten(l) > 120 {
				t.Errorf("%q: the line %q is too wide", title, l)
			}
		}
		got, want := strings.ReplaceAll(strings.Join(list, ""), " ", ""), strings.ReplaceAll(title, " ", "")
		if got != want && !strings.HasSuffix(got, "…") {
			t.Errorf("%q became %q", title, list)
		}
	})
}

// onlyMarks reports whether a line is one unit that a mark no longer fitted on.
func onlyMarks(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return unicode.Is(unicode.Han, r) }) < 0
}

func TestTextIsCleaned(t *testing.T) {
	for in, want := range map[string]string{" 甲\n\t乙 ": "甲 乙", "a\u200bb\ufe0f\x00c": "abc", "\xff党": "党"} {
		if got := clean(in); got != want {
			t.Errorf("%q: got %q", in, got)
		}
	}
}

// TestCards draws many cards at once: each is a picture of the right size, and the
// same every time.
func TestCards(t *testing.T) {
	d := drawer(t)
	cards := samples()
	first := make([][]byte, len(cards))
	for i, c := range cards {
		data, err := d.Draw(c)
		if err != nil {
			t.Fatal(err)
		}
		img, err := png.Decode(bytes.NewReader(data))
		if err != nil || img.Bounds().Dx() != Width || img.Bounds().Dy() != Height {
			t.Fatalf("%s: %v", c.Title, err)
		}
		if i > 0 && bytes.Equal(data, first[0]) {
			t.Error("two cards are the same")
		}
		first[i] = data
	}
	fresh := drawer(t)
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for i, c := range slices.Backward(cards) {
				if data, err := fresh.Draw(c); err != nil || !bytes.Equal(data, first[i]) {
					t.Errorf("%s: another picture, %v", c.Title, err)
				}
			}
		})
	}
	wg.Wait()
}

func TestNamesStandForContent(t *testing.T) {
	d := drawer(t)
	seen := map[string]bool{}
	base := Card{Page: "cases/a.html", Title: "甲", Who: "乙", Number: "1", Unit: "元", Indicator: "丙"}
	for i, change := range []func(*Card){
		func(*Card) {}, func(c *Card) { c.Page = "b" }, func(c *Card) { c.Title = "b" }, func(c *Card) { c.Who = "b" },
		func(c *Card) { c.Number = "2" }, func(c *Card) { c.Unit = "b" }, func(c *Card) { c.Indicator = "b" }, func(c *Card) { c.Mark = "≈" },
		func(c *Card) { c.Title, c.Who = "甲乙", "" },
	} {
		c := base
		change(&c)
		if name := d.Name(c); seen[name] {
			t.Errorf("change %d keeps the name", i)
		} else {
			seen[name] = true
		}
	}
	if New(d.font, "别的站", color.RGBA{0xad, 0x2d, 0x1c, 0xff}).Name(base) == d.Name(base) {
		t.Error("another site's card has the same name")
	}
}

func TestMissingCharactersAreTold(t *testing.T) {
	d := drawer(t)
	if got := d.Missing(Card{Title: "槜李"}); got != "" {
		t.Errorf("missing %s", got)
	}
	if got := d.Missing(Card{Title: "甲\U0010fffd乙\U0010fffd"}); got != "\U0010fffd" {
		t.Errorf("missing %q", got)
	}
}

func TestAFontThatIsNone(t *testing.T) {
	dir := t.TempDir()
	if _, _, err := find([]string{dir, filepath.Join(dir, "nowhere")}); !errors.Is(err, ErrNoFont) {
		t.Error(err)
	}
	name := filepath.Join(dir, "msyh.ttc")
	if err := os.WriteFile(name, []byte("no font"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, _, err := OpenFile(name); err == nil {
		t.Error("it was opened")
	}
	if _, _, err := find([]string{dir}); !errors.Is(err, ErrNoFont) {
		t.Error(err)
	}
}
