package generator

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"reflect"
	"sync"
	"time"
)

// pack and unpack keep values between builds. Both walk exported fields in
// order, so that what one program version wrote only the same one reads: the
// cache is keyed by the version. encoding/gob took a third of a rebuild.

// pack appends a value's stored form.
func pack(b []byte, v reflect.Value) []byte {
	switch v.Kind() {
	case reflect.String:
		return append(binary.AppendUvarint(b, uint64(v.Len())), v.String()...)
	case reflect.Bool:
		if v.Bool() {
			return append(b, 1)
		}
		return append(b, 0)
	case reflect.Int, reflect.Int64:
		return binary.AppendVarint(b, v.Int())
	case reflect.Uint64, reflect.Uint8:
		return binary.AppendUvarint(b, v.Uint())
	case reflect.Float64:
		return binary.LittleEndian.AppendUint64(b, math.Float64bits(v.Float()))
	case reflect.Pointer:
		if v.IsNil() {
			return append(b, 0)
		}
		return pack(append(b, 1), v.Elem())
	case reflect.Interface: // an argument of a finding: only its text matters
		text := fmt.Sprint(v.Interface())
		return append(binary.AppendUvarint(b, uint64(len(text))), text...)
	case reflect.Array:
		for i := range v.Len() {
			b = append(b, byte(v.Index(i).Uint()))
		}
		return b
	case reflect.Slice:
		b = binary.AppendUvarint(b, uint64(v.Len()))
		for i := range v.Len() {
			b = pack(b, v.Index(i))
		}
		return b
	case reflect.Map:
		b = binary.AppendUvarint(b, uint64(v.Len()))
		for it := v.MapRange(); it.Next(); {
			b = pack(pack(b, it.Key()), it.Value())
		}
		return b
	case reflect.Struct:
		return packStruct(b, v)
	default:
		panic("generator: cannot keep a " + v.Type().String())
	}
}

func packStruct(b []byte, v reflect.Value) []byte {
	if v.Type() == timeType {
		t := v.Interface().(time.Time) // of any year: a page may expire in 9999
		return binary.AppendUvarint(binary.AppendVarint(b, t.Unix()), uint64(t.Nanosecond()))
	}
	for _, i := range exported(v.Type()) {
		b = pack(b, v.Field(i))
	}
	return b
}

var timeType = reflect.TypeFor[time.Time]()

// exportedFields remembers the exported fields of each struct type.
var exportedFields sync.Map

func exported(t reflect.Type) []int {
	if list, ok := exportedFields.Load(t); ok {
		return list.([]int)
	}
	var list []int
	for i := range t.NumField() {
		if t.Field(i).IsExported() {
			list = append(list, i)
		}
	}
	exportedFields.Store(t, list)
	return list
}

// unpacker reads what pack wrote; strings share the text's memory.
type unpacker struct{ text string }

var errPacked = errors.New("damaged cache")

// unpack reads a whole stored form into a value.
func unpack(text string, into reflect.Value) (err error) {
	defer func() {
		// The cache has a checksum: a form that does not fit is a mistake of this
		// program, and still no reason to fail.
		if recover() != nil {
			err = errPacked
		}
	}()
	u := unpacker{text}
	u.value(into)
	if u.text != "" {
		return errPacked
	}
	return nil
}

func (u *unpacker) uvarint() uint64 {
	v, shift := uint64(0), 0
	for i := 0; ; i++ {
		c := u.text[i]
		v |= uint64(c&0x7f) << shift
		if c < 0x80 {
			u.text = u.text[i+1:]
			return v
		}
		shift += 7
	}
}

func (u *unpacker) varint() int64 {
	n := u.uvarint()
	return int64(n>>1) ^ -int64(n&1)
}

func (u *unpacker) take(n uint64) string {
	s := u.text[:n]
	u.text = u.text[n:]
	return s
}

func (u *unpacker) value(v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		v.SetString(u.take(u.uvarint()))
	case reflect.Bool:
		v.SetBool(u.take(1) == "\x01")
	case reflect.Int, reflect.Int64:
		v.SetInt(u.varint())
	case reflect.Uint64, reflect.Uint8:
		v.SetUint(u.uvarint())
	case reflect.Float64:
		v.SetFloat(math.Float64frombits(binary.LittleEndian.Uint64([]byte(u.take(8)))))
	case reflect.Pointer:
		if u.take(1) == "\x01" {
			v.Set(reflect.New(v.Type().Elem()))
			u.value(v.Elem())
		}
	case reflect.Interface:
		v.Set(reflect.ValueOf(u.take(u.uvarint())))
	case reflect.Array:
		for i, c := range []byte(u.take(uint64(v.Len()))) {
			v.Index(i).SetUint(uint64(c))
		}
	case reflect.Slice:
		u.slice(v)
	case reflect.Map:
		u.pairs(v)
	case reflect.Struct:
		u.fields(v)
	}
}

// count reads a length; whatever is counted takes a byte or more each.
func (u *unpacker) count() int {
	n := u.uvarint()
	if n > uint64(len(u.text)) {
		panic(errPacked)
	}
	return int(n)
}

func (u *unpacker) slice(v reflect.Value) {
	n := u.count()
	if n == 0 {
		return
	}
	v.Set(reflect.MakeSlice(v.Type(), n, n))
	for i := range n {
		u.value(v.Index(i))
	}
}

func (u *unpacker) pairs(v reflect.Value) {
	n := u.count()
	v.Set(reflect.MakeMapWithSize(v.Type(), n))
	key, value := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
	for range n {
		value.SetZero()
		u.value(key)
		u.value(value)
		v.SetMapIndex(key, value)
	}
}

func (u *unpacker) fields(v reflect.Value) {
	if v.Type() == timeType {
		t := time.Unix(u.varint(), int64(u.uvarint())).UTC()
		v.Set(reflect.ValueOf(t))
		return
	}
	for _, i := range exported(v.Type()) {
		u.value(v.Field(i))
	}
}
