package output

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// errNoExchange says that the system or the file system cannot exchange folders.
var errNoExchange = errors.New("folders cannot be exchanged here")

// swap makes stage, whose manifest has the given SHA-256, the published tree.
func (w *Writer) swap(sum Sum) error {
	if err := w.sameFolder(); err != nil {
		return err
	}
	st := state{boot: w.boot, phase: swapping, public: w.sum, stage: sum}
	if !w.trusted {
		st.boot, st.public = unsure, Sum{}
	}
	if err := writeState(w.workRoot, st); err != nil {
		return system(w.work, err)
	}
	first := w.public == nil
	// Open folders cannot be renamed on every system.
	w.public.close()
	w.stage.close()
	w.public, w.stage = nil, nil
	if err := w.exchange(st, first); err != nil {
		if isInUse(err) {
			return &Error{"output-mounted", []any{w.out}, err}
		}
		return system(w.out, err)
	}
	if err := w.syncParent(); err != nil {
		return system(w.out, err)
	}
	return w.afterSwap(sum)
}

// sameFolder makes sure that the folder to be exchanged is the one that was
// looked at.
func (w *Writer) sameFolder() error {
	now, err := os.Lstat(w.out)
	if w.public == nil {
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		return fault("output-replaced", w.out)
	}
	if err != nil {
		return &Error{"output-replaced", []any{w.out}, err}
	}
	then, err := w.public.root.Stat(".")
	if err != nil || !os.SameFile(now, then) {
		return &Error{"output-replaced", []any{w.out}, err}
	}
	return nil
}

// exchange puts stage in public's place by the best means there is.
func (w *Writer) exchange(st state, first bool) error {
	stage, old := filepath.Join(w.work, "stage"), filepath.Join(w.work, "old")
	if first {
		return os.Rename(stage, w.out)
	}
	err := w.o.exchange(stage, w.out)
	if errors.Is(err, errNoExchange) {
		if err = os.Rename(w.out, old); err == nil {
			return w.renames(stage, old)
		}
	}
	if !isOtherDevice(err) {
		return err
	}
	if err := w.renew(); err != nil {
		return err
	}
	st.phase = replacing
	if err := writeState(w.workRoot, st); err != nil {
		return err
	}
	return w.replace(w.next)
}

// renames goes on after public was renamed to old. A kill before the first
// rename is the one that leaves no public; see finish.
func (w *Writer) renames(stage, old string) error {
	if err := os.Rename(stage, w.out); err != nil {
		return errors.Join(err, os.Rename(old, w.out))
	}
	return os.Rename(old, stage)
}

// renew makes stage anew where the system would refuse to rename it as well.
func (w *Writer) renew() error {
	stage, fresh := filepath.Join(w.work, "stage"), filepath.Join(w.work, stageFresh)
	err := os.Rename(stage, fresh)
	if err == nil {
		return os.Rename(fresh, stage)
	}
	if !isOtherDevice(err) {
		return err
	}
	if err := os.Mkdir(fresh, 0o755); err != nil {
		return err
	}
	if err := w.relink(stage, fresh); err != nil {
		return err
	}
	if err := w.workRoot.RemoveAll("stage"); err != nil {
		return err
	}
	return os.Rename(fresh, stage)
}

func (w *Writer) relink(stage, fresh string) error {
	from, err := w.tree(stage)
	if err != nil {
		return err
	}
	defer from.close()
	to, err := w.tree(fresh)
	if err != nil {
		return err
	}
	defer to.close()
	items, err := from.walk()
	if err != nil {
		return err
	}
	return carry(from, to, append(items, item{".", fs.ModeDir}))
}

// replace removes public and puts stage, whose files are listed, in its place.
func (w *Writer) replace(listed table) error {
	stage := filepath.Join(w.work, "stage")
	if err := w.removePublic(stage, listed); err != nil {
		return err
	}
	return os.Rename(stage, w.out)
}

func (w *Writer) removePublic(stage string, listed table) error {
	public, err := w.tree(w.out)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	defer public.close()
	to, err := w.tree(stage)
	if err != nil {
		return err
	}
	defer to.close()
	list, _, _, err := public.manifest()
	if err != nil {
		return err
	}
	items, err := public.walk()
	if err != nil {
		return err
	}
	present, f := classify(list, items)
	// The manifest goes last: without it pages would be taken for foreign files
	// should this be broken off.
	for path := range present {
		if err := public.remove(path); err != nil {
			return err
		}
	}
	if err := w.sweep(public, to, f, listed); err != nil {
		return err
	}
	if err := public.tidy(nil); err != nil {
		return err
	}
	if err := public.remove(ManifestName); err != nil {
		return err
	}
	return os.Remove(w.out)
}

// afterSwap empties the old tree, now stage, of what is foreign and arrived
// meanwhile, and notes that all is done.
func (w *Writer) afterSwap(sum Sum) error {
	st := state{boot: w.boot, phase: clean, public: sum, stage: w.sum, durable: w.o.Sync && flushes}
	stage, err := w.tree(filepath.Join(w.work, "stage"))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		st.stage = Sum{}
		return system(w.work, writeState(w.workRoot, st))
	case err != nil:
		return err
	}
	defer stage.close()
	public, err := w.tree(w.out)
	if err != nil {
		return err
	}
	defer public.close()
	items, err := stage.walk()
	if err != nil {
		return err
	}
	_, f := classify(w.listed, items)
	if err := w.sweep(stage, public, f, w.next); err != nil {
		return err
	}
	if !w.trusted {
		st.phase = dirty // some of its files are not what the manifest says
	}
	return system(w.work, writeState(w.workRoot, st))
}
