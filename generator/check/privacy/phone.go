package privacy

import "strings"

// isMobile is whether eleven digits are of a segment that is given out to people
// (as of 2024; segments of things, such as 140 and 144, have 13 digits).
func isMobile(d string) bool {
	if len(d) != 11 || d[0] != '1' {
		return false
	}
	switch d[1] {
	case '3', '8':
		return true
	case '4':
		return d[2] >= '5'
	case '5':
		return d[2] != '4'
	case '6':
		return d[2] == '2' || d[2] >= '5' && d[2] <= '7'
	case '7':
		return d[2] != '9'
	case '9':
		return d[2] != '4'
	}
	return false
}

// mobile tries eleven digits, or more with the country's code.
func (s *scan) mobile(first, done int) (window, bool) {
	for _, prefix := range []string{"", "86", "0086", "0"} {
		w, ok := s.window(first, 11+len(prefix))
		if !ok {
			continue
		}
		var buf [19]byte
		all, ok := s.digits(w, &buf)
		if !ok || !strings.HasPrefix(all, prefix) || !isMobile(all[len(prefix):]) {
			continue
		}
		if s.isMobileHere(w, w.from+len(prefix), done, prefix != "" && prefix != "0") {
			if !s.f.allowedPhone(all[len(prefix):]) {
				s.found(Mobile, s.plus(s.start(w)), s.end(w), s.label(s.start(w)) == phoneWord)
			}
			return w, true
		}
	}
	return window{}, false
}

// isMobileHere weighs what stands around a window whose own digits begin at from.
func (s *scan) isMobileHere(w window, from, done int, prefixed bool) bool {
	if s.touched(w, true) {
		return false
	}
	if s.inURL(s.start(w)) {
		return s.phoneKey(s.start(w))
	}
	switch s.label(s.start(w)) {
	case phoneWord:
		return !s.money(w)
	case noWord, idWord, cardWord:
	default:
		return false
	}
	if !s.isolated(w, done) || s.measured(w) {
		return false
	}
	return prefixed || w.first == w.last && w.to-from == 11 && from == w.from || s.mobileGroups(w, from)
}

// mobileGroups is whether digits are grouped as those of mobile numbers are; other
// groups may be numbers of their own, and need the word 电话 before them.
func (s *scan) mobileGroups(w window, from int) bool {
	if s.inner(w) == listed {
		return false
	}
	for _, lengths := range [][]int{{3, 4, 4}, {3, 8}, {7, 4}, {3, 3, 5}, {3, 4, 2, 2}} {
		if s.grouped(w, from, lengths...) {
			return true
		}
	}
	if s.spread(w, from) {
		return true
	}
	// A dodge that touches one place only: no blank, or a line break.
	return w.last == w.first+1 && s.inner(w) == broken
}

// plus takes a + before a number, and what stands between, into it.
func (s *scan) plus(start int) int {
	for i := start; i > 0 && start-i < 8; {
		c, n := s.f.before(s.text, i)
		i -= n
		if ch := s.text[i]; ch == '+' || strings.HasPrefix(s.text[i:], "＋") {
			return i
		}
		if c != invisible && c != blank {
			break
		}
	}
	return start
}

// landline tries an area code and the number behind it, then a number alone.
func (s *scan) landline(first, done int) (window, bool) {
	for n := 11; n <= 12; n++ {
		for _, prefix := range []string{"", "86", "0086"} {
			w, ok := s.window(first, n+len(prefix)-min(len(prefix), 1))
			if !ok {
				continue
			}
			var buf [19]byte
			all, ok := s.digits(w, &buf)
			if !ok || !strings.HasPrefix(all, prefix) {
				continue
			}
			d := all[len(prefix):]
			if prefix != "" {
				d = "0" + d
			}
			if s.isLandline(w, w.from+len(prefix), d, done, prefix != "") {
				w = s.extended(w)
				if !s.f.allowedPhone(d) {
					s.found(Landline, s.bracket(s.start(w), w), s.transferred(s.end(w)), s.label(s.start(w)) == phoneWord)
				}
				return w, true
			}
		}
	}
	return s.localNumber(first)
}

