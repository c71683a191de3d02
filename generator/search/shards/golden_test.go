package shards

import (
	"bytes"
	"compress/flate"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

// What follows reads a site in the plainest way from the format's description,
// without this package's code, so that reader and writer cannot drift together.

// plainFile returns a file's payload as text of one bit a character.
func plainFile(t *testing.T, path, name string) string {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.HasPrefix(raw, []byte{0xFF, 0xFE}) {
		t.Fatalf("%s: no byte order mark", path)
	}
	text, err := unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM).NewDecoder().String(string(raw))
	if err != nil {
		t.Fatal(err)
	}
	text, begins := strings.CutPrefix(text, `touyan.shard("`+name+`","`)
	text, ends := strings.CutSuffix(text, `");`)
	if !begins || !ends {
		t.Fatalf("%s: not the call it should be", path)
	}
	var bits strings.Builder
	for _, r := range text {
		if r < 0x3400 || r > 0xB3FF {
			t.Fatalf("%s: character %U", path, r)
		}
		fmt.Fprintf(&bits, "%015b", r-0x3400)
	}
	return bits.String()
}

// plainSlice takes a slice of n bytes off the front.
func plainSlice(t *testing.T, bits *string, n int) []byte {
	t.Helper()
	size := (8*n + 14) / 15 * 15
	if size > len(*bits) {
		t.Fatalf("a slice of %d bytes in %d bits", n, len(*bits))
	}
	out := make([]byte, n)
	for i := range out {
		fmt.Sscanf((*bits)[8*i:8*i+8], "%b", &out[i])
	}
	if strings.Contains((*bits)[8*n:size], "1") {
		t.Fatal("a unit is not filled with zeros")
	}
	*bits = (*bits)[size:]
	return out
}

func plainInflate(t *testing.T, data, dictionary []byte) *bytes.Buffer {
	t.Helper()
	out, err := io.ReadAll(flate.NewReaderDict(bytes.NewReader(data), dictionary))
	if err != nil {
		t.Fatal(err)
	}
	return bytes.NewBuffer(out)
}

func plainNumber(t *testing.T, b *bytes.Buffer) int {
	t.Helper()
	n, err := binary.ReadUvarint(b)
	if err != nil {
		t.Fatal(err)
	}
	return int(n)
}

func plainNumbers(t *testing.T, b *bytes.Buffer, n int) (list []int) {
	for range n {
		list = append(list, plainNumber(t, b))
	}
	return list
}

func plainString(t *testing.T, b *bytes.Buffer) string { return string(b.Next(plainNumber(t, b))) }

func plainText(t *testing.T, b []byte) string {
	t.Helper()
	if b[0] == 1 {
		return string(b[1:])
	}
	s, err := simplifiedchinese.GB18030.NewDecoder().String(string(b[1:]))
	if err != nil || b[0] != 0 {
		t.Fatalf("text with flag %d: %v", b[0], err)
	}
	return s
}

// plainPostings returns a list as text: id:tf:block.
func plainPostings(t *testing.T, data []byte, df int, scored bool) string {
	var bits strings.Builder
	for _, b := range data {
		fmt.Fprintf(&bits, "%08b", b)
	}
	s := bits.String()
	number := func(n int) (v int) {
		for _, c := range s[:n] {
			v = 2*v + int(c-'0')
		}
		s = s[n:]
		return v
	}
	run := func(c string) (n int) {
		for strings.HasPrefix(s, c) {
			n, s = n+1, s[1:]
		}
		return n
	}
	k, holes := number(5), 0
	lacking := k == 31
	if lacking {
		holes = number(run("0")+1) - 1
		k = number(5)
	}
	rice := func(k int) int {
		high := run("1")
		s = s[1:]
		return high<<k + number(k)
	}
	var ids []int
	for id := -1; len(ids) < df || holes > 0; {
		next := id + df - len(ids) + 1 // behind all that are left
		if !lacking {
			next = id + rice(k) + 1
			ids = append(ids, next)
		} else if holes > 0 {
			next = id + rice(k) + 1
			holes--
		}
		for id++; lacking && id < next; id++ {
			ids = append(ids, id)
		}
		id = next
	}
	blocks := scored && number(1) == 1
	if scored && number(1) == 1 {
		t.Fatal("a code of levels in so short a list")
	}
	out := ""
	for _, id := range ids {
		out += fmt.Sprint(" ", id)
		if scored {
			out += fmt.Sprint(":", rice(0)+1)
		}
		if blocks {
			block := number(2)
			for block >= 3 && block < 7 && number(1) == 1 {
				block++
			}
			out += fmt.Sprint(":", block)
		}
	}
	if len(s) >= 8 || strings.Contains(s, "1") {
		t.Fatalf("%q is left of postings", s)
	}
	return out
}

