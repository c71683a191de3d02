package output

import "strings"

// Paths are the site paths that files take. Each is taken once, in whatever letter
// case, and a file does not stand where another's folder does: not all file systems
// could hold the site otherwise.
type Paths struct {
	// taken and above, the folders, lead from the lower case to a path.
	taken, above map[string]string
}

// NewPaths returns paths for n files, of which the manifest's and those in the given
// folders are taken.
func NewPaths(n int, folders ...string) *Paths {
	p := &Paths{taken: make(map[string]string, n+1), above: map[string]string{}}
	p.taken[ManifestName] = ManifestName
	for _, f := range folders {
		p.taken[f] = f
	}
	return p
}

// Take takes a path or says, as [Writer.Write] does, why it cannot be.
func (p *Paths) Take(path string) error {
	if !validPath(path) {
		return fault("output-path", path)
	}
	folded := strings.ToLower(path)
	if other, ok := p.taken[folded]; ok {
		return fault("duplicate-output", path, other)
	}
	if inside, ok := p.above[folded]; ok {
		return fault("duplicate-output", path, inside)
	}
	for dir := range parents(folded) {
		if _, ok := p.above[dir]; ok {
			break
		}
		if other, ok := p.taken[dir]; ok {
			return fault("duplicate-output", path, other)
		}
	}
	for dir := range parents(folded) {
		if _, ok := p.above[dir]; ok {
			break
		}
		p.above[dir] = path
	}
	p.taken[folded] = path
	return nil
}