// isLandline weighs a number whose area code begins at the symbol from.
func (s *scan) isLandline(w window, from int, d string, done int, prefixed bool) bool {
	area := areaCode(d)
	if area == 0 || len(d) < 11 || len(d)-area > 8 || d[area] < '2' || d[area] > '8' || s.touched(w, true) || s.inURL(s.start(w)) {
		return false
	}
	local := from + area
	if prefixed {
		local--
	}
	what := s.label(s.start(w))
	if what == phoneWord {
		return true
	}
	if what != noWord && what != idWord && what != cardWord {
		return false
	}
	if w.first > 0 && w.first-1 != done && (s.run[w.from].gap == tight || s.run[w.from].gap == s.inner(w)) {
		return false
	}
	if s.inner(w) == listed {
		return false
	}
	if s.spread(w, from) {
		return true
	}
	// The gap stands behind the area code.
	return s.run[local].gap != none && s.whole(from, local) && (s.whole(local, w.to) || s.run[w.to-4].gap != none || s.run[w.to-3].gap != none)
}

// whole is whether there is no gap between two symbols.
func (s *scan) whole(from, to int) bool {
	for i := from + 1; i < to; i++ {
		if s.run[i].gap != none {
			return false
		}
	}
	return true
}

// extended takes an extension behind a number, so that it is not looked at again.
func (s *scan) extended(w window) window {
	if w.last+1 < len(s.atoms) && s.run[w.to].gap == tight && s.atoms[w.last+1].len() <= 6 {
		w.last++
	}
	return w
}

// bracket takes the bracket that opens before an area code into a number.
func (s *scan) bracket(start int, w window) int {
	if s.inner(w) != bracket {
		return s.plus(start)
	}
	_, n := lastRune(s.text[:start])
	return start - n
}

// transferred takes 转801 behind a number into it.
func (s *scan) transferred(end int) int {
	if !strings.HasPrefix(s.text[end:], "转") {
		return end
	}
	if n, behind := s.digitsAt(end + len("转")); n > 0 {
		return behind
	}
	return end
}

// localNumber tries 7 or 8 digits right behind the word 电话.
func (s *scan) localNumber(first int) (window, bool) {
	w := window{first, first, s.atoms[first].from, s.atoms[first].to}
	if n := w.to - w.from; n < 7 || n > 8 || first > 0 && !s.afterLandline(w) || w.last+1 < len(s.atoms) && s.run[w.to].gap == tight {
		return w, false
	}
	var buf [19]byte
	d, ok := s.digits(w, &buf)
	if !ok || d[0] < '2' || d[0] > '8' || len(d) == 8 && isDate(d) || s.touched(w, true) || s.measured(w) {
		return w, false
	}
	if !s.directlyAfterPhone(s.start(w)) && !s.afterLandline(w) {
		return w, false
	}
	if !s.f.allowedPhone(d) {
		s.found(Landline, s.start(w), s.end(w), true)
	}
	return w, true
}

// afterLandline is whether a number is named together with the one before it:
// 0393-4811234/4811235.
func (s *scan) afterLandline(w window) bool {
	if len(s.matches) == 0 {
		return false
	}
	m := s.matches[len(s.matches)-1]
	if m.Kind != Landline || m.End >= s.start(w) {
		return false
	}
	return strings.Trim(s.text[m.End:s.start(w)], "/／、,，或") == ""
}

// areaCode is the length of the area code that a number begins with; 0 for none.
func areaCode(d string) int {
	if d[0] != '0' {
		return 0
	}
	switch {
	case d[1] == '1':
		if d[2] == '0' {
			return 3
		}
		return 0
	case d[1] == '2':
		if d[2] != '6' {
			return 3
		}
		return 0
	case d[1] < '3':
		return 0
	}
	if strings.Contains(areaPairs, d[1:3]) {
		return 4
	}
	return 0
}

// areaPairs are the second and third digits of area codes of four digits.
const areaPairs = "31 33 34 35 37 39 41 42 43 44 45 46 47 48 51 52 53 54 55 56 57 58 59 63 66 69 70 71 72 73 74 75 76 77 79 81 82 83 84 85 86 87 88 89 90 91 92 93 94 95 97 98 99"
