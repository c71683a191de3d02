package output

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"maps"
	"slices"
	"strings"
)

// Sum is the SHA-256 of a file.
type Sum = [sha256.Size]byte

// SumOf reads to the end and returns the sum of what was read.
func SumOf(r io.Reader) (sum Sum, err error) {
	h := sha256.New()
	if _, err := io.Copy(h, r); err != nil {
		return sum, err
	}
	return Sum(h.Sum(nil)), nil
}

// ManifestName is the path of the manifest in a published site.
const ManifestName = "manifest.sha256"

// manifestHead is the first line, by which a folder is known to be ours.
const manifestHead = "# touyan manifest 1"

// table is the content of a manifest: the files of a tree.
type table map[string]Sum

// parseManifest reads a manifest. line is 0, or the first line that is wrong.
// Paths are checked, for files are deleted by them.
func parseManifest(data []byte) (t table, line int) {
	head, rest, _ := bytes.Cut(data, []byte{'\n'})
	if string(head) != manifestHead {
		return nil, 1
	}
	t = make(table, bytes.Count(rest, []byte{'\n'}))
	text := string(rest) // all paths are parts of this one string
	for line = 2; text != ""; line++ {
		row, after, ended := strings.Cut(text, "\n")
		path, sum, ok := parseRow(row)
		if !ok || !ended {
			return nil, line
		}
		t[path] = sum
		if len(t) != line-1 {
			return nil, line // a path for the second time
		}
		text = after
	}
	return t, 0
}

func parseRow(row string) (path string, sum Sum, ok bool) {
	const digits = 2 * sha256.Size
	if len(row) < digits+3 || row[digits] != ' ' || row[digits+1] != ' ' {
		return "", sum, false
	}
	var hexed [digits]byte
	copy(hexed[:], row)
	if _, err := hex.Decode(sum[:], hexed[:]); err != nil {
		return "", sum, false
	}
	path = row[digits+2:]
	return path, sum, validPath(path) && path != ManifestName
}

// encode writes the manifest.
func (t table) encode() []byte {
	size := len(manifestHead) + 1
	for path := range t {
		size += 2*sha256.Size + 2 + len(path) + 1
	}
	b := make([]byte, 0, size)
	b = append(b, manifestHead+"\n"...)
	for _, path := range slices.Sorted(maps.Keys(t)) {
		sum := t[path]
		b = hex.AppendEncode(b, sum[:])
		b = append(b, "  "...)
		b = append(b, path...)
		b = append(b, '\n')
	}
	return b
}
