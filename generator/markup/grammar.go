package markup

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

const (
	// maxDepth is how deep blocks may nest.
	maxDepth = 100
	// maxInline is the most bytes of a paragraph, and of any line with marks in it:
	// the parser's time for these grows with the square of their length.
	maxInline = 64 << 10
	// maxLines is the most lines of a paragraph, for the same reason.
	maxLines = 2000
)

var kindPlain = ast.NewNodeKind("touyan.Plain")

// plain is a paragraph too large to be parsed; its text is shown as it is.
type plain struct {
	ast.BaseBlock
	// table says that it would be a table of too many cells.
	table bool
}

func (*plain) Kind() ast.NodeKind         { return kindPlain }
func (*plain) IsRaw() bool                { return true }
func (n *plain) Dump(s []byte, level int) { ast.DumpHelper(n, s, level, nil, nil) }

// newParser puts the grammar together. Goldmark's table extension is used without
// its AST transformer, whose time is quadratic; the renderer does its work, which
// is to read \| in code.
func newParser() parser.Parser {
	return parser.NewParser(
		parser.WithBlockParsers(
			util.Prioritized(headings{parser.NewSetextHeadingParser()}, 100),
			util.Prioritized(definitions{nested{extension.NewDefinitionListParser(), 2}}, 101),
			util.Prioritized(extension.NewDefinitionDescriptionParser(), 102),
			util.Prioritized(parser.NewThematicBreakParser(), 200),
			util.Prioritized(nested{parser.NewListParser(), 2}, 300),
			util.Prioritized(parser.NewListItemParser(), 400),
			util.Prioritized(parser.NewCodeBlockParser(), 500),
			util.Prioritized(headings{parser.NewATXHeadingParser()}, 600),
			util.Prioritized(parser.NewFencedCodeBlockParser(), 700),
			util.Prioritized(nested{parser.NewBlockquoteParser(), 1}, 800),
			util.Prioritized(parser.NewHTMLBlockParser(), 900),
			util.Prioritized(nested{footnoteBlock{}, 1}, 950),
			util.Prioritized(parser.NewParagraphParser(), 1000),
		),
		parser.WithInlineParsers(
			util.Prioritized(tasks{extension.NewTaskCheckBoxParser()}, 0),
			util.Prioritized(parser.NewCodeSpanParser(), 100),
			util.Prioritized(footnoteMark{}, 150),
			util.Prioritized(links{parser.NewLinkParser()}, 200),
			util.Prioritized(parser.NewAutoLinkParser(), 300),
			util.Prioritized(parser.NewRawHTMLParser(), 400),
			util.Prioritized(emphasis{}, 500),
			util.Prioritized(linkify{}, 900),
		),
		parser.WithParagraphTransformers(
			util.Prioritized(beforeTables{}, 50),
			util.Prioritized(parser.LinkReferenceParagraphTransformer, 100),
			util.Prioritized(extension.NewTableParagraphTransformer(), 200),
			util.Prioritized(afterTables{}, 300),
		),
	)
}

// nested is a parser of blocks that hold blocks; it opens none where there is no
// room for so many more.
type nested struct {
	parser.BlockParser
	room int
}

// Open implements parser.BlockParser.
func (p nested) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	if len(pc.OpenedBlocks())+p.room > maxDepth {
		return nil, parser.NoChildren
	}
	return p.BlockParser.Open(parent, reader, pc)
}

// definitions is the parser of definition lists, whose terms come from a paragraph
// that no transformer has seen.
type definitions struct{ nested }

// Open implements parser.BlockParser.
func (p definitions) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	if last, ok := parent.LastChild().(*ast.Paragraph); ok && extent(last.Lines()) > maxInline {
		return nil, parser.NoChildren
	}
	return p.nested.Open(parent, reader, pc)
}

// tasks is the parser of check boxes, kept from links such as [x](b.md).
type tasks struct{ parser.InlineParser }

// Parse implements parser.InlineParser.
func (p tasks) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	if line, _ := block.PeekLine(); len(line) > 3 && (line[3] == '(' || line[3] == '[') {
		return nil
	}
	return p.InlineParser.Parse(parent, block, pc)
}

// headings is a parser of headings that reads an id at their end, as in
// ## 做法 {#how}.
type headings struct{ parser.BlockParser }

// Open implements parser.BlockParser.
func (p headings) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	if line, _ := reader.PeekLine(); len(line) > maxInline {
		return nil, parser.NoChildren
	}
	return p.BlockParser.Open(parent, reader, pc)
}

// Close implements parser.BlockParser.
func (p headings) Close(node ast.Node, reader text.Reader, pc parser.Context) {
	p.BlockParser.Close(node, reader, pc)
	n := node.Lines().Len()
	if n == 0 {
		return
	}
	last := node.Lines().At(n - 1)
	line := bytes.TrimRight(last.Value(reader.Source()), " \t\n")
	open := bytes.LastIndex(line, []byte("{#"))
	if last.Padding != 0 || open < 0 || line[len(line)-1] != '}' || bytes.IndexByte(line[open:], ' ') >= 0 {
		return
	}
	node.SetAttributeString("id", text.NewSegment(last.Start+open+2, last.Start+len(line)-1))
	last.Stop = last.Start + open
	node.Lines().Set(n-1, last.TrimRightSpace(reader.Source()))
}

// beforeTables takes out paragraphs that would be costly as definitions of links
// or as a table.
type beforeTables struct{}

// Transform implements parser.ParagraphTransformer.
func (beforeTables) Transform(node *ast.Paragraph, reader text.Reader, _ parser.Context) {
	lines := node.Lines()
	source := reader.Source()
	size := extent(lines)
	if size > maxInline || lines.Len() > maxLines {
		first := lines.At(0)
		tooLong := bytes.HasPrefix(bytes.TrimLeft(first.Value(source), " "), []byte("["))
		for i := 0; i < lines.Len() && !tooLong; i++ {
			line := lines.At(i)
			tooLong = line.Len() > maxInline
		}
		if tooLong {
			takeOut(node, false)
			return
		}
	}
	for i := 1; i < lines.Len(); i++ {
		line := lines.At(i)
		if columns := ruleColumns(line.Value(source)); columns*(lines.Len()-i) > size+64 {
			takeOut(node, true)
			return
		}
	}
}

// afterTables takes out paragraphs that are too long and became no table.
type afterTables struct{}

// Transform implements parser.ParagraphTransformer.
func (afterTables) Transform(node *ast.Paragraph, _ text.Reader, _ parser.Context) {
	if extent(node.Lines()) > maxInline || node.Lines().Len() > maxLines {
		takeOut(node, false)
	}
}

func takeOut(node *ast.Paragraph, table bool) {
	p := &plain{table: table}
	p.SetLines(node.Lines())
	p.SetPos(node.Lines().At(0).Start)
	node.Parent().InsertBefore(node.Parent(), node, p)
	node.Parent().RemoveChild(node.Parent(), node)
}

// extent returns the bytes from the first line's head to the last one's end.
func extent(lines *text.Segments) int {
	if lines.Len() == 0 {
		return 0
	}
	first, last := lines.At(0), lines.At(lines.Len()-1)
	return last.Stop - first.Start
}

// ruleColumns returns how many columns a line like |---|:--:| announces, 0 if the
// line is no such rule.
func ruleColumns(line []byte) int {
	columns := 1
	for _, c := range line {
		switch c {
		case '|':
			columns++
		case '-', ':', ' ', '\t', '\n':
		default:
			return 0
		}
	}
	return columns
}
