package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"time"
)

// documents returns README and docs/, by their names in an archive.
func documents() (map[string][]byte, error) {
	files := map[string][]byte{}
	add := func(name string) error {
		data, err := os.ReadFile(name)
		files[filepath.ToSlash(name)] = data
		return err
	}
	for _, name := range []string{"README.md", "README.zh-CN.md"} {
		if err := add(name); err != nil {
			return nil, err
		}
	}
	return files, filepath.WalkDir("docs", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		return add(name)
	})
}

// pack returns the archive for a target, all in one folder, and the suffix of its name.
func pack(folder string, t target, program []byte, files map[string][]byte, when time.Time) (data []byte, suffix string, err error) {
	var b bytes.Buffer
	write, end := tarball(&b, when)
	suffix = ".tar.gz"
	if t.system == "windows" {
		write, end = zipped(&b, when)
		suffix = ".zip"
	}
	if err := write(folder+"/"+t.program(), program, 0o755); err != nil {
		return nil, "", err
	}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		mode := fs.FileMode(0o644)
		if filepath.Ext(name) == ".sh" {
			mode = 0o755
		}
		if err := write(folder+"/"+name, files[name], mode); err != nil {
			return nil, "", err
		}
	}
	err = end()
	return b.Bytes(), suffix, err
}

// writer puts a file into an archive.
type writer func(name string, data []byte, mode fs.FileMode) error

func tarball(to io.Writer, when time.Time) (writer, func() error) {
	z, _ := gzip.NewWriterLevel(to, gzip.BestCompression) // the level is a right one
	w := tar.NewWriter(z)
	write := func(name string, data []byte, mode fs.FileMode) error {
		h := &tar.Header{Typeflag: tar.TypeReg, Name: name, Size: int64(len(data)), Mode: int64(mode), ModTime: when, Format: tar.FormatUSTAR}
		if err := w.WriteHeader(h); err != nil {
			return err
		}
		_, err := w.Write(data)
		return err
	}
	return write, func() error {
		if err := w.Close(); err != nil {
			return err
		}
		return z.Close()
	}
}

func zipped(to io.Writer, when time.Time) (writer, func() error) {
	w := zip.NewWriter(to)
	write := func(name string, data []byte, mode fs.FileMode) error {
		h := &zip.FileHeader{Name: name, Method: zip.Deflate, Modified: when}
		h.SetMode(mode)
		f, err := w.CreateHeader(h)
		if err != nil {
			return err
		}
		_, err = f.Write(data)
		return err
	}
	return write, w.Close
}
