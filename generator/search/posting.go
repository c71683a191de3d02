package search

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
	"sync"

	"github.com/RoaringBitmap/roaring/v2"
	segment "github.com/blevesearch/scorch_segment_api/v2"
)

// posting is one document of a term. All but the document are 0 where only the
// presence is kept.
type posting struct {
	doc uint32
	// level is that of the weighted frequency, block where the term stands first.
	level, block uint8
	// length is the code of the document's length.
	length uint8
}

// list is the postings of one term, by segment. They are read from bleve's
// segments themselves: its readers above them take as long again for each
// posting. Several goroutines may read one list.
type list struct {
	segments []segmentList
	count    int
}

// segmentList has either postings with frequencies or documents only. Document
// numbers of the segment become the index's by adding offset.
type segmentList struct {
	offset   uint64
	postings segment.PostingsList
	present  *roaring.Bitmap
	// decoded returns the postings where they are kept, else it is nil.
	decoded func() ([]posting, error)
}

// documents returns the documents of a segment's list; it is only read.
func (s *segmentList) documents() *roaring.Bitmap {
	if s.present != nil {
		return s.present
	}
	return documents(s.postings)
}

// list opens a term's postings.
func (x *Index) list(field, text string) (list, error) {
	if field == fieldChars {
		return x.character(text)
	}
	var l list
	for i, s := range x.segments {
		dict, err := s.Segment().Dictionary(field)
		if err != nil {
			return l, fmt.Errorf("read postings: %w", err)
		}
		p, err := dict.PostingsList([]byte(text), s.Deleted(), nil)
		if err != nil {
			return l, fmt.Errorf("read postings: %w", err)
		}
		n := int(p.Count())
		if n == 0 {
			continue
		}
		one := segmentList{offset: s.offset, postings: p}
		if field != fieldText {
			one.postings, one.present = nil, documents(p)
		} else if x.decoded != nil && n >= leastDecoded {
			one.decoded = sync.OnceValues(func() ([]posting, error) {
				return x.decoded.get(segmentTerm{i, text}, func() ([]posting, error) { return one.decode(n) })
			})
		}
		l.count += n
		l.segments = append(l.segments, one)
	}
	return l, nil
}

// character returns the documents that have a Han character: it begins one of
// their terms in fieldText, or is a term in fieldParts, see
// [analyzed.lastCharacters].
func (x *Index) character(c string) (list, error) {
	var l list
	for _, s := range x.segments {
		docs, err := s.character(c)
		if err != nil {
			return l, fmt.Errorf("read postings: %w", err)
		}
		if n := int(docs.GetCardinality()); n > 0 {
			l.count += n
			l.segments = append(l.segments, segmentList{offset: s.offset, present: docs})
		}
	}
	return l, nil
}

// character returns the documents of a segment that have a Han character.
func (s *numbered) character(c string) (*roaring.Bitmap, error) {
	text, err := s.Segment().Dictionary(fieldText)
	if err != nil {
		return nil, err
	}
	parts, err := s.Segment().Dictionary(fieldParts)
	if err != nil {
		return nil, err
	}
	p, err := parts.PostingsList([]byte(c), s.Deleted(), nil)
	if err != nil {
		return nil, err
	}
	all := []*roaring.Bitmap{documents(p)}
	end := []byte(c)
	end[len(end)-1]++ // no byte of UTF-8 is 255
	terms := termsFrom(text, []byte(c), end)
	for {
		e, err := terms.Next()
		if err != nil {
			return nil, err
		}
		if e == nil {
			return roaring.FastOr(all...), nil
		}
		if p, err = text.PostingsList([]byte(e.Term), s.Deleted(), nil); err != nil {
			return nil, err
		}
		all = append(all, documents(p))
	}
}

