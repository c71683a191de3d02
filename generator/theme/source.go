package theme

import (
	"bytes"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"touyan/generator/diag"
)

// sources are the files of templates by the name that the template engine knows
// them by: layouts/case.html, or a partial's name such as card.
type sources map[string]file

func templateSources(f files) sources {
	s := sources{}
	for name := range f {
		if strings.HasPrefix(name, "layouts/") && strings.HasSuffix(name, ".html") {
			v, _ := f.get(name)
			s[templateName(name)] = v
		}
	}
	return s
}

// templateName is the name of a layout or partial in its set.
func templateName(name string) string {
	if partial, ok := strings.CutPrefix(name, "layouts/partials/"); ok {
		return strings.TrimSuffix(partial, ".html")
	}
	return name
}

// place is where the template engine says an error is: name:line:byte.
func place() *regexp.Regexp {
	return regexp.MustCompile(`^(?:html/)?template: ?([^:]+):(\d+)(?::(\d+))?: (.*)$`)
}

// locate takes the place off the template engine's words. The place is that of
// fallback where they have none.
func (s sources) locate(words, fallback string) (diag.Position, string) {
	words, _, _ = strings.Cut(words, "\n")
	m := place().FindStringSubmatch(words)
	if m == nil {
		return diag.Position{File: s[fallback].path}, words
	}
	return s.position(m[1], m[2], m[3]), m[4]
}

// position turns the engine's line and byte into a line and a character.
func (s sources) position(name, line, col string) diag.Position {
	v, ok := s[name]
	if !ok {
		return diag.Position{File: name}
	}
	pos := diag.Position{File: v.path}
	pos.Line, _ = strconv.Atoi(line)
	n, err := strconv.Atoi(col)
	if err != nil {
		return pos
	}
	text := v.data
	for range pos.Line - 1 {
		_, text, _ = bytes.Cut(text, []byte("\n"))
	}
	pos.Col = utf8.RuneCount(text[:min(n, len(text))]) + 1
	return pos
}

// position returns the place of a byte of a file.
func position(v file, offset int) diag.Position {
	before := v.data[:min(offset, len(v.data))]
	start := bytes.LastIndexByte(before, '\n') + 1
	return diag.Position{
		File: v.path,
		Line: bytes.Count(before, []byte("\n")) + 1,
		Col:  utf8.RuneCount(before[start:]) + 1,
	}
}
