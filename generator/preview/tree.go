package preview

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"touyan/generator/content"
)

// inputs are what a site is made from, in its folder.
func inputs() []string {
	return []string{"content", "themes", "layouts", "assets", "i18n", "site.yaml", "wording.yaml"}
}

// isInput reports whether a path below the site's folder, with slashes, is or may
// become a part of the site.
func isInput(rel string) bool {
	parts := strings.Split(rel, "/")
	return slices.Contains(inputs(), parts[0]) && !slices.ContainsFunc(parts[1:], content.Ignored)
}

// maxDepth bounds how deep folders are looked into; content.Walk goes less deep.
const maxDepth = 32

// tree walks the files that a site is made from. Links are followed to places
// within the site's folder, to each only once, so that they make no loop.
type tree struct {
	// root is the site's folder, real the same without links.
	root, real string
	seen       map[string]bool
	// visit is told of each folder and file: its path below root, with slashes,
	// and where it really is.
	visit func(rel, real string, info fs.FileInfo)
}

func newTree(root string, visit func(rel, real string, info fs.FileInfo)) (*tree, error) {
	real, err := filepath.EvalSymlinks(root)
	if err != nil {
		return nil, err
	}
	return &tree{root: root, real: real, seen: map[string]bool{}, visit: visit}, nil
}

// all walks everything.
func (t *tree) all() {
	for _, name := range inputs() {
		t.walk(name, 0)
	}
}

// walk visits what is at a path and below it. What cannot be read is passed over:
// it is for the build to tell.
func (t *tree) walk(rel string, depth int) {
	if depth > maxDepth || !isInput(rel) {
		return
	}
	at := filepath.Join(t.root, filepath.FromSlash(rel))
	real, err := filepath.EvalSymlinks(at)
	if err != nil || real != t.real && !strings.HasPrefix(real, t.real+string(filepath.Separator)) {
		return
	}
	info, err := os.Stat(real)
	if err != nil || info.IsDir() && t.seen[real] {
		return
	}
	t.visit(rel, real, info)
	if !info.IsDir() {
		return
	}
	t.seen[real] = true
	entries, err := os.ReadDir(real)
	if err != nil {
		return
	}
	for _, e := range entries {
		t.entry(rel+"/"+e.Name(), real, e, depth)
	}
}

// entry visits a folder's entry; only a link needs to be asked where it leads.
func (t *tree) entry(rel, dir string, e fs.DirEntry, depth int) {
	if e.IsDir() || e.Type()&fs.ModeSymlink != 0 {
		t.walk(rel, depth+1)
		return
	}
	if info, err := e.Info(); err == nil && isInput(rel) {
		t.visit(rel, filepath.Join(dir, e.Name()), info)
	}
}
