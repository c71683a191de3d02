package privacy

import "strings"

// judge finds the numbers of a run. What begins at an atom is tried in the order of
// how much its form alone tells.
func (s *scan) judge() {
	s.passport()
	if s.masked() {
		return
	}
	done := -1 // the last atom that belongs to a number found
	for i := 0; i < len(s.atoms); {
		last := s.numberAt(i, done)
		if last < i {
			i++
			continue
		}
		done = last
		i = last + 1
	}
}

// numberAt finds the number that begins with an atom and gives its last atom; -1
// where there is none. done is the last atom of the number before.
func (s *scan) numberAt(first, done int) int {
	for _, try := range []func(first, done int) (window, bool){s.residentID, s.bankCard, s.mobile, s.landline, s.oldResidentID} {
		if w, ok := try(first, done); ok {
			return w.last
		}
	}
	return -1
}

// isolated is whether a window is a number of its own, not a part of a longer row of
// digits or code.
func (s *scan) isolated(w window, done int) bool {
	inner := s.inner(w)
	if w.first > 0 && w.first-1 != done {
		if g := s.run[w.from].gap; g == tight || inner != none && g == inner {
			return false
		}
	}
	if w.last+1 < len(s.atoms) {
		next := s.atoms[w.last+1]
		if g := s.run[w.to].gap; g == tight && next.len() != w.to-w.from {
			return false
		} else if inner != none && g == inner && !s.another(w) {
			return false
		}
	}
	return !s.touched(w, true)
}

// another is whether a number as long as a window follows it.
func (s *scan) another(w window) bool {
	next, ok := s.window(w.last+1, w.to-w.from)
	return ok && s.run[next.from].value == s.run[w.from].value
}

// touched is whether letters, or signs of codes where strict, touch a window.
func (s *scan) touched(w window, strict bool) bool {
	if w.to == len(s.run) {
		if e := s.end(w); e < len(s.text) && isLetter(s.text[e]) {
			return true
		}
	}
	i := s.start(w)
	if w.from != 0 || i == 0 {
		return false
	}
	b := s.text[i-1]
	if strict && (b == '_' || b == '-' || b == '/' || b == '.') && i > 1 {
		return isLetter(s.text[i-2]) || b == '.' && s.text[i-2] >= '0' && s.text[i-2] <= '9'
	}
	return isLetter(b) && !personalPrefix(s.text[:i])
}

// checkChars are the check characters by the sum modulo 11.
const checkChars = "10X98765432"

// residentCheck is whether the last of 18 characters is the check character of GB
// 11643-1999, annex A.
func residentCheck(id string) bool {
	sum := 0
	for i, w := range [17]int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2} {
		sum += int(id[i]-'0') * w
	}
	return checkChars[sum%11] == id[17]
}

// residentID tries 18 characters.
func (s *scan) residentID(first, _ int) (window, bool) {
	w, ok := s.window(first, 18)
	if !ok {
		return w, false
	}
	var buf [19]byte
	id, ok := s.digits(w, &buf)
	if !ok || !isProvince(id) || !isDate(id[6:14]) || s.touched(w, false) {
		return w, false
	}
	what := s.label(s.start(w))
	if checked := residentCheck(id); what == idWord && (checked || s.inner(w) == none) || checked && what != creditWord {
		s.found(ResidentID, s.start(w), s.end(w), checked)
		return w, true
	}
	// A spreadsheet that takes one for a number keeps its first 15 digits: the area, the
	// date of birth and whose it is.
	if strings.HasSuffix(id, "000") && isPrefecture(id) && strings.TrimSpace(s.text) == id {
		s.found(ResidentID, s.start(w), s.end(w), false)
		return w, true
	}
	return w, false
}

