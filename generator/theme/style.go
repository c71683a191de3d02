package theme

import (
	"bytes"
	"errors"
	"path"
	"slices"
	"strings"

	"github.com/tdewolff/parse/v2"
	"github.com/tdewolff/parse/v2/css"

	"touyan/generator/diag"
)

// styles returns a style sheet whose addresses of assets are the published ones,
// as seen from the folder home, with its imports put in and without comments.
func (b *assetBuilder) styles(v file, name, home string) []byte {
	b.open = append(b.open, name)
	defer func() { b.open = b.open[:len(b.open)-1] }()
	s := &sheet{assetBuilder: b, file: v, dir: path.Dir(name), home: home}
	lex := css.NewLexer(parse.NewInputBytes(bytes.Clone(v.data)))
	for {
		kind, token := lex.Next()
		if kind == css.ErrorToken {
			return s.out.Bytes()
		}
		at := s.offset
		s.offset += len(token)
		switch {
		case kind == css.CommentToken:
		case kind == css.URLToken:
			s.url(at, token)
		case kind == css.AtKeywordToken && strings.EqualFold(string(token), "@import"):
			s.imports(lex, at)
		default:
			s.out.Write(token)
		}
	}
}

// sheet is one style sheet being rewritten.
type sheet struct {
	*assetBuilder
	file   file
	dir    string // below assets/, of the sheet
	home   string // below assets/, of the sheet that all ends up in
	offset int
	out    bytes.Buffer
}

// url writes url(...) with the published address.
func (s *sheet) url(at int, token []byte) {
	address := unquote(token[len("url(") : len(token)-1])
	name, tail, local := s.local(address)
	if !local {
		s.out.Write(token)
		return
	}
	published := s.find(at, address, name)
	if published == "" {
		return
	}
	s.out.WriteString(`url("` + relative(s.home, strings.TrimPrefix(published, "assets/")) + tail + `")`)
}

// local tells which asset an address means; ok is false for one that is no
// asset: another host's, data or a fragment of the page.
func (s *sheet) local(address string) (name, tail string, ok bool) {
	if i := strings.IndexAny(address, "?#"); i >= 0 {
		address, tail = address[:i], address[i:]
	}
	if address == "" || strings.HasPrefix(address, "/") || strings.Contains(address, ":") {
		return "", "", false
	}
	return path.Join(s.dir, address), tail, true
}

// find publishes the asset that an address means.
func (s *sheet) find(at int, address, name string) string {
	if s.loops(at, name) {
		return ""
	}
	published := s.publish(name)
	if published == "" {
		s.list.Add(position(s.file, at), "asset-missing", address)
	}
	return published
}

func (s *sheet) loops(at int, name string) bool {
	loop := slices.Contains(s.open, name)
	if loop {
		s.list.Add(position(s.file, at), "asset-loop", name)
	}
	return loop
}

// imports puts the text of an imported asset in the place of the @import, inside
// @media where the import names a medium.
func (s *sheet) imports(lex *css.Lexer, at int) {
	var address string
	var medium bytes.Buffer
	for {
		kind, token := lex.Next()
		s.offset += len(token)
		switch {
		case kind == css.ErrorToken || kind == css.SemicolonToken:
			s.include(at, address, strings.TrimSpace(medium.String()))
			return
		case address == "" && kind == css.StringToken:
			address = unquote(token)
		case address == "" && kind == css.URLToken:
			address = unquote(token[len("url(") : len(token)-1])
		case kind != css.CommentToken:
			medium.Write(token)
		}
	}
}

func (s *sheet) include(at int, address, medium string) {
	name, _, local := s.local(address)
	v, ok := s.files.get("assets/" + name)
	switch {
	case !local || !ok:
		s.list.Add(position(s.file, at), "asset-missing", address)
	case s.loops(at, name):
	case medium != "":
		s.out.WriteString("@media " + medium + "{")
		s.out.Write(s.styles(v, name, s.home))
		s.out.WriteString("}")
	default:
		s.out.Write(s.styles(v, name, s.home))
	}
}

// relative returns the way from a folder to a file, both below assets/.
func relative(dir, name string) string {
	up := ""
	for dir != "." && !strings.HasPrefix(name, dir+"/") {
		up += "../"
		dir = path.Dir(dir)
	}
	return up + strings.TrimPrefix(name, dir+"/")
}

func unquote(b []byte) string {
	s := strings.TrimSpace(string(b))
	if len(s) >= 2 && (s[0] == '"' || s[0] == '\'') {
		s = s[1 : len(s)-1]
	}
	return s
}

// minifyFault returns the place and the words of a minifier's error.
func minifyFault(v file, err error) (diag.Position, string) {
	var e *parse.Error
	if errors.As(err, &e) {
		return diag.Position{File: v.path, Line: e.Line, Col: e.Column}, e.Message
	}
	return diag.Position{File: v.path}, err.Error()
}
