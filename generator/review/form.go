package review

import (
	"bytes"
	"slices"
	"strings"
	"unicode"

	"touyan/generator/content"
	"touyan/generator/strict"
)

// yaml adds an entry to a record in YAML: a line of its own in the style of the last
// one.
func (e *editor) yaml(entry content.Review) (change, bool) {
	flow := "{" + joinFields(entry, ": ", bare, bare) + "}"
	key := e.root.Entry("review")
	if key == nil {
		if e.isFlow(e.root, '{') {
			return e.flow(e.at(e.root), "review: ["+flow+"]")
		}
		indent := strings.Repeat(" ", e.root.Entries[0].Pos.Col-1)
		return e.insert(e.front.End, indent+"review:"+e.eol+indent+"  - "+flow+e.eol)
	}
	value := key.Value
	switch {
	case value.Kind == strict.Null && value.Text == "":
		if value.Pos.Line != key.Pos.Line {
			return change{}, false
		}
		indent := strings.Repeat(" ", key.Pos.Col-1)
		return e.insert(e.lineEnd(e.offset(key.Pos.Line, 1)), indent+"  - "+flow+e.eol)
	case value.Kind == strict.Null:
		at := e.at(value)
		return change{at, at + len(value.Text), "[" + flow + "]"}, true
	case value.Kind != strict.List:
		return change{}, false
	case e.isFlow(value, '['):
		return e.flow(e.at(value), flow)
	}
	return e.yamlItem(value, entry, flow)
}

// yamlItem adds an entry behind the last one of a list of lines.
func (e *editor) yamlItem(list *strict.Node, entry content.Review, flow string) (change, bool) {
	dash := e.at(list)
	if dash >= e.front.End || e.data[dash] != '-' {
		return change{}, false
	}
	indent := string(e.data[e.lineStart(dash):dash])
	last := string(e.data[dash:e.lineEnd(dash)])
	end := e.after(dash, func(line string) bool {
		rest := strings.TrimLeft(line, " ")
		deep := len(line) - len(rest)
		isItem := deep == len(indent) && (rest == "-" || strings.HasPrefix(rest, "- "))
		if isItem {
			last = rest
		}
		return isItem || deep > len(indent)
	})
	inner := strings.TrimLeft(last[1:], " ")
	if gap := last[:len(last)-len(inner)]; !strings.HasPrefix(inner, "{") && len(gap) > 1 && strings.TrimSpace(inner) != "" {
		var b strings.Builder
		for _, f := range fields(entry) {
			b.WriteString(indent + gap + f.key + ": " + bare(f.value) + e.eol)
			gap = strings.Repeat(" ", len(gap))
		}
		return e.insert(end, b.String())
	}
	return e.insert(end, indent+"- "+flow+e.eol)
}

// toml adds an entry to a record in TOML, as a table behind the last one.
func (e *editor) toml(entry content.Review) (change, bool) {
	key := e.root.Entry("review")
	table := "[[review]]" + e.eol
	for _, f := range fields(entry) {
		table += f.key + " = " + tomlValue(f.key, f.value) + e.eol
	}
	at := e.front.End
	if key != nil {
		if key.Value.Kind != strict.List {
			return change{}, false
		}
		list := e.at(key.Value)
		if list < e.front.End && e.data[list] == '[' && !bytes.HasPrefix(e.data[list:], []byte("[[")) {
			var parts []string
			for _, f := range fields(entry) {
				parts = append(parts, f.key+" = "+tomlValue(f.key, f.value))
			}
			return e.flow(list, "{"+strings.Join(parts, ", ")+"}")
		}
		last := key.Value.Items[len(key.Value.Items)-1]
		at = e.after(e.at(last), func(line string) bool { return !strings.HasPrefix(strings.TrimSpace(line), "[") })
	}
	if before := bytes.TrimRight(e.data[e.front.Start:at], " \t"); !bytes.HasSuffix(before, []byte("\n\n")) && !bytes.HasSuffix(before, []byte("\n\r\n")) {
		table = e.eol + table
	}
	return e.insert(at, table)
}

func tomlValue(key, value string) string {
	if key == "date" && len(value) == len("2006-01-02") {
		return value
	}
	return quote(value)
}