// plainSite is a site as the plain reader sees it.
type plainSite struct {
	t          *testing.T
	dir        string
	head       map[string]any
	dictionary []byte
	out        strings.Builder
}

func (s *plainSite) line(format string, args ...any) { fmt.Fprintf(&s.out, format+"\n", args...) }

func (s *plainSite) shard(name string) string {
	return plainFile(s.t, filepath.Join(s.dir, "shards", name+".js"), name)
}

func (s *plainSite) read() {
	bits := plainFile(s.t, filepath.Join(s.dir, "root.js"), "root0000")
	var n int
	fmt.Sscanf(bits[:30], "%b", &n)
	bits = bits[30:]
	head := plainInflate(s.t, plainSlice(s.t, &bits, n), nil).Bytes()
	s.line("%s", head)
	if err := json.Unmarshal(head, &s.head); err != nil {
		s.t.Fatal(err)
	}
	var parts [3][]byte
	for i, n := range s.head["slices"].([]any) {
		parts[i] = plainSlice(s.t, &bits, int(n.(float64)))
	}
	if bits != "" {
		s.t.Fatal("more in the root than its slices")
	}
	s.dictionary = plainInflate(s.t, parts[2], nil).Bytes()
	s.termShards(plainInflate(s.t, parts[0], nil))
	s.documentShards(bytes.NewBuffer(parts[1]))
	for _, c := range s.head["columns"].([]any) {
		s.column(c.(map[string]any))
	}
}

// refs reads the names and head lengths of a directory.
func (s *plainSite) refs(b *bytes.Buffer, n int) (names []string, heads []int) {
	for range n {
		names = append(names, fmt.Sprintf("%x", b.Next(4)))
	}
	for range n {
		heads = append(heads, plainNumber(s.t, b))
	}
	if b.Len() > 0 {
		s.t.Fatal("more in a directory than its shards")
	}
	return names, heads
}

func (s *plainSite) termShards(b *bytes.Buffer) {
	var firsts []string
	key := ""
	for range plainNumber(s.t, b) {
		key = key[:plainNumber(s.t, b)] + plainString(s.t, b)
		firsts = append(firsts, key)
	}
	names, heads := s.refs(b, len(firsts))
	for i, name := range names {
		s.line("terms from %q", firsts[i])
		bits := s.shard(name)
		head := plainInflate(s.t, plainSlice(s.t, &bits, heads[i]), nil)
		n, documents := plainNumber(s.t, head), plainNumber(s.t, head)
		shared, more := plainNumbers(s.t, head, n), plainNumbers(s.t, head, n)
		var keys [][]rune
		for i := range n {
			var key, before []rune
			if i > 0 {
				before = keys[i-1]
			}
			key = append(key, before[:shared[i]]...)
			for _, v := range plainNumbers(s.t, head, more[i]) {
				if len(key) == shared[i] && len(key) < len(before) {
					v += int(before[len(key)])
				}
				key = append(key, rune(v))
			}
			keys = append(keys, key)
		}
		counts := plainNumbers(s.t, head, n)
		for i, key := range keys {
			list, df := "", counts[i]
			if key[0] != 'y' && key[0] != 'z' {
				digits := len(strings.TrimLeft(strconv.FormatInt(int64(documents/df), 2), "0"))
				size := df * (digits + 4) / 8
				if v := plainNumber(s.t, head); v%2 == 0 {
					size += v / 2
				} else {
					size -= (v + 1) / 2
				}
				list = plainPostings(s.t, plainSlice(s.t, &bits, size), df, key[0] == 't')
			}
			s.line("%q %d:%s", string(key), df, list)
		}
		if bits != "" || head.Len() > 0 {
			s.t.Fatal("more in a term shard than its terms")
		}
	}
}

func (s *plainSite) documentShards(b *bytes.Buffer) {
	names, heads := s.refs(b, plainNumber(s.t, b))
	for i, name := range names {
		bits := s.shard(name)
		head := bytes.NewBuffer(plainSlice(s.t, &bits, heads[i]))
		var sizes [][]int
		for range plainNumber(s.t, head) {
			var one []int
			for range plainNumber(s.t, head) {
				one = append(one, plainNumber(s.t, head))
			}
			sizes = append(sizes, one)
		}
		for d, one := range sizes {
			s.line("document %d of shard %d", d, i)
			for _, n := range one {
				s.line("%q", plainText(s.t, plainInflate(s.t, plainSlice(s.t, &bits, n), s.dictionary).Bytes()))
			}
		}
		if head.Len() > 0 || bits != "" {
			s.t.Fatal("more in a document shard than its documents")
		}
	}
}

