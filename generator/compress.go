package generator

import (
	"bytes"
	"io"
	"slices"
	"strings"
	"sync"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/gzip"

	"touyan/generator/output"
)

// brotliLevel is the level up to which a page's size still falls by more than its
// time rises: 11 takes some 20 times as long as 9 for pages a tenth smaller.
const brotliLevel = 9

// coding is a form that a server may send a file in, as Accept-Encoding names it.
type coding struct {
	suffix string
	write  *sync.Pool
}

// resetter is a writer that compresses and can begin again.
type resetter interface {
	io.WriteCloser
	Reset(io.Writer)
}

func codings() []coding {
	return []coding{
		{".gz", &sync.Pool{New: func() any { w, _ := gzip.NewWriterLevel(nil, gzip.BestCompression); return w }}},
		{".br", &sync.Pool{New: func() any { return brotli.NewWriterLevel(nil, brotliLevel) }}},
	}
}

// compress stages every text file of the site in smaller forms beside it, as nginx
// (gzip_static, brotli_static), Caddy (precompressed) and touyan serve look for them.
// The same file gives the same bytes. Files in search/ are left out: shards are packed
// already and are read in parts.
func (p *press) compress() error {
	type staged struct {
		path string
		sum  output.Sum
	}
	var files []staged
	for name, sum := range p.out.Files() {
		if p.Compress && output.Compressible(name) && !strings.HasPrefix(name, searchDir+"/") {
			files = append(files, staged{name, sum})
		}
	}
	codings := codings()
	var done counter
	return each(p.ctx, slices.Values(files), func(f staged) error {
		p.progress("compress", done.next(), len(files))
		last, ok := p.out.Published(f.path)
		var data []byte
		for _, c := range codings {
			small := f.path + c.suffix
			if sum, there := p.out.Published(small); there && ok && last == f.sum && !p.Clean && p.out.Keep(small, sum) == nil {
				continue
			}
			if data == nil {
				var err error
				if data, err = p.out.Read(f.path); err != nil {
					return err
				}
			}
			b, err := c.compress(data)
			if err != nil {
				return err
			}
			if _, err := p.out.Write(small, b); err != nil {
				return p.take(err)
			}
		}
		return nil
	})
}

// compress returns a file in this form.
func (c coding) compress(data []byte) ([]byte, error) {
	w := c.write.Get().(resetter)
	defer c.write.Put(w)
	var b bytes.Buffer
	w.Reset(&b)
	if _, err := w.Write(data); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}
