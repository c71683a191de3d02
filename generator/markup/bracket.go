package markup

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

const (
	// maxBrackets is the most [ of a block that wait for their ].
	maxBrackets = 200
	// maxParens is how deep parentheses may nest in an address.
	maxParens = 32
)

// bracketsKey is where a parser's context keeps how many [ wait in the block.
var bracketsKey = parser.NewContextKey()

// links is goldmark's parser of links and images, kept from text that would cost it
// time without end: too many open brackets, and addresses that do not end.
type links struct{ parser.InlineParser }

// Parse implements parser.InlineParser.
func (p links) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, _ := block.PeekLine()
	open, _ := pc.Get(bracketsKey).(int)
	if line[0] == ']' {
		if open == 0 || bytes.HasPrefix(line, []byte("](")) && !hasAddress(line[2:]) {
			return nil
		}
		pc.Set(bracketsKey, open-1)
		return p.InlineParser.Parse(parent, block, pc)
	}
	if open >= maxBrackets {
		return nil
	}
	node := p.InlineParser.Parse(parent, block, pc)
	if node != nil {
		pc.Set(bracketsKey, open+1)
	}
	return node
}

// CloseBlock implements parser.CloseBlocker.
func (p links) CloseBlock(parent ast.Node, block text.Reader, pc parser.Context) {
	pc.Set(bracketsKey, nil)
	p.InlineParser.(parser.CloseBlocker).CloseBlock(parent, block, pc)
}

// hasAddress reports whether the text after ]( can be an address by CommonMark's
// rules, as far as it is in this line: with no < inside <>, and parentheses nested
// not too deep.
func hasAddress(b []byte) bool {
	b = bytes.TrimLeft(b, " \t\n")
	pointed := len(b) > 0 && b[0] == '<'
	if pointed {
		b = b[1:]
	}
	depth := 0
	for i := 0; i < len(b); i++ {
		switch c := b[i]; {
		case c == '\\' && i+1 < len(b) && util.IsPunct(b[i+1]):
			i++
		case pointed && c == '<':
			return false
		case pointed && c == '>':
			return true
		case !pointed && util.IsSpace(c):
			return true
		case !pointed && c == '(':
			if depth++; depth > maxParens {
				return false
			}
		case !pointed && c == ')':
			if depth--; depth < 0 {
				return true
			}
		}
	}
	return !pointed
}
