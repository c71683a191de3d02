// Command load puts touyan serve under load, beside nginx on the same files, or soaks it:
//
//	go run ./test/load                   pages and searches of 1,000 cases
//	go run ./test/load -n 10000          of 10,000
//	go run ./test/load -soak 1000000     readers while the site is built again and again
//
// The tests of this package are a short form of both, and what may go wrong around a
// server that runs: see fault_test.go. All of it drives the real program, in a process
// of its own, on 127.0.0.1.
//
// Figures are to be compared within one run alone, for the machine may be busy with
// other things; the load average is printed with them. wrk and nginx are Debian's.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"time"
)

func main() {
	n := flag.Int("n", 1000, "number of cases")
	rounds := flag.Int("rounds", 5, "rounds of each measurement")
	length := flag.Duration("length", 4*time.Second, "how long one measurement takes")
	connections := flag.Int("connections", 32, "connections at once")
	requests := flag.Int64("soak", 0, "soak with so many requests instead")
	every := flag.Duration("every", 3*time.Second, "with -soak: time from one build to the next")
	dir := flag.String("dir", "", "folder to work in, kept afterwards; a corpus there is used again")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, *dir, *requests, *every, bench{n: *n, rounds: *rounds, length: *length, connections: *connections}); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(ctx context.Context, dir string, requests int64, every time.Duration, b bench) error {
	if dir == "" {
		var err error
		if dir, err = os.MkdirTemp("", "touyan-load-"); err != nil {
			return err
		}
		defer os.RemoveAll(dir)
	}
	program, err := buildProgram(filepath.Join(dir, "bin"))
	if err != nil {
		return err
	}
	if requests == 0 {
		b.program, b.dir = program, dir
		return b.run(ctx, os.Stdout)
	}
	s := soak{program: program, dir: filepath.Join(dir, "soak"), requests: requests, clients: 8, every: every}
	s.progress = func(text string) { fmt.Println(text) }
	err = s.run(ctx)
	fmt.Print(s.report())
	if err == nil && len(s.failures) > 0 {
		err = fmt.Errorf("%d failures", s.failed.Load())
	}
	return err
}

// loadAverage is what the machine was busy with, as /proc/loadavg has it.
func loadAverage() string {
	data, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return "unknown"
	}
	return strings.Join(strings.Fields(string(data))[:3], " ")
}
