package main

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"unicode/utf8"
)

// openCCVersion is the version of opencc-js that the tables are made from.
const openCCVersion = "1.4.2"

// errNoNPM says that the npm client or its registry cannot be used here.
var errNoNPM = errors.New("npm is not reachable")

// openCC holds the dictionaries used of opencc-js, each character to its first
// candidate.
type openCC struct {
	// simplified is TSCharacters: traditional to simplified.
	simplified map[rune]rune
	// variants is TWVariantsRev and HKVariantsRev: the forms written in Taiwan
	// and Hong Kong to OpenCC's own traditional form.
	variants map[rune]rune
}

// fetchOpenCC gets opencc-js with the npm client and reads its dictionaries.
// Where npm cannot be used the error is an errNoNPM.
func fetchOpenCC(ctx context.Context) (openCC, error) {
	dir, err := os.MkdirTemp("", "opencc")
	if err != nil {
		return openCC{}, fmt.Errorf("fetch opencc-js: %w", err)
	}
	defer os.RemoveAll(dir)
	cmd := exec.CommandContext(ctx, "npm", "pack", "--silent", "opencc-js@"+openCCVersion)
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		return openCC{}, fmt.Errorf("%w: %w: %s", errNoNPM, err, bytes.TrimSpace(out))
	}
	data, err := os.ReadFile(filepath.Join(dir, "opencc-js-"+openCCVersion+".tgz"))
	if err != nil {
		return openCC{}, fmt.Errorf("fetch opencc-js: %w", err)
	}
	return readOpenCC(data)
}

// readOpenCC reads the dictionaries out of the npm archive.
func readOpenCC(archive []byte) (openCC, error) {
	files, err := untar(archive, "package/dist/esm-lib/dict/")
	if err != nil {
		return openCC{}, err
	}
	o := openCC{simplified: map[rune]rune{}, variants: map[rune]rune{}}
	for _, d := range []struct {
		file string
		into map[rune]rune
	}{
		{"TSCharacters.js", o.simplified},
		{"TWVariantsRev.js", o.variants},
		{"HKVariantsRev.js", o.variants},
	} {
		if err := readDict(files[d.file], d.into); err != nil {
			return openCC{}, fmt.Errorf("read %s: %w", d.file, err)
		}
	}
	return o, nil
}

// untar returns the files of a .tgz below prefix by the rest of their names.
func untar(archive []byte, prefix string) (map[string]string, error) {
	z, err := gzip.NewReader(bytes.NewReader(archive))
	if err != nil {
		return nil, fmt.Errorf("unpack opencc-js: %w", err)
	}
	files := map[string]string{}
	for t := tar.NewReader(z); ; {
		h, err := t.Next()
		if errors.Is(err, io.EOF) {
			return files, nil
		}
		if err != nil {
			return nil, fmt.Errorf("unpack opencc-js: %w", err)
		}
		if name, ok := strings.CutPrefix(h.Name, prefix); ok {
			b, err := io.ReadAll(t)
			if err != nil {
				return nil, fmt.Errorf("unpack opencc-js: %w", err)
			}
			files[name] = string(b)
		}
	}
}

// readDict reads one dictionary, a JavaScript module whose only string is
// "key value|key value|…", and adds the pairs of single characters to m.
func readDict(js string, m map[rune]rune) error {
	first, last := strings.IndexByte(js, '"'), strings.LastIndexByte(js, '"')
	if first < 0 || first == last {
		return errors.New("no string found")
	}
	for pair := range strings.SplitSeq(js[first+1:last], "|") {
		key, value, ok := strings.Cut(pair, " ")
		if !ok {
			return fmt.Errorf("no value in %q", pair)
		}
		value, _, _ = strings.Cut(value, " ")
		if utf8.RuneCountInString(key) != 1 || utf8.RuneCountInString(value) != 1 {
			return fmt.Errorf("not one character to one: %q", pair)
		}
		k, _ := utf8.DecodeRuneInString(key)
		v, _ := utf8.DecodeRuneInString(value)
		m[k] = v
	}
	return nil
}
