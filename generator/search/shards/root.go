package shards

import (
	"encoding/binary"
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
)

// formatVersion changes whenever files are written differently.
const formatVersion = 1

// Meta is what readers know of the site.
type Meta struct {
	// Docs is the number of documents and Size that of ids; both are counted by
	// the Writer and by Edit, whatever stands here.
	Docs, Size int
	// Length is the sum of the documents' BM25 lengths.
	Length int64
	// Names, Labels and Synonyms are those of search.Meta.
	Names    map[string]string
	Labels   map[string]map[string]string
	Synonyms [][]string
	// Moved are the documents whose place in the order is not their id.
	Moved map[int]float64
}

// Order returns a document's place in the order by date: the greater comes first.
func (m *Meta) Order(id int) float64 {
	if at, ok := m.Moved[id]; ok {
		return at
	}
	return float64(id)
}

// root is the root as it is read and written.
type root struct {
	meta       Meta
	perShard   int
	columns    []columnRef
	terms      []termRef
	documents  []shardRef
	dictionary []byte
}

// shardRef names a shard and says how long its head is.
type shardRef struct {
	name shardName
	head int
}

// termRef is a term shard with the first of its keys.
type termRef struct {
	first string
	shardRef
}

// columnRef is a column's shard; data is the length of its other slice.
type columnRef struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	Head int    `json:"head"`
	Data int    `json:"data"`
}

func (c *columnRef) number() (shardName, error) {
	n, err := strconv.ParseUint(c.Name, 16, 32)
	if err != nil || shardName(n).String() != c.Name {
		return 0, damaged("column %s in %q", c.ID, c.Name)
	}
	return shardName(n), nil
}

// rootHead is the JSON in the head.
type rootHead struct {
	Format   int                          `json:"format"`
	Docs     int                          `json:"docs"`
	Size     int                          `json:"size"`
	Length   int64                        `json:"length"`
	PerShard int                          `json:"perShard"`
	Names    map[string]string            `json:"names"`
	Labels   map[string]map[string]string `json:"labels"`
	Synonyms [][]string                   `json:"synonyms"`
	Moved    [][2]float64                 `json:"moved"`
	Columns  []columnRef                  `json:"columns"`
	Slices   []int                        `json:"slices"`
}

// encode returns the root as a file.
func (r *root) encode(q *squeezer) ([]byte, error) {
	terms, err := q.deflate(encodeTermDirectory(r.terms))
	if err != nil {
		return nil, err
	}
	dictionary, err := q.deflate(r.dictionary)
	if err != nil {
		return nil, err
	}
	rest := [][]byte{terms, encodeDirectory(r.documents), dictionary}
	head, err := r.encodeHead(rest)
	if err != nil {
		return nil, err
	}
	if head, err = q.deflate(head); err != nil {
		return nil, err
	}
	file := newFile(nil)
	file = appendUnit(file, uint32(len(head)>>unitBits))
	file = appendUnit(file, uint32(len(head)&unitMask))
	file = appendSlice(file, head)
	for _, s := range rest {
		file = appendSlice(file, s)
	}
	return file, nil
}

func (r *root) encodeHead(rest [][]byte) ([]byte, error) {
	m := &r.meta
	h := rootHead{
		Format: formatVersion, Docs: m.Docs, Size: m.Size, Length: m.Length, PerShard: r.perShard,
		Names: m.Names, Labels: m.Labels, Synonyms: m.Synonyms, Moved: [][2]float64{}, Columns: r.columns,
	}
	// Readers find lists and objects, never null.
	if h.Names == nil {
		h.Names = map[string]string{}
	}
	if h.Labels == nil {
		h.Labels = map[string]map[string]string{}
	}
	if h.Synonyms == nil {
		h.Synonyms = [][]string{}
	}
	for _, id := range slices.Sorted(maps.Keys(m.Moved)) {
		h.Moved = append(h.Moved, [2]float64{float64(id), m.Moved[id]})
	}
	for _, s := range rest {
		h.Slices = append(h.Slices, len(s))
	}
	b, err := json.Marshal(h)
	if err != nil {
		return nil, fmt.Errorf("write search root: %w", err)
	}
	return b, nil
}

// encodeTermDirectory writes the first keys, then the names, then the lengths of
// the heads.
func encodeTermDirectory(list []termRef) []byte {
	b := binary.AppendUvarint(nil, uint64(len(list)))
	before := ""
	refs := make([]shardRef, len(list))
	for i, t := range list {
		b = appendAfter(b, t.first, before)
		before, refs[i] = t.first, t.shardRef
	}
	return appendRefs(b, refs)
}

func encodeDirectory(list []shardRef) []byte {
	return appendRefs(binary.AppendUvarint(nil, uint64(len(list))), list)
}

func appendRefs(b []byte, list []shardRef) []byte {
	for _, s := range list {
		b = binary.BigEndian.AppendUint32(b, uint32(s.name))
	}
	for _, s := range list {
		b = binary.AppendUvarint(b, uint64(s.head))
	}
	return b
}

