package share

import (
	"errors"
	"fmt"
	"image"
	"image/draw"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/cespare/xxhash/v2"
	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"
)

// ErrNoFont is returned where the system has no font with Chinese characters.
var ErrNoFont = errors.New("no font with Chinese characters was found")

// Font is a font with the glyphs that were drawn from it.
type Font struct {
	// Name is the file's.
	Name  string
	font  *sfnt.Font
	print uint64

	mu     sync.RWMutex
	buffer sfnt.Buffer
	glyphs map[rune]sfnt.GlyphIndex
	masks  map[maskKey]*mask
}

type maskKey struct {
	r    rune
	size int
}

// mask is a glyph: 0 to 15 for each dot, to be put at left and top of the pen.
type mask struct {
	width, height, left, top int
	advance                  fixed.Int26_6
	pix                      []byte
}

// mostMasks bounds the glyphs that are kept, at about 4 KB each.
const mostMasks = 8000

// Open returns the font of an open file: .otf, .ttf, or of a collection (.ttc) the
// one with the forms of simplified Chinese. The file is read as glyphs are asked
// for, and must stay open.
func Open(name string, file io.ReaderAt, size int64) (*Font, error) {
	f := &Font{Name: name, glyphs: map[rune]sfnt.GlyphIndex{}, masks: map[maskKey]*mask{}}
	head := make([]byte, min(size, 64<<10))
	if _, err := file.ReadAt(head, 0); err != nil && !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("read font: %w", err)
	}
	// A font begins with the checksums of its tables.
	f.print = xxhash.Sum64(fmt.Appendf(head, "%d", size))
	all, err := sfnt.ParseCollectionReaderAt(file)
	if err != nil {
		return nil, fmt.Errorf("read font: %w", err)
	}
	for i := range all.NumFonts() {
		one, err := all.Font(i)
		if err != nil {
			return nil, fmt.Errorf("read font: %w", err)
		}
		family, _ := one.Name(&f.buffer, sfnt.NameIDFull)
		simplified := strings.Contains(family, " SC") || strings.Contains(family, " CN")
		if f.font == nil || simplified {
			f.font = one
		}
		if simplified {
			break
		}
	}
	if f.font == nil {
		return nil, errors.New("read font: the collection is empty")
	}
	return f, nil
}

// names are the font files to look for, the best first: serif before sans, bold
// before regular.
func names() []string {
	return []string{
		"NotoSerifCJK-Bold.ttc", "NotoSerifCJKsc-Bold.otf", "NotoSerifSC-Bold.otf", "NotoSerifSC-Bold.ttf",
		"SourceHanSerifSC-Bold.otf", "SourceHanSerifCN-Bold.otf", "SourceHanSerif-Bold.ttc", "SourceHanSerif.ttc",
		"NotoSansCJK-Bold.ttc", "NotoSansCJKsc-Bold.otf", "NotoSansSC-Bold.otf", "SourceHanSansSC-Bold.otf", "SourceHanSansCN-Bold.otf",
		"NotoSerifCJK-Regular.ttc", "NotoSansCJK-Regular.ttc", "PingFang.ttc", "Songti.ttc", "STHeiti Medium.ttc",
		"Hiragino Sans GB.ttc", "msyhbd.ttc", "msyh.ttc", "simhei.ttf", "simsun.ttc", "wqy-zenhei.ttc", "wqy-microhei.ttc",
		"DroidSansFallbackFull.ttf",
	}
}

// folders are where systems keep fonts.
func folders() []string {
	home, _ := os.UserHomeDir()
	switch runtime.GOOS {
	case "windows":
		return []string{filepath.Join(os.Getenv("WINDIR"), "Fonts"), filepath.Join(os.Getenv("LOCALAPPDATA"), "Microsoft", "Windows", "Fonts")}
	case "darwin":
		return []string{"/System/Library/Fonts", "/Library/Fonts", filepath.Join(home, "Library", "Fonts")}
	}
	return []string{"/usr/share/fonts", "/usr/local/share/fonts", filepath.Join(home, ".local", "share", "fonts"), filepath.Join(home, ".fonts")}
}

// Find opens the best font of the system that has Chinese characters. It returns
// [ErrNoFont] where there is none. close gives the file back.
func Find() (f *Font, close func() error, err error) {
	return find(folders())
}

