package config

import "slices"

// Images says what to make of the pictures that pages show.
type Images struct {
	Widths  []int `key:"widths"`  // in pixels, rising; none makes no pictures
	Quality int   `key:"quality"` // 1 to 100, as libwebp has it
}

// Bounds of Images.Widths.
const (
	leastWidth, mostWidth = 16, 4096
	mostWidths            = 8
)

// images checks the settings of pictures.
func (r *reader) images(c, d *Config) {
	r.between("images.quality", &c.Images.Quality, d.Images.Quality, 1, 100)
	w := c.Images.Widths
	for i := range w {
		if w[i] < leastWidth || w[i] > mostWidth || i > 0 && w[i] <= w[i-1] || i >= mostWidths {
			r.fail("bad-widths", "images.widths", leastWidth, mostWidth, mostWidths)
			c.Images.Widths = slices.Clone(d.Images.Widths)
			return
		}
	}
}
