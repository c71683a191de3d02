package search

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"math/bits"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unsafe"

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
	// at and size say where data is, while it has not been read.
	at, size int
}

var errTexts = errors.New("damaged text file")

func damaged(what string) error { return fmt.Errorf("read texts: %w: %s", errTexts, what) }

// bucket reads one file; its blobs are in order of address.
func (t *texts) bucket(b int) ([]blob, error) {
	data, err := os.ReadFile(bucketPath(t.dir, b))
	if err != nil {
		return nil, fmt.Errorf("read texts: %w", err)
	}
	return t.blobs(b, data)
}

// blobs returns the blobs of a file; they share its memory.
func (t *texts) blobs(b int, data []byte) ([]blob, error) {
	blobs, ok := decodeHeader(data)
	if !ok {
		return nil, damaged(bucketPath(t.dir, b))
	}
	for i := range blobs {
		x := &blobs[i]
		if x.at+x.size > len(data) {
			return nil, damaged(bucketPath(t.dir, b))
		}
		x.data = data[x.at : x.at+x.size]
	}
	return blobs, nil
}

// decodeHeader reads what stands before the documents; ok is false where data
// does not hold all of it.
func decodeHeader(data []byte) (blobs []blob, ok bool) {
	text, ok := strings.CutPrefix(view(data), textsMagic)
	if !ok {
		return nil, false
	}
	r := reader{data: text}
	n := r.count()
	blobs = make([]blob, n)
	for i := range blobs {
		blobs[i].url, blobs[i].length, blobs[i].size = r.string(), r.length(), r.length()
	}
	at := len(data) - len(r.data)
	for i := range blobs {
		blobs[i].at = at
		at += blobs[i].size
	}
	return blobs, !r.failed
}

// headerGuess is enough of a file for the header of most.
const headerGuess = 8 << 10

// get reads the document of an address. An unknown one is an error, for the
// index and the texts are written together.
func (t *texts) get(url string) (*stored, error) { return t.pick(bucketOf(url, t.buckets), url) }

// pick reads one document of a bucket without the others.
func (t *texts) pick(b int, url string) (*stored, error) {
	f, err := os.Open(bucketPath(t.dir, b))
	if err != nil {
		return nil, fmt.Errorf("read texts: %w", err)
	}
	defer f.Close()
	head := make([]byte, headerGuess)
	n, err := f.ReadAt(head, 0)
	blobs, ok := decodeHeader(head[:n])
	if !ok && err == nil {
		if head, err = io.ReadAll(f); err == nil {
			blobs, ok = decodeHeader(head)
		}
	}
	if err != nil && err != io.EOF {
		return nil, fmt.Errorf("read texts: %w", err)
	}
	i, found := slices.BinarySearchFunc(blobs, url, func(x blob, u string) int { return strings.Compare(x.url, u) })
	if !ok || !found {
		return nil, damaged(url)
	}
	x := blobs[i]
	x.data = make([]byte, x.size)
	if _, err := f.ReadAt(x.data, int64(x.at)); err != nil {
		return nil, damaged(url)
	}
	return x.decode(nil)
}

// view returns bytes as a string that shares their memory: texts are large, and
// most of what is read of them is only looked through. The bytes must not be
// written while the string is in use.
func view(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }

// decode reads the document. buf is used where it is large enough, and the
// document is then good only until buf is written again.
func (b blob) decode(buf []byte) (*stored, error) {
	raw, err := snappy.Decode(buf[:cap(buf)], b.data)
	if err != nil {
		return nil, damaged(b.url)
	}
	r := reader{data: view(raw)}
	s := &stored{length: b.length}
	if s.Document, s.exact = r.document(); r.failed {
		return nil, damaged(b.url)
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