// termsFrom returns the terms of a dictionary from start up to end, without
// their counts, which take time, where the dictionary can do so.
func termsFrom(d segment.TermDictionary, start, end []byte) segment.DictionaryIterator {
	if o, ok := d.(interface {
		AutomatonIteratorOmitCount(a segment.Automaton, start, end []byte) segment.DictionaryIterator
	}); ok {
		return o.AutomatonIteratorOmitCount(nil, start, end)
	}
	return d.AutomatonIterator(nil, start, end)
}

// documents returns the documents of a segment's postings; it is only read.
func documents(p segment.PostingsList) *roaring.Bitmap {
	it := p.Iterator(false, false, false, nil)
	if o, ok := it.(segment.OptimizablePostingsIterator); ok {
		if b := o.ActualBitmap(); b != nil {
			return b
		}
		if d, ok := o.DocNum1Hit(); ok {
			return roaring.BitmapOf(uint32(d))
		}
	}
	return roaring.New()
}

// each visits all postings in order of their documents' numbers.
func (l list) each(ctx context.Context, visit func(posting)) error {
	return l.within(ctx, 0, math.MaxInt64, visit)
}

// addTo adds a list's documents to a set.
func (l list) addTo(s set) {
	for i := range l.segments {
		offset := l.segments[i].offset
		it := l.segments[i].documents().Iterator()
		for it.HasNext() {
			s[offset+uint64(it.Next())] = true
		}
	}
}

// within visits the postings of documents from one number up to another.
func (l list) within(ctx context.Context, from, to uint64, visit func(posting)) error {
	for i := range l.segments {
		s := &l.segments[i]
		if s.offset >= to {
			break
		}
		first := from - min(from, s.offset)
		if s.present != nil {
			s.eachPresent(first, to-s.offset, visit)
		} else if err := s.eachScored(first, to-s.offset, visit); err != nil {
			return fmt.Errorf("read postings: %w", err)
		}
	}
	return ctx.Err()
}

// eachPresent visits the documents of one segment by its own numbers.
func (s *segmentList) eachPresent(from, to uint64, visit func(posting)) {
	it := s.present.Iterator()
	it.AdvanceIfNeeded(uint32(min(from, math.MaxUint32)))
	for it.HasNext() {
		n := uint64(it.Next())
		if n >= to {
			return
		}
		visit(posting{doc: uint32(s.offset + n)})
	}
}

// eachScored does the same with frequencies, blocks and lengths.
func (s *segmentList) eachScored(from, to uint64, visit func(posting)) error {
	if s.decoded == nil {
		return s.eachRead(from, to, visit)
	}
	list, err := s.decoded()
	at, _ := slices.BinarySearchFunc(list, s.offset+from, func(p posting, doc uint64) int { return cmp.Compare(uint64(p.doc), doc) })
	for _, p := range list[at:] {
		if uint64(p.doc) >= s.offset+to {
			break
		}
		visit(p)
	}
	return err
}

// decode reads n postings.
func (s *segmentList) decode(n int) ([]posting, error) {
	list := make([]posting, 0, n)
	err := s.eachRead(0, math.MaxInt64, func(p posting) { list = append(list, p) })
	return list, err
}

// eachRead reads the postings from bleve's segment.
func (s *segmentList) eachRead(from, to uint64, visit func(posting)) error {
	it := s.postings.Iterator(true, true, false, nil)
	p, err := it.Advance(from)
	for ; p != nil && err == nil; p, err = it.Next() {
		if p.Number() >= to {
			return nil
		}
		level, block := unpackFrequency(p.Frequency())
		visit(posting{uint32(s.offset + p.Number()), level, block, keptLength(p)})
	}
	return err
}

// keptLength returns the code of a document's length; bleve's own method gives its
// square root's inverse.
func keptLength(p segment.Posting) uint8 {
	if n, ok := p.(interface{ NormUint64() uint64 }); ok {
		return uint8(n.NormUint64())
	}
	return uint8(math.Round(1 / (p.Norm() * p.Norm())))
}
