package review

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"hash"
	"net/url"
	"path"
	"slices"
	"strings"

	"touyan/generator/prose"
)

// printLength is how many bytes of a SHA-256 a fingerprint has.
const printLength = 8

// unreviewed are the keys that say when a page is published, and the record itself.
func unreviewed() []string { return []string{"review", "draft", "publish_date", "expiry_date"} }

// File is a file that belongs to a page: its path from the page's folder, and the
// SHA-256 of its bytes.
type File struct {
	Path string
	Sum  [32]byte
}

// Fingerprint returns the fingerprint of what is reviewed of a page: pieces are the
// values of its front matter among others, body is its Markdown. The order of files does
// not matter.
func Fingerprint(pieces []prose.Piece, body string, files []File) string {
	h := sha256.New()
	put(h, "touyan review 1")
	facts := make([]*prose.Piece, 0, len(pieces))
	for i := range pieces {
		if p := &pieces[i]; p.Kind == prose.Fact && !slices.Contains(unreviewed(), top(p.Key)) {
			facts = append(facts, p)
		}
	}
	slices.SortFunc(facts, func(a, b *prose.Piece) int { return strings.Compare(a.Key, b.Key) })
	for _, f := range facts {
		put(h, f.Key)
		put(h, trimmed(f.Text))
	}
	put(h, "body")
	put(h, trimmed(body))
	files = slices.Clone(files)
	slices.SortFunc(files, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
	for _, f := range files {
		put(h, f.Path)
		h.Write(f.Sum[:])
	}
	return hex.EncodeToString(h.Sum(nil)[:printLength])
}

// put writes a text so that no two lists of texts write the same.
func put(h hash.Hash, s string) {
	var b [8]byte
	binary.LittleEndian.PutUint64(b[:], uint64(len(s)))
	h.Write(b[:])
	h.Write([]byte(s))
}

func top(key string) string {
	key, _, _ = strings.Cut(key, ".")
	return key
}

// trimmed returns a text without white space at the ends of its lines and empty lines
// at its own.
func trimmed(text string) string {
	var b strings.Builder
	b.Grow(len(text))
	empty := 0
	for line := range strings.SplitSeq(text, "\n") {
		if line = strings.TrimRight(line, " \t\r"); line == "" {
			empty++
			continue
		}
		if b.Len() > 0 {
			b.WriteString(strings.Repeat("\n", empty+1))
		}
		empty = 0
		b.WriteString(line)
	}
	return b.String()
}

// Attached returns the paths below content/ of the files that belong to a page: those
// of its bundle, and those that its text or its front matter shows or leads to, pages
// aside. Not all of the latter need be there.
func Attached(page string, pieces []prose.Piece, bundle []string) []string {
	list := slices.Clone(bundle)
	for i := range pieces {
		p := &pieces[i]
		if p.Kind == prose.Address || p.Kind == prose.Fact && (p.Key == "cover.src" || p.Key == "logo") {
			if file, ok := within(page, p.Text); ok {
				list = append(list, file)
			}
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// within returns the path below content/ of a file that an address of a page means; ok
// is false for pages, fragments and other sites.
func within(page, address string) (file string, ok bool) {
	address, _, _ = strings.Cut(strings.TrimSpace(address), "#")
	address, _, _ = strings.Cut(address, "?")
	if address == "" || strings.HasPrefix(address, "//") || strings.Contains(address, ":") || strings.HasSuffix(address, "/") {
		return "", false
	}
	if plain, err := url.PathUnescape(address); err == nil {
		address = plain
	}
	file = path.Join(path.Dir(page), address)
	if rooted, is := strings.CutPrefix(address, "/"); is {
		file = path.Join(".", rooted)
	}
	switch ext := strings.ToLower(path.Ext(file)); {
	case file == ".", file == "..", strings.HasPrefix(file, "../"), strings.IndexByte(file, 0) >= 0:
		return "", false
	case ext == ".md", ext == ".markdown", ext == "":
		return "", false
	}
	return file, true
}
