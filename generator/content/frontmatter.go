package content

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/adrg/frontmatter"
	"golang.org/x/text/encoding/simplifiedchinese"

	"touyan/generator/diag"
	"touyan/generator/strict"
)

// maxFrontMatter is the most bytes of front matter that a file may have.
const maxFrontMatter = 256 << 10

// front is a file cut into front matter and body.
type front struct {
	format strict.Format
	// text is the front matter without its delimiters, start its offset, line its
	// first line.
	text  []byte
	start int
	line  int
	// open is the line of the opening delimiter.
	open int
	// body is the offset after the closing delimiter's line.
	body int
}

// split cuts a file. It reports why a file has no front matter and returns false.
func split(file string, data []byte, l *diag.List) (front, bool) {
	if !checkEncoding(file, data, l) {
		return front{}, false
	}
	start := len(data) - len(bytes.TrimLeft(bytes.TrimPrefix(data, bom()), " \t\r\n"))
	open := 1 + bytes.Count(data[:start], []byte{'\n'})
	if start < len(data) && data[start] == '{' && !bytes.HasPrefix(data[start+1:], []byte{'{'}) {
		return splitJSON(file, data, start, open, l)
	}
	f, ok := splitLines(data)
	f.open = open
	if !ok {
		explainMissing(file, data, start, open, l)
		return f, false
	}
	return f, checkDelimiter(file, data, f, l)
}

// Front is where the front matter of a file stands.
type Front struct {
	Format strict.Format
	// Start and End are the bytes of it without delimiters, Line is the number of its
	// first line, Body where the body begins.
	Start, End, Line, Body int
}

// FindFront returns where the front matter of a file stands; ok is false where it has
// none that [Parse] would read.
func FindFront(data []byte) (at Front, ok bool) {
	var ignored diag.List
	f, ok := split("", data, &ignored)
	return Front{Format: f.format, Start: f.start, End: f.start + len(f.text), Line: f.line, Body: f.body}, ok
}

func bom() []byte { return []byte("\uFEFF") }

// splitLines cuts a file whose front matter stands between lines of delimiters.
// The library decides where; it gives the front matter to a function, which only
// keeps it here: parsing waits until its line is known.
func splitLines(data []byte) (front, bool) {
	var f front
	found := false
	keep := func(format strict.Format) frontmatter.UnmarshalFunc {
		return func(text []byte, _ any) error {
			f.format, f.text, found = format, text, true
			return nil
		}
	}
	mark := len(data) - len(bytes.TrimPrefix(data, bom()))
	// The library copies what it reads: it is given the file up to the first line
	// that can close the front matter, and the whole file where that is not it.
	head := closing(data, mark)
	formats := []*frontmatter.Format{
		frontmatter.NewFormat("---", "---", keep(strict.YAML)),
		frontmatter.NewFormat("---yaml", "---", keep(strict.YAML)),
		frontmatter.NewFormat("+++", "+++", keep(strict.TOML)),
		frontmatter.NewFormat("---toml", "---", keep(strict.TOML)),
		frontmatter.NewFormat(";;;", ";;;", keep(strict.JSON)),
		frontmatter.NewFormat("---json", "---", keep(strict.JSON)),
	}
	rest, err := frontmatter.Parse(bytes.NewReader(data[mark:head]), nil, formats...)
	if head < len(data) && (err != nil || !found) {
		head = len(data)
		rest, err = frontmatter.Parse(bytes.NewReader(data[mark:]), nil, formats...)
	}
	if err != nil || !found {
		return front{}, false
	}
	f.body = head - len(rest)
	// What the library gives ends at the closing line, whose length it does not
	// tell: the text begins after the first line that is not blank.
	start := len(data) - len(bytes.TrimLeft(data[mark:], " \t\r\n"))
	first := start + bytes.IndexByte(data[start:], '\n') + 1
	f.line = 1 + bytes.Count(data[:first], []byte{'\n'})
	f.text, f.start = data[first:first+len(f.text)], first
	return f, true
}

// closing returns the end of the first line after the opening one that begins
// with a delimiter.
func closing(data []byte, from int) int {
	for _, mark := range []string{"---", "+++", ";;;"} {
		open := bytes.Index(data[from:], []byte(mark))
		if open < 0 || len(bytes.TrimSpace(data[from:from+open])) > 0 {
			continue
		}
		if i := bytes.Index(data[from+open:], []byte("\n"+mark)); i >= 0 {
			at := from + open + i + 1
			if eol := bytes.IndexByte(data[at:], '\n'); eol >= 0 {
				return at + eol + 1
			}
		}
		break
	}
	return len(data)
}

