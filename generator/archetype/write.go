package archetype

import (
	"fmt"
	"os"
	"path"
)

// Write writes the files below root. A file that exists is an error and is left
// as it is; what was written before it is taken back.
func Write(root *os.Root, all []File) error {
	for i, f := range all {
		if err := write(root, f); err != nil {
			for _, done := range all[:i] {
				// The first fault is the one to tell.
				_ = root.Remove(done.Path)
			}
			return err
		}
	}
	return nil
}

func write(root *os.Root, f File) error {
	if err := root.MkdirAll(path.Dir(f.Path), 0o755); err != nil {
		return fmt.Errorf("make folder: %w", err)
	}
	w, err := root.OpenFile(f.Path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return fmt.Errorf("make file: %w", err)
	}
	_, err = w.Write(f.Data)
	if cerr := w.Close(); err == nil {
		err = cerr
	}
	if err != nil {
		// A file cut short is of no use.
		_ = root.Remove(f.Path)
		return fmt.Errorf("write %s: %w", f.Path, err)
	}
	return nil
}
