package privacy

// passport tries a run that one or two letters stand before: E12345678, EA1234567.
func (s *scan) passport() {
	n := s.atoms[0].len()
	w := window{0, 0, 0, n}
	if n < 7 {
		var ok bool
		if w, ok = s.window(0, 8); !ok || !s.spread(w, 0) {
			if w, ok = s.window(0, 7); !ok || !s.spread(w, 0) {
				return
			}
		}
		n = w.to
	}
	if n != 7 && n != 8 {
		return
	}
	var buf [19]byte
	d, ok := s.digits(w, &buf)
	if !ok {
		return
	}
	letters, start := s.lettersBefore(s.start(w))
	if letters == "" || w.to == len(s.run) && s.end(w) < len(s.text) && isLetter(s.text[s.end(w)]) {
		return
	}
	labelled := s.label(start) == passportWord
	switch {
	case labelled && len(letters)+n >= 8:
	case w.to < len(s.run) && s.run[w.to].gap == tight || s.label(start) != noWord || s.inURL(start):
		return
	case len(letters) == 1 && n == 8 && (letters == "E" || letters == "G") && !isDate(d) && s.capital(start) && !s.measured(w):
	case len(letters) == 2 && n == 7 && letters[0] == 'E' && letters[1] <= 'H' && s.capital(start):
	default:
		return
	}
	s.found(Passport, start, s.end(w), labelled)
}

// capital is whether the letter at a place is one.
func (s *scan) capital(i int) bool { return s.text[i] < 'a' || s.text[i] > 'z' }

// lettersBefore gives one or two Latin letters before a place, as capitals, and where
// they begin; none where they are the end of a word or code.
func (s *scan) lettersBefore(i int) (letters string, start int) {
	start = i
	for len(letters) < 3 {
		at, seps := s.skipBack(start)
		r, n := lastRune(s.text[:at])
		l := asciiUpper(r)
		if l == 0 || len(letters) > 0 && seps > 1 {
			break
		}
		letters, start = string(l)+letters, at-n
	}
	if len(letters) > 2 {
		return "", i
	}
	if r, _ := lastRune(s.text[:start]); r == '-' || r == '_' || r == '/' || r >= '0' && r <= '9' || r == '=' {
		return "", i
	}
	return letters, start
}

// skipBack passes invisible characters and separators, and counts the latter.
func (s *scan) skipBack(i int) (at, separators int) {
	for range 3 {
		c, n := s.f.before(s.text, i)
		if c != invisible && c != blank && c != dash && c != dot {
			break
		}
		if c != invisible {
			separators++
		}
		i -= n
	}
	return i, separators
}
