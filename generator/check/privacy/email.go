package privacy

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// spelledAt tries (at) and its like at an opening bracket.
func (s *scan) spelledAt(i int) {
	open, n := utf8.DecodeRuneInString(s.text[i:])
	word := s.text[i+n:]
	if len(word) < 3 || !strings.EqualFold(word[:2], "at") {
		return
	}
	if closed, size := utf8.DecodeRuneInString(word[2:]); isPair(open, closed) {
		s.mailAround(i, i+n+2+size)
	}
}

// isPair is whether two signs open and close a bracket, of either width.
func isPair(open, closed rune) bool {
	for _, pair := range []string{"(（)）", "[［]］", "【】", "{｛}｝", "<>", "〈〉", "##"} {
		r := []rune(pair)
		half := len(r) / 2
		if slices.Contains(r[:half], open) && slices.Contains(r[half:], closed) {
			return true
		}
	}
	return false
}

// email tries an address around an @.
func (s *scan) email(i int) {
	_, n := utf8.DecodeRuneInString(s.text[i:])
	s.mailAround(i, i+n)
}

// mailAround tries an address of which the sign stands from at to behind.
func (s *scan) mailAround(at, behind int) {
	start, user := s.user(at)
	if user == "" {
		return
	}
	end, domain := s.domain(behind)
	if !isMailDomain(domain) {
		return
	}
	// git@github.com:team/site.git, https://user@host.cn
	if user == "git" || strings.HasSuffix(s.text[:start], "//") || strings.HasSuffix(s.text[:start], "@") {
		return
	}
	mail := strings.ToLower(user + "@" + domain)
	if s.f.emails[mail] || s.f.emails["@"+strings.ToLower(domain)] {
		return
	}
	s.found(Email, start, end, true)
}

// narrow is a character in ASCII, from full width too; 0 for what has no such form.
func narrow(r rune) byte {
	if r >= 0xff01 && r <= 0xff5e {
		r -= 0xfee0
	}
	if r < utf8.RuneSelf {
		return byte(r)
	}
	return 0
}

func isUserChar(b byte) bool {
	return isLetter(b) || b >= '0' && b <= '9' || b != 0 && strings.IndexByte("._%+-", b) >= 0
}

// user reads back the part before the sign.
func (s *scan) user(at int) (start int, user string) {
	var b []byte
	i := at
	gap := false
	for i > 0 && len(b) <= 64 {
		r, n := lastRune(s.text[:i])
		c := s.f.class(r)
		if c == invisible || len(b) == 0 && !gap && c == blank {
			gap = gap || c == blank
			i -= n
			continue
		}
		l := narrow(r)
		if d := dotWordBefore(s.text[:i]); d > 0 {
			l, n = '.', d
		}
		if !isUserChar(l) {
			break
		}
		b = append(b, l)
		i -= n
		start = i
	}
	if len(b) == 0 || len(b) > 64 {
		return 0, ""
	}
	for l, r := 0, len(b)-1; l < r; l, r = l+1, r-1 {
		b[l], b[r] = b[r], b[l]
	}
	user = strings.TrimLeft(string(b), ".-")
	if user == "" || !strings.ContainsFunc(user, func(r rune) bool { return isLetter(byte(r)) || r >= '0' && r <= '9' }) {
		return 0, ""
	}
	return start, user
}

// domain reads the part behind the sign.
func (s *scan) domain(i int) (end int, domain string) {
	var b strings.Builder
	gap := false
	for i < len(s.text) && b.Len() <= 253 {
		r, n := utf8.DecodeRuneInString(s.text[i:])
		if d := dotWord(s.text[i:]); d > 0 {
			b.WriteByte('.')
			i += d
			continue
		}
		c := s.f.class(r)
		if c == invisible || b.Len() == 0 && !gap && c == blank {
			gap = gap || c == blank
			i += n
			continue
		}
		l := narrow(r)
		if !isLetter(l) && (l < '0' || l > '9') && l != '-' && l != '.' {
			break
		}
		b.WriteByte(l)
		i += n
		if l != '.' && l != '-' {
			end = i
		}
	}
	return end, strings.TrimRight(b.String(), ".-")
}

// dotWord is the length of (dot) or its like at the beginning of text.
func dotWord(text string) int {
	r, n := utf8.DecodeRuneInString(text)
	if !strings.ContainsRune("(（[［【{", r) {
		return 0
	}
	rest := text[n:min(len(text), n+8)]
	if len(rest) < 4 || !strings.EqualFold(rest[:3], "dot") && !strings.HasPrefix(rest, "点") {
		return 0
	}
	r, m := utf8.DecodeRuneInString(rest[3:])
	if !strings.ContainsRune(")）]］】}", r) {
		return 0
	}
	return n + 3 + m
}

// dotWordBefore is the length of (dot) or its like at the end of text.
func dotWordBefore(text string) int {
	r, n := lastRune(text)
	if !strings.ContainsRune(")）]］】}", r) {
		return 0
	}
	for from := len(text) - n - 4; from >= 0 && from >= len(text)-n-6; from-- {
		if dotWord(text[from:]) == len(text)-from {
			return len(text) - from
		}
	}
	return 0
}

// isMailDomain is whether mail may go to a domain that is not kept for examples.
func isMailDomain(domain string) bool {
	labels := strings.Split(strings.ToLower(domain), ".")
	n := len(labels)
	if n < 2 {
		return false
	}
	for _, l := range labels {
		if l == "" {
			return false
		}
	}
	top := labels[n-1]
	if len(top) < 2 || len(top) > 12 || strings.ContainsAny(top, "0123456789-") {
		return false
	}
	switch top { // RFC 2606, RFC 6762, and the ends of file names
	case "test", "example", "invalid", "localhost", "local", "internal", "png", "jpg", "jpeg", "gif", "webp", "svg", "avif",
		"js", "ts", "css", "md", "py", "sh", "html", "htm", "json", "yaml", "yml", "git", "zip", "pdf", "txt", "mp4", "tsx", "jsx", "mjs", "vue", "scss", "ico", "exe", "doc", "docx", "xls", "xlsx":
		return false
	}
	return !(labels[n-2] == "example" && (top == "com" || top == "org" || top == "net"))
}

// plainEmail is an address in ASCII with @ and dots.
func (f *Finder) plainEmail(text string) string {
	s := scan{f: f, text: text}
	for i, r := range text {
		at := len(s.matches)
		switch s.f.class(r) {
		case atSign:
			s.email(i)
		case opening:
			s.spelledAt(i)
		}
		if len(s.matches) > at {
			_, user := s.user(i)
			j := i + utf8.RuneLen(r)
			if s.f.class(r) == opening {
				j = i + strings.IndexAny(text[i+1:], ")）]］】}｝>〉#") + 1
				_, n := utf8.DecodeRuneInString(text[j:])
				j += n
			}
			_, domain := s.domain(j)
			return user + "@" + domain
		}
	}
	return ""
}
