package shards

import (
	"bytes"
	"compress/flate"
	"fmt"
	"io"
	"sync"
)

// level is the effort of compression. Measured on 10,000 pages: 9 saves nothing
// more, 3 takes 2 % more bytes and a sixth less time.
const level = 6

// maxSlice bounds what a slice may hold, and maxHead what the head of a shard may,
// so that a damaged or hostile file cannot fill the memory.
const (
	maxSlice = 16 << 20
	maxHead  = 4 << 20
)

// squeezer compresses. It is made once for each goroutine: the tables inside are
// large.
type squeezer struct {
	plain, preset *flate.Writer
	out           bytes.Buffer
	scratch       []byte
	file          []byte
}

// newSqueezer takes the site's dictionary.
func newSqueezer(dictionary []byte) *squeezer {
	// The errors are about the level alone.
	s := &squeezer{}
	s.plain, _ = flate.NewWriter(nil, level)
	s.preset, _ = flate.NewWriterDict(nil, level, dictionary)
	return s
}

// deflate returns data compressed without the dictionary; withDictionary with it.
func (s *squeezer) deflate(data []byte) ([]byte, error)        { return s.run(s.plain, data) }
func (s *squeezer) withDictionary(data []byte) ([]byte, error) { return s.run(s.preset, data) }

func (s *squeezer) run(w *flate.Writer, data []byte) ([]byte, error) {
	if len(data) > maxSlice {
		return nil, fmt.Errorf("compress: %d bytes in one piece are too many", len(data))
	}
	s.out.Reset()
	w.Reset(&s.out)
	if _, err := w.Write(data); err != nil {
		return nil, fmt.Errorf("compress: %w", err)
	}
	if err := w.Close(); err != nil {
		return nil, fmt.Errorf("compress: %w", err)
	}
	return bytes.Clone(s.out.Bytes()), nil
}

// inflater undoes a squeezer's work. It may be used by many goroutines.
type inflater struct {
	dictionary []byte
	readers    sync.Pool
}

// inflate returns what data holds, at most limit bytes; withDictionary likewise.
func (f *inflater) inflate(data []byte, limit int) ([]byte, error) { return f.run(data, nil, limit) }
func (f *inflater) withDictionary(data []byte, limit int) ([]byte, error) {
	return f.run(data, f.dictionary, limit)
}

func (f *inflater) run(data, dictionary []byte, limit int) ([]byte, error) {
	r, _ := f.readers.Get().(io.ReadCloser)
	if r == nil {
		r = flate.NewReader(nil)
	}
	defer f.readers.Put(r)
	in := bytes.NewReader(data)
	if err := r.(flate.Resetter).Reset(in, dictionary); err != nil {
		return nil, damaged("deflate: %v", err)
	}
	out := bytes.NewBuffer(make([]byte, 0, min(3*len(data), limit)+bytes.MinRead))
	if _, err := out.ReadFrom(io.LimitReader(r, int64(limit)+1)); err != nil {
		return nil, damaged("deflate: %v", err)
	}
	if out.Len() > limit || in.Len() > 0 {
		return nil, damaged("deflate: %d bytes hold %d and %d are left", len(data), out.Len(), in.Len())
	}
	return out.Bytes(), nil
}
