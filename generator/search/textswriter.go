package search

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
)

// textsWriter collects documents while an index is built. They wait in one file
// on disk, for the number of buckets is known only at the end and a large
// site's texts should not stay in memory.
type textsWriter struct {
	dir  string
	file *os.File
	buf  *bufio.Writer
	at   int64
	docs []waiting
}

// waiting is a document in the file of those that wait.
type waiting struct {
	url    string
	length int
	at     int64
	size   int
}

func newTextsWriter(dir string) (*textsWriter, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, fmt.Errorf("create texts: %w", err)
	}
	f, err := os.Create(filepath.Join(dir, "waiting.tmp"))
	if err != nil {
		return nil, fmt.Errorf("create texts: %w", err)
	}
	return &textsWriter{dir: dir, file: f, buf: bufio.NewWriterSize(f, 1<<20)}, nil
}

func (w *textsWriter) add(b blob) error {
	if _, err := w.buf.Write(b.data); err != nil {
		return fmt.Errorf("write texts: %w", err)
	}
	w.docs = append(w.docs, waiting{b.url, b.length, w.at, len(b.data)})
	w.at += int64(len(b.data))
	return nil
}

// close sorts the documents into their files and removes the file that they
// waited in.
func (w *textsWriter) close(n int) error {
	defer os.Remove(w.file.Name())
	defer w.file.Close()
	if err := w.buf.Flush(); err != nil {
		return fmt.Errorf("write texts: %w", err)
	}
	buckets := make([][]waiting, bucketCount(n))
	for _, d := range w.docs {
		b := bucketOf(d.url, len(buckets))
		buckets[b] = append(buckets[b], d)
	}
	for b, docs := range buckets {
		blobs := make([]blob, len(docs))
		for i, d := range docs {
			blobs[i] = blob{url: d.url, length: d.length, data: make([]byte, d.size)}
			if _, err := w.file.ReadAt(blobs[i].data, d.at); err != nil {
				return fmt.Errorf("write texts: %w", err)
			}
		}
		if err := writeBucket(w.dir, b, blobs); err != nil {
			return err
		}
	}
	return nil
}

// spread writes all documents again over another number of files.
func (t *texts) spread(buckets int) error {
	next := make([][]blob, buckets)
	for b := range t.buckets {
		blobs, err := t.bucket(b)
		if err != nil {
			return err
		}
		for _, x := range blobs {
			k := bucketOf(x.url, buckets)
			next[k] = append(next[k], x)
		}
	}
	for b, blobs := range next {
		if err := writeBucket(t.dir, b, blobs); err != nil {
			return err
		}
	}
	for b := buckets; b < t.buckets; b++ {
		if err := os.Remove(bucketPath(t.dir, b)); err != nil {
			return fmt.Errorf("write texts: %w", err)
		}
	}
	t.buckets = buckets
	return nil
}
