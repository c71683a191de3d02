package document

import (
	"math"
	"strings"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// A matrix is the six numbers of ISO 32000-1, 8.3.3.
type matrix [6]float64

var identity = matrix{1, 0, 0, 1, 0, 0}

// mul is a, then b.
func (a matrix) mul(b matrix) matrix {
	return matrix{
		a[0]*b[0] + a[1]*b[2], a[0]*b[1] + a[1]*b[3],
		a[2]*b[0] + a[3]*b[2], a[2]*b[1] + a[3]*b[3],
		a[4]*b[0] + a[5]*b[2] + b[4], a[4]*b[1] + a[5]*b[3] + b[5],
	}
}

// A state is what q keeps and Q brings back.
type state struct {
	matrix                                    matrix
	font                                      *font
	size, leading, charSpace, wordSpace, wide float64
}

// A painter puts the text of a page together: characters on a line that touch make a
// word, others get a blank between them, or a new line.
type painter struct {
	file     *pdfFile
	text     strings.Builder
	state    state
	kept     []state
	at, line matrix
	// Where the last character ended, and how large it was.
	endX, endY, em float64
}

// run executes a content stream (ISO 32000-1, annex A) as far as text goes.
func (p *painter) run(content []byte, resources types.Dict, depth int) error {
	l := lexer{src: content}
	var args []token
	for {
		t := l.next()
		switch t.kind {
		case tokenEnd:
			return nil
		case tokenOperator:
			if p.file.operators++; p.file.operators > maxOperators {
				return ErrTooLarge
			}
			if p.file.operators%4096 == 0 && p.file.ctx.Err() != nil {
				return ErrTooLarge
			}
			if t.text == "ID" {
				l.skipImage()
			} else if err := p.operator(t.text, args, resources, depth); err != nil {
				return err
			}
			args = args[:0]
		default:
			if len(args) < 10_000 {
				args = append(args, t)
			}
		}
	}
}

// numbers are the last n arguments, zeros for those that are missing.
func numbers(args []token, n int) []float64 {
	out := make([]float64, n)
	for i := range min(n, len(args)) {
		out[n-1-i] = args[len(args)-1-i].number
	}
	return out
}

func (p *painter) operator(op string, args []token, resources types.Dict, depth int) error {
	s := &p.state
	switch op {
	case "q":
		if len(p.kept) < 1000 {
			p.kept = append(p.kept, *s)
		}
	case "Q":
		if n := len(p.kept); n > 0 {
			*s, p.kept = p.kept[n-1], p.kept[:n-1]
		}
	case "cm":
		s.matrix = matrix(numbers(args, 6)).mul(s.matrix)
	case "BT":
		p.at, p.line = identity, identity
	case "Tf":
		return p.setFont(args, resources)
	case "TL":
		s.leading = numbers(args, 1)[0]
	case "Tc":
		s.charSpace = numbers(args, 1)[0]
	case "Tw":
		s.wordSpace = numbers(args, 1)[0]
	case "Tz":
		s.wide = numbers(args, 1)[0]/100 - 1
	case "Tm":
		p.line = matrix(numbers(args, 6))
		p.at = p.line
	case "Td":
		n := numbers(args, 2)
		p.move(n[0], n[1])
	case "TD":
		n := numbers(args, 2)
		s.leading = -n[1]
		p.move(n[0], n[1])
	case "T*":
		p.move(0, -s.leading)
	case "Tj", "TJ":
		return p.show(args)
	case "'", "\"":
		if op == "\"" && len(args) == 3 {
			s.wordSpace, s.charSpace = args[0].number, args[1].number
			args = args[2:]
		}
		p.move(0, -s.leading)
		return p.show(args)
	case "Do":
		return p.form(args, resources, depth)
	}
	return nil
}

func (p *painter) move(x, y float64) {
	p.line = matrix{1, 0, 0, 1, x, y}.mul(p.line)
	p.at = p.line
}

func (p *painter) setFont(args []token, resources types.Dict) error {
	if len(args) < 2 {
		return nil
	}
	p.state.size = args[len(args)-1].number
	var err error
	p.state.font, err = p.file.font(p.file.dict(resources["Font"])[args[len(args)-2].text])
	return err
}

// form executes a form XObject.
func (p *painter) form(args []token, resources types.Dict, depth int) error {
	if len(args) == 0 || depth >= maxForms {
		return nil
	}
	o := p.file.dict(resources["XObject"])[args[0].text]
	d := p.file.dict(o)
	if p.file.name(d["Subtype"]) != "Form" {
		return nil
	}
	content, err := p.file.stream(o)
	if err != nil {
		return err
	}
	own := p.file.dict(d["Resources"])
	if own == nil {
		own = resources
	}
	saved, kept, at, line := p.state, len(p.kept), p.at, p.line
	if m, ok := p.file.object(d["Matrix"]).(types.Array); ok && len(m) == 6 {
		var n matrix
		for i := range n {
			n[i] = p.file.number(m[i])
		}
		p.state.matrix = n.mul(p.state.matrix)
	}
	err = p.run(content, own, depth+1)
	p.state, p.at, p.line = saved, at, line
	p.kept = p.kept[:min(kept, len(p.kept))]
	return err
}

// show shows the strings of Tj or TJ.
func (p *painter) show(args []token) error {
	s := &p.state
	if s.font == nil {
		return nil
	}
	for _, a := range args {
		switch a.kind {
		case tokenNumber:
			p.advance(-a.number / 1000 * s.size)
		case tokenString:
			s.font.each(a.text, func(code, text string, width float64) {
				p.character(text, width)
				w := width*s.size + s.charSpace
				if code == " " {
					w += s.wordSpace
				}
				p.advance(w)
			})
			if p.file.shown > maxShown || p.text.Len() > maxText {
				return ErrTooLarge
			}
		}
	}
	return nil
}

func (p *painter) advance(w float64) {
	if p.state.font != nil && p.state.font.vertical {
		p.at = matrix{1, 0, 0, 1, 0, -math.Abs(w)}.mul(p.at)
		return
	}
	p.at = matrix{1, 0, 0, 1, w * (1 + p.state.wide), 0}.mul(p.at)
}

// character writes a character where the text now is.
func (p *painter) character(text string, width float64) {
	m := p.at.mul(p.state.matrix)
	em := math.Hypot(m[2], m[3]) * math.Abs(p.state.size)
	x, y := m[4], m[5]
	p.file.shown++
	if text == "" || text == "\ufffd" {
		p.file.unknown++
		text = "\ufffd"
	}
	if p.text.Len() > 0 {
		size := max(em, p.em, 0.01)
		along, across := p.along(m, x-p.endX, y-p.endY)
		switch {
		case math.Abs(across) > size*0.45 || along < -size*2:
			p.text.WriteByte('\n')
		case along > size*0.2:
			p.text.WriteByte(' ')
		}
	}
	p.text.WriteString(unified(text))
	end := matrix{1, 0, 0, 1, width * p.state.size * (1 + p.state.wide), 0}
	if p.state.font.vertical {
		end = matrix{1, 0, 0, 1, 0, -p.state.size}
	}
	m = end.mul(p.at).mul(p.state.matrix)
	p.endX, p.endY, p.em = m[4], m[5], em
}

// along splits a way into what goes along the line of writing and across it.
func (p *painter) along(m matrix, dx, dy float64) (along, across float64) {
	ux, uy := m[0], m[1]
	if p.state.font.vertical {
		ux, uy = -m[2], -m[3]
	}
	n := math.Hypot(ux, uy)
	if n == 0 {
		return dx, dy
	}
	ux, uy = ux/n, uy/n
	return dx*ux + dy*uy, dx*uy - dy*ux
}
