// Package webp writes pictures in the WebP format with libwebp 1.4.0, compiled to
// WebAssembly and run by wazero: no cgo, no library of the machine, and the same
// bytes on every system.
//
// libwebp.wasm.gz is the file lib/webp.wasm.gz of github.com/gen2brain/webp
// v0.5.5 (its SHA-256 is in the test); LICENSE names its parts. That module is
// not used itself, because it prefers a libwebp that it finds on the machine, so
// that two machines could make two sites, and its loader of libraries makes the
// program depend on a dynamic linker. A newer libwebp is put in by replacing the
// file.
package webp

import (
	"bytes"
	"compress/gzip"
	"context"
	_ "embed"
	"errors"
	"fmt"
	"image"
	"io"
	"sync"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/imports/wasi_snapshot_preview1"
)

//go:embed libwebp.wasm.gz
var library []byte

// MaxSide is the most pixels of a picture's width or height that the format can
// hold.
const MaxSide = 16383

// Options say how to write a picture.
type Options struct {
	// Quality is 1 to 100; without loss it is the effort instead.
	Quality int
	// Method is 0 (fast) to 6 (small).
	Method int
	// Lossless keeps every pixel.
	Lossless bool
}

// Encoder writes pictures. It may be used by many goroutines at once; the library
// is compiled when the first picture is written.
type Encoder struct {
	once    sync.Once
	err     error
	runtime wazero.Runtime
	library wazero.CompiledModule
}

// Close gives the compiled library back.
func (e *Encoder) Close() error {
	if e.runtime == nil {
		return nil
	}
	return e.runtime.Close(context.Background())
}

func (e *Encoder) load() {
	ctx := context.Background()
	code, err := unzipped()
	if err != nil {
		e.err = fmt.Errorf("webp: unpack the library: %w", err)
		return
	}
	// A picture of MaxSide x 1440 pixels takes about 400 MiB of the library's memory.
	e.runtime = wazero.NewRuntimeWithConfig(ctx, wazero.NewRuntimeConfig().WithMemoryLimitPages(512<<20>>16))
	if _, err := wasi_snapshot_preview1.Instantiate(ctx, e.runtime); err != nil {
		e.err = fmt.Errorf("webp: start the library: %w", err)
		return
	}
	if e.library, err = e.runtime.CompileModule(ctx, code); err != nil {
		e.err = fmt.Errorf("webp: compile the library: %w", err)
	}
}

func unzipped() ([]byte, error) {
	r, err := gzip.NewReader(bytes.NewReader(library))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(r)
}

// Encode returns a picture as a WebP file. The picture must begin at the origin
// and fit MaxSide.
func (e *Encoder) Encode(m *image.NRGBA, o Options) ([]byte, error) {
	size := m.Bounds().Size()
	if m.Rect.Min != (image.Point{}) || size.X < 1 || size.Y < 1 || size.X > MaxSide || size.Y > MaxSide || m.Stride != 4*size.X {
		return nil, fmt.Errorf("webp: no picture of %v can be written", m.Bounds())
	}
	if e.once.Do(e.load); e.err != nil {
		return nil, e.err
	}
	ctx := context.Background()
	// Each picture has a fresh instance: its memory goes when it is done, and no
	// picture's bytes depend on those before it.
	mod, err := e.runtime.InstantiateModule(ctx, e.library, wazero.NewModuleConfig().WithName(""))
	if err != nil {
		return nil, fmt.Errorf("webp: start the library: %w", err)
	}
	defer mod.Close(ctx)
	out, err := encode(ctx, mod, m, o)
	if err != nil {
		return nil, fmt.Errorf("webp: write a picture of %v: %w", size, err)
	}
	return out, nil
}

var errMemory = errors.New("no memory left")

// encode calls the entry of webp.c: encode(pixels, width, height, *size,
// colorspace, quality, method, lossless, exact) returns where the file is, and
// puts its length into size.
func encode(ctx context.Context, mod api.Module, m *image.NRGBA, o Options) ([]byte, error) {
	memory := mod.Memory()
	malloc := mod.ExportedFunction("malloc")
	at, err := call(ctx, malloc, uint64(len(m.Pix))+8)
	if err != nil {
		return nil, err
	}
	length := at
	pixels := at + 8
	if at == 0 || !memory.Write(pixels, m.Pix) {
		return nil, errMemory
	}
	lossless := uint64(0)
	if o.Lossless {
		lossless = 1
	}
	file, err := call(ctx, mod.ExportedFunction("encode"), uint64(pixels), uint64(m.Rect.Dx()), uint64(m.Rect.Dy()), uint64(length), 0,
		uint64(o.Quality), uint64(o.Method), lossless, 0)
	if err != nil {
		return nil, err
	}
	n, ok := memory.ReadUint32Le(length)
	if file == 0 || !ok || n == 0 {
		return nil, errMemory
	}
	out, ok := memory.Read(file, n)
	if !ok {
		return nil, errMemory
	}
	return bytes.Clone(out), nil
}

func call(ctx context.Context, f api.Function, args ...uint64) (uint32, error) {
	result, err := f.Call(ctx, args...)
	if err != nil {
		return 0, err
	}
	return uint32(result[0]), nil
}
