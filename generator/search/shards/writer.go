package shards

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"sync/atomic"
)

// Options are what a Writer must know before the first document.
type Options struct {
	// Dictionary is the site's dictionary, see [Dictionary]; more than
	// [MaxDictionary] bytes are an error.
	Dictionary []byte
	// PerShard is the number of documents in a shard; 0 means what is best for
	// Documents.
	PerShard int
	// Documents is how many documents there will be, which says how large shards
	// are. A term that one in commonShare of them has keeps no blocks: its list is
	// what makes queries large, and other terms tell better where a query is
	// answered. 0 keeps all.
	Documents int
}

// A term is common that so many documents have, one in commonShare of all.
const (
	commonLeast = 1000
	commonShare = 8
)

// common returns from how many documents on a term keeps no blocks, of all.
func common(documents int) int {
	if documents == 0 {
		return most
	}
	return max(commonLeast, documents/commonShare)
}

// maxPerShard bounds what readers make room for.
const maxPerShard = 4096

// Writer writes the files of a whole site. Documents and terms may be handed over
// by one goroutine each at the same time. Only what is not yet a full shard stays
// in memory, beside the directories. The same input gives the same files, on any
// number of cores.
type Writer struct {
	dir     folder
	bounds  bounds
	root    root
	lengths Lengths
	columns []*Column
	docs    documentWriter
	terms   termWriter
}

// Create starts a site's files in dir, whose folder of shards must be empty or
// absent. Nothing is to be given back if it is abandoned before Close.
func Create(dir string, o Options) (*Writer, error) {
	return createWith(dir, o, usualBounds(o.Documents))
}

func createWith(dir string, o Options, b bounds) (*Writer, error) {
	if len(o.Dictionary) > MaxDictionary {
		return nil, fmt.Errorf("create search files: dictionary of %d bytes", len(o.Dictionary))
	}
	if o.PerShard == 0 {
		o.PerShard = usualPerShard(o.Documents)
	}
	if o.PerShard < 0 || o.PerShard > maxPerShard {
		return nil, fmt.Errorf("create search files: %d documents in a shard", o.PerShard)
	}
	path := filepath.Join(dir, ShardsDir)
	if err := os.MkdirAll(path, 0o755); err != nil {
		return nil, fmt.Errorf("create search files: %w", err)
	}
	if entries, err := os.ReadDir(path); err != nil || len(entries) > 0 {
		return nil, fmt.Errorf("create search files: %w", errors.Join(fs.ErrExist, err))
	}
	w := &Writer{dir: folder(dir), bounds: b, root: root{perShard: o.PerShard, dictionary: o.Dictionary}}
	w.docs = newDocumentWriter(w.dir, o)
	w.terms = termWriter{dir: w.dir, bounds: b, documents: o.Documents, squeezer: newSqueezer(nil)}
	return w, nil
}

// Doc adds the document of the next id, with its BM25 length; nil is an id that
// no document has. d must not be changed afterwards. An error may be that of an
// earlier document.
func (w *Writer) Doc(d *Doc, length int) error {
	id := len(w.lengths.Codes)
	if d == nil {
		w.lengths.set(id, 0, false)
	} else {
		w.lengths.set(id, LengthCode(length), d.Type == "")
	}
	return w.docs.add(d)
}

// Term adds a key and the documents that have it, both ascending. df, the number
// of documents, counts for keys that keep no list; of all others it is that of
// postings. A key of no documents is left out. postings may be used again
// afterwards.
func (w *Writer) Term(key string, df int, postings []Posting) error {
	return w.terms.add(key, df, postings)
}

// Column adds a facet's column; [NewColumn] makes it.
func (w *Writer) Column(c *Column) { w.columns = append(w.columns, c) }

// Close writes what is left, and the root last.
func (w *Writer) Close(m Meta) error {
	var err error
	if w.root.documents, err = w.docs.close(); err != nil {
		return err
	}
	if w.root.terms, err = w.terms.close(); err != nil {
		return err
	}
	w.root.meta = m
	w.root.meta.Size, w.root.meta.Docs = len(w.lengths.Codes), w.lengths.live()
	if err := w.writeColumns(); err != nil {
		return err
	}
	file, err := w.root.encode(w.terms.squeezer)
	if err != nil {
		return err
	}
	return w.dir.writeRoot(file)
}

func (w *Writer) writeColumns() error {
	size := w.root.meta.Size
	ref, _, err := writeColumn(w.dir, w.terms.squeezer, lengthColumn, nil, w.lengths.encode(size))
	if err != nil {
		return err
	}
	w.root.columns = append(w.root.columns, ref)
	for _, c := range w.columns {
		if c.Len() > size {
			return fmt.Errorf("column %s has %d documents of %d", c.ID, c.Len(), size)
		}
		head, data := c.encode(size)
		if ref, _, err = writeColumn(w.dir, w.terms.squeezer, c.ID, head, data); err != nil {
			return err
		}
		w.root.columns = append(w.root.columns, ref)
	}
	return nil
}