// readRoot reads the root of a search folder.
func readRoot(dir string, f *inflater) (*root, error) {
	file, err := os.ReadFile(filepath.Join(dir, RootFile))
	if err != nil {
		return nil, fmt.Errorf("read search root: %w", err)
	}
	r, err := decodeRoot(file, f)
	if err != nil {
		return nil, fmt.Errorf("read search root: %w", err)
	}
	return r, nil
}

func decodeRoot(file []byte, f *inflater) (*root, error) {
	p, err := openFile(file, rootName)
	if err != nil {
		return nil, err
	}
	r := &root{}
	at, sizes, err := r.decodeHead(p, f)
	if err != nil {
		return nil, err
	}
	var parts [3][]byte
	for i, n := range sizes {
		if parts[i], err = p.slice(at, n); err != nil {
			return nil, err
		}
		at += units(n)
	}
	if at != len(p)/2 {
		return nil, damaged("%d units, want %d", len(p)/2, at)
	}
	if parts[0], err = f.inflate(parts[0], maxSlice); err != nil {
		return nil, err
	}
	if r.dictionary, err = f.inflate(parts[2], MaxDictionary); err != nil {
		return nil, err
	}
	if r.terms, err = decodeTermDirectory(parts[0]); err != nil {
		return nil, err
	}
	r.documents, err = decodeDirectory(parts[1], r.shards(r.meta.Size))
	return r, err
}

// shards is the number of document shards for size documents.
func (r *root) shards(size int) int { return (size + r.perShard - 1) / r.perShard }

// decodeHead reads the JSON and returns the unit behind it and the lengths of the
// slices that follow.
func (r *root) decodeHead(p payload, f *inflater) (at int, sizes []int, err error) {
	if len(p) < 4 {
		return 0, nil, damaged("no head")
	}
	high, low := uint32(binary.LittleEndian.Uint16(p))-firstUnit, uint32(binary.LittleEndian.Uint16(p[2:]))-firstUnit
	if high > unitMask || low > unitMask {
		return 0, nil, damaged("no length of the head")
	}
	n := int(high<<unitBits | low)
	squeezed, err := p.slice(2, n)
	if err != nil {
		return 0, nil, err
	}
	raw, err := f.inflate(squeezed, maxSlice)
	if err != nil {
		return 0, nil, err
	}
	var h rootHead
	if err := json.Unmarshal(raw, &h); err != nil {
		return 0, nil, damaged("%v", err)
	}
	return 2 + units(n), h.Slices, r.take(&h)
}

// most is the largest number of documents that a root may speak of.
const most = math.MaxInt32 / 2

// take checks the JSON and takes it over.
func (r *root) take(h *rootHead) error {
	if h.Format != formatVersion {
		return damaged("format %d, want %d", h.Format, formatVersion)
	}
	if h.Docs < 0 || h.Size < h.Docs || h.Size > most || h.PerShard < 1 || h.PerShard > maxPerShard || h.Length < 0 || len(h.Slices) != 3 {
		return damaged("%d documents of %d, %d to a shard, %d slices", h.Docs, h.Size, h.PerShard, len(h.Slices))
	}
	r.perShard, r.columns = h.PerShard, h.Columns
	r.meta = Meta{
		Docs: h.Docs, Size: h.Size, Length: h.Length, Names: h.Names, Labels: h.Labels, Synonyms: h.Synonyms,
		Moved: make(map[int]float64, len(h.Moved)),
	}
	for _, m := range h.Moved {
		if m[0] < 0 || m[0] >= float64(h.Size) || m[0] != math.Trunc(m[0]) {
			return damaged("document %v of %d moved", m[0], h.Size)
		}
		r.meta.Moved[int(m[0])] = m[1]
	}
	for _, c := range r.columns {
		if _, err := c.number(); err != nil {
			return err
		}
		if c.Head < 0 || c.Data < 0 {
			return damaged("column %s of %d and %d bytes", c.ID, c.Head, c.Data)
		}
	}
	return nil
}

func decodeTermDirectory(data []byte) ([]termRef, error) {
	c := cursor{data: data}
	n := c.count()
	list := make([]termRef, 0, n)
	before := ""
	for range n {
		key := c.after(before)
		if c.failed || checkKey(key, before) != nil {
			return nil, damaged("term directory: key %q after %q", key, before)
		}
		list = append(list, termRef{first: key})
		before = key
	}
	refs := c.refs(n)
	if c.failed || len(c.data) > 0 {
		return nil, damaged("term directory of the wrong size")
	}
	for i := range list {
		list[i].shardRef = refs[i]
	}
	return list, nil
}

// decodeDirectory reads the directory of want document shards.
func decodeDirectory(data []byte, want int) ([]shardRef, error) {
	c := cursor{data: data}
	n := c.count()
	list := c.refs(n)
	if c.failed || len(c.data) > 0 || n != want {
		return nil, damaged("document directory: %d shards, want %d", n, want)
	}
	return list, nil
}

// refs reads n names and head lengths.
func (c *cursor) refs(n int) []shardRef {
	if n > len(c.data)/4 {
		c.failed, c.data = true, nil
		return nil
	}
	list := make([]shardRef, n)
	for i := range list {
		list[i].name = shardName(binary.BigEndian.Uint32(c.take(4)))
	}
	for i := range list {
		list[i].head = c.number()
	}
	return list
}