// oldResidentID tries 15 digits.
func (s *scan) oldResidentID(first, done int) (window, bool) {
	w, ok := s.window(first, 15)
	if !ok {
		return w, false
	}
	var buf [19]byte
	id, ok := s.digits(w, &buf)
	if !ok || !isProvince(id) || !isDate("19"+id[6:12]) || s.touched(w, true) {
		return w, false
	}
	what := s.label(s.start(w))
	if what != idWord {
		regular := s.grouped(w, w.from, 15) || s.grouped(w, w.from, 6, 6, 3) || s.spread(w, w.from)
		if what != noWord || !regular || s.inner(w) == listed || !isPrefecture(id) || !s.isolated(w, done) || s.inURL(s.start(w)) {
			return w, false
		}
	}
	s.found(OldResidentID, s.start(w), s.end(w), what == idWord)
	return w, true
}

// isProvince is whether a number begins with the code of a province in GB/T 2260.
func isProvince(id string) bool {
	if id[0] < '1' || id[0] > '8' {
		return false
	}
	last := [9]byte{0, '5', '3', '7', '6', '4', '5', '1', '3'}[id[0]-'0']
	return id[1] >= '1' && id[1] <= last || id[:2] == "50"
}

// isPrefecture is whether the second pair of digits is a prefecture's that was ever
// given out, and the third a county's.
func isPrefecture(id string) bool {
	p, c := int(id[2]-'0')*10+int(id[3]-'0'), id[4:6]
	return (p >= 1 && p <= 34 || p >= 51 && p <= 53 || p == 90) && (c != "00" || id[:4] == "4419" || id[:4] == "4420") && c < "90"
}

// isDate is whether eight digits are a day on which somebody alive may be born.
func isDate(d string) bool {
	n := func(s string) int { return int(s[0]-'0')*10 + int(s[1]-'0') }
	century, year, month, day := n(d), n(d[2:]), n(d[4:]), n(d[6:])
	if century != 19 && century != 20 || century == 20 && year > 49 || month < 1 || month > 12 || day < 1 {
		return false
	}
	days := [13]int{0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}[month]
	if month == 2 && year%4 == 0 && (year != 0 || century == 20) {
		days = 29
	}
	return day <= days
}

// bankCard tries 16 to 19 digits.
func (s *scan) bankCard(first, done int) (window, bool) {
	for n := 19; n >= 16; n-- {
		w, ok := s.window(first, n)
		if !ok {
			continue
		}
		var buf [19]byte
		card, ok := s.digits(w, &buf)
		if !ok || !luhn(card) || strings.HasSuffix(card, "000000") || s.touched(w, true) {
			continue
		}
		what := s.label(s.start(w))
		if what != cardWord && (what != noWord && what != idWord || !isIssuer(card) || !s.cardGroups(w) || !s.isolated(w, done) || s.inURL(s.start(w))) {
			continue
		}
		if what == cardWord && !isIssuer(card) && !isScheme(card) {
			continue
		}
		s.found(BankCard, s.start(w), s.end(w), what == cardWord)
		return w, true
	}
	return window{}, false
}

// cardGroups is whether a window is written as cards are.
func (s *scan) cardGroups(w window) bool {
	n := w.to - w.from
	if s.inner(w) == listed {
		return false
	}
	if w.first == w.last || s.spread(w, w.from) || w.last-w.first == 1 && s.atoms[w.first].len() >= 4 {
		return true
	}
	for i := w.first; i < w.last; i++ {
		if s.atoms[i].len() != 4 {
			return false
		}
	}
	return n > 0
}

// isIssuer is whether a card begins as those of Chinese banks do.
func isIssuer(card string) bool {
	return card[:2] == "62" || card[:4] == "9558" || card[:4] == "6013" || card[:2] == "81" && len(card) == 16
}

// isScheme is whether a card of 16 digits begins as those of foreign schemes do.
func isScheme(card string) bool {
	if len(card) != 16 {
		return card[0] == '4' && len(card) == 19 || card[:2] == "60"
	}
	return card[0] == '4' || card[0] == '5' && card[1] >= '1' && card[1] <= '5' || card[:2] == "35" || card[:2] == "60" ||
		card[:4] >= "2221" && card[:4] <= "2720"
}

func luhn(number string) bool {
	sum := 0
	for i := range len(number) {
		d := int(number[len(number)-1-i] - '0')
		if i%2 == 1 {
			if d *= 2; d > 9 {
				d -= 9
			}
		}
		sum += d
	}
	return sum%10 == 0
}
