package markup

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// maxLabel is the most bytes of a footnote's label.
const maxLabel = 200

var (
	kindFootnote    = ast.NewNodeKind("touyan.Footnote")
	kindFootnoteRef = ast.NewNodeKind("touyan.FootnoteRef")
	// footnotesKey is where a parser's context keeps the footnotes.
	footnotesKey = parser.NewContextKey()
)

// footnote is a note where it is written. The renderer passes it over there and
// shows it at the page's end, if anything refers to it.
type footnote struct {
	ast.BaseBlock
	label string
	// number is set once a mark is rendered; marks are the ids of all marks.
	number int
	marks  []string
}

func (*footnote) Kind() ast.NodeKind         { return kindFootnote }
func (n *footnote) Dump(s []byte, level int) { ast.DumpHelper(n, s, level, nil, nil) }

// footnoteRef is a mark in the text: [^label].
type footnoteRef struct {
	ast.BaseInline
	note *footnote
}

func (*footnoteRef) Kind() ast.NodeKind         { return kindFootnoteRef }
func (n *footnoteRef) Dump(s []byte, level int) { ast.DumpHelper(n, s, level, nil, nil) }

// footnotes are those of one page.
type footnotes struct {
	byLabel map[string]*footnote
	// doubled are notes whose label is taken; unknown are marks without a note.
	doubled []*footnote
	unknown []place
}

// place is something written at an offset.
type place struct {
	offset int
	label  string
}

func footnotesOf(pc parser.Context) *footnotes {
	return pc.ComputeIfAbsent(footnotesKey, func() any {
		return &footnotes{byLabel: map[string]*footnote{}}
	}).(*footnotes)
}

// footnoteLabel returns the label of the [^label] that b begins with, and its
// length; "" if b begins with none.
func footnoteLabel(b []byte) (string, int) {
	if len(b) < 4 || b[0] != '[' || b[1] != '^' {
		return "", 0
	}
	end := bytes.IndexAny(b[:min(len(b), maxLabel+3)], "]\n")
	if end < 3 || b[end] != ']' || bytes.IndexByte(b[2:end], '[') >= 0 {
		return "", 0
	}
	return util.ToLinkReference(b[2:end]), end + 1
}

// footnoteBlock parses notes: [^label]: and what is indented below it.
type footnoteBlock struct{}

// Trigger implements parser.BlockParser.
func (footnoteBlock) Trigger() []byte { return []byte{'['} }

// Open implements parser.BlockParser.
func (footnoteBlock) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, _ := reader.PeekLine()
	pos := pc.BlockOffset()
	if pos < 0 {
		return nil, parser.NoChildren
	}
	label, n := footnoteLabel(line[pos:])
	pos += n
	if label == "" || pos >= len(line) || line[pos] != ':' {
		return nil, parser.NoChildren
	}
	pos++
	for pos < len(line) && (line[pos] == ' ' || line[pos] == '\t') {
		pos++
	}
	note := &footnote{label: label}
	notes := footnotesOf(pc)
	if notes.byLabel[label] == nil {
		notes.byLabel[label] = note
	} else {
		notes.doubled = append(notes.doubled, note)
	}
	if pos >= len(line) || line[pos] == '\n' {
		reader.AdvanceToEOL()
		return note, parser.NoChildren
	}
	reader.Advance(pos)
	return note, parser.HasChildren
}

// Continue implements parser.BlockParser.
func (footnoteBlock) Continue(_ ast.Node, reader text.Reader, _ parser.Context) parser.State {
	line, _ := reader.PeekLine()
	if util.IsBlank(line) {
		return parser.Continue | parser.HasChildren
	}
	pos, padding := util.IndentPosition(line, reader.LineOffset(), 4)
	if pos < 0 {
		return parser.Close
	}
	reader.AdvanceAndSetPadding(pos, padding)
	return parser.Continue | parser.HasChildren
}

// Close implements parser.BlockParser.
func (footnoteBlock) Close(ast.Node, text.Reader, parser.Context) {}

// CanInterruptParagraph implements parser.BlockParser.
func (footnoteBlock) CanInterruptParagraph() bool { return true }

// CanAcceptIndentedLine implements parser.BlockParser.
func (footnoteBlock) CanAcceptIndentedLine() bool { return false }

// footnoteMark parses marks. It is tried before links, and at a !, which would
// otherwise make an image of 好![^1].
type footnoteMark struct{}

// Trigger implements parser.InlineParser.
func (footnoteMark) Trigger() []byte { return []byte{'[', '!'} }

// Parse implements parser.InlineParser.
func (footnoteMark) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	bang := 0
	if line[0] == '!' {
		bang = 1
	}
	label, n := footnoteLabel(line[bang:])
	if label == "" {
		return nil
	}
	notes := footnotesOf(pc)
	note := notes.byLabel[label]
	rest := line[bang+n:]
	if note == nil {
		if len(rest) == 0 || rest[0] != '(' && rest[0] != '[' {
			notes.unknown = append(notes.unknown, place{segment.Start + bang, label})
		}
		return nil
	}
	if bang > 0 {
		ast.MergeOrAppendTextSegment(parent, segment.WithStop(segment.Start+1))
	}
	block.Advance(bang + n)
	ref := &footnoteRef{note: note}
	ref.SetPos(segment.Start + bang)
	return ref
}
