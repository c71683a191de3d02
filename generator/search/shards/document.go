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

// packed is a document as its shard holds it, compressed: what is shown with a
// result first, then the blocks. A hole has none.
type packed [][]byte

// pack compresses a document; nil gives a hole.
func (d *Doc) pack(q *squeezer, c *charset) (packed, error) {
	if d == nil {
		return nil, nil
	}
	if len(d.Blocks) == 0 || len(d.Blocks) > maxBlocks {
		return nil, fmt.Errorf("%s has %d blocks", d.URL, len(d.Blocks))
	}
	var facts strings.Builder
	for _, s := range d.facts() {
		facts.WriteString(lineEnds.Replace(*s))
		facts.WriteByte('\n')
	}
	texts := []string{facts.String()}
	for _, records := range d.Blocks {
		texts = append(texts, encodeRecords(records))
	}
	p := make(packed, len(texts))
	for i, text := range texts {
		q.scratch = c.append(q.scratch[:0], text)
		var err error
		if p[i], err = q.withDictionary(q.scratch); err != nil {
			return nil, fmt.Errorf("%s: %w", d.URL, err)
		}
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
func documentFile(docs []packed, q *squeezer) (file []byte, headLen int, err error) {
	head := binary.AppendUvarint(nil, uint64(len(docs)))
	for _, d := range docs {
		head = binary.AppendUvarint(head, uint64(len(d)))
		for _, b := range d {
			head = binary.AppendUvarint(head, uint64(len(b)))
		}
	}
	file = appendSlice(newFile(q.file), head)
	for _, d := range docs {
		for _, b := range d {
			file = appendSlice(file, b)
		}
	}
	q.file = file
	return file, len(head), nil
}

// readDocuments reads a shard of want documents, still compressed.
func readDocuments(p payload, headLen, want int) ([]packed, error) {
	head, err := p.slice(0, headLen)
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
		docs[i], at = readDocument(&c, p, at)
	}
	if c.failed || len(c.data) > 0 || at != len(p)/2 {
		return nil, damaged("%d documents in %d units of %d", want, at, len(p)/2)
	}
	return docs, nil
}

// readDocument takes the slices of one document; at is the unit where they begin,
// and the unit behind them comes back.
func readDocument(c *cursor, p payload, at int) (packed, int) {
	n := c.count()
	c.failed = c.failed || n == 1 || n > maxBlocks+1
	if n == 0 || c.failed {
		return nil, at
	}
	d := make(packed, n)
	for i := range d {
		size := c.number()
		b, err := p.slice(at, size)
		if err != nil {
			c.failed = true
			return nil, at
		}
		d[i], at = b, at+units(size)
	}
	return d, at
}

// unpack returns a document, or nil for a hole; text says whether with its
// blocks.
func (p packed) unpack(text bool, f *inflater, c *charset) (*Doc, error) {
	if len(p) == 0 {
		return nil, nil
	}
	d := &Doc{}
	facts, err := inflateText(p[0], f, c)
	if err != nil {
		return nil, err
	}
	if strings.Count(facts, "\n") != lines || !strings.HasSuffix(facts, "\n") {
		return nil, damaged("a document in %d lines", strings.Count(facts, "\n"))
	}
	list := strings.Split(facts, "\n")
	for i, s := range d.facts() {
		*s = list[i]
	}
	if !text {
		return d, nil
	}
	for _, b := range p[1:] {
		s, err := inflateText(b, f, c)
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

// inflateText returns the text of a slice that is compressed with the dictionary.
func inflateText(data []byte, f *inflater, c *charset) (string, error) {
	raw, err := f.withDictionary(data, maxSlice)
	if err != nil {
		return "", err
	}
	return c.text(raw)
}
