package share

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"

	"github.com/klauspost/compress/zlib"
)

// rowBytes are those of a row of dots: one for its filter, which is none, and one
// for every two dots.
const rowBytes = 1 + Width/2

// Draw returns a card as a PNG picture.
func (d *Drawer) Draw(card Card) ([]byte, error) {
	d.once.Do(d.ground)
	c, _ := d.canvases.Get().(*canvas)
	if c == nil {
		c = &canvas{Drawer: d, pix: bytes.Clone(d.base), raw: bytes.Clone(d.packed)}
	}
	defer d.canvases.Put(c)
	c.top, c.bottom = Height, 0
	c.body(&card)
	for y := c.top; y < c.bottom; y++ {
		packRow(c.raw[y*rowBytes:], c.pix[y*Width:])
	}
	data, err := c.encode()
	if c.top < c.bottom {
		copy(c.pix[c.top*Width:c.bottom*Width], d.base[c.top*Width:])
		copy(c.raw[c.top*rowBytes:c.bottom*rowBytes], d.packed[c.top*rowBytes:])
	}
	return data, err
}

// packRow puts two dots into a byte.
func packRow(to, from []byte) {
	to, from = to[1:rowBytes], from[:Width]
	for i := range to {
		to[i] = from[2*i]<<4 | from[2*i+1]
	}
}

// encode writes the picture. The standard encoder packs four bits a dot too, but
// dot by dot, which takes longer than all else here.
func (c *canvas) encode() ([]byte, error) {
	var b bytes.Buffer
	b.Grow(24 << 10)
	b.WriteString("\x89PNG\r\n\x1a\n")
	head := binary.BigEndian.AppendUint32(nil, Width)
	head = binary.BigEndian.AppendUint32(head, Height)
	// Four bits a dot, by palette; the only compression, filter and order there is.
	chunk(&b, "IHDR", append(head, 4, 3, 0, 0, 0))
	colours := make([]byte, 0, 48)
	for _, p := range c.palette {
		colours = append(colours, p.R, p.G, p.B)
	}
	chunk(&b, "PLTE", colours)
	if err := c.compress(); err != nil {
		return nil, fmt.Errorf("compress share card: %w", err)
	}
	chunk(&b, "IDAT", c.data.Bytes())
	chunk(&b, "IEND", nil)
	return b.Bytes(), nil
}

// compress puts the rows into c.data.
func (c *canvas) compress() (err error) {
	c.data.Reset()
	if c.zlib == nil {
		if c.zlib, err = zlib.NewWriterLevel(&c.data, zlib.BestSpeed); err != nil {
			return err
		}
	}
	c.zlib.Reset(&c.data)
	if _, err := c.zlib.Write(c.raw); err != nil {
		return err
	}
	return c.zlib.Close()
}

// chunk writes a part of a PNG file.
func chunk(b *bytes.Buffer, name string, data []byte) {
	var n [4]byte
	binary.BigEndian.PutUint32(n[:], uint32(len(data)))
	b.Write(n[:])
	start := b.Len()
	b.WriteString(name)
	b.Write(data)
	binary.BigEndian.PutUint32(n[:], crc32.ChecksumIEEE(b.Bytes()[start:]))
	b.Write(n[:])
}
