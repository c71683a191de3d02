package theme

import (
	"bytes"
	"path"
	"regexp"
	"slices"
	"strings"

	"touyan/generator/diag"
)

// scriptImport is a line of a script that stands for the text of another asset.
func scriptImport() *regexp.Regexp {
	return regexp.MustCompile(`^[ \t]*// @import "([^"]*)";?[ \t]*\r?$`)
}

// script is a script being put together. lines has the place that each of its
// lines comes from.
type script struct {
	*assetBuilder
	pattern *regexp.Regexp
	out     bytes.Buffer
	lines   []diag.Position
}

// script returns a script with its imports put in.
func (b *assetBuilder) script(v file, name string) *script {
	s := &script{assetBuilder: b, pattern: scriptImport()}
	s.add(v, name)
	return s
}

// add writes a file's lines, and in place of an import those of the other file.
func (s *script) add(v file, name string) {
	s.open = append(s.open, name)
	defer func() { s.open = s.open[:len(s.open)-1] }()
	n := 0
	for line := range bytes.Lines(v.data) {
		n++
		at := diag.Position{File: v.path, Line: n, Col: 1}
		if m := s.pattern.FindSubmatch(bytes.TrimSuffix(line, []byte("\n"))); m != nil {
			s.include(at, path.Dir(name), string(m[1]))
			continue
		}
		s.lines = append(s.lines, at)
		s.out.Write(line)
		if !bytes.HasSuffix(line, []byte("\n")) {
			s.out.WriteByte('\n')
		}
	}
}

func (s *script) include(at diag.Position, dir, address string) {
	name := path.Join(dir, address)
	v, ok := s.files.get("assets/" + name)
	switch {
	case !ok || strings.HasPrefix(address, "/"):
		s.list.Add(at, "asset-missing", address)
	case slices.Contains(s.open, name):
		s.list.Add(at, "asset-loop", name)
	default:
		s.add(v, name)
	}
}

// place returns the place that a place of the whole comes from.
func (s *script) place(pos diag.Position) diag.Position {
	if pos.Line < 1 || pos.Line > len(s.lines) {
		return pos
	}
	from := s.lines[pos.Line-1]
	from.Col = pos.Col
	return from
}
