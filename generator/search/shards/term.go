package shards

import (
	"encoding/binary"
	"fmt"
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
	case key <= before:
		return fmt.Errorf("key %q after %q", key, before)
	}
	return nil
}

// countedHeads is how many times as large a head of keys without lists may be:
// they have nothing else, and would make too many files.
const countedHeads = 6

// termShard collects the entries of a shard.
type termShard struct {
	first, last string
	entries     int
	head        []byte
	lists       []byte
	sizes       []int
}

// entrySize bounds what a key and its two numbers take in a head.
func entrySize(key string) int { return len(key) + 8 }

// full reports whether a shard that has entries has no room for one more.
func (s *termShard) full(key string, list []byte, b bounds) bool {
	if s.entries > 0 && counted(key) {
		return !counted(s.first) || len(s.head)+entrySize(key) > b.head*countedHeads
	}
	return s.entries > 0 && (len(s.lists)+len(list) > b.lists || len(s.head)+entrySize(key) > b.head)
}

// add appends an entry. Keys ascend.
func (s *termShard) add(key string, df int, list []byte) {
	if s.entries == 0 {
		s.first, s.last = key, ""
	}
	s.head = appendAfter(s.head, key, s.last)
	s.head = binary.AppendUvarint(s.head, uint64(df))
	s.head = binary.AppendUvarint(s.head, uint64(len(list)))
	s.last = key
	s.entries++
	if len(list) > 0 {
		s.lists = append(s.lists, list...)
		s.sizes = append(s.sizes, len(list))
	}
}

// reset empties a shard.
func (s *termShard) reset() {
	*s = termShard{head: s.head[:0], lists: s.lists[:0], sizes: s.sizes[:0]}
}

// file returns the shard as a file and the byte length of its head. The file is
// the squeezer's until its next one.
func (s *termShard) file(q *squeezer) (file []byte, headLen int, err error) {
	if len(s.head) > maxHead-binary.MaxVarintLen64 {
		return nil, 0, fmt.Errorf("a key of %d bytes", len(s.last))
	}
	head, err := q.deflate(append(binary.AppendUvarint(nil, uint64(s.entries)), s.head...))
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
	n := c.count()
	var list []termEntry
	before, at := "", units(headLen)
	for len(c.data) > 0 && !c.failed {
		e := termEntry{key: c.after(before), df: c.number(), size: c.number(), from: at}
		if c.failed || checkKey(e.key, before) != nil || e.df == 0 || counted(e.key) != (e.size == 0) {
			return nil, damaged("term %q after %q", e.key, before)
		}
		list = append(list, e)
		before, at = e.key, at+units(e.size)
	}
	if c.failed || n != len(list) || at != len(p)/2 {
		return nil, damaged("a head of %d terms has %d, for %d units of %d", n, len(list), at, len(p)/2)
	}
	return list, nil
}
