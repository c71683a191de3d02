package strict

import (
	"bytes"
	"errors"
	"strings"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// maxYAMLKeys bounds what the parser is given: its time grows with the square of
// the keys of a map.
const maxYAMLKeys = 5000

// maxTabWork bounds what the lexer is given: for each tab in a double-quoted
// text it reads to the line's end.
const maxTabWork = 20_000_000

func parseYAML(s *source) *Node {
	if !s.checkTabs() {
		return nil
	}
	y := &yamlTree{source: s}
	if !calm(func() { y.tokens = lexer.Tokenize(string(s.text)) }) {
		s.fail(0, "bad-yaml", s.snippet(0))
		return nil
	}
	if bad := y.tokens.InvalidToken(); bad != nil {
		y.explain(bad.Error, bad)
		return nil
	}
	if !y.checkTokens() {
		return nil
	}
	var file *ast.File
	var err error
	if !calm(func() { file, err = parser.Parse(y.tokens, 0, parser.AllowDuplicateMapKey()) }) {
		s.fail(0, "bad-yaml", s.snippet(0))
		return nil
	}
	var failed yamlError
	switch {
	case errors.As(err, &failed):
		y.explain(failed.GetMessage(), failed.GetToken())
		return nil
	case err != nil:
		s.fail(0, "bad-yaml", s.snippet(0))
		return nil
	}
	return y.root(file)
}

// yamlError is the library's error, whose type is internal to it.
type yamlError interface {
	error
	GetMessage() string
	GetToken() *token.Token
}

// calm runs f and reports whether it came to its end. The YAML library can panic
// on input that no one writes; content is untrusted, so that this is an error of
// the file and does not end the program.
func calm(f func()) (ok bool) {
	defer func() {
		if !ok {
			ok = recover() == nil
		}
	}()
	f()
	return true
}

func (s *source) checkTabs() bool {
	if bytes.IndexByte(s.text, '\t') < 0 {
		return true
	}
	work := 0
	for row := range s.lines {
		line := s.rowText(row)
		if work += bytes.Count(line, []byte{'\t'}) * len(line); work > maxTabWork {
			s.fail(s.lines[row], "too-many-nodes", MaxNodes)
			return false
		}
	}
	return true
}

// yamlTree turns the parser's tree into ours.
type yamlTree struct {
	*source
	tokens token.Tokens
	// cursor is the offset of the last node: nodes come in the file's order, so
	// the next one is not before it.
	cursor int
}

// checkTokens refuses, before the parser sees them, marks whose meaning we do
// not take and depths that would cost it too much.
func (y *yamlTree) checkTokens() bool {
	depth, keys, dashes, dashLine := 0, 0, 0, 0
	for _, t := range y.tokens {
		switch t.Type {
		case token.AnchorType, token.AliasType, token.TagType, token.DirectiveType, token.MergeKeyType:
			y.fail(y.tokenOffset(t), "must-quote", string([]rune(strings.TrimSpace(t.Value))[:1]))
			return false
		case token.MappingKeyType:
			y.fail(y.tokenOffset(t), "must-quote", "?")
			return false
		case token.SequenceStartType, token.MappingStartType:
			depth++
		case token.SequenceEndType, token.MappingEndType:
			depth--
		case token.MappingValueType:
			keys++
		case token.SequenceEntryType:
			if dashes++; t.Position.Line != dashLine {
				dashes, dashLine = 1, t.Position.Line
			}
		}
		if max(depth, dashes) >= MaxDepth { // the file itself is a level
			y.fail(y.tokenOffset(t), "too-deep", MaxDepth)
			return false
		}
		if keys > maxYAMLKeys {
			y.fail(y.tokenOffset(t), "too-many-nodes", maxYAMLKeys)
			return false
		}
	}
	return true
}

// root returns the map that the file must be.
func (y *yamlTree) root(file *ast.File) *Node {
	empty := &Node{Kind: Map, Pos: y.pos(0)}
	var body ast.Node
	for i, doc := range file.Docs {
		if i > 0 && (doc.Body != nil || doc.Start != nil) {
			at := 0
			if doc.Start != nil {
				at = y.tokenOffset(doc.Start)
			}
			y.fail(at, "several-documents")
			return nil
		}
		body = doc.Body
	}
	switch n := body.(type) {
	case nil, *ast.NullNode, *ast.CommentGroupNode:
		return empty
	case *ast.MappingNode:
		return y.node(n, nil, 1)
	case *ast.StringNode:
		y.explainLine(y.start(n.Token))
	default:
		at := y.start(n.GetToken())
		y.fail(at, "not-a-map", y.snippet(at))
	}
	return nil
}