// json adds an entry to a record in JSON.
func (e *editor) json(entry content.Review) (change, bool) {
	object := "{" + joinFields(entry, ": ", quote, quote) + "}"
	key := e.root.Entry("review")
	switch {
	case key == nil:
		root := e.at(e.root)
		first := e.root.Entries[0].Pos
		indent, own := e.ownLine(e.offset(first.Line, first.Col))
		if !own {
			return e.flow(root, `"review": [`+object+"]")
		}
		inner := e.eol + indent + indent + object + e.eol + indent
		return e.flow(root, `"review": [`+inner+"]")
	case key.Value.Kind == strict.Null:
		at := e.at(key.Value)
		return change{at, at + len("null"), "[" + object + "]"}, bytes.HasPrefix(e.data[at:], []byte("null"))
	case key.Value.Kind == strict.List:
		return e.flow(e.at(key.Value), object)
	}
	return change{}, false
}

// flow adds an item before the bracket that closes the one at an offset: on a line of
// its own where the last item has one.
func (e *editor) flow(open int, item string) (change, bool) {
	f, ok := scanFlow(e.data[:e.front.End], open, e.front.Format != strict.JSON)
	switch {
	case !ok:
		return change{}, false
	case f.last == open:
		return e.insert(open+1, item)
	}
	space := " "
	if indent, own := e.ownLine(f.item); own {
		space = e.eol + indent
	}
	if e.data[f.last] == ',' {
		return e.insert(f.last+1, space+item)
	}
	return e.insert(f.last+1, ","+space+item)
}

// ownLine returns the white space before an offset, where nothing else stands in its
// line before it.
func (e *editor) ownLine(at int) (indent string, own bool) {
	start := e.lineStart(at)
	before := string(e.data[start:at])
	return before, strings.TrimSpace(before) == "" && start > e.front.Start
}

func (e *editor) insert(at int, text string) (change, bool) { return change{at, at, text}, true }

// flowEnd is where a list or a map between brackets ends: last is the last byte that
// says something before the closing bracket, item where its last item begins.
type flowEnd struct{ last, item int }

// scanFlow reads from an opening bracket to the one that closes it.
func scanFlow(data []byte, open int, comments bool) (flowEnd, bool) {
	f := flowEnd{last: open, item: -1}
	depth, fresh := 0, false
	for at := open; at < len(data); at++ {
		c := data[at]
		if strings.IndexByte(" \t\r\n", c) >= 0 {
			continue
		}
		if comments && c == '#' && strings.IndexByte(" \t\n", data[at-1]) >= 0 {
			for at+1 < len(data) && data[at+1] != '\n' {
				at++
			}
			continue
		}
		closes := c == ']' || c == '}'
		if closes && depth == 1 {
			return f, true
		}
		if fresh && c != ',' {
			f.item, fresh = at, false
		}
		switch {
		case c == '[' || c == '{':
			if depth++; depth == 1 {
				fresh = true
				continue
			}
		case closes:
			depth--
		case c == ',' && depth == 1:
			fresh = true
		case c == '"' || c == '\'':
			if at = quoteEnd(data, at); at < 0 {
				return f, false
			}
		}
		f.last = at
	}
	return f, false
}

// quoteEnd returns where a quoted text ends, or the offset of a quote that is none: one
// inside a word.
func quoteEnd(data []byte, at int) int {
	if at > 0 && strings.IndexByte(" \t\r\n[]{},:=", data[at-1]) < 0 {
		return at
	}
	mark := data[at]
	for i := at + 1; i < len(data); i++ {
		switch {
		case data[i] == '\\' && mark == '"':
			i++
		case data[i] == mark && mark == '\'' && i+1 < len(data) && data[i+1] == mark:
			i++
		case data[i] == mark:
			return i
		}
	}
	return -1
}

func joinFields(e content.Review, colon string, key, value func(string) string) string {
	var parts []string
	for _, f := range fields(e) {
		parts = append(parts, key(f.key)+colon+value(f.value))
	}
	return strings.Join(parts, ", ")
}

// bare writes a YAML text without quotes where every program reads it as that text.
func bare(s string) string {
	plain := strings.IndexFunc(s, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("-_.·/ ", r)
	}) < 0
	for i, r := range s {
		plain = plain && (i > 0 || unicode.IsLetter(r) || unicode.IsDigit(r))
	}
	word := strings.ToLower(s)
	switch {
	case !plain, strings.HasSuffix(s, " "), strings.Contains(s, "  "):
		return quote(s)
	case isDay(s):
		return s
	case strings.Trim(word, "0123456789e._-/x") == "", slices.Contains([]string{"true", "false", "null", "yes", "no", "on", "off", "y", "n"}, word):
		return quote(s)
	}
	return s
}

func isDay(s string) bool {
	if len(s) > len("2006-01-02") || len(s) < len("2006") {
		return false
	}
	for i := range len(s) {
		if dash := i == 4 || i == 7; dash != (s[i] == '-') || !dash && (s[i] < '0' || s[i] > '9') {
			return false
		}
	}
	return true
}
