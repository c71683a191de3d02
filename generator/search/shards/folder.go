package shards

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// RootFile is the root's name in the search folder and ShardsDir the folder of
// the shards in it.
const (
	RootFile  = "root.js"
	ShardsDir = "shards"
)

// folder is a search folder. A file in it is never changed: it may be shared with
// the published site by a hard link.
type folder string

func (d folder) path(n shardName) string {
	return filepath.Join(string(d), ShardsDir, n.String()+".js")
}

// add writes a file made by newFile and appendSlice under a name by its content,
// and returns the name; written is false where the same file is there already.
func (d folder) add(file []byte, k kind) (n shardName, written bool, err error) {
	n = nameOf(payload(file[payloadAt:]), k)
	end := len(file)
	for range maxTries {
		file = closeFile(file[:end], n.String())
		err := create(d.path(n), file)
		if err == nil {
			return n, true, nil
		}
		if !errors.Is(err, fs.ErrExist) {
			return 0, false, fmt.Errorf("write shard: %w", err)
		}
		old, err := os.ReadFile(d.path(n))
		if err != nil {
			return 0, false, fmt.Errorf("write shard: %w", err)
		}
		if bytes.Equal(old, file) {
			return n, false, nil
		}
		n = n.next()
	}
	return 0, false, fmt.Errorf("write shard: no free name")
}

// create writes a new file; one that is there already is left alone.
func create(name string, data []byte) error {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	if err != nil {
		os.Remove(name)
	}
	return err
}

// read returns a shard's payload.
func (d folder) read(n shardName) (payload, error) {
	file, err := os.ReadFile(d.path(n))
	if err != nil {
		return nil, fmt.Errorf("read shard: %w", err)
	}
	p, err := openFile(file, n.String())
	if err == nil && !n.matches(p) {
		err = damaged("%s has not the content of its name", n)
	}
	if err != nil {
		return nil, fmt.Errorf("read shard: %w", err)
	}
	return p, nil
}

// writeRoot replaces the root by rename.
func (d folder) writeRoot(file []byte) error {
	name := filepath.Join(string(d), RootFile)
	if err := os.WriteFile(name+".tmp", closeFile(file, rootName), 0o644); err != nil {
		return fmt.Errorf("write search root: %w", err)
	}
	if err := os.Rename(name+".tmp", name); err != nil {
		return fmt.Errorf("write search root: %w", err)
	}
	return nil
}
