package mend

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// ErrChanged is returned for a file that is no longer what was mended.
var ErrChanged = errors.New("the file was changed meanwhile")

// Write puts text in the place of what a file holds: whoever reads it sees the old one or
// the new one. Its mode and, where this process may, its owner stay; of a symbolic link
// the file that it leads to is written. dir is the folder that this must be in. Where the
// file no longer holds was, the error is [ErrChanged].
func Write(dir, name string, was, text []byte) (err error) {
	defer func() {
		if err != nil {
			err = fmt.Errorf("write %s: %w", name, err)
		}
	}()
	target, err := inside(dir, name)
	if err != nil {
		return err
	}
	info, err := mayWrite(target)
	if err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(target), ".touyan-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) // gone by then, if all went well
	_, err = f.Write(text)
	if err == nil {
		adopt(f, info)
		err = f.Chmod(info.Mode().Perm())
	}
	if err == nil {
		err = f.Sync()
	}
	if closeErr := f.Close(); err == nil {
		err = closeErr
	}
	if err != nil {
		return err
	}
	if now, err := os.ReadFile(target); err != nil || !bytes.Equal(now, was) {
		return errors.Join(ErrChanged, err)
	}
	return os.Rename(f.Name(), target)
}

// inside returns the file that a path of the folder leads to.
func inside(dir, name string) (string, error) {
	root, err := filepath.EvalSymlinks(dir)
	if err != nil {
		return "", err
	}
	target, err := filepath.EvalSymlinks(filepath.Join(dir, filepath.FromSlash(name)))
	if err != nil {
		return "", err
	}
	if rel, err := filepath.Rel(root, target); err != nil || !filepath.IsLocal(rel) {
		return "", errors.New("it is not in the site's folder")
	}
	return target, nil
}

// mayWrite returns what is known of a file that may be written to: a rename alone would
// also replace one that may not.
func mayWrite(name string) (os.FileInfo, error) {
	f, err := os.OpenFile(name, os.O_WRONLY, 0)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return f.Stat()
}
