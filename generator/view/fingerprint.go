package view

import (
	"encoding/binary"
	"math"
	"reflect"
	"sync"

	"github.com/cespare/xxhash/v2"
)

// Fingerprint returns a hash of all that a view holds, so that two views with
// the same fingerprint render to the same page. Fields tagged `view:"-"` are
// left out: their place is taken by a fingerprint that stands beside them. A
// value with a Print of its own, such as a card, is hashed by it.
func Fingerprint(v any) uint64 {
	h := hasher{Digest: xxhash.New()}
	h.value(reflect.ValueOf(v))
	return h.Sum64()
}

// hasher writes values into a hash, each with its length or presence in front,
// so that no two different values write the same bytes.
type hasher struct {
	*xxhash.Digest
	buf [8]byte
}

func (h *hasher) number(n uint64) {
	binary.LittleEndian.PutUint64(h.buf[:], n)
	h.Write(h.buf[:])
}

func (h *hasher) value(v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		h.number(uint64(v.Len()))
		h.WriteString(v.String())
	case reflect.Bool:
		n := uint64(0)
		if v.Bool() {
			n = 1
		}
		h.number(n)
	case reflect.Int, reflect.Int64:
		h.number(uint64(v.Int()))
	case reflect.Uint64, reflect.Uint8:
		h.number(v.Uint())
	case reflect.Float64:
		h.number(math.Float64bits(v.Float()))
	case reflect.Slice:
		h.number(uint64(v.Len()))
		for i := range v.Len() {
			h.value(v.Index(i))
		}
	case reflect.Pointer, reflect.Interface:
		h.pointer(v)
	case reflect.Struct:
		h.fields(v)
	default:
		panic("view: no fingerprint for a field of type " + v.Type().String())
	}
}

func (h *hasher) pointer(v reflect.Value) {
	if v.IsNil() {
		h.number(0)
		return
	}
	h.number(1)
	if v.Kind() == reflect.Pointer {
		if c, ok := v.Interface().(*Card); ok && c.Print != 0 {
			h.number(c.Print)
			return
		}
	}
	h.value(v.Elem())
}

func (h *hasher) fields(v reflect.Value) {
	for _, i := range hashed(v.Type()) {
		h.value(v.Field(i))
	}
}

// hashedFields remembers which fields of each struct are hashed. It holds facts
// of types alone.
var hashedFields sync.Map

func hashed(t reflect.Type) []int {
	if list, ok := hashedFields.Load(t); ok {
		return list.([]int)
	}
	var list []int
	for i := range t.NumField() {
		if t.Field(i).Tag.Get("view") != "-" {
			list = append(list, i)
		}
	}
	hashedFields.Store(t, list)
	return list
}
