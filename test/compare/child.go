package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"

	"touyan/test/corpus"
)

// The command starts itself with one of these words first to do a part of the
// work in a process of its own.
const (
	childMark    = "child:"
	childBleve   = childMark + "bleve"
	childTouyan  = childMark + "corpus"
	childHugo    = childMark + "corpus-hugo"
	childPlain   = childMark + "corpus-hugo-plain"
	childQueries = childMark + "queries"
	childTyped   = childMark + "typed"
)

// child does the part of the work that word asks for: "child:bleve SOURCE INDEX
// CASES", "child:corpus… FOLDER SEED CASES", "child:queries INDEX SEED CASES" or
// "child:typed - SEED CASES".
func child(word string, args []string) error {
	if len(args) != 3 {
		return fmt.Errorf("%s: %d arguments, want 3", word, len(args))
	}
	n, err := strconv.Atoi(args[2])
	if err != nil {
		return fmt.Errorf("%s: number of cases: %w", word, err)
	}
	if word == childBleve {
		return indexCorpus(args[0], args[1], n)
	}
	seed, err := strconv.ParseUint(args[1], 10, 64)
	if err != nil {
		return fmt.Errorf("%s: seed: %w", word, err)
	}
	switch word {
	case childQueries:
		return timeQueries(args[0], seed, n)
	case childTyped:
		return printTyped(seed, n)
	}
	o := corpus.Options{N: n, Seed: seed, Plain: word == childPlain}
	if word == childTouyan {
		return corpus.Write(args[0], o)
	}
	return corpus.WriteHugo(args[0], o)
}

// corpusFor writes the corpus that word stands for and returns its folder. A
// corpus that is there already is used again.
func (b *bench) corpusFor(ctx context.Context, word string) (string, error) {
	dir := filepath.Join(b.dir, word[len(childMark):])
	if _, err := os.Stat(dir); err == nil {
		return dir, nil
	}
	b.say("write %d cases to %s", b.report.Cases, dir)
	self, err := os.Executable()
	if err != nil {
		return "", fmt.Errorf("find this program: %w", err)
	}
	cmd := exec.CommandContext(ctx, self, word, dir, strconv.FormatUint(b.report.Seed, 10), strconv.Itoa(b.report.Cases))
	if text, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("write corpus: %w: %s", err, lastLines(text))
	}
	return dir, nil
}