func find(folders []string) (f *Font, close func() error, err error) {
	found := map[string]string{}
	for _, dir := range folders {
		// What cannot be read has no font for us.
		_ = filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
			if err == nil && slices.Contains(names(), e.Name()) && found[e.Name()] == "" {
				found[e.Name()] = path
			}
			return nil
		})
	}
	for _, name := range names() {
		if found[name] == "" {
			continue
		}
		if f, close, err := OpenFile(found[name]); err == nil && f.has('党') {
			return f, close, nil
		} else if err == nil {
			_ = close()
		}
	}
	return nil, nil, ErrNoFont
}

// OpenFile opens a font file. close gives it back.
func OpenFile(path string) (f *Font, close func() error, err error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, nil, err
	}
	info, err := file.Stat()
	if err == nil {
		f, err = Open(filepath.Base(path), file, info.Size())
	}
	if err != nil {
		_ = file.Close()
		return nil, nil, err
	}
	return f, file.Close, nil
}

// has reports whether the font has a character.
func (f *Font) has(r rune) bool { return f.index(r) != 0 }

// index returns the number of a character's glyph, 0 where there is none.
func (f *Font) index(r rune) sfnt.GlyphIndex {
	f.mu.RLock()
	g, ok := f.glyphs[r]
	f.mu.RUnlock()
	if ok {
		return g
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	g, err := f.font.GlyphIndex(&f.buffer, r)
	if err != nil {
		g = 0
	}
	f.glyphs[r] = g
	return g
}

// mask returns a character at a size in dots; one that cannot be drawn is empty.
func (f *Font) mask(r rune, size int) *mask {
	key := maskKey{r, size}
	f.mu.RLock()
	m := f.masks[key]
	f.mu.RUnlock()
	if m != nil {
		return m
	}
	g := f.index(r)
	f.mu.Lock()
	defer f.mu.Unlock()
	m = f.draw(g, size)
	if len(f.masks) >= mostMasks {
		clear(f.masks)
	}
	f.masks[key] = m
	return m
}

// draw draws a glyph.
func (f *Font) draw(g sfnt.GlyphIndex, size int) *mask {
	m := &mask{}
	ppem := fixed.I(size)
	var err error
	if m.advance, err = f.font.GlyphAdvance(&f.buffer, g, ppem, font.HintingNone); err != nil {
		return m
	}
	segments, err := f.font.LoadGlyph(&f.buffer, g, ppem, nil)
	if err != nil || len(segments) == 0 {
		return m
	}
	box := segments.Bounds()
	m.left, m.top = box.Min.X.Floor(), box.Min.Y.Floor()
	m.width, m.height = box.Max.X.Ceil()-m.left, box.Max.Y.Ceil()-m.top
	if m.width <= 0 || m.height <= 0 || m.width > 4*size || m.height > 4*size {
		return &mask{advance: m.advance} // nothing to see, or a broken font
	}
	z := vector.NewRasterizer(m.width, m.height)
	at := func(p fixed.Point26_6) (x, y float32) {
		return float32(p.X)/64 - float32(m.left), float32(p.Y)/64 - float32(m.top)
	}
	for _, s := range segments {
		x, y := at(s.Args[0])
		switch s.Op {
		case sfnt.SegmentOpMoveTo:
			z.ClosePath()
			z.MoveTo(x, y)
		case sfnt.SegmentOpLineTo:
			z.LineTo(x, y)
		case sfnt.SegmentOpQuadTo:
			x1, y1 := at(s.Args[1])
			z.QuadTo(x, y, x1, y1)
		case sfnt.SegmentOpCubeTo:
			x1, y1 := at(s.Args[1])
			x2, y2 := at(s.Args[2])
			z.CubeTo(x, y, x1, y1, x2, y2)
		}
	}
	z.ClosePath()
	m.pix = levels(z, m.width, m.height)
	return m
}

// levels returns what a rasterizer holds as 16 levels.
func levels(z *vector.Rasterizer, width, height int) []byte {
	alpha := image.NewAlpha(image.Rect(0, 0, width, height))
	z.DrawOp = draw.Src
	z.Draw(alpha, alpha.Bounds(), image.Opaque, image.Point{})
	pix := alpha.Pix
	for i, a := range pix {
		pix[i] = byte((int(a)*15 + 127) / 255)
	}
	return pix
}

// width returns how wide a text is at a size, in dots.
func (f *Font) width(s string, size int) int {
	var w fixed.Int26_6
	for _, r := range s {
		w += f.mask(r, size).advance
	}
	return w.Ceil()
}