func (s *plainSite) column(c map[string]any) {
	bits := s.shard(c["name"].(string))
	if n := int(c["head"].(float64)); n > 0 {
		head := plainInflate(s.t, plainSlice(s.t, &bits, n), nil)
		for range plainNumber(s.t, head) {
			s.line("%s: %q %d", c["id"], plainString(s.t, head), plainNumber(s.t, head))
		}
	}
	data := plainInflate(s.t, plainSlice(s.t, &bits, int(c["data"].(float64))), nil)
	s.line("%s: %v", c["id"], data.Bytes())
	if bits != "" {
		s.t.Fatal("more in a column than its data")
	}
}

// goldenSite is a site of every form the format has.
func goldenSite(t *testing.T, dir string) {
	w, err := Create(dir, Options{Dictionary: []byte("党建"), PerShard: 2})
	if err != nil {
		t.Fatal(err)
	}
	no := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	no(w.Doc(&Doc{
		URL: "a.html", Title: "党建\n联盟", Date: "2020", Region: "浙江省", Type: "method", Organization: "o", Brand: "b",
		Blocks: [][]Record{{{Field: 1, Text: "党建联盟"}}, {{Anchor: "s", Section: "节", Text: "一\x1F二"}}, {{Continued: true, Anchor: "s", Section: "节", Text: "三"}}},
	}, 1))
	no(w.Doc(nil, 0))
	no(w.Doc(&Doc{URL: "b.html", Blocks: [][]Record{{{Field: 10, Text: "\U00020000"}}}}, 1000))
	no(w.Term("Ftype\x00method", 0, []Posting{{ID: 0}}))
	no(w.Term("kother", 0, []Posting{{ID: 2}}))
	no(w.Term("t党建", 0, []Posting{{ID: 0, Level: 3, Block: 0}, {ID: 2, Level: 1, Block: 7}}))
	no(w.Term("t党组", 0, []Posting{{ID: 2, Level: 8, Block: 4}}))
	no(w.Term("ydangjian\x00党建", 2, nil))
	w.Column(NewColumn("type", [][]string{{"method"}}))
	w.Column(NewColumn("region", [][]string{{"浙江省/嘉兴市"}, nil, {"浙江省"}}))
	w.Column(NewColumn("tag", [][]string{{"y", "x"}, nil, {"x"}}))
	no(w.Close(Meta{
		Length: 1001, Names: map[string]string{"type": "类型"}, Labels: map[string]map[string]string{"type": {"method": "方法"}},
		Synonyms: [][]string{{"a", "b"}}, Moved: map[int]float64{2: 0.5},
	}))
}

func TestFormat(t *testing.T) {
	dir := t.TempDir()
	goldenSite(t, dir)
	s := &plainSite{t: t, dir: dir}
	s.read()
	if string(s.dictionary) != "党建" {
		t.Errorf("dictionary %q", s.dictionary)
	}
	// The JSON holds names, which are compared by reading the shards.
	got := s.out.String()
	head, rest, _ := strings.Cut(got, "\n")
	if !strings.HasPrefix(head, `{"format":1,"docs":2,"size":3,"length":1001,"perShard":2,"names":{"type":"类型"},"labels":{"type":{"method":"方法"}},"synonyms":[["a","b"]],"moved":[[2,0.5]],"columns":[{"id":"length","name":"`) {
		t.Errorf("head %s", head)
	}
	if d := cmp.Diff(goldenText, rest); d != "" {
		t.Error(d)
	}
}

// goldenText is what the plain reader says of the golden site. The length column
// has the codes 1 (length 1), 0 (a hole) and 41 (length 1000 is 2^(40/4), about),
// then one other document, after a gap of 2.
const goldenText = `terms from "Ftype\x00method"
"Ftype\x00method" 1: 0
"kother" 1: 2
"t党建" 2: 0:3:0 2:1:7
"t党组" 1: 2:8:4
terms from "ydangjian\x00党建"
"ydangjian\x00党建" 2:
document 0 of shard 0
"a.html\n党建 联盟\n2020\n浙江省\nmethod\no\nb\n"
"1\x1f\x1f\x1f党建联盟\x1e"
"0\x1fs\x1f节\x1f一 二\x1e"
"0+\x1fs\x1f节\x1f三\x1e"
document 1 of shard 0
document 0 of shard 1
"b.html\n\n\n\n\n\n\n"
"10\x1f\x1f\x1f𠀀\x1e"
length: [1 0 41 1 2]
type: "method" 1
type: [1 0 0]
region: "浙江省" 2
region: "浙江省/嘉兴市" 1
region: [2 0 1]
tag: "x" 2
tag: "y" 1
tag: [2 1 0 0 1 0]
`
