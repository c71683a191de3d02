package generator

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/gob"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"runtime"
	"strings"
	"sync"

	"github.com/cespare/xxhash/v2"
	"golang.org/x/sync/semaphore"

	"touyan/generator/content"
	"touyan/generator/markup"
	"touyan/generator/media"
	"touyan/generator/media/webp"
	"touyan/generator/output"
	"touyan/generator/view"
)

// picture is what is known of a picture; a cache keeps it between builds.
type picture struct {
	Info  media.Info
	Fault *media.Fault
	// Sum is the SHA-256 of the file.
	Sum [32]byte
	// Made are the pictures made from it with the settings MadeFor.
	Made    []madePicture
	MadeFor uint64
}

// madePicture is one of them: see [media.Made].
type madePicture struct {
	Kind          media.Kind
	Width, Height int
}

// pictures makes the pictures that pages show, each once, and keeps their bytes in
// a cache of their own by content and settings, so that neither another version of
// the program nor a build that failed makes them again.
type pictures struct {
	ctx      context.Context
	fsys     fs.FS
	settings media.Settings
	print    uint64 // of the settings
	cache    *output.Cache
	clean    bool // the cache counts for nothing
	// look only looks at pictures: none is made, and nothing is kept.
	look bool
	// single shows one picture each, as a book does, without variants to choose from.
	single  bool
	encoder webp.Encoder
	// room bounds the bytes of files and dots held at once.
	room *semaphore.Weighted

	mu   sync.Mutex
	once map[*file]*sync.Once
	err  error
}

// room is how many bytes of pictures are held at once: one of the largest.
const (
	room = media.MaxDecoded + 40<<20
	// work is about what libwebp and the scaler take beside the picture.
	work = 40 << 20
	// heavy is from when on a picture's memory is given back before the next one.
	heavy = 100 << 20
)

// picturesCache is the version of the cached blobs' form.
const picturesCache = "pictures 1"

func newPictures(ctx context.Context, fsys fs.FS, s media.Settings, cache *output.Cache, clean bool) *pictures {
	return &pictures{
		ctx: ctx, fsys: fsys, settings: s, print: xxhash.Sum64String(s.String()), cache: cache, clean: clean,
		room: semaphore.NewWeighted(room), once: map[*file]*sync.Once{},
	}
}

// within runs something that holds so many bytes when there is room for them.
func (p *pictures) within(bytes int64, do func() error) error {
	bytes = min(bytes, room)
	if err := p.room.Acquire(p.ctx, bytes); err != nil {
		return err
	}
	defer p.room.Release(bytes)
	if bytes > heavy {
		// The collector may be told to come seldom.
		defer runtime.GC()
	}
	return do()
}

// ensure makes the pictures of a file, or takes them from the cache; a fault of
// its dots is noted.
func (p *pictures) ensure(f *file) {
	p.mu.Lock()
	once := p.once[f]
	if once == nil {
		once = new(sync.Once)
		p.once[f] = once
	}
	p.mu.Unlock()
	once.Do(func() {
		pic := f.Picture
		if pic.Fault != nil || pic.MadeFor == p.print {
			return
		}
		list, err := p.make(f)
		if fault := (*media.Fault)(nil); errors.As(err, &fault) {
			pic.Fault = fault
		} else if err != nil {
			p.fail(err)
			return
		}
		pic.MadeFor, pic.Made = p.print, nil
		for _, m := range list {
			pic.Made = append(pic.Made, madePicture{m.Kind, m.Width, m.Height})
		}
	})
}

// fail keeps the first fault of the machine.
func (p *pictures) fail(err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.err == nil {
		p.err = err
	}
}

// forgive forgets a fault of the machine, which may have gone.
func (p *pictures) forgive() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.err = nil
}

func (p *pictures) failed() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.err
}

// key names a picture's blob in the cache.
func (p *pictures) key(f *file) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%s %x", p.settings, f.Picture.Sum))
	return "picture-" + hex.EncodeToString(sum[:16])
}

