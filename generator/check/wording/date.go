package wording

import (
	"strconv"
	"strings"
	"time"
)

// date finds what is wrong with a date that begins with the number from i to end.
func (s *scan) date(i, end int) bool {
	n := s.sub(i, end)
	switch next := s.char(end); {
	case next == '年' && len(n) == 4 && isYear(n):
		return s.fullDate(i, end)
	case next == '年' && len(n) == 2 && s.shortYear(i, end):
		return true
	case next == '月' && len(n) <= 2 && s.is(end+1) == digit && s.char(i-1) != '年':
		return s.day(i, end, 2000, i)
	case strings.Count(n, ".") == 2:
		return s.pointed(i, end, n)
	}
	return false
}

func isYear(n string) bool { return strings.HasPrefix(n, "19") || strings.HasPrefix(n, "20") }

// atoi reads a number of one or two digits, or -1.
func (s *scan) atoi(i, j int) int {
	n, err := strconv.Atoi(s.sub(i, j))
	if err != nil || j-i > 4 {
		return -1
	}
	return n
}

// fullDate checks the month and the day after a year.
func (s *scan) fullDate(i, end int) bool {
	year := s.atoi(i, end)
	from := end + 1
	to := s.digits(from)
	if s.char(to) != '月' || to == from || to-from > 2 {
		return false
	}
	if month := s.atoi(from, to); month < 1 || month > 12 {
		s.add("date-impossible", i, to+1, s.sub(i, to+1))
		return true
	}
	return s.day(from, to, year, i)
}

// day checks the day after a month; start is where the date begins.
func (s *scan) day(from, to, year, start int) bool {
	month := s.atoi(from, to)
	dayEnd := s.digits(to + 1)
	if unit := s.char(dayEnd); unit != '日' && unit != '号' || dayEnd == to+1 || dayEnd-to-1 > 2 {
		return false
	}
	if day := s.atoi(to+1, dayEnd); month < 1 || month > 12 || day < 1 || day > daysIn(year, month) {
		s.add("date-impossible", start, dayEnd+1, s.sub(start, dayEnd+1))
		return true
	}
	return false
}

func daysIn(year, month int) int {
	return time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

// shortYear finds 23年5月 (GB/T 15835—2011, 5.1.5: a year is not cut short).
func (s *scan) shortYear(i, end int) bool {
	to := s.digits(end + 1)
	if to == end+1 || to-end-1 > 2 || s.char(to) != '月' || s.char(to+1) == '龄' {
		return false
	}
	month := s.atoi(end+1, to)
	before := s.char(i - 1)
	if month < 1 || month > 12 || before != 0 && (isNumeral(before) || strings.ContainsRune("第共满近约过了历用时达期刑'’/.-", before)) || s.is(i-1) == letter {
		return false
	}
	full := "20" + s.sub(i, end)
	if s.atoi(i, end) >= 49 {
		full = "19" + s.sub(i, end)
	}
	s.fix("year-short", i, end, full, false, s.sub(i, to+1))
	return true
}

// pointed finds 2023.5.1 (GB/T 15835—2011, 5.1.5: 2023年5月1日 or 2023-05-01).
func (s *scan) pointed(i, end int, n string) bool {
	part := strings.Split(n, ".")
	year, month, day := part[0], part[1], part[2]
	if len(year) != 4 || !isYear(year) || len(month) > 2 || len(day) > 2 || s.char(end) == '.' && s.is(end+1) == digit {
		return false
	}
	y, _ := strconv.Atoi(year)
	m, _ := strconv.Atoi(month)
	d, _ := strconv.Atoi(day)
	if m < 1 || m > 12 || d < 1 || d > daysIn(y, m) {
		return false
	}
	s.fix("date-form", i, end, strconv.Itoa(y)+"年"+strconv.Itoa(m)+"月"+strconv.Itoa(d)+"日", false, n)
	return true
}
