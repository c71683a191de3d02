package chart

// Network is a picture of an alliance.
type Network struct {
	Name   string  // what a screen reader says of it
	Centre string  // what stands in the middle
	Groups []Group // in order
}

// Group is the members of one role.
type Group struct {
	Role    string // may be empty
	Members []string
}

// mostMembers bounds the picture; a longer list is better read as a list.
const mostMembers = 200

// Places of the picture. The left half mirrors the right one.
const (
	middle     = NetworkWidth / 2
	centreHalf = 46.0  // half the width of the alliance's box
	hubNear    = 76.0  // from the middle to a role's box
	hubFar     = 164.0 // and to its far edge
	leafDot    = 190.0 // and to a member's point
	leafText   = 199.0 // and to its name
	leafSize   = 13.0  // of members' names
	lineGap    = 15.0  // between two lines of one name
	groupGap   = 14.0
	margin     = 8.0
)

// label is a text of one or two lines.
type label struct {
	full  string
	lines [2]string
	n     int
	whole bool
}

func labelOf(s string, most float64) label {
	l := label{full: s}
	l.lines, l.n, l.whole = wrap(s, most)
	return l
}

// height is what the label needs with the space around it.
func (l *label) height() float64 {
	if l.n == 2 {
		return 24 + lineGap
	}
	return 24
}

// hub is a role with its members on one side, y being the middle of its box.
type hub struct {
	role   label
	leaves []leaf
	y      float64
}

type leaf struct {
	name label
	y    float64
}

// Append writes the picture: an svg.network with path.limb from the alliance to
// the roles, path.twig from these to the members, g.hub, g.leaf and g.centre. It
// writes nothing for less than two members or more than 200.
func (w *Network) Append(b []byte) []byte {
	total := 0
	for _, g := range w.Groups {
		total += len(g.Members)
	}
	if total < 2 || total > mostMembers {
		return b
	}
	at := w.half(total)
	left, leftHeight := w.side(0, at)
	right, rightHeight := w.side(at, total)
	centre := labelOf(w.Centre, (2*centreHalf-16)/14)
	height := max(leftHeight, rightHeight, centre.height()+16) + 2*margin
	place(left, (height-leftHeight)/2)
	place(right, (height-rightHeight)/2)

	b = append(b, `<svg class="network" viewBox="0 0 700 `...)
	b = appendNumber(b, height)
	b = append(b, `" role="img" aria-label="`...)
	b = appendText(b, w.Name)
	b = append(b, `"><path class="limb" fill="none" d="`...)
	b = limbs(b, left, -1, height/2)
	b = limbs(b, right, 1, height/2)
	b = append(b, `"/><path class="twig" fill="none" d="`...)
	b = twigs(b, left, -1)
	b = twigs(b, right, 1)
	b = append(b, `"/>`...)
	b = nodes(b, left, -1)
	b = nodes(b, right, 1)
	b = append(b, `<g class="centre" text-anchor="middle">`...)
	b = plate(b, middle-centreHalf, height/2, 2*centreHalf, centre.height()+12)
	b = centre.append(b, middle, height/2)
	return append(b, `</g></svg>`...)
}

// half says how many members stand on the left: half of them, or up to a fifth of
// all more or less so that a role is not parted.
func (w *Network) half(total int) int {
	half := (total + 1) / 2
	best, n := 0, 0
	for _, g := range w.Groups {
		n += len(g.Members)
		if n < total && distance(n, half) < distance(best, half) {
			best = n
		}
	}
	if best > 0 && distance(best, half) <= max(1, total/5) {
		return best
	}
	return half
}

func distance(a, b int) int { return max(a-b, b-a) }

// side returns the roles with the members from one number up to another, and the
// height they need.
func (w *Network) side(from, to int) (hubs []hub, height float64) {
	n := 0
	leaves := make([]leaf, 0, to-from)
	for _, g := range w.Groups {
		first := max(from-n, 0)
		last := min(to-n, len(g.Members))
		n += len(g.Members)
		if first >= last {
			continue
		}
		start := len(leaves)
		for _, name := range g.Members[first:last] {
			leaves = append(leaves, leaf{name: labelOf(name, (middle-leafText)/leafSize)})
		}
		h := hub{role: labelOf(g.Role, (hubFar-hubNear-12)/TextSize), leaves: leaves[start:]}
		hubs = append(hubs, h)
		if height > 0 {
			height += groupGap
		}
		height += h.height()
	}
	return hubs, height
}

