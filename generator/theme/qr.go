package theme

import (
	"fmt"
	"html/template"
	"strconv"
	"sync"

	"rsc.io/qr/coding"
)

// codes draws QR codes. What a code of one size looks like without its data is
// worked out once for each size.
type codes struct {
	mu    sync.Mutex
	plans map[coding.Version]*coding.Plan
}

// qrLevel mends up to 15 % of a code: for paper that is folded or stained.
const qrLevel = coding.M

// quiet is the white frame of a code in modules, as ISO/IEC 18004 asks for.
const quiet = 4

// qr ADDRESS LABEL returns the QR code of a text, such as a page's address, as an
// <svg> of class qr with the label for those who do not see it: black on white in
// every mode, with its white frame. It is nothing where the text is longer than a
// code holds (2331 bytes).
func (c *codes) qr(address, label string) (template.HTML, error) {
	text := coding.String(address)
	version := coding.Version(coding.MinVersion)
	for text.Bits(version) > version.DataBytes(qrLevel)*8 {
		if version++; version > coding.MaxVersion {
			return "", nil
		}
	}
	plan, err := c.plan(version)
	if err != nil {
		return "", fmt.Errorf("draw QR code: %w", err)
	}
	code, err := plan.Encode(text)
	if err != nil {
		return "", fmt.Errorf("draw QR code: %w", err)
	}
	side := strconv.Itoa(code.Size + 2*quiet)
	b := make([]byte, 0, 4096)
	b = append(b, `<svg class="qr" role="img" aria-label="`...)
	b = append(b, template.HTMLEscapeString(label)...)
	b = append(b, `" viewBox="0 0 `+side+` `+side+`" width="`+side+`" height="`+side+
		`" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h`+side+`v`+side+`H0z"/><path stroke="#000" d="`...)
	b = appendModules(b, code)
	return template.HTML(append(b, `"/></svg>`...)), nil
}

func (c *codes) plan(v coding.Version) (*coding.Plan, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if p := c.plans[v]; p != nil {
		return p, nil
	}
	p, err := coding.NewPlan(v, qrLevel, 0)
	if err != nil {
		return nil, err
	}
	if c.plans == nil {
		c.plans = map[coding.Version]*coding.Plan{}
	}
	c.plans[v] = p
	return p, nil
}

// appendModules writes the black modules as strokes of width 1 along the middle of
// each row, which take half the bytes of rectangles.
func appendModules(b []byte, code *coding.Code) []byte {
	for y := range code.Size {
		at := 0 // where the last stroke of the row ended
		begun := false
		for x := 0; x < code.Size; x++ {
			if !code.Black(x, y) {
				continue
			}
			end := x + 1
			for code.Black(end, y) {
				end++
			}
			if !begun {
				b = append(b, 'M')
				b = strconv.AppendInt(b, int64(x+quiet), 10)
				b = append(b, ' ')
				b = strconv.AppendInt(b, int64(y+quiet), 10)
				b = append(b, '.', '5')
			} else {
				b = append(b, 'm')
				b = strconv.AppendInt(b, int64(x-at), 10)
				b = append(b, ' ', '0')
			}
			b = append(b, 'h')
			b = strconv.AppendInt(b, int64(end-x), 10)
			begun, at, x = true, end, end
		}
	}
	return b
}
