package search

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/fnv"
	"math/bits"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/golang/snappy"
)

// The texts folder holds every document as it was indexed, for excerpts, facts
// and exact phrases, apart from the index itself: bleve's stored fields would
// make each merge copy them, and term vectors for phrases would make the index
// several times larger.
//
// Documents are spread over a power of two of files by a hash of their address,
// about perBucket in each, so that an edit writes one small file again. A file
// is
//
//	"TYTX" version:byte count:uvarint
//	count times, by address: len:uvarint address, length:uvarint size:uvarint
//	the documents, each snappy-compressed, in the same order
//
// where length is the document's BM25 length. The number of files follows from
// the number of documents alone: the same site gives the same files, however it
// came about.
const (
	textsMagic = "TYTX\x01"
	perBucket  = 64
)

// texts reads the documents of a texts folder.
type texts struct {
	dir     string
	buckets int
}

// stored is a document with its length, and of each part whether a plain search
// for folded text is exact in it.
type stored struct {
	Document
	length int
	exact  []bool
}

// bucketCount returns the number of files for n documents.
func bucketCount(n int) int { return 1 << bits.Len(uint(max(n-1, 0)/perBucket)) }

func bucketOf(url string, buckets int) int {
	h := fnv.New32a()
	h.Write([]byte(url))
	return int(h.Sum32()) & (buckets - 1)
}

func bucketPath(dir string, b int) string { return filepath.Join(dir, fmt.Sprintf("%04x.bin", b)) }

// openTexts counts the files of a texts folder.
func openTexts(dir string) (*texts, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, fmt.Errorf("open texts: %w", err)
	}
	n := 0
	for _, e := range entries {
		if strings.HasSuffix(e.Name(), ".bin") {
			n++
		}
	}
	if n == 0 || n&(n-1) != 0 {
		return nil, fmt.Errorf("open texts: %d files in %s", n, dir)
	}
	return &texts{dir: dir, buckets: n}, nil
}

// blob is a document as it stands in its file.
type blob struct {
	url    string
	length int
	data   []byte
}

var errTexts = errors.New("damaged text file")

// bucket reads one file; its blobs are in order of address.
func (t *texts) bucket(b int) ([]blob, error) {
	data, err := os.ReadFile(bucketPath(t.dir, b))
	if err != nil {
		return nil, fmt.Errorf("read texts: %w", err)
	}
	blobs, ok := decodeBucket(data)
	if !ok {
		return nil, fmt.Errorf("read texts: %w: %s", errTexts, bucketPath(t.dir, b))
	}
	return blobs, nil
}

func decodeBucket(data []byte) ([]blob, bool) {
	if !strings.HasPrefix(string(data[:min(len(data), len(textsMagic))]), textsMagic) {
		return nil, false
	}
	r := reader{data: data[len(textsMagic):]}
	n := r.uvarint()
	if n > uint64(len(data)) {
		return nil, false
	}
	blobs := make([]blob, n)
	sizes := make([]int, n)
	for i := range blobs {
		blobs[i].url = r.string()
		blobs[i].length, sizes[i] = r.length(), r.length()
	}
	for i := range blobs {
		blobs[i].data = r.bytes(sizes[i])
	}
	return blobs, !r.failed
}

// reader takes values off the front of a buffer; failed is set, and zero values
// come back, once there is too little.
type reader struct {
	data   []byte
	failed bool
}

func (r *reader) uvarint() uint64 {
	v, n := binary.Uvarint(r.data)
	if n <= 0 {
		r.failed, r.data = true, nil
		return 0
	}
	r.data = r.data[n:]
	return v
}

func (r *reader) bytes(n int) []byte {
	if n < 0 || n > len(r.data) {
		r.failed, r.data = true, nil
		return nil
	}
	b := r.data[:n]
	r.data = r.data[n:]
	return b
}

// get reads the documents of the given addresses; an unknown one is an error,
// for the index and the texts are written together.
func (t *texts) get(urls []string) (map[string]*stored, error) {
	by := map[int][]string{}
	for _, u := range urls {
		b := bucketOf(u, t.buckets)
		by[b] = append(by[b], u)
	}
	out := make(map[string]*stored, len(urls))
	for b, want := range by {
		blobs, err := t.bucket(b)
		if err != nil {
			return nil, err
		}
		for _, u := range want {
			i, ok := slices.BinarySearchFunc(blobs, u, func(x blob, u string) int { return strings.Compare(x.url, u) })
			if !ok {
				return nil, fmt.Errorf("read texts: %w: no %s", errTexts, u)
			}
			if out[u], err = blobs[i].decode(); err != nil {
				return nil, err
			}
		}
	}
	return out, nil
}

func (b blob) decode() (*stored, error) {
	raw, err := snappy.Decode(nil, b.data)
	if err != nil {
		return nil, fmt.Errorf("read texts: %w: %s", errTexts, b.url)
	}
	r := reader{data: raw}
	s := &stored{length: b.length}
	if s.Document, s.exact = r.document(); r.failed {
		return nil, fmt.Errorf("read texts: %w: %s", errTexts, b.url)
	}
	return s, nil
}

func encodeDocument(d *Document, length int) blob {
	return blob{url: d.URL, length: length, data: snappy.Encode(nil, d.encode(nil))}
}

// writeBucket writes one file by rename, never in place: the file it replaces
// may be shared with the published site by a hard link.
func writeBucket(dir string, b int, blobs []blob) error {
	slices.SortFunc(blobs, func(x, y blob) int { return strings.Compare(x.url, y.url) })
	out := []byte(textsMagic)
	out = binary.AppendUvarint(out, uint64(len(blobs)))
	for _, x := range blobs {
		out = binary.AppendUvarint(out, uint64(len(x.url)))
		out = append(out, x.url...)
		out = binary.AppendUvarint(out, uint64(x.length))
		out = binary.AppendUvarint(out, uint64(len(x.data)))
	}
	for _, x := range blobs {
		out = append(out, x.data...)
	}
	name := bucketPath(dir, b)
	if err := os.WriteFile(name+".tmp", out, 0o644); err != nil {
		return fmt.Errorf("write texts: %w", err)
	}
	if err := os.Rename(name+".tmp", name); err != nil {
		return fmt.Errorf("write texts: %w", err)
	}
	return nil
}
