// Command main writes a corpus to measure with:
//
//	go run ./test/corpus/main -n 10000 -seed 1 -dir /tmp/corpus
//
// With -hugo the same cases are laid out for Hugo.
package main

import (
	"flag"
	"fmt"
	"os"
	"time"

	"touyan/test/corpus"
)

func main() {
	n := flag.Int("n", 1000, "number of cases")
	seed := flag.Uint64("seed", 1, "which corpus")
	dir := flag.String("dir", "", "folder to write to")
	hugo := flag.Bool("hugo", false, "lay the site out for Hugo")
	plain := flag.Bool("plain", false, "with -hugo: no related pages")
	flag.Parse()
	if *dir == "" || flag.NArg() > 0 || *n < 0 {
		flag.Usage()
		os.Exit(2)
	}
	write := corpus.Write
	if *hugo {
		write = corpus.WriteHugo
	}
	start := time.Now()
	if err := write(*dir, corpus.Options{N: *n, Seed: *seed, Plain: *plain}); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(3)
	}
	fmt.Fprintf(os.Stderr, "%d cases in %s, %v\n", *n, *dir, time.Since(start).Round(time.Millisecond))
}
