package media

import (
	"image"
	"image/draw"
)

// scale returns a smaller picture whose every dot is the average of the area that
// it stands for. It reads the source a few rows at a time and holds one row of
// sums, where the kernels of golang.org/x/image/draw would hold 32 bytes for each
// source row and target column: hundreds of MiB for a picture of 100 megapixels.
// Colours are averaged weighted by their opacity. The result is no larger than the
// source.
func scale(src image.Image, width, height int) *image.RGBA {
	from := src.Bounds()
	s := scaler{
		src: src, out: image.NewRGBA(image.Rect(0, 0, width, height)),
		columns: spans(from.Dx(), width), sums: make([]uint64, 4*width), row: make([]uint32, 4*width),
		band: image.NewRGBA(image.Rect(0, 0, from.Dx(), bandRows)),
	}
	for y, span := range spans(from.Dy(), height) {
		clear(s.sums)
		for i, weight := range span.weights {
			s.add(span.first+i, weight)
		}
		s.write(y)
	}
	return s.out
}

// bandRows is how many rows of the source are turned into RGBA at once.
const bandRows = 32

type scaler struct {
	src     image.Image
	out     *image.RGBA
	columns []span
	// band holds the source's rows from bandAt to below bandEnd.
	band            *image.RGBA
	bandAt, bandEnd int
	// row is the source row rowAt, plus 1, with its columns averaged, in 1/256 of
	// a step; sums are those of the target row that is being made.
	row   []uint32
	rowAt int
	sums  []uint64
}

// span is the stretch of source dots under one target dot, each with its weight;
// the weights add up to one.
type span struct {
	first   int
	weights []uint32
}

// one is the weight of a whole target dot.
const one = 1 << 16

// spans parts n source dots among fewer target dots.
func spans(n, into int) []span {
	list := make([]span, into)
	for i := range list {
		// In units of 1/into of a source dot a target dot is n long.
		start, end := i*n, (i+1)*n
		first, last := start/into, (end-1)/into
		s := span{first, make([]uint32, last-first+1)}
		left := uint32(one)
		for j := range s.weights {
			cover := min(end, (first+j+1)*into) - max(start, (first+j)*into)
			s.weights[j] = uint32(cover * one / n)
			left -= s.weights[j]
		}
		s.weights[len(s.weights)/2] += left
		list[i] = s
	}
	return list
}

// add adds a source row to the sums.
func (s *scaler) add(y int, weight uint32) {
	if s.rowAt != y+1 {
		s.read(y)
	}
	for i, v := range s.row {
		s.sums[i] += uint64(v) * uint64(weight)
	}
}

// read averages the columns of a source row.
func (s *scaler) read(y int) {
	if y < s.bandAt || y >= s.bandEnd {
		from := s.src.Bounds()
		s.bandAt, s.bandEnd = y, min(y+bandRows, from.Dy())
		draw.Draw(s.band, image.Rect(0, 0, from.Dx(), s.bandEnd-s.bandAt), s.src, from.Min.Add(image.Pt(0, y)), draw.Src)
	}
	pix := s.band.Pix[(y-s.bandAt)*s.band.Stride:]
	for i, c := range s.columns {
		var r, g, b, a uint32
		for j, w := range c.weights {
			p := pix[4*(c.first+j):][:4]
			r, g, b, a = r+w*uint32(p[0]), g+w*uint32(p[1]), b+w*uint32(p[2]), a+w*uint32(p[3])
		}
		s.row[4*i], s.row[4*i+1], s.row[4*i+2], s.row[4*i+3] = r>>8, g>>8, b>>8, a>>8
	}
	s.rowAt = y + 1
}

// write rounds the sums into a row of the target.
func (s *scaler) write(y int) {
	row := s.out.Pix[y*s.out.Stride:]
	for i, sum := range s.sums {
		row[i] = uint8((sum + one<<7) >> 24)
	}
}

// turn returns a picture turned upright; orientation is that of EXIF.
func turn(m *image.RGBA, orientation int) *image.RGBA {
	if orientation < 2 || orientation > 8 {
		return m
	}
	w, h := m.Rect.Dx(), m.Rect.Dy()
	to := image.Rect(0, 0, w, h)
	if orientation > 4 {
		to = image.Rect(0, 0, h, w)
	}
	out := image.NewRGBA(to)
	for y := range to.Dy() {
		for x := range to.Dx() {
			sx, sy := x, y
			switch orientation {
			case 2:
				sx = w - 1 - x
			case 3:
				sx, sy = w-1-x, h-1-y
			case 4:
				sy = h - 1 - y
			case 5:
				sx, sy = y, x
			case 6:
				sx, sy = y, h-1-x
			case 7:
				sx, sy = w-1-y, h-1-x
			case 8:
				sx, sy = w-1-y, x
			}
			copy(out.Pix[out.PixOffset(x, y):][:4], m.Pix[m.PixOffset(sx, sy):][:4])
		}
	}
	return out
}
