package shards

import (
	"fmt"
	"slices"
	"sort"
	"strings"
	"sync"
)

// Reader reads a site's files. It may be used by many goroutines. When the site
// is published anew its shards may be gone: an error that is fs.ErrNotExist then
// asks for another Open.
type Reader struct {
	dir       folder
	root      *root
	inflater  *inflater
	charset   func() *charset
	terms     shelf[*termFile]
	documents shelf[[]packed]
}

// termFile is a term shard with its head read.
type termFile struct {
	payload payload
	entries []termEntry
}

// Open reads the root of a search folder.
func Open(dir string) (*Reader, error) {
	f := &inflater{}
	root, err := readRoot(dir, f)
	if err != nil {
		return nil, err
	}
	f.dictionary = root.dictionary
	return &Reader{dir: folder(dir), root: root, inflater: f, charset: sync.OnceValue(newCharset)}, nil
}

// Meta returns what the root says of the site; it must not be changed.
func (r *Reader) Meta() *Meta { return &r.root.meta }

// Postings returns how many documents have a key, and the documents in order of
// their ids, which keys of pinyin have none of. An unknown key has 0.
func (r *Reader) Postings(key string) (df int, list []Posting, err error) {
	s, e, err := r.entry(key)
	if err != nil || e == nil {
		return 0, nil, err
	}
	if e.size == 0 {
		return e.df, nil, nil
	}
	data, err := s.payload.slice(e.from, e.size)
	if err == nil {
		list, err = decodePostings(data, e.df, scored(key), r.root.meta.Size)
	}
	if err != nil {
		return 0, nil, fmt.Errorf("read %q: %w", key, err)
	}
	return e.df, list, nil
}

// Count returns how many documents have a key.
func (r *Reader) Count(key string) (int, error) {
	_, e, err := r.entry(key)
	if err != nil || e == nil {
		return 0, err
	}
	return e.df, nil
}

// entry finds a key; e is nil where there is none.
func (r *Reader) entry(key string) (s *termFile, e *termEntry, err error) {
	n := r.root.shardOf(key)
	if n < 0 {
		return nil, nil, nil
	}
	if s, err = r.termShard(n); err != nil {
		return nil, nil, err
	}
	at, found := slices.BinarySearchFunc(s.entries, key, func(e termEntry, k string) int { return strings.Compare(e.key, k) })
	if !found {
		return s, nil, nil
	}
	return s, &s.entries[at], nil
}

// shardOf returns the number of the term shard that may hold a key, or -1.
func (r *root) shardOf(key string) int {
	return sort.Search(len(r.terms), func(i int) bool { return r.terms[i].first > key }) - 1
}

// Prefix visits the keys that begin with a prefix, in byte order, with how many
// documents each has, until visit returns false.
func (r *Reader) Prefix(prefix string, visit func(key string, df int) bool) error {
	for n := max(r.root.shardOf(prefix), 0); n < len(r.root.terms); n++ {
		if first := r.root.terms[n].first; first > prefix && !strings.HasPrefix(first, prefix) {
			return nil
		}
		s, err := r.termShard(n)
		if err != nil {
			return err
		}
		from, _ := slices.BinarySearchFunc(s.entries, prefix, func(e termEntry, k string) int { return strings.Compare(e.key, k) })
		for _, e := range s.entries[from:] {
			if !strings.HasPrefix(e.key, prefix) || !visit(e.key, e.df) {
				return nil
			}
		}
	}
	return nil
}

// termShard returns the term shard of a number.
func (r *Reader) termShard(n int) (*termFile, error) {
	ref := r.root.terms[n]
	if s, ok := r.terms.get(ref.name); ok {
		return s, nil
	}
	p, err := r.dir.read(ref.name)
	if err != nil {
		return nil, err
	}
	entries, err := readTerms(p, ref.head, r.inflater)
	if err != nil {
		return nil, fmt.Errorf("read terms: %w", err)
	}
	s := &termFile{p, entries}
	r.terms.put(ref.name, s)
	return s, nil
}

// Doc returns a document with its text; nil is an id that no document has.
func (r *Reader) Doc(id int) (*Doc, error) { return r.document(id, true) }

// Facts returns a document without its blocks, which takes less time.
func (r *Reader) Facts(id int) (*Doc, error) { return r.document(id, false) }

func (r *Reader) document(id int, text bool) (*Doc, error) {
	if id < 0 || id >= r.root.meta.Size {
		return nil, nil
	}
	docs, err := r.documentShard(id / r.root.perShard)
	if err != nil {
		return nil, err
	}
	d, err := docs[id%r.root.perShard].unpack(text, r.inflater, r.charset())
	if err != nil {
		return nil, fmt.Errorf("read document %d: %w", id, err)
	}
	return d, nil
}

// documentShard returns the documents of a shard.
func (r *Reader) documentShard(n int) ([]packed, error) {
	ref := r.root.documents[n]
	if d, ok := r.documents.get(ref.name); ok {
		return d, nil
	}
	p, err := r.dir.read(ref.name)
	if err != nil {
		return nil, err
	}
	want := min(r.root.perShard, r.root.meta.Size-n*r.root.perShard)
	docs, err := readDocuments(p, ref.head, want)
	if err != nil {
		return nil, fmt.Errorf("read documents: %w", err)
	}
	r.documents.put(ref.name, docs)
	return docs, nil
}

// Lengths reads the column of the documents' lengths.
func (r *Reader) Lengths() (*Lengths, error) {
	_, data, err := r.column(lengthColumn)
	if err != nil {
		return nil, err
	}
	return decodeLengths(data, r.root.meta.Size)
}

// Column reads a facet's column; one that the site does not have is an error.
func (r *Reader) Column(id string) (*Column, error) {
	head, data, err := r.column(id)
	if err != nil {
		return nil, err
	}
	return decodeColumn(id, head, data, r.root.meta.Size)
}

func (r *Reader) column(id string) (head, data []byte, err error) {
	i := slices.IndexFunc(r.root.columns, func(c columnRef) bool { return c.ID == id })
	if i < 0 {
		return nil, nil, damaged("no column %s", id)
	}
	c := r.root.columns[i]
	name, err := c.number()
	if err != nil {
		return nil, nil, err
	}
	p, err := r.dir.read(name)
	if err != nil {
		return nil, nil, err
	}
	if c.Head > 0 {
		if head, err = r.inflated(p, 0, c.Head); err != nil {
			return nil, nil, err
		}
	}
	data, err = r.inflated(p, units(c.Head), c.Data)
	return head, data, err
}

func (r *Reader) inflated(p payload, from, n int) ([]byte, error) {
	b, err := p.slice(from, n)
	if err != nil {
		return nil, err
	}
	return r.inflater.inflate(b, maxSlice)
}

// shelf keeps the shards that were read last. It is emptied when it is full,
// which is simple and good enough.
type shelf[T any] struct {
	mu   sync.Mutex
	kept map[shardName]T
}

// shelfSize is how many shards a shelf holds, some 50 KB each.
const shelfSize = 64

func (s *shelf[T]) get(n shardName) (T, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	v, ok := s.kept[n]
	return v, ok
}

func (s *shelf[T]) put(n shardName, v T) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.kept == nil || len(s.kept) >= shelfSize {
		s.kept = make(map[shardName]T, shelfSize)
	}
	s.kept[n] = v
}
