package output

import (
	"encoding/hex"
	"fmt"
	"os"
	"strings"
)

// phase says how far a build had come; the package's documentation tells what
// each means.
type phase string

const (
	clean     phase = "clean"
	dirty     phase = "dirty"
	swapping  phase = "swap"
	replacing phase = "replace"
)

// state is what the work folder knows of both trees.
type state struct {
	boot  string
	phase phase
	// public and stage are the SHA-256 of each tree's manifest; zero for a tree
	// without one.
	public, stage Sum
	// durable says that public was flushed to disk as a whole.
	durable bool
}

const (
	stateName  = "state"
	stateFresh = "state.new" // until it is whole
	stageFresh = "stage.new" // likewise
	stateHead  = "touyan output 1"
)

func (s state) encode() []byte {
	return fmt.Appendf(nil, "%s\nboot %s\nphase %s\npublic %x\nstage %x\ndurable %t\n",
		stateHead, s.boot, s.phase, s.public, s.stage, s.durable)
}

// parseState returns the zero state for anything but a whole state: that is the
// state of two trees of which nothing is known.
func parseState(data []byte) state {
	lines := strings.Split(string(data), "\n")
	if len(lines) != 7 || lines[0] != stateHead || lines[6] != "" {
		return state{}
	}
	var s state
	ok := true
	value := func(line, key string) string {
		v, found := strings.CutPrefix(line, key+" ")
		ok = ok && found
		return v
	}
	s.boot = value(lines[1], "boot")
	s.phase = phase(value(lines[2], "phase"))
	for i, sum := range []*Sum{&s.public, &s.stage} {
		b, err := hex.DecodeString(value(lines[3+i], [...]string{"public", "stage"}[i]))
		ok = ok && err == nil && len(b) == len(sum)
		copy(sum[:], b)
	}
	s.durable = value(lines[5], "durable") == "true"
	if !ok {
		return state{}
	}
	return s
}

// readState reads the work folder's state.
func readState(work *os.Root) state {
	data, err := work.ReadFile(stateName)
	if err != nil {
		return state{}
	}
	return parseState(data)
}

// writeState replaces the work folder's state. Without a boot to tell a power
// cut by, it is flushed.
func writeState(work *os.Root, s state) error {
	f, err := work.OpenFile(stateFresh, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(s.encode())
	if err == nil && s.boot == "" {
		err = f.Sync()
	}
	if e := f.Close(); err == nil {
		err = e
	}
	if err != nil {
		return err
	}
	return work.Rename(stateFresh, stateName)
}