// writeColumn writes a column's shard; an empty head takes no bytes.
func writeColumn(dir folder, q *squeezer, id string, head, data []byte) (ref columnRef, written bool, err error) {
	if len(head) > 0 {
		if head, err = q.deflate(head); err != nil {
			return columnRef{}, false, err
		}
	}
	if data, err = q.deflate(data); err != nil {
		return columnRef{}, false, err
	}
	file := appendSlice(appendSlice(newFile(nil), head), data)
	name, written, err := dir.add(file, others)
	return columnRef{ID: id, Name: name.String(), Head: len(head), Data: len(data)}, written, err
}

// documentWriter compresses shards side by side and writes them in order.
type documentWriter struct {
	dir      folder
	perShard int
	charset  *charset
	batch    []*Doc
	// squeezers go round: a shard takes one and gives it back when it is written,
	// so that only as many shards as there are squeezers are in memory.
	squeezers chan *squeezer
	made      int
	preset    []byte
	// last is closed when the shard before is written; refs belong to the shard
	// whose turn it is.
	last   chan struct{}
	refs   []shardRef
	failed atomic.Pointer[error]
}

func newDocumentWriter(dir folder, o Options) documentWriter {
	// One more than cores, for one may wait for its turn to write.
	n := runtime.GOMAXPROCS(0) + 1
	last := make(chan struct{})
	close(last)
	return documentWriter{
		dir: dir, perShard: o.PerShard, charset: newCharset(), preset: o.Dictionary,
		squeezers: make(chan *squeezer, n), last: last,
	}
}

func (w *documentWriter) failure() error {
	if err := w.failed.Load(); err != nil {
		return *err
	}
	return nil
}

func (w *documentWriter) add(d *Doc) error {
	w.batch = append(w.batch, d)
	if len(w.batch) == w.perShard {
		w.flush()
	}
	return w.failure()
}

// flush sends the batch on its way.
func (w *documentWriter) flush() {
	docs, before, done := w.batch, w.last, make(chan struct{})
	w.batch, w.last = nil, done
	q := w.squeezer()
	go func() {
		defer close(done)
		defer func() { w.squeezers <- q }()
		file, headLen, err := squeeze(docs, q, w.charset)
		<-before
		if w.failed.Load() != nil {
			return
		}
		var name shardName
		if err == nil {
			name, _, err = w.dir.add(file, others)
		}
		if err != nil {
			err = fmt.Errorf("write documents: %w", err)
			w.failed.Store(&err)
			return
		}
		w.refs = append(w.refs, shardRef{name, headLen})
	}()
}

// squeezer returns one that is free, or a new one while there are few.
func (w *documentWriter) squeezer() *squeezer {
	if w.made == cap(w.squeezers) {
		return <-w.squeezers
	}
	select {
	case q := <-w.squeezers:
		return q
	default:
		w.made++
		return newSqueezer(w.preset)
	}
}

// squeeze makes a shard of documents.
func squeeze(docs []*Doc, q *squeezer, c *charset) (file []byte, headLen int, err error) {
	all := make([]packed, len(docs))
	for i, d := range docs {
		if all[i], err = d.pack(q, c); err != nil {
			return nil, 0, err
		}
	}
	return documentFile(all, q)
}

func (w *documentWriter) close() ([]shardRef, error) {
	if len(w.batch) > 0 {
		w.flush()
	}
	<-w.last
	return w.refs, w.failure()
}

// termWriter writes term shards as they become full.
type termWriter struct {
	dir       folder
	bounds    bounds
	documents int
	squeezer  *squeezer
	shard     termShard
	before    string // the key before
	list      []byte
	refs      []termRef
	// written are the names of the files that are new.
	written []shardName
}

func (w *termWriter) add(key string, df int, postings []Posting) error {
	if err := checkKey(key, w.before); err != nil {
		return fmt.Errorf("write terms: %w", err)
	}
	w.before, w.list = key, w.list[:0]
	if !counted(key) {
		df = len(postings)
	}
	if df <= 0 {
		return nil
	}
	if !counted(key) {
		var err error
		if w.list, err = appendPostings(w.list, postings, scored(key), common(w.documents)); err != nil {
			return fmt.Errorf("write terms: key %q: %w", key, err)
		}
	}
	return w.entry(key, df, w.list)
}

// entry adds a key whose list is encoded.
func (w *termWriter) entry(key string, df int, list []byte) error {
	if w.shard.full(key, list, w.bounds) {
		if err := w.flush(); err != nil {
			return err
		}
	}
	w.shard.add(key, df, list, w.documents)
	return nil
}

// flush writes the shard that is being filled.
func (w *termWriter) flush() error {
	if w.shard.entries == 0 {
		return nil
	}
	file, headLen, err := w.shard.file(w.squeezer, w.documents)
	if err != nil {
		return fmt.Errorf("write terms: %w", err)
	}
	name, written, err := w.dir.add(file, terms)
	if err != nil {
		return err
	}
	if written {
		w.written = append(w.written, name)
	}
	w.refs = append(w.refs, termRef{w.shard.first, shardRef{name, headLen}})
	w.shard.reset()
	return nil
}

func (w *termWriter) close() ([]termRef, error) {
	err := w.flush()
	return w.refs, err
}
