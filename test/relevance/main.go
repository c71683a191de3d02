// Command relevance measures ranking on a retrieval set:
//
//	go run ./test/relevance -eval ../shared/eval
//
// The set is a folder with passages.jsonl, an object with id, title and text on
// each line, and queries.tsv: class, query, and the id of the passage that answers
// it. Every passage becomes a case of a site that is built in a temporary folder;
// the set is only read. All queries are asked of the site's index, as touyan
// search does, and of touyan.search in Chromium. For each class of queries it
// prints
//
//	Recall@1    the share of queries whose passage comes first
//	Recall@10   the share of queries whose passage is on the first page
//	MRR@10      the mean of 1/rank, 0 where it is not on the first page
//
// The exit code is 1 where the browser's figures are not the index's, or where the
// mean rank of a class is below what -least asks for (class=number, repeated).
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"

	"touyan/test/chrome"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	os.Exit(run(ctx, os.Args[1:]))
}

// run returns the exit code: 1 for ranking below what is asked, 2 for a wrong
// command line, 3 for the machine.
func run(ctx context.Context, args []string) int {
	least := leasts{}
	flags := flag.NewFlagSet("relevance", flag.ContinueOnError)
	eval := flags.String("eval", "", "folder of the retrieval set")
	worst := flags.Int("worst", 0, "print so many of the queries whose passage is not first, the worst first")
	flags.Var(least, "least", "fail below this MRR@10, as question=0.98")
	if err := flags.Parse(args); err != nil {
		return 2
	}
	if *eval == "" || flags.NArg() > 0 {
		flags.Usage()
		return 2
	}
	set, err := readSet(*eval)
	if err != nil {
		return exitCode(err, 2)
	}
	dir, err := os.MkdirTemp("", "touyan-relevance-")
	if err != nil {
		return exitCode(err, 3)
	}
	defer os.RemoveAll(dir)
	public := filepath.Join(dir, "public")
	if err := set.build(ctx, filepath.Join(dir, "source"), public); err != nil {
		return exitCode(err, 3)
	}
	return exitCode(set.measure(ctx, public, least, *worst), 1)
}

func exitCode(err error, code int) int {
	if err == nil {
		return 0
	}
	fmt.Fprintln(os.Stderr, "relevance:", err)
	return code
}

// leasts are the numbers to reach by class.
type leasts map[string]float64

func (l leasts) String() string { return "" }

// Set reads class=number.
func (l leasts) Set(s string) error {
	class, number, ok := strings.Cut(s, "=")
	f, err := strconv.ParseFloat(number, 64)
	if !ok || err != nil {
		return fmt.Errorf("want class=number, not %q", s)
	}
	l[class] = f
	return nil
}

// measure asks both readers of the site and prints how they did.
func (s *set) measure(ctx context.Context, public string, least leasts, worst int) error {
	inGo, err := s.askIndex(ctx, public)
	if err != nil {
		return err
	}
	fmt.Printf("%d passages, %d queries\n\n", len(s.passages), len(s.queries))
	failed := []error{s.report("touyan search", inGo, least)}
	s.printWorst(inGo, worst)
	inBrowser, err := s.askBrowser(ctx, public)
	switch {
	case errors.Is(err, chrome.ErrMissing):
		fmt.Println("browser: left out:", err)
		return errors.Join(failed...)
	case err != nil:
		return errors.Join(append(failed, err)...)
	}
	failed = append(failed, s.report("browser", inBrowser, least))
	for i := range inGo {
		if inGo[i] != inBrowser[i] {
			failed = append(failed, fmt.Errorf("%q: rank %d in Go and %d in the browser", s.queries[i].text, inGo[i], inBrowser[i]))
			if len(failed) > 10 {
				break
			}
		}
	}
	return errors.Join(failed...)
}
