// Command touyan builds a searchable site from Markdown cases, asks its search
// index and starts new sites and cases.
//
//	touyan build | watch | serve | release | search | new site | new case | version | help
//
// The command parses, calls the library and prints; what it prints comes from
// package message, in the language of --lang, else of the locale, else of the
// site. Results go to standard output, everything else to standard error.
//
// # Exit codes
//
//	0    fine
//	1    the content or the site is at fault
//	2    the command line is wrong
//	3    the machine is at fault: disk, permission, a bug
//	130  interrupted
//
// The first SIGINT or SIGTERM lets the command stop in order, the second ends it
// at once.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
	"time"
)

// The exit codes.
const (
	exitFine        = 0
	exitContent     = 1
	exitUsage       = 2
	exitMachine     = 3
	exitInterrupted = 130
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	// With the handler gone, a second signal does what signals do by default.
	context.AfterFunc(ctx, stop)
	quietLibraries()
	s := newSession(os.Stdout, os.Stderr, os.Getenv, time.Now)
	os.Exit(s.run(ctx, os.Args[1:]))
}
