package shards

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/simplifiedchinese"
)

func TestCharset(t *testing.T) {
	c := newCharset()
	for text, flag := range map[string]byte{
		"":             flagGB,
		"a\x00\x1F\n~": flagGB,
		"党建联盟，“你好”—— ①㎡槜€": flagGB,
		"emoji 😀 m² ö 㐀":   flagGB, // four bytes
		"\uE000":           flagUTF8,
		"\uFE10":           flagUTF8,
		"ḿ":                flagUTF8,
		"\u9FB4":           flagUTF8,
		"𠀀":                flagUTF8,
		"党\uE5E5":          flagUTF8,
	} {
		b := c.append([]byte("x"), text)
		got, err := c.text(b[1:])
		if err != nil || got != text || b[1] != flag || b[0] != 'x' {
			t.Errorf("%q: flag %d, %q, %v", text, b[1], got, err)
		}
	}
	if got, err := c.text(c.append(nil, "a\xFFb")); err != nil || got != "a\uFFFDb" {
		t.Errorf("%q, %v", got, err)
	}
}

// TestCharsetTables compares every character with golang.org/x/text.
func TestCharsetTables(t *testing.T) {
	c := newCharset()
	enc, dec := simplifiedchinese.GB18030.NewEncoder(), simplifiedchinese.GB18030.NewDecoder()
	two := 0
	for r := rune(0); r <= 0xFFFF; r++ {
		if code := c.codes[r]; code != 0 {
			two++
			gb, err := enc.String(string(r))
			if err != nil || gb != string([]byte{byte(code >> 8), byte(code)}) {
				t.Fatalf("%U: %x, want %x", r, code, gb)
			}
		}
	}
	if two < 21000 {
		t.Errorf("%d characters of two bytes", two)
	}
	for code := firstCode; code <= lastCode; code++ {
		if r := rune(c.chars[code-firstCode]); r != 0 {
			if s, err := dec.String(string([]byte{byte(code >> 8), byte(code)})); err != nil || s != string(r) {
				t.Fatalf("%x: %U, want %q", code, r, s)
			}
		}
	}
}

func TestLengths(t *testing.T) {
	for length, want := range map[int]uint8{-1: 1, 0: 1, 1: 1, 2: 5, 1000: 41, 1 << 30: 121, math.MaxInt: 253} {
		if got := LengthCode(length); got != want {
			t.Errorf("%d: %d, want %d", length, got, want)
		}
	}
	for code := 1; code <= 255; code++ {
		want := math.Pow(2, float64(code-1)/4)
		if got := LengthOf(uint8(code)); math.Abs(got/want-1) > 1e-15 {
			t.Errorf("%d: %v, want %v", code, got, want)
		}
	}
	for n := 1; n < 1<<20; n += 1 + n/50 {
		if q := LengthOf(LengthCode(n)) / float64(n); q < 0.91 || q > 1.1 {
			t.Errorf("%d is kept as %.3f times itself", n, q)
		}
	}
	if LengthOf(0) != 0 {
		t.Error("a hole has a length")
	}
}

func TestColumn(t *testing.T) {
	c := NewColumn("region", [][]string{{"浙江省/嘉兴市/南湖区"}, {""}, {"浙江省/嘉兴市", "x"}, nil, {"江苏省"}})
	if d := cmp.Diff([]string{"江苏省", "浙江省", "浙江省/嘉兴市", "浙江省/嘉兴市/南湖区"}, c.Values); d != "" {
		t.Error(d)
	}
	if !slices.Equal(c.Counts, []int{1, 2, 2, 1}) || !slices.Equal(c.Codes(2), []uint32{2}) || c.Codes(9) != nil || c.Len() != 5 {
		t.Errorf("%v, %v", c.Counts, c.Codes(2))
	}
	tags := NewColumn("tag", [][]string{{"b", "a", "b", ""}, nil})
	head, data := tags.encode(2)
	got, err := decodeColumn("tag", head, data, 2)
	if err != nil || !slices.Equal(got.Codes(0), []uint32{1, 0}) || len(got.Codes(1)) != 0 {
		t.Errorf("%v, %v", got, err)
	}
}

func TestDictionary(t *testing.T) {
	var docs []*Doc
	rnd := rand.New(rand.NewPCG(1, 1))
	for range 20 {
		var own strings.Builder
		for range 400 {
			own.WriteRune('一' + rnd.Int32N(20000))
		}
		docs = append(docs, &Doc{Blocks: [][]Record{{{Section: "做法", Text: own.String()[:300] + "发挥党员带头作用，凝聚成本台账" + own.String()[300:]}}}})
	}
	d := Dictionary(docs, len(docs))
	common, err := simplifiedchinese.GB18030.NewEncoder().String("发挥党员带头作用，凝聚成本台账")
	if err != nil || !strings.Contains(string(d), common) || len(d) > 1000 {
		t.Errorf("%d bytes: %q, %v", len(d), d, err)
	}
	if string(Dictionary(docs, len(docs))) != string(d) || len(Dictionary(nil, 0)) != 0 {
		t.Error("another dictionary for the same documents")
	}
}

func BenchmarkDocuments(b *testing.B) {
	rnd := rand.New(rand.NewPCG(1, 1))
	var docs []*Doc
	for range 20 {
		var text strings.Builder
		for text.Len() < 12000 {
			text.WriteString([]string{"党员", "群众", "服务", "支部", "的", "，", "。"}[rnd.IntN(7)])
			text.WriteRune('一' + rnd.Int32N(3000))
		}
		docs = append(docs, &Doc{Blocks: [][]Record{{{Field: 1, Text: "题"}}, {{Section: "做法", Text: text.String()}}}})
	}
	dictionary := Dictionary(docs, len(docs))
	w, err := Create(b.TempDir(), Options{Dictionary: dictionary})
	if err != nil {
		b.Fatal(err)
	}
	n := 0
	for b.Loop() {
		d := *docs[n%len(docs)]
		d.URL = fmt.Sprint(n)
		if err := w.Doc(&d, 1000); err != nil {
			b.Fatal(err)
		}
		n++
	}
	if err := w.Close(Meta{}); err != nil {
		b.Fatal(err)
	}
}
