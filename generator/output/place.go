package output

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// resolve returns the real place of the output folder, which need not exist yet:
// links on the way to it, and it itself being one, are followed.
func resolve(path string) (string, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	const links = 40 // as many as Linux follows
	for range links {
		real, err := filepath.EvalSymlinks(path)
		if err == nil || !errors.Is(err, fs.ErrNotExist) {
			return real, err
		}
		target, err := os.Readlink(path)
		if err != nil {
			break
		}
		if !filepath.IsAbs(target) {
			target = filepath.Join(filepath.Dir(path), target)
		}
		path = target
	}
	above := filepath.Dir(path)
	if above == path {
		return path, nil
	}
	above, err = resolve(above)
	return filepath.Join(above, filepath.Base(path)), err
}

// refuse returns an error for an output folder that would endanger the source,
// the system or somebody's home.
func refuse(out string, o Options) error {
	if filepath.Dir(out) == out {
		return fault("output-system", out)
	}
	if home, err := os.UserHomeDir(); err == nil && holds(out, home) {
		return fault("output-system", out)
	}
	if o.Source == "" {
		return nil
	}
	if holds(out, o.Source) {
		return fault("output-source", out)
	}
	for _, in := range o.Inputs {
		if !filepath.IsAbs(in) {
			in = filepath.Join(o.Source, in)
		}
		if holds(out, in) || holds(in, out) {
			return fault("output-source", out)
		}
	}
	return nil
}

// holds reports whether a folder is another one or holds it, at whatever depth
// and through whatever links.
func holds(dir, inner string) bool {
	dir, errDir := resolve(dir)
	inner, errInner := resolve(inner)
	if errDir != nil || errInner != nil {
		return true // what cannot be told is not risked
	}
	if rel, err := filepath.Rel(dir, inner); err == nil && filepath.IsLocal(rel) {
		return true
	}
	// Names that differ by case may still be one folder.
	at, err := os.Stat(dir)
	if err != nil {
		return false
	}
	for {
		if fi, err := os.Stat(inner); err == nil && os.SameFile(fi, at) {
			return true
		}
		above := filepath.Dir(inner)
		if above == inner {
			return false
		}
		inner = above
	}
}

// workFolder returns the hidden folder beside the output folder.
func workFolder(out string) string {
	return filepath.Join(filepath.Dir(out), "."+filepath.Base(out)+".touyan")
}

// ours returns an error where the output folder has files and no manifest of
// ours. One that does not exist or is empty is fine, and so is a lone file that
// only keeps the folder in version control.
func ours(out string) error {
	dir, err := os.ReadDir(out)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if fi, e := os.Lstat(out); e == nil && !fi.IsDir() {
		return fault("output-not-ours", out)
	}
	if err != nil {
		return system(out, err)
	}
	foreign := false
	for _, e := range dir {
		switch e.Name() {
		case ".gitignore", ".gitkeep", ".DS_Store":
		case ManifestName:
			return nil // Open reads it and says what is wrong with it
		default:
			foreign = true
		}
	}
	if foreign {
		return fault("output-not-ours", out)
	}
	return nil
}
