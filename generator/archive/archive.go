// Package archive puts a published site into one file, or one folder, that can be
// carried on a USB stick and opens from there: a zip of the pages and what browsers
// search, with the checksums of all of it.
//
// # What is in it
//
// All that touyan published, in one folder, but what only programs on a server read:
// the index of touyan serve and touyan search, and the compressed forms beside text
// files. manifest.sha256 lists what is there, so that touyan verify and sha256sum -c
// prove it after the copy. READ-ME.txt says in the site's language which file to open.
// Files that people put into the published folder are left out: nobody vouches for
// them.
//
// The same site gives the same bytes. Every file is checked against the manifest
// while it is read: a site with a file that is damaged or was changed by hand is
// refused with a [Damaged].
package archive

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"touyan/generator/output"
)

// Damaged is returned where files of the site are not those of its manifest.
type Damaged struct{ Paths []string }

func (d *Damaged) Error() string { return "damaged files: " + strings.Join(d.Paths, ", ") }

// ErrNoSearch is returned where the site has no index that browsers can search, so
// that it would not be whole without a server.
var ErrNoSearch = errors.New("the site has nothing for browsers to search")

// Options says what to write.
type Options struct {
	// Name is the folder that all files are in; ReadMe the text of READ-ME.txt.
	Name, ReadMe string
	// Progress, where set, is told how many files are done.
	Progress func(done, total int)
}

// readMe is the name of the file that says which file to open.
const readMe = "READ-ME.txt"

// Zip writes the site in a folder as a zip.
func Zip(ctx context.Context, w io.Writer, public string, o Options) error {
	z := zip.NewWriter(w)
	err := each(ctx, public, o, func(name string, r io.Reader) error {
		h := &zip.FileHeader{Name: path.Join(o.Name, name), Method: zip.Deflate}
		// The least time that a zip can have, in no zone: the same bytes everywhere.
		h.Modified = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)
		h.SetMode(0o644)
		if packed(name) {
			h.Method = zip.Store
		}
		to, err := z.CreateHeader(h)
		if err != nil {
			return err
		}
		_, err = io.Copy(to, r)
		return err
	})
	if err != nil {
		return err
	}
	return z.Close()
}

// packed reports whether a file would not get smaller.
func packed(name string) bool {
	switch path.Ext(name) {
	case ".jpg", ".jpeg", ".png", ".webp", ".gif", ".mp4", ".zip", ".docx", ".xlsx", ".pptx", ".pdf", ".woff2":
		return true
	}
	return false
}

// Folder writes the site in a folder into another one, below o.Name, which must not be
// there. What was written before an error stays.
func Folder(ctx context.Context, dir, public string, o Options) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	base := filepath.Join(dir, o.Name)
	if err := os.Mkdir(base, 0o755); err != nil {
		return err
	}
	return each(ctx, public, o, func(name string, r io.Reader) error {
		to := filepath.Join(base, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
			return err
		}
		f, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
		if err != nil {
			return err
		}
		_, err = io.Copy(f, r)
		return errors.Join(err, f.Close())
	})
}

// each gives the files of the package in order of path, the manifest and the words on
// how to open it included.
func each(ctx context.Context, public string, o Options, write func(name string, r io.Reader) error) error {
	files, _, err := output.ReadManifest(public)
	if err != nil {
		return err
	}
	if _, ok := files["search/root.js"]; !ok {
		return ErrNoSearch
	}
	maps.DeleteFunc(files, func(name string, _ output.Sum) bool { return !carried(name, files) })
	root, err := os.OpenRoot(public)
	if err != nil {
		return err
	}
	defer root.Close()
	var damaged []string
	for i, name := range slices.Sorted(maps.Keys(files)) {
		if err := ctx.Err(); err != nil {
			return err
		}
		right, err := copyChecked(root, name, files[name], write)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		if !right {
			damaged = append(damaged, name)
		}
		if o.Progress != nil {
			o.Progress(i+1, len(files))
		}
	}
	if len(damaged) > 0 {
		return &Damaged{damaged}
	}
	if o.ReadMe != "" {
		// Old editors of Windows want its line ends, and the mark to read UTF-8.
		text := "\uFEFF" + strings.ReplaceAll(o.ReadMe, "\n", "\r\n")
		files[readMe] = sha256.Sum256([]byte(text))
		if err := write(readMe, strings.NewReader(text)); err != nil {
			return err
		}
	}
	manifest := output.EncodeManifest(files)
	return write(output.ManifestName, bytes.NewReader(manifest))
}

// carried reports whether a file belongs into the package.
func carried(name string, files map[string]output.Sum) bool {
	if below, ok := strings.CutPrefix(name, "search/"); ok {
		return below == "root.js" || strings.HasPrefix(below, "shards/")
	}
	for _, suffix := range []string{".gz", ".br"} {
		if plain, ok := strings.CutSuffix(name, suffix); ok {
			if _, form := files[plain]; form && output.Compressible(plain) {
				return false
			}
		}
	}
	return true
}

// copyChecked writes a file and reports whether it is the one of the manifest.
func copyChecked(root *os.Root, name string, sum output.Sum, write func(string, io.Reader) error) (right bool, err error) {
	info, err := root.Lstat(name)
	if errors.Is(err, fs.ErrNotExist) || err == nil && !info.Mode().IsRegular() {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	f, err := root.Open(name)
	if err != nil {
		return false, err
	}
	defer f.Close()
	h := sha256.New()
	if err := write(name, io.TeeReader(f, h)); err != nil {
		return false, err
	}
	return output.Sum(h.Sum(nil)) == sum, nil
}
