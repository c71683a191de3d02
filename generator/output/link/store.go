package link

import (
	"encoding/binary"
	"maps"
	"math"
	"slices"
)

const storeVersion = "touyan links 1\n"

// Encode returns the stored form.
func (x *Index) Encode() []byte {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.tidy()
	size := len(storeVersion) + 8*len(x.targets) + 32
	for _, s := range x.strings {
		size += len(s) + 2
	}
	for path, p := range x.pages {
		size += len(path) + len(p.ids) + len(p.links) + 44
	}
	b := append(make([]byte, 0, size), storeVersion...)
	number := func(n int) { b = binary.AppendUvarint(b, uint64(n)) }
	number(x.tidied)
	number(len(x.strings))
	for _, s := range x.strings {
		number(len(s))
		b = append(b, s...)
	}
	number(len(x.targets))
	for _, t := range x.targets {
		number(int(t.kind))
		number(int(t.path))
		number(int(t.fragment))
	}
	number(len(x.pages))
	for _, path := range slices.Sorted(maps.Keys(x.pages)) {
		p := x.pages[path]
		number(len(path))
		b = append(b, path...)
		b = append(b, p.sum[:]...)
		number(len(p.ids))
		b = append(b, p.ids...)
		number(len(p.links))
		b = append(b, p.links...)
	}
	return b
}

// tidy compacts the lists when half of them may be of use to no page.
func (x *Index) tidy() {
	size := len(x.strings) + len(x.targets)
	switch {
	case x.tidied == 0:
		x.tidied = size
	case size > 2*x.tidied+1000:
		x.compact()
	}
}

// compact drops strings and targets that no page uses.
func (x *Index) compact() {
	fresh := New()
	for _, path := range slices.Sorted(maps.Keys(x.pages)) {
		p := x.pages[path]
		var ids, links []uint32
		for n := range unpack(p.ids) {
			ids = append(ids, fresh.intern(x.strings[n]))
		}
		for n := range unpack(p.links) {
			t := x.targets[n]
			t.path, t.fragment = fresh.intern(x.strings[t.path]), fresh.intern(x.strings[t.fragment])
			links = append(links, fresh.target(t))
		}
		fresh.pages[path] = page{p.sum, pack(ids), pack(links)}
	}
	x.strings, x.numbers = fresh.strings, fresh.numbers
	x.targets, x.targetNumbers = fresh.targets, fresh.targetNumbers
	x.pages, x.tidied, x.changed = fresh.pages, len(x.strings)+len(x.targets), true
}

// Decode reads the stored form; anything else gives an index that knows nothing,
// which is only slower. The index goes on using data.
func Decode(data []byte) *Index {
	r := reader{data: data, text: string(data), ok: true}
	if r.take(len(storeVersion)) != storeVersion {
		return New()
	}
	x := &Index{tidied: r.number()}
	x.strings = make([]string, r.count())
	for i := range x.strings {
		x.strings[i] = r.take(r.number())
	}
	x.targets = make([]target, r.count())
	for i := range x.targets {
		x.targets[i] = target{kind(r.below(int(broken) + 1)), uint32(r.below(len(x.strings))), uint32(r.below(len(x.strings)))}
	}
	count := r.count()
	x.pages = make(map[string]page, count)
	for range count {
		var p page
		path := r.take(r.number())
		copy(p.sum[:], r.take(len(p.sum)))
		p.ids = r.numbers(len(x.strings))
		p.links = r.numbers(len(x.targets))
		x.pages[path] = p
	}
	if !r.ok || r.at < len(data) || len(x.strings) == 0 || x.strings[0] != "" {
		return New()
	}
	return x
}

// reader takes values off the stored form; after something impossible it is not
// ok and gives zeroes. Strings are parts of text, which is a copy of data.
type reader struct {
	data []byte
	text string
	at   int
	ok   bool
}

func (r *reader) fail() { r.ok, r.at = false, len(r.data) }

func (r *reader) take(n int) string {
	if n > len(r.text)-r.at {
		r.fail()
		return ""
	}
	r.at += n
	return r.text[r.at-n : r.at]
}

func (r *reader) number() int {
	n, size := binary.Uvarint(r.data[r.at:])
	if size <= 0 || n > math.MaxUint32 {
		r.fail()
		return 0
	}
	r.at += size
	return int(n)
}

// below reads a number less than the limit.
func (r *reader) below(limit int) int {
	n := r.number()
	if n >= limit {
		r.fail()
		return 0
	}
	return n
}

// count reads the length of a list, each element of which takes a byte or more.
func (r *reader) count() int { return r.below(len(r.data) - r.at + 1) }

// numbers reads packed numbers, all below the limit.
func (r *reader) numbers(limit int) []byte {
	start := len(r.take(r.number()))
	b := r.data[r.at-start : r.at : r.at]
	if !fits(b, limit) {
		r.fail()
	}
	return b
}

// fits reports whether all packed numbers are below the limit.
func fits(b []byte, limit int) bool {
	last, n, shift := 0, 0, 0
	for _, c := range b {
		n |= int(c&0x7f) << shift
		if c >= 0x80 {
			if shift += 7; shift > 28 {
				return false
			}
			continue
		}
		last, n, shift = last+n, 0, 0
	}
	return shift == 0 && (len(b) == 0 || last < limit)
}
