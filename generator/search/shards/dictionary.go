package shards

import (
	"encoding/binary"
	"slices"
)

// MaxDictionary is the most bytes that a site's dictionary may have: deflate can
// look back at 32 KB, of which a block itself takes some. See dictionarySize for
// what it has.
const MaxDictionary = 16 << 10

// How a dictionary is put together: of stretches of so many bytes, valued by the
// grams in them. Measured on 10,000 pages, stretches of half or twice the size
// save a percent less.
const (
	stretchSize = 96
	gramSize    = 8
	gramBits    = 20
	// leastValue is what a stretch must be worth: by chance alone, for grams share
	// the table's cells, it is worth a little.
	leastValue = 16
)

// Dictionary returns a dictionary for the texts of a site of so many documents like
// the given ones, which should be taken evenly from it; a hundred or two are enough.
// It is made of the stretches that have most in common with other documents:
// every gram of a stretch counts by the number of documents that have it, and
// only in the first stretch it is in. (The method is that of Liao, Petri, Moffat
// and Wirth, "Effective Construction of Relative Lempel-Ziv Dictionaries", 2016,
// as zstd uses it.) The best stand at the end, where matches take the fewest bits.
func Dictionary(docs []*Doc, documents int) []byte {
	c := newCharset()
	var samples [][]byte
	for _, d := range docs {
		var text []byte
		for _, records := range d.Blocks {
			if b := c.append(nil, encodeRecords(records)); b[0] == flagGB {
				text = append(text, b[1:]...)
			}
		}
		samples = append(samples, text)
	}
	s := newStretches(samples)
	dictionary := make([]byte, dictionarySize(documents))
	free := len(dictionary)
	for free >= gramSize {
		best := s.round(free)
		if len(best) == 0 {
			break
		}
		for _, b := range best {
			b = b[max(0, len(b)-free):]
			free -= copy(dictionary[free-len(b):], b)
		}
	}
	return dictionary[free:]
}

// stretches finds the most valuable stretches of samples.
type stretches struct {
	samples [][]byte
	value   []uint32 // by gram: in how many samples it is, or 0 if it is covered
	inside  []uint16 // by gram: how often it is in the stretch looked at
}

func gramAt(text []byte, at int) uint32 {
	const golden = 0x9E3779B97F4A7C15 // Knuth's multiplicative hash
	return uint32(binary.LittleEndian.Uint64(text[at:]) * golden >> (64 - gramBits))
}

func newStretches(samples [][]byte) *stretches {
	s := &stretches{samples, make([]uint32, 1<<gramBits), make([]uint16, 1<<gramBits)}
	seen := make([]int, 1<<gramBits)
	for i, text := range samples {
		for at := 0; at+gramSize <= len(text); at++ {
			if g := gramAt(text, at); seen[g] != i+1 {
				seen[g] = i + 1
				s.value[g]++
			}
		}
	}
	for g, n := range s.value {
		// What one document alone has is of no use to others.
		if n < 2 {
			s.value[g] = 0
		}
	}
	return s
}

// round returns the best stretch of every sample that still has one of use, the
// most valuable first; of groups of samples where those would be more than the
// free bytes.
func (s *stretches) round(free int) [][]byte {
	type candidate struct {
		text  []byte
		value uint64
	}
	var found []candidate
	step := max(1, len(s.samples)*stretchSize/free)
	for i := 0; i < len(s.samples); i += step {
		// Of several samples the best stretch of all.
		var best candidate
		for _, text := range s.samples[i:min(i+step, len(s.samples))] {
			if from, value := s.best(text); value > best.value {
				best = candidate{s.trim(text[from:min(from+stretchSize, len(text))]), value}
			}
		}
		if best.value >= leastValue {
			s.cover(best.text)
			found = append(found, best)
		}
	}
	slices.SortStableFunc(found, func(a, b candidate) int { return int(b.value) - int(a.value) })
	out := make([][]byte, len(found))
	for i, c := range found {
		out[i] = c.text
	}
	return out
}

// best returns where the most valuable stretch of a text begins.
func (s *stretches) best(text []byte) (from int, most uint64) {
	const grams = stretchSize - gramSize + 1
	value := uint64(0)
	end := 0
	for ; end+gramSize <= len(text); end++ {
		g := gramAt(text, end)
		if s.inside[g]++; s.inside[g] == 1 {
			value += uint64(s.value[g])
		}
		if end >= grams {
			value -= s.leave(gramAt(text, end-grams))
		}
		if value > most {
			from, most = max(end-grams+1, 0), value
		}
	}
	for at := max(end-grams, 0); at < end; at++ {
		s.leave(gramAt(text, at))
	}
	return from, most
}

// leave takes a gram out of the stretch and returns what its value loses.
func (s *stretches) leave(g uint32) uint64 {
	if s.inside[g]--; s.inside[g] == 0 {
		return uint64(s.value[g])
	}
	return 0
}

// trim drops what is of no value at both ends.
func (s *stretches) trim(text []byte) []byte {
	for len(text) > gramSize && s.value[gramAt(text, 0)] == 0 {
		text = text[1:]
	}
	for len(text) > gramSize && s.value[gramAt(text, len(text)-gramSize)] == 0 {
		text = text[:len(text)-1]
	}
	return text
}

// cover makes the grams of a stretch worthless.
func (s *stretches) cover(text []byte) {
	for at := 0; at+gramSize <= len(text); at++ {
		s.value[gramAt(text, at)] = 0
	}
}
