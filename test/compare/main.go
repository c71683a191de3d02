// Command compare measures touyan beside other tools on the same words, in the
// same run, one after the other:
//
//	go run ./test/compare -n 10000
//	go run ./test/compare -tools touyan,bleve -json
//
// # What is measured
//
//	bleve     the yardstick: title, body and tags of every case put into a bare
//	          bleve index by the stock cjk analyzer, with nothing stored
//	touyan    a clean build, a build with nothing changed, one after an edit of a
//	          body, one after an edit of a title
//	hugo      a clean build with related pages, and one without
//	pagefind  the search index over the pages of Hugo's build without related pages
//	browser   what a reader's Chromium loads and waits for when it searches what
//	          touyan and Pagefind built, below
//	watch     how long a save takes to show in Chromium with touyan watch and with
//	          Hugo's server, below
//
// Only touyan's figures hold both pages and search; compare them with Hugo's
// and Pagefind's together. Every command runs as a process of its own, and of
// each are taken the wall time, the processor time (user and system, children
// included), the peak of resident memory of its largest process, and the size
// and number of the files it wrote. The last columns give wall time, processor
// time and memory as multiples of the bare bleve index's: those ratios move
// less from machine to machine than the seconds do.
//
// # In the browser
//
// A server on this machine has the files; it compresses whole ones (gzip) and
// serves parts of files, as most static hosts do, and touyan is asked a second time
// where it serves only whole ones. 40 queries are made from the corpus: words of
// titles, problems, tags, places, some questions, and the commonest words of all.
// Each is asked as the first query of a new page, with the next one after it, of
// ten results with their texts. Counted are the bytes of bodies as sent and the
// requests, the client's own included, and the time in the page from the call to
// the results, first with the shards to load, then with the shards there.
//
// This part alone measures again what a former run built and kept:
//
//	go run ./test/compare -n 1000 -dir /tmp/c
//	go run ./test/compare -n 1000 -dir /tmp/c -only browser
//
// or any built site, with -site and -pagefind. Without any it builds touyan's.
//
// # The preview
//
// touyan watch and Hugo's server, with related pages and without, are started one
// after the other on the same cases, each as it is unless told otherwise: Hugo's
// renders to memory, and of the pages only those lately looked at. A start is timed
// from that of the process to a case's page received: with nothing kept, and for
// touyan, whose preview keeps what makes the next start quicker, once more after the
// first run has been at rest and ended. Then all are open, each in a Chromium of its
// own, and edited in turns, so that whatever else the machine does slows all of them:
// 40 edits of a case's body with its page on show, 40 of its title, and, with the
// list of all cases on show, 40 of the title of the first in it. Each is made when
// the one before is on show and a rest of 0.3 to 0.8 s has passed; every other one is
// written beside the file and renamed, the rest in place.
//
// The time of an edit is from just before the save to the page's script finding the
// new text in the page's body, whether it was put in there or came with a page loaded
// anew; both ends are by this command's clock, so each time includes the way of a
// word from the browser, a millisecond or two. An edit that is not on show within a
// minute counts as missed and has no time. Memory is the resident one as Linux tells
// it; the processor time of an edit is that of the preview's process, the search index
// brought up to date and the rest between edits included. From 20,000 cases on
// touyan's preview is measured alone unless -beside says otherwise. This part alone
// uses a work folder again, as the one above does:
//
//	go run ./test/compare -n 10000 -dir /tmp/c -only watch -beside plain
//
// # Where things are kept
//
// Hugo comes through the Go module proxy and Pagefind from the npm registry, in
// the versions that tools.go names, into touyan-compare in the user's cache
// folder. A tool that cannot be had is named below the table and left out. The
// corpora and outputs are in a temporary folder that is removed at the end,
// unless -dir names another.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"slices"
	"strings"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	os.Exit(run(ctx, os.Args[1:]))
}

