package link

import (
	"encoding/binary"
	"maps"
	"slices"
)

const storeVersion = "touyan links 1\n"

// Encode returns the stored form.
func (x *Index) Encode() []byte {
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.replaced > len(x.pages)/2+100 {
		x.compact()
	}
	size := len(storeVersion) + 8*len(x.targets) + 32
	for _, s := range x.strings {
		size += len(s) + 2
	}
	for path, p := range x.pages {
		size += len(path) + len(p.ids) + len(p.links) + 44
	}
	b := append(make([]byte, 0, size), storeVersion...)
	number := func(n int) { b = binary.AppendUvarint(b, uint64(n)) }
	number(x.replaced)
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
	x.pages, x.replaced, x.changed = fresh.pages, 0, true
}

// Decode reads the stored form; anything else gives an index that knows nothing,
// which is only slower.
func Decode(data []byte) *Index {
	r := reader{rest: string(data), ok: true} // all strings are parts of this one
	if r.take(len(storeVersion)) != storeVersion {
		return New()
	}
	x := &Index{replaced: r.number()}
	x.strings = make([]string, r.count())
	for i := range x.strings {
		x.strings[i] = r.text()
	}
	x.targets = make([]target, r.count())
	for i := range x.targets {
		x.targets[i] = target{kind(r.below(int(broken) + 1)), r.below(len(x.strings)), r.below(len(x.strings))}
	}
	count := r.count()
	x.pages = make(map[string]page, count)
	for range count {
		var p page
		path := r.text()
		copy(p.sum[:], r.take(len(p.sum)))
		p.ids = r.numbers(len(x.strings))
		p.links = r.numbers(len(x.targets))
		x.pages[path] = p
	}
	if !r.ok || r.rest != "" || len(x.strings) == 0 || x.strings[0] != "" {
		return New()
	}
	return x
}

// reader takes values off a text; after something impossible it is not ok and
// gives zeroes.
type reader struct {
	rest string
	ok   bool
}

func (r *reader) take(n int) string {
	if n < 0 || n > len(r.rest) {
		r.ok, r.rest = false, ""
		return ""
	}
	s := r.rest[:n]
	r.rest = r.rest[n:]
	return s
}

func (r *reader) number() int {
	var n uint64
	for i := range min(len(r.rest), binary.MaxVarintLen32) {
		c := r.rest[i]
		n |= uint64(c&0x7f) << (7 * i)
		if c < 0x80 {
			r.rest = r.rest[i+1:]
			return int(n)
		}
	}
	r.ok, r.rest = false, ""
	return 0
}

// count reads the length of a list, each element of which takes a byte or more.
func (r *reader) count() int { return r.less(len(r.rest) + 1) }

// below reads a number of a list that is so long.
func (r *reader) below(length int) uint32 { return uint32(r.less(length)) }

func (r *reader) less(limit int) int {
	n := r.number()
	if n >= limit {
		r.ok, r.rest = false, ""
		return 0
	}
	return n
}

func (r *reader) text() string { return r.take(r.number()) }

// numbers reads packed numbers, all below the limit.
func (r *reader) numbers(limit int) []byte {
	b := []byte(r.text())
	for n := range unpack(b) {
		if int(n) >= limit {
			r.ok, r.rest = false, ""
			return nil
		}
	}
	return b
}
