package serve

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"touyan/generator/strict"
)

// Limits of a request. A query is as long as the index looks at: 2,000 characters,
// which an address writes in up to 24,000 bytes.
const (
	mostQuery       = 2000
	mostQueryString = 32 << 10
	mostValues      = 100 // of all filters
	mostValue       = 200 // characters of a filter's value
	mostSize        = 100
	usualSize       = 10
	mostDepth       = 10_000 // results before a page
)

// parameters are those of a request. Reading one marks it as known; wrong is the first
// that is wrong.
type parameters struct {
	values url.Values
	known  []string
	wrong  *problem
}

func readParameters(u *url.URL) *parameters {
	p := &parameters{}
	if n := len(u.RawQuery); n > mostQueryString {
		p.fail(problem{code: "uri-too-long", args: []any{n, mostQueryString}})
		return p
	}
	var err error
	if p.values, err = url.ParseQuery(u.RawQuery); err != nil {
		p.fail(problem{code: "bad-query-string"})
		p.values = nil
	}
	return p
}

func (p *parameters) fail(wrong problem) {
	if p.wrong == nil {
		p.wrong = &wrong
	}
}

// one returns the value of a parameter that may be given once, "" where it is not.
func (p *parameters) one(name string) string {
	p.known = append(p.known, name)
	list := p.values[name]
	if len(list) > 1 {
		p.fail(problem{code: "repeated-parameter", parameter: name, args: []any{name}})
	}
	return slices.Concat(list, []string{""})[0]
}

// many returns the values of a parameter that may be repeated, in order, each once.
// Empty ones, which forms send for what was left open, count for nothing.
func (p *parameters) many(name string) []string {
	p.known = append(p.known, name)
	var list []string
	for _, v := range p.values[name] {
		if v == "" {
			continue
		}
		v = strings.TrimSpace(strings.ToValidUTF8(v, "\uFFFD"))
		if n := utf8.RuneCountInString(v); n > mostValue {
			p.fail(problem{code: "value-too-long", parameter: name, args: []any{name, n, mostValue}})
		}
		list = append(list, v)
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// query returns what was typed.
func (p *parameters) query() string {
	q := strings.TrimSpace(strings.ToValidUTF8(p.one("q"), "\uFFFD"))
	if n := utf8.RuneCountInString(q); n > mostQuery {
		p.fail(problem{code: "query-too-long", parameter: "q", args: []any{n, mostQuery}})
	}
	return q
}

// number returns a whole number.
func (p *parameters) number(name string, usual, least, most int) int {
	v := p.one(name)
	if v == "" {
		return usual
	}
	n, err := strconv.Atoi(v)
	if err != nil || n < least || n > most || strings.HasPrefix(v, "+") {
		p.fail(problem{code: "bad-number", parameter: name, args: []any{name, shortened(v), least, most}})
		return usual
	}
	return n
}

// among reports a value that is none of those there are.
func (p *parameters) among(name, value string, right ...string) {
	if !slices.Contains(right, value) {
		p.fail(problem{code: "unknown-value", parameter: name, args: []any{name, shortened(value), strict.Nearest(value, right)}})
	}
}

// finish reports a parameter that none has asked for.
func (p *parameters) finish() {
	var unknown []string
	for name := range p.values {
		if !slices.Contains(p.known, name) {
			unknown = append(unknown, name)
		}
	}
	if len(unknown) > 0 {
		slices.Sort(unknown)
		name := shortened(unknown[0])
		p.fail(problem{code: "unknown-parameter", parameter: name, args: []any{name, strict.Nearest(name, p.known)}})
	}
}

// shortened is the beginning of a text that is told again.
func shortened(s string) string {
	const most = 50
	s = strings.ToValidUTF8(s, "\uFFFD")
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	return string([]rune(s)[:most]) + "…"
}
