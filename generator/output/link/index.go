package link

import (
	"cmp"
	"encoding/binary"
	"errors"
	"runtime"
	"slices"
	"strings"
	"sync"
)

// Index knows the ids and links of pages. Set may be called by many goroutines at
// once.
type Index struct {
	// HostPath is the path that the site has on its host, with its escapes, such as
	// /lib/; "" where it is not known.
	HostPath string

	mu sync.Mutex
	// strings are numbered by their place; numbers is the way back, nil until it
	// is needed.
	strings []string
	numbers map[string]uint32
	targets []target
	// targetNumbers is the way back, likewise.
	targetNumbers map[target]uint32
	pages         map[string]page
	// tidied is the length of both lists when no unused ones were in them.
	tidied  int
	changed bool
}

// target is what links lead to: the numbers of a path and a fragment.
type target struct {
	kind           kind
	path, fragment uint32
}

// page holds numbers of ids and targets as the stored form has them.
type page struct {
	sum        [32]byte
	ids, links []byte
}

// New returns an index that knows no page.
func New() *Index {
	return &Index{
		strings: []string{""}, numbers: map[string]uint32{"": 0},
		targetNumbers: map[target]uint32{}, pages: map[string]page{},
	}
}

// Changed reports whether there is something new to be stored.
func (x *Index) Changed() bool { return x.changed }

// Set notes what Scan found on the page with the SHA-256. Pages that are rendered
// may be noted right away; Verify scans the others itself.
func (x *Index) Set(path string, sum [32]byte, p Page) {
	if path == notFound {
		p = p.below(x.HostPath)
	}
	ways := p.ways(path)
	x.mu.Lock()
	defer x.mu.Unlock()
	x.number()
	ids := make([]uint32, 0, len(p.IDs))
	for _, id := range p.IDs {
		ids = append(ids, x.intern(id))
	}
	links := make([]uint32, 0, len(ways))
	for _, w := range ways {
		links = append(links, x.target(target{w.kind, x.intern(w.path), x.intern(w.fragment)}))
	}
	x.pages[strings.Clone(path)] = page{sum, pack(ids), pack(links)}
	x.changed = true
}

// notFound is the page that hosts show at any address.
const notFound = "404.html"

// below returns a page of the site's root with its links from the root of the host
// made relative, where they lead below a path.
func (p Page) below(hostPath string) Page {
	if hostPath == "" {
		return p
	}
	p.Links = slices.Clone(p.Links)
	for i, l := range p.Links {
		if to, ok := strings.CutPrefix(l, hostPath); ok && !strings.HasPrefix(to, "/") {
			p.Links[i] = "./" + to // so that the site's root is not taken for the page
		}
	}
	return p
}

// way is a link that has to be looked at: where it leads, as strings.
type way struct {
	kind
	path, fragment string
}

// ways resolves a page's links. Those to an id of the page itself are settled
// here, for the one cannot change without the other.
func (p Page) ways(path string) []way {
	own := make(map[string]bool, len(p.IDs))
	for _, id := range p.IDs {
		own[id] = true
	}
	ways := make([]way, 0, len(p.Links))
	for _, l := range p.Links {
		switch file, fragment, k := resolve(path, l); {
		case k == external, k == internal && file == path && (fragment == "" || own[fragment]):
		case k == internal:
			ways = append(ways, way{k, file, fragment})
		default:
			ways = append(ways, way{k, l, ""})
		}
	}
	return ways
}

// number makes the ways back, which a build that changes nothing does not need.
func (x *Index) number() {
	if x.numbers != nil {
		return
	}
	x.numbers = make(map[string]uint32, len(x.strings))
	for i, s := range x.strings {
		x.numbers[s] = uint32(i)
	}
	x.targetNumbers = make(map[target]uint32, len(x.targets))
	for i, t := range x.targets {
		x.targetNumbers[t] = uint32(i)
	}
}

func (x *Index) intern(s string) uint32 {
	n, ok := x.numbers[s]
	if !ok {
		n = uint32(len(x.strings))
		s = strings.Clone(s)
		x.strings = append(x.strings, s)
		x.numbers[s] = n
	}
	return n
}

func (x *Index) target(t target) uint32 {
	n, ok := x.targetNumbers[t]
	if !ok {
		n = uint32(len(x.targets))
		x.targets = append(x.targets, t)
		x.targetNumbers[t] = n
	}
	return n
}

