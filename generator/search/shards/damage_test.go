package shards

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// readAll reads all of a site and returns the first error.
func readAll(dir string) error {
	r, err := Open(dir)
	if err != nil {
		return err
	}
	var first error
	note := func(err error) {
		if first == nil {
			first = err
		}
	}
	var keys []string
	note(r.Prefix("", func(k string, _ int) bool { keys = append(keys, k); return true }))
	for _, k := range keys {
		_, _, err := r.Postings(k)
		note(err)
	}
	for id := range min(r.Meta().Size, 1000) {
		_, err := r.Doc(id)
		note(err)
	}
	_, err = r.Lengths()
	note(err)
	for _, id := range []string{"type", "region", "tag"} {
		_, err := r.Column(id)
		note(err)
	}
	return first
}

// TestDamagedFiles cuts each file short, takes it away, and turns bits over.
func TestDamagedFiles(t *testing.T) {
	dir := t.TempDir()
	randomSite(5, 30).write(t, dir, bounds{100, 200})
	if err := readAll(dir); err != nil {
		t.Fatal(err)
	}
	rnd := rand.New(rand.NewPCG(1, 1))
	for name, text := range contents(t, dir) {
		path := filepath.Join(dir, name)
		try := func(b []byte, surely bool) {
			t.Helper()
			if err := os.WriteFile(path, b, 0o644); err != nil {
				t.Fatal(err)
			}
			err := readAll(dir)
			if surely && err == nil {
				t.Errorf("%s: no error", name)
			}
			if err != nil && !errors.Is(err, ErrDamaged) && !errors.Is(err, fs.ErrNotExist) {
				t.Errorf("%s: %v", name, err)
			}
		}
		for range 5 {
			try([]byte(text[:rnd.IntN(len(text))]), true)
		}
		for range 20 {
			b := []byte(text)
			b[rnd.IntN(len(b))] ^= 1 << rnd.IntN(8)
			// A turned bit of the root may only alter a word.
			try(b, name != RootFile)
		}
		os.Remove(path)
		if err := readAll(dir); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s: %v", name, err)
		}
		os.WriteFile(path, []byte(text), 0o644)
	}
}

// TestBombs asks for an error of what holds more than it may.
func TestBombs(t *testing.T) {
	q, f := newSqueezer(nil), &inflater{}
	big, err := q.deflate(make([]byte, maxSlice))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.inflate(big, maxSlice); err != nil {
		t.Error(err)
	}
	if _, err := f.inflate(big, maxHead); !errors.Is(err, ErrDamaged) {
		t.Errorf("too much in a slice: %v", err)
	}
	if _, err := f.inflate(append(big, 0), maxSlice); !errors.Is(err, ErrDamaged) {
		t.Errorf("more behind the end: %v", err)
	}
	if _, err := q.deflate(make([]byte, maxSlice+1)); err == nil {
		t.Error("too much was compressed")
	}
	// Each key repeats all of the one before.
	key := string(bytes.Repeat([]byte("a"), 1<<20))
	head := binary.AppendUvarint(nil, 1000)
	before := ""
	for range 1000 {
		head = append(appendAfter(head, key, before), 1, 1)
		before, key = key, key+"a"
	}
	packed, _ := q.deflate(head)
	p := payload(appendSlice(nil, packed))
	if _, err := readTerms(p, len(packed), f); !errors.Is(err, ErrDamaged) {
		t.Errorf("keys without end: %v", err)
	}
}

func TestSlices(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 1))
	for n := range 70 {
		data := make([]byte, n)
		for i := range data {
			data[i] = byte(rnd.Uint32())
		}
		file := appendSlice(appendSlice(newFile(nil), data), []byte("next"))
		p, err := openFile(closeFile(file, "0123abcd"), "0123abcd")
		if err != nil {
			t.Fatal(err)
		}
		got, err := p.slice(0, n)
		next, err2 := p.slice(units(n), 4)
		if err != nil || err2 != nil || !bytes.Equal(got, data) || string(next) != "next" {
			t.Errorf("%d bytes: %x, %q, %v, %v", n, got, next, err, err2)
		}
	}
}

