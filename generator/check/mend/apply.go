package mend

import (
	"bytes"
	"sort"
)

// apply returns the file's bytes with the fixes in them, which are in order and do not
// overlap.
func (s *state) apply(edits []edit) []byte {
	place := places(s.raw)
	var out []byte
	at := 0
	for _, e := range edits {
		start, end := place(e.at.Start), place(e.at.End)
		out = append(out, s.raw[at:start]...)
		out = append(out, e.text...)
		at = end
	}
	return append(out, s.raw[at:]...)
}

// places returns what finds the byte of a file that an offset of its normalised text
// (see [prose.Normalize]) stands for. The file is UTF-8 without NUL, so that the two
// differ by a byte order mark and by the carriage returns before line feeds alone. Of a
// line end it finds the carriage return.
func places(raw []byte) func(int) int {
	mark := 0
	if bytes.HasPrefix(raw, []byte("\xEF\xBB\xBF")) {
		mark = 3
	}
	// ends are the offsets, in the normalised text, of the line feeds that a carriage
	// return stands before.
	var ends []int
	for i := mark; i+1 < len(raw); i++ {
		if raw[i] == '\r' && raw[i+1] == '\n' {
			ends = append(ends, i-mark-len(ends))
		}
	}
	return func(offset int) int { return mark + offset + sort.SearchInts(ends, offset) }
}
