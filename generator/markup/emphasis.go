package markup

import (
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// maxEmphasis is how deep emphasis may nest.
const maxEmphasis = 50

// The kinds of this package's own nodes. They hold no state.
var (
	kindDelimiter = ast.NewNodeKind("touyan.Delimiter")
	kindSpan      = ast.NewNodeKind("touyan.Span")
)

// delimiter is a run of *, _ or ~ that may open or close a span. None is left in a
// finished tree.
type delimiter struct {
	ast.BaseInline
	char        byte
	open, close bool
	// segment is what is left of the run; size is what it was.
	segment text.Segment
	size    int
}

func (*delimiter) Kind() ast.NodeKind         { return kindDelimiter }
func (n *delimiter) Dump(s []byte, level int) { ast.DumpHelper(n, s, level, nil, nil) }

// span is emphasis, strong emphasis or deleted text, by the name of its element.
type span struct {
	ast.BaseInline
	element string
	depth   int
}

func (*span) Kind() ast.NodeKind         { return kindSpan }
func (n *span) Dump(s []byte, level int) { ast.DumpHelper(n, s, level, nil, nil) }

// emphasis parses spans. Parse leaves delimiters among the children of a block;
// CloseBlock pairs them. Doing that apart from the parser's own list of delimiters
// is what keeps the time linear: the parser looks through all earlier runs for
// each closer, here a search that failed is not made again.
type emphasis struct{}

// Trigger implements parser.InlineParser.
func (emphasis) Trigger() []byte { return []byte{'*', '_', '~'} }

// Parse implements parser.InlineParser.
func (emphasis) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, segment := block.PeekLine()
	n := 1
	for n < len(line) && line[n] == line[0] {
		n++
	}
	after := ' '
	if n < len(line) {
		after, _ = utf8.DecodeRune(line[n:])
	}
	before := block.PrecendingCharacter()
	block.Advance(n)
	run := text.NewSegment(segment.Start, segment.Start+n)
	open, close := flank(before, after, line[0])
	if !open && !close || line[0] == '~' && n != 2 {
		// The run is consumed, so that its rest is not taken for a shorter one.
		return ast.NewTextSegment(run)
	}
	return &delimiter{char: line[0], open: open, close: close, segment: run, size: n}
}

// flank tells whether a run between two characters may open and close a span.
// It is CommonMark's rule with two changes: punctuation of Chinese, Japanese and
// Korean counts as a letter, and a run between Latin punctuation and a character
// of these writings is treated as if the character were a space, as 95%**以上.
func flank(before, after rune, char byte) (open, close bool) {
	spaceBefore, spaceAfter := util.IsSpaceRune(before), util.IsSpaceRune(after)
	punctBefore, punctAfter := util.IsPunctRune(before), util.IsPunctRune(after)
	cjkBefore, cjkAfter := isCJK(before), isCJK(after)
	left := !spaceAfter && (!punctAfter || cjkAfter || spaceBefore || punctBefore || cjkBefore)
	right := !spaceBefore && (!punctBefore || cjkBefore || spaceAfter || punctAfter || cjkAfter)
	if char == '_' {
		return left && (!right || punctBefore), right && (!left || punctAfter)
	}
	return left, right
}

// CloseBlock implements parser.CloseBlocker.
func (emphasis) CloseBlock(parent ast.Node, _ text.Reader, _ parser.Context) {
	pairAll(parent)
}

// pairAll pairs the delimiters among the children of a node and, apart from them,
// those in each of its links.
func pairAll(parent ast.Node) {
	var runs []*delimiter
	for c := parent.FirstChild(); c != nil; c = c.NextSibling() {
		switch n := c.(type) {
		case *delimiter:
			runs = append(runs, n)
		case *ast.Link, *ast.Image:
			pairAll(c)
		}
	}
	if len(runs) > 0 {
		newPairing(parent, runs).run()
	}
}

// pairing is the state of pairing the runs of one parent. Runs are linked by
// index; those out of the list are text.
type pairing struct {
	parent     ast.Node
	runs       []*delimiter
	prev, next []int
	// failed is, by kind of closer, the last run below which no opener is.
	failed [3][2][3]int
}

func newPairing(parent ast.Node, runs []*delimiter) *pairing {
	p := &pairing{parent: parent, runs: runs, prev: make([]int, len(runs)), next: make([]int, len(runs))}
	for i := range runs {
		p.prev[i], p.next[i] = i-1, i+1
	}
	for i := range p.failed {
		for j := range p.failed[i] {
			p.failed[i][j] = [3]int{-1, -1, -1}
		}
	}
	return p
}

func (p *pairing) run() {
	for i := 0; i < len(p.runs); {
		closer := p.runs[i]
		if !closer.close {
			i = p.next[i]
			continue
		}
		failed := p.failedFor(closer)
		opener := p.prev[i]
		for opener > *failed && !matches(p.runs[opener], closer) {
			opener = p.prev[opener]
		}
		if opener <= *failed || !p.pair(opener, i) {
			*failed = p.prev[i]
			if !closer.open {
				p.unlink(i)
			}
			i = p.next[i]
			continue
		}
		if closer.segment.Len() == 0 {
			p.unlink(i)
			i = p.next[i]
		}
	}
	for _, d := range p.runs { // by now some stand inside spans
		if d.segment.Len() > 0 {
			ast.MergeOrReplaceTextSegment(d.Parent(), d, d.segment)
		} else {
			d.Parent().RemoveChild(d.Parent(), d)
		}
	}
}

func (p *pairing) failedFor(closer *delimiter) *int {
	char := 0
	switch closer.char {
	case '_':
		char = 1
	case '~':
		char = 2
	}
	open := 0
	if closer.open {
		open = 1
	}
	return &p.failed[char][open][closer.size%3]
}

// matches is CommonMark's rule for pairs, with that of multiples of three.
func matches(opener, closer *delimiter) bool {
	if !opener.open || opener.char != closer.char {
		return false
	}
	if opener.close || closer.open {
		return (opener.size+closer.size)%3 != 0 || opener.size%3 == 0
	}
	return true
}

// pair makes a span of what stands between two runs. It reports false, and does
// nothing, where spans would nest too deep.
func (p *pairing) pair(o, c int) bool {
	opener, closer := p.runs[o], p.runs[c]
	n := &span{element: "em"}
	width := 1
	if opener.segment.Len() >= 2 && closer.segment.Len() >= 2 {
		n.element, width = "strong", 2
	}
	if opener.char == '~' {
		n.element = "del"
	}
	for child := opener.NextSibling(); child != nil && child != ast.Node(closer); child = child.NextSibling() {
		if s, ok := child.(*span); ok {
			n.depth = max(n.depth, s.depth+1)
		}
	}
	if n.depth >= maxEmphasis {
		return false
	}
	p.next[o], p.prev[c] = c, o
	for child := opener.NextSibling(); child != nil && child != ast.Node(closer); {
		next := child.NextSibling()
		n.AppendChild(n, child)
		child = next
	}
	opener.segment.Stop -= width
	closer.segment.Start += width
	n.SetPos(opener.segment.Stop)
	p.parent.InsertAfter(p.parent, opener, n)
	if opener.segment.Len() == 0 {
		p.unlink(o)
	}
	return true
}

// unlink takes a run off the list: it pairs no more.
func (p *pairing) unlink(i int) {
	prev, next := p.prev[i], p.next[i]
	if prev >= 0 {
		p.next[prev] = next
	}
	if next < len(p.runs) {
		p.prev[next] = prev
	}
}
