package document

import (
	"bytes"
	"strconv"
)

// A token of a content stream or CMap (ISO 32000-1, 7.2 and 7.8).
type token struct {
	kind   tokenKind
	number float64
	text   string // of a name, string or operator
}

type tokenKind uint8

const (
	tokenEnd tokenKind = iota
	tokenNumber
	tokenName
	tokenString
	tokenOpen  // [ or <<
	tokenClose // ] or >>
	tokenOperator
)

// A lexer reads tokens; anything odd becomes an operator that nobody knows.
type lexer struct {
	src []byte
	at  int
}

func isSpace(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0
}

func isDelimiter(c byte) bool { return bytes.IndexByte([]byte("()<>[]{}/%"), c) >= 0 }

func (l *lexer) next() token {
	for l.at < len(l.src) {
		c := l.src[l.at]
		switch {
		case isSpace(c):
			l.at++
		case c == '%':
			for l.at < len(l.src) && l.src[l.at] != '\n' && l.src[l.at] != '\r' {
				l.at++
			}
		default:
			return l.token(c)
		}
	}
	return token{}
}

func (l *lexer) token(c byte) token {
	switch c {
	case '(':
		return token{kind: tokenString, text: l.literal()}
	case '/':
		l.at++
		return token{kind: tokenName, text: l.name()}
	case '[', '{':
		l.at++
		return token{kind: tokenOpen}
	case ']', '}', ')':
		l.at++
		return token{kind: tokenClose}
	case '<':
		l.at++
		if l.at < len(l.src) && l.src[l.at] == '<' {
			l.at++
			return token{kind: tokenOpen}
		}
		return token{kind: tokenString, text: l.hex()}
	case '>':
		l.at++
		if l.at < len(l.src) && l.src[l.at] == '>' {
			l.at++
		}
		return token{kind: tokenClose}
	}
	from := l.at
	for l.at < len(l.src) && !isSpace(l.src[l.at]) && !isDelimiter(l.src[l.at]) {
		l.at++
	}
	word := string(l.src[from:l.at])
	if c == '+' || c == '-' || c == '.' || c >= '0' && c <= '9' {
		if n, err := strconv.ParseFloat(word, 64); err == nil {
			return token{kind: tokenNumber, number: n}
		}
	}
	return token{kind: tokenOperator, text: word}
}

func (l *lexer) name() string {
	var b []byte
	for l.at < len(l.src) && !isSpace(l.src[l.at]) && !isDelimiter(l.src[l.at]) {
		c := l.src[l.at]
		if c == '#' && l.at+2 < len(l.src) {
			if n, err := strconv.ParseUint(string(l.src[l.at+1:l.at+3]), 16, 8); err == nil {
				c = byte(n)
				l.at += 2
			}
		}
		b = append(b, c)
		l.at++
	}
	return string(b)
}

// literal reads (a string) with its escapes.
func (l *lexer) literal() string {
	var b []byte
	depth := 0
	for ; l.at < len(l.src); l.at++ {
		c := l.src[l.at]
		switch c {
		case '(':
			if depth++; depth == 1 {
				continue
			}
		case ')':
			if depth--; depth == 0 {
				l.at++
				return string(b)
			}
		case '\\':
			c, ok := l.escape()
			if ok {
				b = append(b, c)
			}
			continue
		}
		b = append(b, c)
	}
	return string(b)
}

// escape reads what follows a backslash and stops at its last byte; ok is whether it
// stands for a byte.
func (l *lexer) escape() (c byte, ok bool) {
	if l.at++; l.at >= len(l.src) {
		return 0, false
	}
	switch c := l.src[l.at]; c {
	case 'n':
		return '\n', true
	case 'r':
		return '\r', true
	case 't':
		return '\t', true
	case 'b':
		return '\b', true
	case 'f':
		return '\f', true
	case '\n':
		return 0, false
	case '\r':
		if l.at+1 < len(l.src) && l.src[l.at+1] == '\n' {
			l.at++
		}
		return 0, false
	case '0', '1', '2', '3', '4', '5', '6', '7':
		n := 0
		for i := 0; i < 3 && l.at < len(l.src) && l.src[l.at] >= '0' && l.src[l.at] <= '7'; i++ {
			n = n*8 + int(l.src[l.at]-'0')
			l.at++
		}
		l.at--
		return byte(n), true
	default:
		return c, true
	}
}

// hex reads <a string in hexadecimal> behind its first bracket.
func (l *lexer) hex() string {
	var b []byte
	half, have := byte(0), false
	for l.at < len(l.src) {
		c := l.src[l.at]
		l.at++
		if c == '>' {
			break
		}
		n, err := strconv.ParseUint(string(rune(c)), 16, 8)
		if err != nil {
			continue
		}
		if have {
			b = append(b, half<<4|byte(n))
		}
		half, have = byte(n), !have
	}
	if have {
		b = append(b, half<<4)
	}
	return string(b)
}

// skipImage passes the data of an inline image, behind ID.
func (l *lexer) skipImage() {
	for l.at < len(l.src) {
		i := bytes.Index(l.src[l.at:], []byte("EI"))
		if i < 0 {
			l.at = len(l.src)
			return
		}
		before, behind := l.at+i-1, l.at+i+2
		l.at = behind
		if before >= 0 && isSpace(l.src[before]) && (behind >= len(l.src) || isSpace(l.src[behind])) {
			return
		}
	}
}