// make returns the pictures made from a file.
func (p *pictures) make(f *file) ([]media.Made, error) {
	if !f.Picture.Info.CanScale() || len(p.settings.Widths) == 0 {
		return nil, nil
	}
	if !p.clean {
		if list, ok := p.stored(f); ok {
			return list, nil
		}
	}
	var list []media.Made
	info := f.Picture.Info
	err := p.within(info.Size+info.Decoded+work, func() error {
		data, err := p.read(f)
		if err != nil {
			return err
		}
		if p.look {
			return media.Whole(data)
		}
		list, err = media.Make(&p.encoder, info, data, p.settings)
		return err
	})
	if err != nil || p.look {
		return nil, err
	}
	var b bytes.Buffer
	if err := gob.NewEncoder(&b).Encode(list); err != nil {
		return nil, err
	}
	return list, p.cache.Put(p.key(f), b.Bytes())
}

// stored returns what the cache has of a file.
func (p *pictures) stored(f *file) (list []media.Made, ok bool) {
	data, ok := p.cache.Get(p.key(f))
	if !ok {
		return nil, false
	}
	return list, gob.NewDecoder(bytes.NewReader(data)).Decode(&list) == nil
}

// read returns the bytes of a picture that are the ones that were looked at.
func (p *pictures) read(f *file) ([]byte, error) {
	data, err := fs.ReadFile(p.fsys, "content/"+f.Path)
	if err != nil {
		return nil, fmt.Errorf("read content: %w", err)
	}
	if xxhash.Sum64(data) != f.Hash {
		return nil, changed(f.Path)
	}
	return data, nil
}

// bytes returns the pictures made from a file again, with their dots.
func (p *pictures) bytes(f *file) ([]media.Made, error) {
	if list, ok := p.stored(f); ok {
		return list, nil
	}
	return p.make(f)
}

// cleaned returns the bytes to publish of a picture: it without what tells on
// people, an SVG without what runs.
func (p *pictures) cleaned(f *file) (clean []byte, err error) {
	data, err := p.read(f)
	if err != nil {
		return nil, err
	}
	if f.Picture.Info.Kind != media.SVG {
		clean, _ = media.Clean(f.Picture.Info.Kind, data) // looked at when it was read
		return clean, nil
	}
	clean, _, err = media.Sanitize(data)
	return clean, err
}

// sweep removes what the cache has of other pictures.
func (p *pictures) sweep(files []*file) error {
	keep := map[string]bool{}
	for _, f := range files {
		if f.Picture != nil && f.Picture.MadeFor == p.print {
			keep[p.key(f)] = true
		}
	}
	return p.cache.Sweep("picture-", func(name string) bool { return keep[name] })
}

// url returns the site path of the i-th made picture of a file that is published
// at a path. It changes with the file and the settings, so that it may be cached
// for ever.
func (p *pictures) url(f *file, at string, i int) string {
	m := f.Picture.Made[i]
	ext := path.Ext(at)
	hash := strings.TrimPrefix(p.key(f), "picture-")[:10]
	return fmt.Sprintf("%s.%s-%d%s", strings.TrimSuffix(at, ext), hash, m.Width, m.Kind.Extension())
}

// hasStandIn reports whether pages show another picture instead of a large one.
func (f *file) hasStandIn() bool {
	return f.Picture != nil && len(f.Picture.Made) > 0 && f.Picture.Made[0].Kind != media.WebP
}

// Image resolves a file that a page shows, and makes the pictures for that.
func (l *library) Image(source string) (markup.Resource, bool) {
	r, ok := l.Resource(source)
	f := l.byPath[source]
	if !ok || f.Picture == nil {
		return r, ok
	}
	l.pictures.ensure(f)
	r.Fault = f.Picture.Fault
	at := r.URL
	for i, m := range f.Picture.Made {
		switch url := l.pictures.url(f, at, i); {
		case m.Kind != media.WebP:
			r.URL, r.Width, r.Height = url, m.Width, m.Height
		case !l.pictures.single:
			r.Variants = append([]media.Variant{{URL: url, Width: m.Width}}, r.Variants...) // made from the widest down
		}
	}
	return r, true
}

// image returns the picture that a page's front matter names.
func (l *library) image(p *content.Page, name string) (view.Image, bool) {
	r, ok := l.Image(path.Join(path.Dir(p.Path), name))
	img := view.Image{URL: r.URL, Width: r.Width, Height: r.Height}
	for _, v := range r.Variants {
		img.Variants = append(img.Variants, view.Variant(v))
	}
	return img, ok
}