// TestNamesCollide gives a name away before it is asked for.
func TestNamesCollide(t *testing.T) {
	d := folder(t.TempDir())
	os.Mkdir(filepath.Join(string(d), ShardsDir), 0o755)
	file := appendSlice(newFile(nil), []byte("content"))
	own := nameOf(payload(file[payloadAt:]), terms)
	if own>>31 != 1 || own.next() != own+1 {
		t.Fatalf("name %s, next %s", own, own.next())
	}
	os.WriteFile(d.path(own), []byte("other"), 0o644)
	for range 2 {
		got, _, err := d.add(slices.Clone(file), terms)
		if err != nil || got != own.next() {
			t.Fatalf("%s, %v", got, err)
		}
		if _, err := d.read(got); err != nil {
			t.Error(err)
		}
	}
	if last := shardName(1<<32 - 1); last.next() != 1<<31 {
		t.Errorf("after the last name: %s", last.next())
	}
}

func FuzzSlice(f *testing.F) {
	f.Add([]byte(appendSlice(nil, []byte("abc"))), 0, 3)
	f.Add([]byte(appendSlice(nil, []byte("abc"))), 1, 1<<62)
	f.Add([]byte("xx"), 0, 1)
	f.Fuzz(func(t *testing.T, p []byte, from, n int) {
		if b, err := payload(p).slice(from, n); err == nil && len(b) != n {
			t.Errorf("%d bytes, want %d", len(b), n)
		}
	})
}

func FuzzRoot(f *testing.F) {
	q := newSqueezer(nil)
	r := root{perShard: 2, meta: Meta{Docs: 1, Size: 3}, terms: []termRef{{"ta", shardRef{1, 2}}}, documents: []shardRef{{1, 1}, {2, 2}}}
	file, err := r.encode(q)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(file[payloadAt:])
	f.Add(file[payloadAt : len(file)-2])
	f.Fuzz(func(t *testing.T, p []byte) {
		file := append(newFile(nil), p...)
		decodeRoot(closeFile(file, rootName), &inflater{})
	})
}

// FuzzHeads reads bytes as the heads of all shards, as directories and as
// columns.
func FuzzHeads(f *testing.F) {
	var s termShard
	s.add("ta", 1, []byte{1}, 9)
	s.add("yb", 2, nil, 9)
	f.Add(s.head(9))
	f.Add(encodeTermDirectory([]termRef{{"ta", shardRef{1, 2}}, {"tab", shardRef{3, 4}}}))
	f.Add(encodeDirectory([]shardRef{{1, 2}, {3, 4}}))
	f.Add([]byte("\x02\x02\x03\x02\x00"))
	f.Add([]byte("\x00a\nb\nc\nd\ne\nf\ng\n"))
	f.Add(newLengths(5, 0, 7).encode(4))
	_, data := NewColumn("tag", [][]string{{"a", "b"}, nil}).encode(2)
	f.Add(data)
	q, in, cs := newSqueezer(nil), &inflater{}, newCharset()
	f.Fuzz(func(t *testing.T, b []byte) {
		packed, err := q.deflate(b)
		if err != nil {
			return
		}
		p := payload(appendSlice(appendSlice(nil, packed), b))
		readTerms(p, len(packed), in)
		readDocuments(append(appendSlice(nil, b), p...), len(b), 2)
		documentOf(packed, packed).unpack(true, in, cs)
		decodeTermDirectory(b)
		decodeDirectory(b, 2)
		decodeLengths(b, 4)
		head, _ := NewColumn("x", [][]string{{"a"}, {"b"}}).encode(2)
		decodeColumn("tag", head, b, 2)
		decodeColumn("type", b, b, 2)
		decodeRecords(string(b))
		cs.text(b)
		in.inflate(b, 1<<16)
	})
}

func newLengths(codes ...uint8) *Lengths {
	l := &Lengths{}
	for id, c := range codes {
		l.set(id, c, c > 0 && id%2 == 0)
	}
	return l
}

func documentOf(slices ...[]byte) packed { return slices }