// run returns the exit code: 1 for a tool that failed, 2 for a wrong command
// line, 3 for the machine.
func run(ctx context.Context, args []string) int {
	if len(args) > 0 && strings.HasPrefix(args[0], childMark) {
		return exitCode(child(args[0], args[1:]), 1)
	}
	var b bench
	flags := flag.NewFlagSet("compare", flag.ContinueOnError)
	flags.IntVar(&b.report.Cases, "n", 10000, "number of cases")
	flags.Uint64Var(&b.report.Seed, "seed", 1, "which corpus")
	names := flags.String("tools", "touyan,hugo,pagefind,bleve,browser,watch", "what to measure, separated by commas")
	flags.StringVar(names, "only", *names, "the same as -tools")
	dir := flags.String("dir", "", "work in this folder and keep it: a new one, but for browser or watch alone")
	flags.StringVar(&b.site, "site", "", "built site to search in the browser, in place of the work folder's")
	flags.StringVar(&b.pagefindIndex, "pagefind", "", "Pagefind's index likewise")
	flags.StringVar(&b.beside, "beside", "", "Hugo's servers to watch touyan beside: both, plain or none; both below 20,000 cases, then none")
	flags.IntVar(&b.edits, "edits", 40, "how many edits of each kind are made in a preview")
	asJSON := flags.Bool("json", false, "print the numbers as JSON")
	if err := flags.Parse(args); err != nil {
		return 2
	}
	chosen, err := choose(*names)
	switch {
	case err != nil:
		return exitCode(err, 2)
	case flags.NArg() > 0:
		return exitCode(fmt.Errorf("unexpected argument %q", flags.Arg(0)), 2)
	case b.report.Cases < 1:
		return exitCode(errors.New("-n must be 1 at least"), 2)
	case !slices.Contains([]string{"", "both", "plain", "none"}, b.beside):
		return exitCode(fmt.Errorf("-beside is both, plain or none, not %q", b.beside), 2)
	case b.edits < 1:
		return exitCode(errors.New("-edits must be 1 at least"), 2)
	}
	remove, err := b.workIn(*dir, len(chosen) == 1 && chosen[0].again)
	if err != nil {
		return exitCode(err, 3)
	}
	defer remove()
	failed := b.measureAll(ctx, chosen)
	if err := b.report.print(os.Stdout, *asJSON); err != nil {
		return exitCode(err, 3)
	}
	return exitCode(failed, 1)
}

func exitCode(err error, code int) int {
	if err == nil {
		return 0
	}
	fmt.Fprintln(os.Stderr, "compare:", err)
	return code
}

// tool measures one program and what it makes in one or more scenarios.
type tool struct {
	name    string
	measure func(*bench, context.Context) error
	// again says that alone it measures what a former run left.
	again bool
}

// tools is in the order of running: the yardstick first, Pagefind after the
// pages that it reads, the browser after what it searches, and last what edits the
// corpora.
func tools() []tool {
	return []tool{
		{"bleve", (*bench).bleve, false},
		{"touyan", (*bench).touyan, false},
		{"hugo", (*bench).hugo, false},
		{"pagefind", (*bench).pagefind, false},
		{"browser", (*bench).browser, true},
		{"watch", (*bench).watch, true},
	}
}

// choose returns the named tools in the order of running.
func choose(names string) ([]tool, error) {
	wanted := map[string]bool{}
	for name := range strings.SplitSeq(names, ",") {
		wanted[strings.TrimSpace(name)] = true
	}
	var out []tool
	for _, t := range tools() {
		if wanted[t.name] {
			out = append(out, t)
			delete(wanted, t.name)
		}
	}
	for name := range wanted {
		return nil, fmt.Errorf("no tool %q", name)
	}
	return out, nil
}

// bench is one run of the command.
type bench struct {
	report report
	dir    string
	log    io.Writer
	// site and pagefindIndex are built already, if not "".
	site, pagefindIndex string
	// edits is how many of each kind are made in a preview.
	edits int
	// beside says which of Hugo's servers are watched: both, plain or none.
	beside string
}

// workIn prepares the work folder, which may be there already if it is to be used
// again, and returns what removes it.
func (b *bench) workIn(dir string, again bool) (remove func(), err error) {
	b.log, b.dir = os.Stderr, dir
	if dir != "" {
		if err := os.Mkdir(dir, 0o755); err != nil && !(again && os.IsExist(err)) {
			return nil, fmt.Errorf("make work folder: %w", err)
		}
		return func() {}, nil
	}
	if b.dir, err = os.MkdirTemp("", "touyan-compare-"); err != nil {
		return nil, fmt.Errorf("make work folder: %w", err)
	}
	return func() { os.RemoveAll(b.dir) }, nil
}

// measureAll runs the tools. One that fails does not keep the others from being
// measured; the errors of those that were there and failed are returned.
func (b *bench) measureAll(ctx context.Context, chosen []tool) error {
	var failed []error
	for _, t := range chosen {
		err := t.measure(b, ctx)
		var missing missingError
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case errors.As(err, &missing):
			b.report.Missing = append(b.report.Missing, err.Error())
		case err != nil:
			failed = append(failed, fmt.Errorf("%s: %w", t.name, err))
		}
	}
	return errors.Join(failed...)
}

// say tells on standard error what goes on.
func (b *bench) say(format string, args ...any) {
	fmt.Fprintf(b.log, "compare: "+format+"\n", args...)
}
