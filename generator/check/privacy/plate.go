package privacy

import (
	"strings"
	"unicode/utf8"
)

func lastRune(text string) (rune, int) {
	r, n := utf8.DecodeLastRuneInString(text)
	if n == 0 {
		return 0, 0
	}
	return r, n
}

// A mark is one character of a plate.
type plateMark struct {
	char  byte // a capital or digit
	apart bool // separated from the one before
	end   int
}

// plate tries a plate at a province.
func (s *scan) plate(i int) {
	head, n := utf8.DecodeRuneInString(s.text[i:])
	marks, special := s.plateMarks(i + n)
	if head == '使' {
		s.embassyPlate(i, marks)
		return
	}
	if len(marks) < 5 || marks[0].char < 'A' || marks[0].char == 'I' || marks[0].char == 'O' {
		return
	}
	end := marks[len(marks)-1].end
	var tail strings.Builder
	for _, m := range marks[1:] {
		tail.WriteByte(m.char)
	}
	if special > 0 && (tail.Len() == 4 || tail.Len() == 5 && tail.String()[0] >= 'A') {
		end = special
	} else if !isPlateTail(tail.String()) || s.numbered(end) {
		return
	}
	if digitCount(tail.String()) < 3-min(special, 1) {
		return
	}
	s.found(Plate, i, end, true)
}

// plateMarks reads the letter and what follows it; special is the end of a 挂, 学 or
// their like, 0 without.
func (s *scan) plateMarks(i int) (marks []plateMark, special int) {
	var buf [9]plateMark
	marks = buf[:0]
	apart, seps := false, 0
	for i < len(s.text) && len(marks) < 9 {
		r, n := utf8.DecodeRuneInString(s.text[i:])
		c := s.f.class(r)
		v, isDigit := c.digit()
		char := asciiUpper(r)
		if isDigit {
			char = '0' + v
		}
		switch {
		case char != 0:
			// Behind the letter a gap is free; later all stand apart, or none.
			if len(marks) > 2 && apart != marks[2].apart {
				if apart {
					return marks, 0
				}
				return nil, 0
			}
			marks = append(marks, plateMark{char, apart, i + n})
			apart, seps = false, 0
		case c == invisible:
		case (c == blank || c == dash || c == dot) && seps < 3:
			apart = true
			seps++
		case strings.ContainsRune("挂学警港澳领使", r) && (len(marks) == 5 || len(marks) == 6):
			return marks, i + n
		default:
			return marks, 0
		}
		if len(marks) == 0 && seps > 3 {
			return nil, 0
		}
		i += n
	}
	return marks, 0
}

func digitCount(tail string) int {
	n := 0
	for _, c := range tail {
		if c <= '9' {
			n++
		}
	}
	return n
}

// isPlateTail is whether GA 36-2018 has such a number: five characters with at most
// two letters, or six of a new-energy vehicle.
func isPlateTail(tail string) bool {
	if strings.ContainsAny(tail, "IO") {
		return false
	}
	switch len(tail) {
	case 5:
		return digitCount(tail) >= 3
	case 6:
		large := digitCount(tail[:5]) == 5 && tail[5] >= 'A' && tail[5] <= 'K'
		small := tail[0] >= 'A' && tail[0] <= 'K' && digitCount(tail[2:]) == 4
		return large || small
	}
	return false
}

// numbered is whether 号 stands behind, as behind the number of a document.
func (s *scan) numbered(end int) bool {
	behind := s.text[end:]
	return strings.HasPrefix(behind, "号") && !strings.HasPrefix(behind, "号车") && !strings.HasPrefix(behind, "号牌") &&
		!strings.HasPrefix(behind, "号小") && !strings.HasPrefix(behind, "号轿") && !strings.HasPrefix(behind, "号货")
}

// embassyPlate tries 使 and six digits, where a vehicle is spoken of.
func (s *scan) embassyPlate(i int, marks []plateMark) {
	if len(marks) != 6 || marks[0].char < '0' || marks[0].char > '9' {
		return
	}
	for _, m := range marks {
		if m.char > '9' {
			return
		}
	}
	around := s.clause(i, 45)
	if strings.Contains(around, "车") || strings.Contains(around, "使馆") || strings.Contains(around, "牌") {
		s.found(Plate, i, marks[5].end, true)
	}
}
