package shards

import (
	"encoding/binary"
	"fmt"
	"strconv"
	"strings"
)

// Doc is a document: what is shown with a result, and its text in blocks, see
// [Record]. Date is ISO, as exact as known; Type is an id and "" for a page that is
// no case; Brand is a title.
type Doc struct {
	URL, Title, Date, Region, Type, Organization, Brand string
	Blocks                                              [][]Record
}

// Record is a stretch of text with the place it stands at: Field is the number of
// a search.Field, Anchor the id to jump to, Section the heading it stands below.
// Continued says that it goes on with the text of the last record of the block
// before.
type Record struct {
	Field                 uint8
	Continued             bool
	Anchor, Section, Text string
}

// What parts the fields of a record and ends it.
const (
	fieldEnd  = '\x1F'
	recordEnd = '\x1E'
)

// facts are the lines of a document in the head of its shard.
func (d *Doc) facts() [lines]*string {
	return [lines]*string{&d.URL, &d.Title, &d.Date, &d.Region, &d.Type, &d.Organization, &d.Brand}
}

const lines = 7

// maxBlocks bounds what readers make room for.
const maxBlocks = 64

// packed is a document as its shard holds it: the lines of the head and the
// compressed blocks. A hole has no blocks.
type packed struct {
	facts  [lines]string
	blocks [][]byte
}

// pack compresses a document; nil gives a hole.
func (d *Doc) pack(q *squeezer, c *charset) (packed, error) {
	var p packed
	if d == nil {
		return p, nil
	}
	for i, s := range d.facts() {
		p.facts[i] = lineEnds.Replace(*s)
	}
	if len(d.Blocks) == 0 || len(d.Blocks) > maxBlocks {
		return p, fmt.Errorf("%s has %d blocks", d.URL, len(d.Blocks))
	}
	for _, records := range d.Blocks {
		q.scratch = c.append(q.scratch[:0], encodeRecords(records))
		b, err := q.withDictionary(q.scratch)
		if err != nil {
			return p, fmt.Errorf("%s: %w", d.URL, err)
		}
		p.blocks = append(p.blocks, b)
	}
	return p, nil
}

// Replacements of what the formats keep for themselves.
var (
	lineEnds = strings.NewReplacer("\r\n", " ", "\n", " ", "\r", " ")
	controls = strings.NewReplacer(string(fieldEnd), " ", string(recordEnd), " ")
)

func encodeRecords(records []Record) string {
	n := 0
	for i := range records {
		n += len(records[i].Anchor) + len(records[i].Section) + len(records[i].Text) + 8
	}
	b := make([]byte, 0, n)
	for i := range records {
		r := &records[i]
		b = strconv.AppendUint(b, uint64(r.Field), 10)
		if r.Continued {
			b = append(b, '+')
		}
		for _, s := range [...]string{r.Anchor, r.Section, r.Text} {
			b = append(append(b, fieldEnd), controls.Replace(s)...)
		}
		b = append(b, recordEnd)
	}
	return string(b)
}

func decodeRecords(text string) ([]Record, error) {
	var out []Record
	for text != "" {
		line, rest, ended := strings.Cut(text, string(recordEnd))
		f := strings.Split(line, string(fieldEnd))
		if !ended || len(f) != 4 {
			return nil, damaged("a record of %d fields", len(f))
		}
		number, continued := strings.CutSuffix(f[0], "+")
		field, err := strconv.ParseUint(number, 10, 8)
		if err != nil {
			return nil, damaged("a record of field %q", f[0])
		}
		out = append(out, Record{Field: uint8(field), Continued: continued, Anchor: f[1], Section: f[2], Text: f[3]})
		text = rest
	}
	return out, nil
}

// documentFile makes a document shard; see termShard.file.
func documentFile(docs []packed, q *squeezer, c *charset) (file []byte, headLen int, err error) {
	raw := binary.AppendUvarint(nil, uint64(len(docs)))
	var facts strings.Builder
	for _, d := range docs {
		raw = binary.AppendUvarint(raw, uint64(len(d.blocks)))
		for _, b := range d.blocks {
			raw = binary.AppendUvarint(raw, uint64(len(b)))
		}
		for _, s := range d.facts {
			facts.WriteString(s)
			facts.WriteByte('\n')
		}
	}
	if raw = c.append(raw, facts.String()); len(raw) > maxHead {
		return nil, 0, fmt.Errorf("%d bytes of addresses and titles", len(raw))
	}
	head, err := q.withDictionary(raw)
	if err != nil {
		return nil, 0, err
	}
	file = appendSlice(newFile(q.file), head)
	for _, d := range docs {
		for _, b := range d.blocks {
			file = appendSlice(file, b)
		}
	}
	q.file = file
	return file, len(head), nil
}

// readDocuments reads a shard of want documents, the blocks still compressed.
func readDocuments(p payload, headLen, want int, f *inflater, cs *charset) ([]packed, error) {
	squeezed, err := p.slice(0, headLen)
	if err != nil {
		return nil, err
	}
	head, err := f.withDictionary(squeezed, maxHead)
	if err != nil {
		return nil, err
	}
	c := cursor{data: head}
	if n := c.count(); n != want {
		return nil, damaged("%d documents, want %d", n, want)
	}
	docs := make([]packed, want)
	at := units(headLen)
	for i := range docs {
		docs[i].blocks, at = readBlocks(&c, p, at)
	}
	if c.failed || at != len(p)/2 {
		return nil, damaged("%d documents in %d units of %d", want, at, len(p)/2)
	}
	text, err := cs.text(c.data)
	if err != nil {
		return nil, err
	}
	n := strings.Count(text, "\n")
	if n != lines*want || n > 0 && !strings.HasSuffix(text, "\n") {
		return nil, damaged("%d documents in %d lines", want, n)
	}
	all := strings.Split(text, "\n")
	for i := range docs {
		copy(docs[i].facts[:], all[lines*i:])
	}
	return docs, nil
}

// readBlocks takes the blocks of one document; at is the unit where they begin,
// and the unit behind them comes back.
func readBlocks(c *cursor, p payload, at int) ([][]byte, int) {
	n := c.count()
	c.failed = c.failed || n > maxBlocks
	if n == 0 || c.failed {
		return nil, at
	}
	blocks := make([][]byte, n)
	for i := range blocks {
		size := c.number()
		b, err := p.slice(at, size)
		if err != nil {
			c.failed = true
			return nil, at
		}
		blocks[i], at = b, at+units(size)
	}
	return blocks, at
}

// unpack returns a document, or nil for a hole; text says whether with its
// blocks.
func (p *packed) unpack(text bool, f *inflater, c *charset) (*Doc, error) {
	if len(p.blocks) == 0 {
		return nil, nil
	}
	d := &Doc{}
	for i, s := range d.facts() {
		*s = p.facts[i]
	}
	if !text {
		return d, nil
	}
	for _, b := range p.blocks {
		raw, err := f.withDictionary(b, maxSlice)
		if err != nil {
			return nil, err
		}
		s, err := c.text(raw)
		if err != nil {
			return nil, err
		}
		records, err := decodeRecords(s)
		if err != nil {
			return nil, err
		}
		d.Blocks = append(d.Blocks, records)
	}
	return d, nil
}
