package privacy

import "strings"

// Of a number that is well masked at most these characters stay.
const (
	idStays     = 10
	cardStays   = 10
	mobileStays = 7
)

// masked judges a run in which something is hidden, and gives whether it is one
// number and done with.
func (s *scan) masked() bool {
	hidden, longest := s.hidden()
	if hidden == 0 {
		return false
	}
	total := len(s.run)
	visible := total - hidden
	if total > 23 || s.touched(window{0, 0, 0, total}, false) {
		return false
	}
	start, end := s.run[0].start, s.run[total-1].end
	head := s.head()
	switch {
	case longest == 1 && s.masksSeparate(visible):
	case longest == 1 && !s.starred():
		return false
	case total == 11 && visible > mobileStays && len(head) >= 3 && isMobile(head[:3]+"00000000"):
		s.found(HalfMasked, start, end, true)
	case total >= 17 && total <= 18 && visible > idStays && len(head) >= 6 && isProvince(head) && s.datelike(head):
		s.found(HalfMasked, start, end, true)
	case total >= 16 && total <= 19 && visible > cardStays && len(head) >= 4 && isIssuer(head):
		s.found(HalfMasked, start, end, true)
	default:
		return longest > 1
	}
	return true
}

// hidden counts the masks of a run and the longest row of them; an X in the eighteenth
// place is none.
func (s *scan) hidden() (count, longest int) {
	row := 0
	for i, y := range s.run {
		if y.value < 10 || y.value == xSymbol && i == 17 && len(s.run) == 18 && s.run[16].value < 10 {
			row = 0
			continue
		}
		count++
		row++
		longest = max(longest, row)
	}
	return count, longest
}

// head is the digits before the first mask.
func (s *scan) head() string {
	var b strings.Builder
	for _, y := range s.run {
		if y.value >= 10 {
			break
		}
		b.WriteByte('0' + y.value)
	}
	return b.String()
}

// datelike is whether the years that an identity number shows are possible.
func (s *scan) datelike(head string) bool {
	return len(head) < 8 || head[6:8] == "19" || head[6:8] == "20"
}

// starred is whether the only masks are stars, which hide something even alone; a
// single × may be a sign of multiplication.
func (s *scan) starred() bool {
	for _, y := range s.run {
		if y.value == xSymbol {
			return false
		}
	}
	return true
}

// masksSeparate finds a mobile number whose masks only stand between its digits.
func (s *scan) masksSeparate(visible int) bool {
	var d strings.Builder
	for _, y := range s.run {
		if y.value < 10 {
			d.WriteByte('0' + y.value)
		}
	}
	if visible != 11 || !isMobile(d.String()) || s.f.allowedPhone(d.String()) {
		return false
	}
	s.found(Mobile, s.run[0].start, s.run[len(s.run)-1].end, false)
	return true
}

// Mask is text, a match of a kind, as it may be published: the first six and the last
// four characters of an identity number or bank card, the first three and last four
// of a telephone number, and so on. Separators and dodges go. Of a kind for which no
// form is harmless, or for a text that is no such match, it is empty: leave it out.
func (f *Finder) Mask(text string, k Kind) string {
	digits := f.plainDigits(text)
	stars := func(keep, last int) string {
		if len(digits) <= keep+last {
			return ""
		}
		return digits[:keep] + strings.Repeat("*", len(digits)-keep-last) + digits[len(digits)-last:]
	}
	switch k {
	case ResidentID, BankCard:
		return stars(6, 4)
	case OldResidentID:
		return stars(6, 3)
	case Mobile:
		if len(digits) > 11 {
			digits = digits[len(digits)-11:]
		}
		return stars(3, 4)
	case Landline:
		return stars(max(0, len(digits)-7), 3)
	case Passport:
		letters := strings.TrimRight(digits, "0123456789")
		return stars(len(letters), 3)
	case Plate:
		return maskedPlate(f.plainText(text))
	case Email:
		return maskedEmail(f.plainEmail(text))
	case HalfMasked:
		return maskedAgain(digits)
	}
	return ""
}

func maskedPlate(text string) string {
	r := []rune(text)
	if len(r) < 7 {
		return ""
	}
	return string(r[:2]) + "***" + string(r[len(r)-2:])
}

func maskedEmail(text string) string {
	user, domain, ok := strings.Cut(text, "@")
	if !ok || user == "" {
		return ""
	}
	return user[:1] + "***@" + domain
}

// maskedAgain masks what was masked too little.
func maskedAgain(d string) string {
	switch {
	case len(d) == 11:
		return d[:3] + "****" + d[7:]
	case len(d) >= 16:
		return d[:6] + strings.Repeat("*", len(d)-10) + d[len(d)-4:]
	}
	return ""
}
