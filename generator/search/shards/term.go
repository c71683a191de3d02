package shards

import (
	"encoding/binary"
	"fmt"
	"math/bits"
	"slices"
	"unicode/utf8"
)

// Keys begin with a letter that says what their postings hold.
const (
	scoredKeys = 't' // postings with frequency and block
	pinyinKeys = 'y' // no postings, only how many documents there are
	initials   = 'z' // likewise
)

func scored(key string) bool  { return key[0] == scoredKeys }
func counted(key string) bool { return key[0] == pinyinKeys || key[0] == initials }

// checkKey reports what is wrong with a key that is to follow another.
func checkKey(key, before string) error {
	switch {
	case key == "" || key[0] > 'z' || key[0] < 'A' || key[0] > 'Z' && key[0] < 'a':
		return fmt.Errorf("key %q does not begin with a letter", key)
	case !utf8.ValidString(key):
		return fmt.Errorf("key %q is no UTF-8", key)
	case key <= before:
		return fmt.Errorf("key %q after %q", key, before)
	}
	return nil
}

// countedHeads is how many times as large a head of keys without lists may be:
// they have nothing else, and would make too many files.
const countedHeads = 6

// termShard collects the entries of a shard. The head is columns of one kind of
// number each, which compress best so.
type termShard struct {
	first, last string
	entries     int
	lists       []byte
	sizes       []int
	// shared and more are how many characters each key has in common with the one
	// before and behind that, letters the latter, counts the numbers of documents,
	// surprises how much longer lists are than usualSize says.
	shared, more, letters, counts, surprises []byte
}

// entrySize bounds what a key and its numbers take in a head.
func entrySize(key string) int { return len(key) + 8 }

// usualSize is about how many bytes a list of df of all documents takes.
func usualSize(df, documents int) int { return df * (bits.Len(uint(documents/max(df, 1))) + 4) / 8 }

// full reports whether a shard that has entries has no room for one more.
func (s *termShard) full(key string, list []byte, b bounds) bool {
	if s.entries > 0 && counted(key) {
		return !counted(s.first) || s.headSize()+entrySize(key) > b.head*countedHeads
	}
	return s.entries > 0 && (len(s.lists)+len(list) > b.lists || s.headSize()+entrySize(key) > b.head)
}

// headSize is about how many bytes the head takes before compression.
func (s *termShard) headSize() int {
	return len(s.shared) + len(s.more) + len(s.letters) + len(s.counts) + len(s.surprises)
}

// head returns the head before compression. documents is what add was told.
func (s *termShard) head(documents int) []byte {
	numbers := binary.AppendUvarint(binary.AppendUvarint(nil, uint64(s.entries)), uint64(documents))
	return slices.Concat(numbers, s.shared, s.more, s.letters, s.counts, s.surprises)
}

// add appends an entry. Keys ascend; documents is how many the site has.
func (s *termShard) add(key string, df int, list []byte, documents int) {
	if s.entries == 0 {
		s.first, s.last = key, ""
	}
	letters, before := []rune(key), []rune(s.last)
	same, above := 0, rune(0)
	for same < len(before) && letters[same] == before[same] {
		same++
	}
	if same < len(before) {
		above = before[same]
	}
	s.shared = binary.AppendUvarint(s.shared, uint64(same))
	s.more = binary.AppendUvarint(s.more, uint64(len(letters)-same))
	for i, r := range letters[same:] {
		if i == 0 {
			r -= above
		}
		s.letters = binary.AppendUvarint(s.letters, uint64(r))
	}
	s.counts = binary.AppendUvarint(s.counts, uint64(df))
	s.last = key
	s.entries++
	if !counted(key) {
		s.surprises = binary.AppendVarint(s.surprises, int64(len(list)-usualSize(df, documents)))
		s.lists = append(s.lists, list...)
		s.sizes = append(s.sizes, len(list))
	}
}

// reset empties a shard.
func (s *termShard) reset() {
	*s = termShard{
		lists: s.lists[:0], sizes: s.sizes[:0], shared: s.shared[:0], more: s.more[:0],
		letters: s.letters[:0], counts: s.counts[:0], surprises: s.surprises[:0],
	}
}

// file returns the shard as a file and the byte length of its head. The file is
// the squeezer's until its next one.
func (s *termShard) file(q *squeezer, documents int) (file []byte, headLen int, err error) {
	head := s.head(documents)
	if len(head) > maxHead {
		return nil, 0, fmt.Errorf("a key of %d bytes", len(s.last))
	}
	head, err = q.deflate(head)
	if err != nil {
		return nil, 0, err
	}
	file = appendSlice(newFile(q.file), head)
	rest := s.lists
	for _, n := range s.sizes {
		file = appendSlice(file, rest[:n])
		rest = rest[n:]
	}
	q.file = file
	return file, len(head), nil
}

// termEntry is an entry of a shard that is read: its list is the slice of size
// bytes at the unit from.
type termEntry struct {
	key            string
	df, from, size int
}

// readTerms reads the head of a term shard, which is headLen bytes long.
func readTerms(p payload, headLen int, f *inflater) ([]termEntry, error) {
	packed, err := p.slice(0, headLen)
	if err != nil {
		return nil, err
	}
	head, err := f.inflate(packed, maxHead)
	if err != nil {
		return nil, err
	}
	c := cursor{data: head}
	n, documents := c.count(), c.number()
	keys := c.keys(n)
	counts := c.numbers(n)
	list := make([]termEntry, 0, len(keys))
	before, at := "", units(headLen)
	for i, key := range keys {
		e := termEntry{key: key, df: counts[i], from: at}
		if checkKey(key, before) != nil || e.df == 0 {
			return nil, damaged("term %q after %q", key, before)
		}
		if !counted(key) {
			if e.size = usualSize(e.df, documents) + c.varint(); e.size <= 0 {
				return nil, damaged("term %q of %d bytes", key, e.size)
			}
		}
		list = append(list, e)
		before, at = key, at+units(e.size)
	}
	if c.failed || len(c.data) > 0 || at != len(p)/2 {
		return nil, damaged("a head of %d terms has %d, for %d units of %d", n, len(list), at, len(p)/2)
	}
	return list, nil
}

// keys reads n keys; after a failure there are none.
func (c *cursor) keys(n int) []string {
	shared, more := c.numbers(n), c.numbers(n)
	keys := make([]string, 0, len(more))
	var letters []rune
	expanded := 0
	for i := range more {
		if c.failed || shared[i] > len(letters) || more[i] > len(c.data) {
			c.failed = true
			return nil
		}
		above := 0
		if shared[i] < len(letters) {
			above = int(letters[shared[i]])
		}
		letters = letters[:shared[i]]
		for range more[i] {
			letter := c.number() + above
			letters, above = append(letters, rune(letter)), 0
			c.failed = c.failed || letter > utf8.MaxRune || !utf8.ValidRune(rune(letter))
		}
		keys = append(keys, string(letters))
		if expanded += len(keys[i]); expanded > maxSlice {
			c.failed = true
		}
	}
	if c.failed {
		return nil
	}
	return keys
}
