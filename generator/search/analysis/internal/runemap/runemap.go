// Package runemap maps every Unicode code point to a small value with one
// array look-up each for the page and the place in it. Pages that hold one
// value only, which most do, are shared.
package runemap

import "unicode"

const (
	pageSize = 1 << 8
	pages    = (unicode.MaxRune + 1) / pageSize
)

// Map is a table from code points to values. Its zero value maps each to the
// zero value of T. It is filled first and then only read, by many at once.
type Map[T comparable] struct {
	index [pages]uint16
	page  []*[pageSize]T
	// own marks the indices whose page is not shared; solid finds the shared
	// page of a value.
	own   [pages]bool
	solid map[T]uint16
}

// New returns a table that maps each code point to the zero value of T.
func New[T comparable]() *Map[T] {
	m := &Map[T]{solid: map[T]uint16{}}
	var zero T
	m.full(zero)
	return m
}

// At returns the value of r, which must be in 0…10FFFF, as the runes of a
// string always are.
func (m *Map[T]) At(r rune) T {
	return m.page[m.index[uint32(r)/pageSize]][uint32(r)%pageSize]
}

// Set maps r to v.
func (m *Map[T]) Set(r rune, v T) {
	m.writable(r / pageSize)[r%pageSize] = v
}

// Fill maps each of lo…hi to v.
func (m *Map[T]) Fill(lo, hi rune, v T) {
	for lo <= hi {
		p := lo / pageSize
		end := min(hi, (p+1)*pageSize-1)
		if end-lo == pageSize-1 {
			m.index[p], m.own[p] = m.full(v), false
		} else {
			part := m.writable(p)[lo%pageSize : end%pageSize+1]
			for i := range part {
				part[i] = v
			}
		}
		lo = end + 1
	}
}

// full returns the shared page of v.
func (m *Map[T]) full(v T) uint16 {
	n, ok := m.solid[v]
	if !ok {
		n = uint16(len(m.page))
		page := new([pageSize]T)
		for i := range page {
			page[i] = v
		}
		m.page = append(m.page, page)
		m.solid[v] = n
	}
	return n
}

// writable returns page p, no longer shared.
func (m *Map[T]) writable(p rune) *[pageSize]T {
	if !m.own[p] {
		page := *m.page[m.index[p]]
		m.index[p], m.own[p] = uint16(len(m.page)), true
		m.page = append(m.page, &page)
	}
	return m.page[m.index[p]]
}
