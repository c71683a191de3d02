package shards

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
)

// ErrDamaged is what every error of reading is that comes from files which are
// not as a Writer makes them: cut short, altered, or of another version.
var ErrDamaged = errors.New("damaged search files")

func damaged(format string, args ...any) error {
	return fmt.Errorf("%w: %s", ErrDamaged, fmt.Sprintf(format, args...))
}

// cursor takes values off the front of data; failed is set, and zero values come
// back, once there is too little.
type cursor struct {
	data   []byte
	failed bool
	// expanded is what after has returned so far: a few bytes can stand for a long
	// string many times over.
	expanded int
}

func (c *cursor) uvarint() uint64 {
	v, n := binary.Uvarint(c.data)
	if n <= 0 {
		c.failed, c.data = true, nil
		return 0
	}
	c.data = c.data[n:]
	return v
}

// number reads what must fit in 31 bits: a length, an id, a count.
func (c *cursor) number() int {
	v := c.uvarint()
	if v > math.MaxInt32 {
		c.failed, c.data = true, nil
		return 0
	}
	return int(v)
}

// varint reads a number that may be negative, of 31 bits and its sign.
func (c *cursor) varint() int {
	v := c.uvarint()
	if v > math.MaxUint32 {
		c.failed, c.data = true, nil
		return 0
	}
	return int(v>>1) ^ -int(v&1)
}

// numbers reads n numbers; after a failure they are fewer.
func (c *cursor) numbers(n int) []int {
	list := make([]int, 0, min(n, len(c.data)))
	for len(list) < n && !c.failed {
		list = append(list, c.number())
	}
	return list
}

// count reads the length of a list whose items take a byte at the least.
func (c *cursor) count() int {
	n := c.number()
	if n > len(c.data) {
		c.failed, c.data = true, nil
		return 0
	}
	return n
}

func (c *cursor) take(n int) []byte {
	if n < 0 || n > len(c.data) {
		c.failed, c.data = true, nil
		return nil
	}
	b := c.data[:n]
	c.data = c.data[n:]
	return b
}

func (c *cursor) string() string { return string(c.take(c.number())) }

// after reads a string that is written by what it shares with the one before.
func (c *cursor) after(before string) string {
	shared := c.number()
	if shared > len(before) {
		c.failed, c.data = true, nil
		return ""
	}
	s := before[:shared] + c.string()
	if c.expanded += len(s); c.expanded > maxSlice {
		c.failed, c.data = true, nil
	}
	return s
}

func appendString(b []byte, s string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(s))), s...)
}

// appendAfter writes a string by what it shares with the one before.
func appendAfter(b []byte, s, before string) []byte {
	shared := 0
	for shared < len(s) && shared < len(before) && s[shared] == before[shared] {
		shared++
	}
	return appendString(binary.AppendUvarint(b, uint64(shared)), s[shared:])
}