// height is that of the role's box or of its members, whichever is larger.
func (h *hub) height() float64 { return max(h.role.height()+4, h.leavesHeight()) }

func (h *hub) leavesHeight() float64 {
	sum := 0.0
	for i := range h.leaves {
		sum += h.leaves[i].name.height()
	}
	return sum
}

// place gives the roles of one side and their members their places from y down.
func place(hubs []hub, y float64) {
	for i := range hubs {
		h := &hubs[i]
		h.y = y + h.height()/2
		at := h.y - h.leavesHeight()/2
		for j := range h.leaves {
			leaf := &h.leaves[j]
			leaf.y = at + leaf.name.height()/2
			at += leaf.name.height()
		}
		y += h.height() + groupGap
	}
}

// limbs writes the lines from the alliance to the roles; side is 1 for the right
// and -1 for the left.
func limbs(b []byte, hubs []hub, side, centre float64) []byte {
	for i := range hubs {
		b = bend(b, middle+side*centreHalf, centre, middle+side*hubNear, hubs[i].y)
	}
	return b
}

// twigs writes the lines from the roles to their members.
func twigs(b []byte, hubs []hub, side float64) []byte {
	for i := range hubs {
		for j := range hubs[i].leaves {
			b = bend(b, middle+side*hubFar, hubs[i].y, middle+side*leafDot, hubs[i].leaves[j].y)
		}
	}
	return b
}

// bend writes a curve that leaves and arrives level.
func bend(b []byte, x0, y0, x1, y1 float64) []byte {
	b = append(b, 'M')
	b = pair(b, x0, y0)
	b = append(b, 'C')
	b = pair(b, (x0+x1)/2, y0)
	b = append(b, ' ')
	b = pair(b, (x0+x1)/2, y1)
	b = append(b, ' ')
	return pair(b, x1, y1)
}

func pair(b []byte, x, y float64) []byte {
	b = append(appendNumber(b, x), ' ')
	return appendNumber(b, y)
}

// nodes writes the roles and the members of one side.
func nodes(b []byte, hubs []hub, side float64) []byte {
	for i := range hubs {
		h := &hubs[i]
		b = append(b, `<g class="hub" text-anchor="middle">`...)
		b = plate(b, middle+side*(hubNear+hubFar)/2-(hubFar-hubNear)/2, h.y, hubFar-hubNear, h.role.height()+4)
		b = h.role.append(b, middle+side*(hubNear+hubFar)/2, h.y)
		b = append(b, `</g><g class="leaf"`...)
		if side < 0 {
			b = append(b, ` text-anchor="end"`...)
		}
		b = append(b, '>')
		for j := range h.leaves {
			leaf := &h.leaves[j]
			b = append(b, `<circle cx="`...)
			b = appendNumber(b, middle+side*leafDot)
			b = append(b, `" cy="`...)
			b = appendNumber(b, leaf.y)
			b = append(b, `" r="3"/>`...)
			b = leaf.name.append(b, middle+side*leafText, leaf.y)
		}
		b = append(b, `</g>`...)
	}
	return b
}

// plate writes the box behind a text, y being its middle.
func plate(b []byte, x, y, width, height float64) []byte {
	b = append(b, `<rect x="`...)
	b = appendNumber(b, x)
	b = append(b, `" y="`...)
	b = appendNumber(b, y-height/2)
	b = append(b, `" width="`...)
	b = appendNumber(b, width)
	b = append(b, `" height="`...)
	b = appendNumber(b, height)
	return append(b, `" rx="6"/>`...)
}

// append writes the label, y being its middle, with the whole text as a title
// where it was cut.
func (l *label) append(b []byte, x, y float64) []byte {
	base := y + 4.5
	if l.n == 2 {
		base -= lineGap / 2
	}
	for i := range l.n {
		b = openText(b, x, base+float64(i)*lineGap)
		if !l.whole {
			b = append(b, `<title>`...)
			b = appendText(b, l.full)
			b = append(b, `</title>`...)
		}
		b = appendText(b, l.lines[i])
		b = append(b, `</text>`...)
	}
	return b
}
