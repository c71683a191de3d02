package shards

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"unicode/utf16"

	"github.com/cespare/xxhash/v2"
)

// A file is a classic script in UTF-16: a call whose second string, the payload,
// carries bytes, 15 bits to a unit. The units used are neither quotes, nor
// backslashes, nor surrogates, nor line ends, so that the string needs no
// escapes.
const (
	opening    = "\uFEFFtouyan.shard(\""
	between    = `","`
	closing    = `");`
	nameLen    = 8
	openingLen = len(`_touyan.shard("`) // in units, with the byte order mark
	// payloadAt is the byte of a file at which the payload begins.
	payloadAt = 2 * (openingLen + nameLen + len(between))
	// firstUnit is the unit that stands for 15 zero bits.
	firstUnit = 0x3400
	unitBits  = 15
	unitMask  = 1<<unitBits - 1
)

// rootName is the name of the root as its own call says it.
const rootName = "root0000"

// units is how many units a slice of n bytes takes.
func units(n int) int { return (8*n + unitBits - 1) / unitBits }

// newFile returns the start of a file, to which slices are appended. buf is used
// where it is large enough.
func newFile(buf []byte) []byte {
	return append(buf[:0], make([]byte, payloadAt)...)
}

// appendSlice appends bytes as a slice of the payload.
func appendSlice(file, data []byte) []byte {
	pending, n := uint32(0), uint(0)
	for _, b := range data {
		pending = pending<<8 | uint32(b)
		n += 8
		if n >= unitBits {
			n -= unitBits
			file = appendUnit(file, pending>>n&unitMask)
		}
	}
	if n > 0 {
		file = appendUnit(file, pending<<(unitBits-n)&unitMask)
	}
	return file
}

func appendUnit(file []byte, v uint32) []byte {
	return binary.LittleEndian.AppendUint16(file, uint16(firstUnit+v))
}

// closeFile puts the name and what ends a script around the payload.
func closeFile(file []byte, name string) []byte {
	copy(file, frame(opening+name+between))
	return append(file, frame(closing)...)
}

// frame encodes a text without a byte order mark of its own.
func frame(s string) []byte {
	var b []byte
	for _, u := range utf16.Encode([]rune(s)) {
		b = binary.LittleEndian.AppendUint16(b, u)
	}
	return b
}

// payload is the units of a file's second string, as they stand in it.
type payload []byte

// openFile returns the payload of a file that must have the given name.
func openFile(file []byte, name string) (payload, error) {
	rest, ok := bytes.CutPrefix(file, frame(opening+name+between))
	if !ok {
		return nil, damaged("%s.js does not begin as it should", name)
	}
	rest, ok = bytes.CutSuffix(rest, frame(closing))
	if !ok || len(rest)%2 != 0 {
		return nil, damaged("%s.js does not end as it should", name)
	}
	return payload(rest), nil
}

// slice returns the n bytes of the slice that begins at a unit.
func (p payload) slice(from, n int) ([]byte, error) {
	if from < 0 || n < 0 || from > len(p)/2 || n > len(p) || units(n) > len(p)/2-from {
		return nil, damaged("a slice of %d bytes at unit %d of %d", n, from, len(p)/2)
	}
	out := make([]byte, 0, n+1)
	pending, have := uint32(0), uint(0)
	for at := 2 * from; at < 2*(from+units(n)); at += 2 {
		v := uint32(binary.LittleEndian.Uint16(p[at:])) - firstUnit
		if v > unitMask {
			return nil, damaged("unit %d carries no bits", at/2)
		}
		pending = pending<<unitBits | v
		for have += unitBits; have >= 8; {
			have -= 8
			out = append(out, byte(pending>>have))
		}
	}
	return out[:n], nil
}

// shardName is the number of a shard's file, written as eight hex digits.
type shardName uint32

func (n shardName) String() string { return fmt.Sprintf("%08x", uint32(n)) }

// kind parts the names of shards that may be written at the same time, so that
// neither can take a name from the other, and the same site always has the same
// names: it is their highest bit.
type kind uint32

const (
	others kind = 0
	terms  kind = 1 << 31
)

const numberMask = 1<<31 - 1

// nameOf returns the name that a payload has if no other content has it; the
// next numbers are tried after it.
func nameOf(p payload, k kind) shardName {
	return shardName(uint32(xxhash.Sum64(p))&numberMask | uint32(k))
}

func (n shardName) next() shardName {
	return n&^numberMask | (n+1)&numberMask
}

// maxTries is how many numbers after its own a shard may be named by.
const maxTries = 64

// matches reports whether a payload may have this name.
func (n shardName) matches(p payload) bool {
	own := nameOf(p, kind(n&^numberMask))
	return uint32(n-own)&numberMask < maxTries
}
