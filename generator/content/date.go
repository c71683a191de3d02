package content

import (
	"fmt"
	"strings"
	"time"

	"touyan/generator/diag"
	"touyan/generator/strict"
)

// Years before and after these are taken for slips.
const (
	firstYear = 1900
	lastYear  = 2100
)

// DecodeNode reads a date written as 2022, 2022-01 or 2022-01-31; of a time, such
// as other generators write, it takes the day.
func (d *Date) DecodeNode(n *strict.Node, l *diag.List) {
	if !n.IsScalar() {
		l.Add(n.Pos, "wrong-type-date")
		return
	}
	day := n.Text
	if len(day) > 10 && (day[10] == 'T' || day[10] == ' ') {
		day = day[:10]
	}
	found, ok := parseDate(day)
	if !ok {
		l.Add(n.Pos, "bad-date", cut(n.Text), dateForm(n.Text))
		return
	}
	if !found.real() {
		l.Add(n.Pos, "impossible-date", cut(n.Text))
		return
	}
	*d = found
}

// parseDate reads the exact form.
func parseDate(s string) (Date, bool) {
	var d Date
	for i, to := range []*int{&d.Year, &d.Month, &d.Day} {
		want := 2
		if i == 0 {
			want = 4
		}
		if len(s) < want {
			return d, false
		}
		for _, c := range []byte(s[:want]) {
			if c < '0' || c > '9' {
				return d, false
			}
			*to = *to*10 + int(c-'0')
		}
		if *to == 0 {
			*to = -1 // 2022-00 is no date, and not the year 2022
		}
		if s = s[want:]; s == "" {
			return d, true
		}
		if s[0] != '-' {
			return d, false
		}
		s = s[1:]
	}
	return d, false
}

// real reports whether there is such a date, within the years taken for sound.
func (d Date) real() bool {
	if d.Year < firstYear || d.Year > lastYear || d.Month < 0 || d.Month > 12 || d.Day < 0 {
		return false
	}
	// Day 0 of the next month is the last of this one.
	return d.Day <= time.Date(d.Year, time.Month(d.Month+1), 0, 0, 0, 0, 0, time.UTC).Day()
}

// String returns the date as written: 2022, 2022-01 or 2022-01-31; "" for none.
func (d Date) String() string {
	switch {
	case d.Year == 0:
		return ""
	case d.Month == 0 && d.Day == 0:
		return fmt.Sprintf("%04d", d.Year)
	case d.Day == 0:
		return fmt.Sprintf("%04d-%02d", d.Year, d.Month)
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

// IsZero reports whether there is no date.
func (d Date) IsZero() bool { return d.Year == 0 }

// Time returns the date's first moment in a zone.
func (d Date) Time(loc *time.Location) time.Time {
	if d.Year == 0 {
		return time.Time{}
	}
	return time.Date(d.Year, time.Month(max(d.Month, 1)), max(d.Day, 1), 0, 0, 0, 0, loc)
}

// dateForm writes a date in the right form where its parts can be told
// (2022年1月5日, 2022/1/5, 2022.1), else a sample of the form.
func dateForm(s string) string {
	var parts []int
	digits := false
	for _, r := range narrow(strings.TrimSpace(s)) {
		switch {
		case r >= '0' && r <= '9':
			if !digits {
				parts = append(parts, 0)
			}
			if p := &parts[len(parts)-1]; *p < 10000 {
				*p = *p*10 + int(r-'0')
			}
			digits = true
		case strings.ContainsRune("年月日号/.-—–、 ", r):
			digits = false
		default:
			return "2022-01-31"
		}
	}
	if len(parts) == 0 || len(parts) > 3 || parts[0] < firstYear {
		return "2022-01-31"
	}
	parts = append(parts, 0, 0)
	d := Date{parts[0], parts[1], parts[2]}
	if !d.real() {
		return "2022-01-31"
	}
	return d.String()
}