// splitJSON cuts a file that begins with a JSON object. The library would end it
// at any line of a lone } before a blank line, inside the object too; the object
// ends where it ends.
func splitJSON(file string, data []byte, start, open int, l *diag.List) (front, bool) {
	f := front{format: strict.JSON, start: start, line: open, open: open}
	end := strict.JSONEnd(data[start:])
	if end < 0 {
		// Not readable: what stands before the first blank line after a lone }
		// is given to the parser, which says why.
		f.text = data[start:]
		if _, rest, ok := bytes.Cut(bytes.ReplaceAll(f.text, []byte("\r\n"), []byte("\n")), []byte("\n}\n")); ok {
			f.text = data[start : len(data)-len(rest)]
			if bytes.IndexByte(data, '\r') >= 0 {
				f.text = data[start:]
			}
		}
		f.body = start + len(f.text)
		return f, checkSize(file, f, l)
	}
	f.text = data[start : start+end]
	f.body = start + end
	rest := data[f.body:]
	eol := bytes.IndexByte(rest, '\n')
	if eol < 0 {
		eol = len(rest) - 1
	}
	if junk := bytes.TrimSpace(rest[:eol+1]); len(junk) > 0 {
		l.Add(place(file, data, f.body+bytes.Index(rest, junk)), "text-after-front-matter", cut(string(junk)))
		return f, false
	}
	f.body += eol + 1
	return f, checkSize(file, f, l)
}

func checkSize(file string, f front, l *diag.List) bool {
	if len(f.text) > maxFrontMatter {
		l.Add(diag.Position{File: file, Line: f.open, Col: 1}, "front-matter-too-large", maxFrontMatter>>10)
		return false
	}
	return true
}

// checkDelimiter refuses an indented closing line: the library takes it for the
// end even inside a text of several lines.
func checkDelimiter(file string, data []byte, f front, l *diag.List) bool {
	at := f.body
	closing := bytes.TrimRight(data[:at], "\r\n")
	from := bytes.LastIndexByte(closing, '\n') + 1
	if line := data[from:at]; line[0] == ' ' || line[0] == '\t' {
		indent := len(line) - len(bytes.TrimLeft(line, " \t"))
		l.Add(place(file, data, from+indent), "indented-delimiter", string(bytes.TrimSpace(line)))
		return false
	}
	return checkSize(file, f, l)
}

// explainMissing says why a file has no front matter.
func explainMissing(file string, data []byte, start, open int, l *diag.List) {
	line, rest, _ := bytes.Cut(data[start:], []byte{'\n'})
	first := string(bytes.TrimSpace(line))
	at := diag.Position{File: file, Line: open, Col: 1}
	switch first {
	case "---", "---yaml", "---toml", "---json", "+++", ";;;":
		closing := first[:3]
		l.Add(at, "unclosed-front-matter", closing)
		for i, line := range bytes.Split(rest, []byte{'\n'}) {
			if t := string(bytes.TrimSpace(line)); likeDelimiter(t, closing) {
				l.Add(diag.Position{File: file, Line: open + 1 + i, Col: 1}, "bad-delimiter", t, closing)
				return
			}
		}
	default:
		if likeDelimiter(first, "---") || likeDelimiter(first, "+++") {
			l.Add(at, "bad-delimiter", cut(first), map[bool]string{true: "+++", false: "---"}[strings.ContainsAny(first, "+＋")])
			return
		}
		l.Add(at, "missing-front-matter")
	}
}

// likeDelimiter reports whether a line was meant to be a delimiter.
func likeDelimiter(s, delimiter string) bool {
	set := map[byte]string{'-': "-－—–−_=", '+': "+＋", ';': ";；"}[delimiter[0]]
	return s != "" && strings.Trim(s, set) == ""
}

// checkEncoding refuses what is not UTF-8 text, and names what it seems to be.
func checkEncoding(file string, data []byte, l *diag.List) bool {
	start := diag.Position{File: file, Line: 1, Col: 1}
	if bytes.HasPrefix(data, []byte{0xFF, 0xFE}) || bytes.HasPrefix(data, []byte{0xFE, 0xFF}) {
		l.Add(start, "wrong-encoding", "UTF-16")
		return false
	}
	if i := bytes.IndexByte(data, 0); i >= 0 {
		if n := min(len(data), 64); bytes.Count(data[:n], []byte{0}) > n/4 {
			l.Add(start, "wrong-encoding", "UTF-16")
			return false
		}
		l.Add(place(file, data, i), "nul-byte")
		return false
	}
	if utf8.Valid(data) {
		return true
	}
	at := place(file, data, invalidAt(data))
	if text, err := simplifiedchinese.GB18030.NewDecoder().Bytes(data); err == nil && !bytes.ContainsRune(text, utf8.RuneError) {
		l.Add(at, "wrong-encoding", "GB18030")
		return false
	}
	l.Add(at, "not-utf8")
	return false
}

// invalidAt returns the offset of the first byte that is not UTF-8.
func invalidAt(data []byte) int {
	for i := 0; i < len(data); {
		r, n := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return len(data)
}

// place returns the position of a byte of a file.
func place(file string, data []byte, offset int) diag.Position {
	before := data[:offset]
	row := bytes.Count(before, []byte{'\n'})
	line := before[bytes.LastIndexByte(before, '\n')+1:]
	return diag.Position{File: file, Line: row + 1, Col: 1 + utf8.RuneCount(bytes.TrimPrefix(line, bom()))}
}

// cut shortens a text for a message.
func cut(s string) string {
	const most = 30
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}
