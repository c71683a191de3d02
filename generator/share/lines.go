package share

import (
	"strings"
	"unicode"
)

// Marks that may not begin a line, and such that may not end one (避头尾, GB/T 15834).
const (
	noStart = "、，。．；：？！…—～·）〕］｝〉》」』】〗”’%‰℃,.;:?!)]}»›"
	noEnd   = "（〔［｛〈《「『【〖“‘([{«‹#$￥"
)

// after are marks behind which a title falls into parts; it does so before an
// opening one too.
const after = "：:，,；;—、！？!? ”》）】」"

// unit is what stays together: a word of Latin letters, a character with the marks
// that may not be parted from it.
type unit struct {
	text string
	// width is in dots, bare without the space at the end, which no line shows.
	width, bare int
	good        bool // a line may well end behind it
}

// lines breaks a text into as few lines as hold it, evenly, and best behind a mark;
// at most most, of which the last then ends in an ellipsis. width measures a text,
// which is as wide as its characters are together.
func lines(text string, most, limit int, width func(string) int) []string {
	b := breaker{units: units(text, limit, width), limit: limit}
	if len(b.units) == 0 {
		return nil
	}
	b.before = make([]int, len(b.units)+1)
	for i, u := range b.units {
		b.before[i+1] = b.before[i] + u.width
	}
	// Fewer lines than the width asks for need not be tried.
	for n := max(1, (b.width(0, len(b.units))+limit-1)/limit); n <= most; n++ {
		if list := b.even(n); list != nil {
			return list
		}
	}
	return b.cut(most, width)
}

// units cuts a text.
func units(text string, limit int, width func(string) int) []unit {
	var list []unit
	var last rune
	for _, r := range text {
		w, n := width(string(r)), len(list)-1
		joins := n >= 0 && (strings.ContainsRune(noStart, r) || strings.ContainsRune(noEnd, last) || inWord(last) && inWord(r) || r == ' ')
		if n >= 0 && strings.ContainsRune(noEnd, r) {
			list[n].good = true
		}
		if !joins || list[n].width+w > limit {
			list = append(list, unit{})
			n++
		}
		u := &list[n]
		u.text += string(r)
		u.width += w
		u.good = strings.ContainsRune(after, r)
		if r != ' ' {
			u.bare = u.width
		}
		last = r
	}
	return list
}

// inWord reports whether a character is one of a word that is not to be cut.
func inWord(r rune) bool {
	return r < 0x2e80 && (unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune("+-_/.'&@%", r))
}

type breaker struct {
	units  []unit
	before []int // before[i] is the width of the units before i
	limit  int
}

// width is that of a line of units from one to before another.
func (b *breaker) width(from, to int) int {
	last := &b.units[to-1]
	return b.before[to] - b.before[from] - last.width + last.bare
}

func (b *breaker) line(from, to int) string {
	var s strings.Builder
	for i := from; i < to; i++ {
		s.WriteString(b.units[i].text)
	}
	return strings.TrimSpace(s.String())
}

// even returns the best way to break the text into n lines, nil where there is none.
func (b *breaker) even(n int) []string {
	want := float64(b.width(0, len(b.units))) / float64(n)
	// cost[i] is the least cost of the units before i in k lines, below 0 for none;
	// from[k][i] where the last of these begins.
	cost := make([]float64, len(b.units)+1)
	for i := range cost {
		cost[i] = -1
	}
	cost[0] = 0
	from := make([][]int, n+1)
	for k := 1; k <= n; k++ {
		cost, from[k] = b.step(cost, want)
	}
	if cost[len(b.units)] < 0 {
		return nil
	}
	list := make([]string, n)
	end := len(b.units)
	for k := n; k >= 1; k-- {
		list[k-1] = b.line(from[k][end], end)
		end = from[k][end]
	}
	return list
}

// step adds a line to the best ways so far.
func (b *breaker) step(cost []float64, want float64) (next []float64, from []int) {
	next, from = make([]float64, len(cost)), make([]int, len(cost))
	for i := range next {
		next[i] = -1
	}
	for start, before := range cost {
		if before < 0 {
			continue
		}
		for end := start + 1; end <= len(b.units); end++ {
			w := b.width(start, end)
			if w > b.limit {
				break
			}
			c := before + b.cost(end, float64(w), want)
			if next[end] < 0 || c < next[end] {
				next[end], from[end] = c, start
			}
		}
	}
	return next, from
}

// cost says how ill a line of a width fits that ends before a unit: uneven lines
// cost, and breaks that are not behind a mark.
func (b *breaker) cost(end int, w, want float64) float64 {
	uneven := (w - want) / float64(b.limit)
	cost := uneven * uneven
	if end < len(b.units) && !b.units[end-1].good {
		cost += .3
	}
	return cost
}

// cut fills n lines and ends the last in an ellipsis.
func (b *breaker) cut(n int, width func(string) int) []string {
	var list []string
	start := 0
	for len(list) < n && start < len(b.units) {
		end := start + 1
		for end < len(b.units) && b.width(start, end+1) <= b.limit {
			end++
		}
		list = append(list, b.line(start, end))
		start = end
	}
	if start < len(b.units) {
		list[len(list)-1] = ellipsis(list[len(list)-1], b.limit, width)
	}
	return list
}

// shorten returns a text that is no wider than the limit, with an ellipsis at its
// end where it was.
func shorten(s string, limit int, width func(string) int) string {
	if width(s) <= limit {
		return s
	}
	return ellipsis(s, limit, width)
}

// ellipsis puts an ellipsis at a text's end, and takes away what it needs room for.
func ellipsis(s string, limit int, width func(string) int) string {
	room := limit - width("…")
	end := 0
	for i, r := range s {
		if room -= width(string(r)); room < 0 {
			break
		}
		end = i + len(string(r))
	}
	return strings.TrimRight(s[:end], noStart+noEnd+" ") + "…"
}