// pack sorts numbers and writes each once, as the distance from the one before.
func pack(list []uint32) []byte {
	slices.Sort(list)
	list = slices.Compact(list)
	b := make([]byte, 0, len(list)+len(list)/4)
	last := uint32(0)
	for _, n := range list {
		b = binary.AppendUvarint(b, uint64(n-last))
		last = n
	}
	return slices.Clip(b)
}

// unpack yields the numbers.
func unpack(b []byte) func(yield func(uint32) bool) {
	return func(yield func(uint32) bool) {
		at := uint32(0)
		for len(b) > 0 {
			n, size := binary.Uvarint(b)
			if size <= 0 {
				return
			}
			b = b[size:]
			at += uint32(n)
			if !yield(at) {
				return
			}
		}
	}
}

// Verify brings the index up to the site and returns the links that lead
// nowhere, in order of page and target.
func (x *Index) Verify(s Site) ([]Dead, error) {
	if err := x.update(s); err != nil {
		return nil, err
	}
	dead := x.deadTargets(s)
	if len(dead) == 0 {
		return nil, nil
	}
	var found []Dead
	for path, p := range x.pages {
		for n := range unpack(p.links) {
			if reason, ok := dead[n]; ok {
				found = append(found, Dead{path, x.spell(n), reason})
			}
		}
	}
	if len(found) == 0 {
		x.compact() // nothing links to what is dead any more
	}
	slices.SortFunc(found, func(a, b Dead) int {
		return cmp.Or(cmp.Compare(a.Page, b.Page), cmp.Compare(a.Target, b.Target))
	})
	return found, nil
}

func (x *Index) spell(n uint32) string {
	t := x.targets[n]
	s := x.strings[t.path]
	if t.fragment != 0 {
		s += "#" + x.strings[t.fragment]
	}
	return s
}

// update forgets pages that are gone and scans those that are new or changed.
func (x *Index) update(s Site) error {
	var unknown []string
	sums := map[string][32]byte{}
	known := 0
	for path, sum := range s.Files() {
		if !scanned(path) {
			continue
		}
		if p, ok := x.pages[path]; ok && p.sum == sum {
			known++
			continue
		}
		unknown = append(unknown, path)
		sums[path] = sum
	}
	if err := x.scan(s, unknown, sums); err != nil {
		return err
	}
	if known+len(unknown) == len(x.pages) {
		return nil
	}
	there := make(map[string]bool, known+len(unknown))
	for path := range s.Files() {
		there[path] = true
	}
	for path := range x.pages {
		if !there[path] {
			delete(x.pages, path)
			x.changed = true
		}
	}
	return nil
}

// scan reads pages on all cores.
func (x *Index) scan(s Site, paths []string, sums map[string][32]byte) error {
	var wg sync.WaitGroup
	workers := min(runtime.GOMAXPROCS(0), len(paths))
	errs := make([]error, workers)
	for i := range workers {
		wg.Go(func() {
			for n := i; n < len(paths) && errs[i] == nil; n += workers {
				var data []byte
				if data, errs[i] = s.Read(paths[n]); errs[i] == nil {
					x.Set(paths[n], sums[paths[n]], Scan(data))
				}
			}
		})
	}
	wg.Wait()
	return errors.Join(errs...)
}

// deadTargets looks every target up. Some may no longer be linked to; that shows
// when pages are asked.
func (x *Index) deadTargets(s Site) map[uint32]Reason {
	dead := map[uint32]Reason{}
	has := make(map[uint32]bool, len(x.strings))
	ids := map[uint32][]uint32{}
	for n, t := range x.targets {
		if t.kind != internal {
			dead[uint32(n)] = NoFile
			if t.kind == outside {
				dead[uint32(n)] = Outside
			}
			continue
		}
		there, asked := has[t.path]
		if !asked {
			there = s.Has(x.strings[t.path])
			has[t.path] = there
		}
		if !there {
			dead[uint32(n)] = NoFile
		} else if t.fragment != 0 && !x.hasID(t, ids) {
			dead[uint32(n)] = NoAnchor
		}
	}
	return dead
}

// hasID reports whether the target's fragment is on its page. A file that was not
// scanned has fragments of its own kind, as #page=2 of a PDF.
func (x *Index) hasID(t target, unpacked map[uint32][]uint32) bool {
	p, ok := x.pages[x.strings[t.path]]
	if !ok {
		return true
	}
	ids, ok := unpacked[t.path]
	if !ok {
		ids = slices.Collect(unpack(p.ids))
		unpacked[t.path] = ids
	}
	_, found := slices.BinarySearch(ids, t.fragment)
	return found
}
