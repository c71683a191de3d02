package output

import (
	"crypto/sha256"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
)

// Options says how to publish.
type Options struct {
	// Source is the site's folder; the output folder may be in it, but may not
	// hold it. Empty: there is none to be careful of.
	Source string
	// Inputs are the folders that a build reads, from Source where they are not
	// absolute. The output folder may not be, hold or be part of one.
	Inputs []string
	// Sync flushes all files to disk before they are published, so that a power
	// cut leaves the old or the new site whole.
	Sync bool
	// Fresh takes nothing of the published site for granted: every file is
	// written anew, which mends files that were edited by hand.
	Fresh bool

	// exchange replaces the system's means, and copies takes links away, in tests
	// of the other ways.
	exchange func(a, b string) error
	copies   bool
}

// Writer stages one build. Write, Copy and Keep may be called by many goroutines
// at once. It ends with Publish or Abort.
type Writer struct {
	// out is the resolved output folder, work the hidden one beside it.
	out, work string
	o         Options
	boot      string
	lock      *os.File
	workRoot  *os.Root

	// public is what readers see, nil where there is nothing yet. listed is its
	// manifest and sum the manifest's SHA-256; published are those of its files
	// that are there and known to be whole; foreign is all else that is there.
	// trusted says that no listed file is in doubt.
	public    *tree
	sum       Sum
	listed    table
	published table
	foreign   foreign
	trusted   bool
	stage     *tree

	mu sync.Mutex
	// staged is what stage holds, next what the site is to hold. folded has the
	// paths of next that are not in lower case by their lower case, above the
	// folders of next.
	staged, next table
	folded       map[string]string
	above        map[string]string
	subs         []sub
	report       Report
	touched      bool
	linking      bool
	done         bool
	failed       error
}

// Open locks the output folder, repairs what a killed build left, and refuses
// folders that are not ours.
func Open(out string, o Options) (*Writer, error) {
	real, err := resolve(out)
	if err != nil {
		return nil, system(out, err)
	}
	if err := refuse(real, o); err != nil {
		return nil, err
	}
	w := &Writer{
		out: real, work: workFolder(real), o: o, boot: bootID(),
		staged: table{}, next: table{},
		folded: map[string]string{}, above: map[string]string{},
	}
	if w.boot == "" {
		w.o.Sync = true
	}
	if w.o.exchange == nil {
		w.o.exchange = exchange
	}
	if err := w.open(); err != nil {
		w.close()
		return nil, err
	}
	return w, nil
}

func (w *Writer) open() error {
	// A folder that will be refused gets no work folder beside it. Where one is
	// there, a killed build may first have to be finished.
	if _, err := os.Lstat(w.work); err != nil {
		if err := ours(w.out); err != nil {
			return err
		}
	}
	if err := w.enter(); err != nil {
		return err
	}
	st := readState(w.workRoot)
	if err := w.finish(st); err != nil {
		return system(w.out, err)
	}
	if err := ours(w.out); err != nil {
		return err
	}
	if isMount(w.out) {
		return fault("output-mounted", w.out)
	}
	return w.load(st)
}

// tree opens a folder of this build.
func (w *Writer) tree(path string) (*tree, error) {
	t, err := openTree(path)
	if err == nil {
		t.copies = w.o.copies
	}
	return t, err
}

// enter makes the work folder and takes its lock.
func (w *Writer) enter() error {
	if err := os.MkdirAll(filepath.Dir(w.out), 0o755); err != nil {
		return system(w.out, err)
	}
	if err := os.Mkdir(w.work, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return system(w.work, err)
	}
	t, err := w.tree(w.work)
	if err != nil {
		return system(w.work, err)
	}
	w.workRoot = t.root
	w.lock, err = w.workRoot.OpenFile("lock", os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return system(w.work, err)
	}
	got, err := tryLock(w.lock)
	if err != nil {
		return system(w.work, err)
	}
	if !got {
		return fault("output-busy", w.out)
	}
	return nil
}

// close gives everything back; the lock last.
func (w *Writer) close() {
	w.public.close()
	w.stage.close()
	if w.lock != nil {
		w.lock.Close()
	}
	if w.workRoot != nil {
		w.workRoot.Close()
	}
}

// Abort gives up the build: public stays as it is. What was staged is kept for
// the next build. After Publish it does nothing, so it may be deferred.
func (w *Writer) Abort() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.done {
		return nil
	}
	w.done = true
	defer w.close()
	if !w.touched || w.linking || w.failed != nil {
		return nil // nothing to settle, or left to the next Open
	}
	for _, s := range w.subs {
		if err := w.stage.clear(s.path); err != nil {
			return system(s.path, err)
		}
	}
	return system(w.work, w.settle())
}

// writeManifest puts a manifest into stage and flushes it.
func (w *Writer) writeManifest(t table) (Sum, error) {
	data := t.encode()
	f, err := w.stage.create(ManifestName)
	if err != nil {
		return Sum{}, err
	}
	_, err = f.Write(data)
	if err == nil {
		err = f.Sync()
	}
	if e := f.Close(); err == nil {
		err = e
	}
	return sha256.Sum256(data), err
}
