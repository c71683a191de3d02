package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"time"

	"golang.org/x/term"

	"touyan/generator/message"
)

// session is one run of the command: where it prints, what it knows of the
// machine, the language it speaks.
type session struct {
	out    *bufio.Writer
	err    io.Writer
	getenv func(string) string
	now    func() time.Time
	words  *message.Printer
	// outStyle and errStyle are plain where the stream is no terminal.
	outStyle, errStyle style
	// columns is the width of the terminal on standard error, 0 for none.
	columns int
}

func newSession(out, err *os.File, getenv func(string) string, now func() time.Time) *session {
	s := &session{
		out: bufio.NewWriter(out), err: err, getenv: getenv, now: now,
		words: message.New(message.Chinese),
	}
	colours := getenv("NO_COLOR") == "" && getenv("TERM") != "dumb"
	s.outStyle.on = colours && term.IsTerminal(int(out.Fd()))
	s.errStyle.on = colours && term.IsTerminal(int(err.Fd()))
	if width, _, sizeErr := term.GetSize(int(err.Fd())); sizeErr == nil && getenv("TERM") != "dumb" {
		s.columns = width
	}
	return s
}

// run does what the arguments ask and returns the exit code.
func (s *session) run(ctx context.Context, args []string) (code int) {
	defer func() {
		if r := recover(); r != nil {
			code = s.internal(r, debug.Stack())
		}
	}()
	inv, usage := parse(args)
	s.words = message.New(s.language(args, inv.options.source))
	switch {
	case usage != nil:
		return s.usage(usage)
	case inv.options.help:
		s.help(inv.command)
		code = exitFine
	default:
		code = inv.command.run(ctx, s, inv)
	}
	if err := s.out.Flush(); err != nil {
		return s.machine(err)
	}
	return code
}

// text returns the catalogue's words.
func (s *session) text(key string, args ...any) string { return s.words.Text(key, args...) }

// print writes a line to standard output.
func (s *session) print(line string) { fmt.Fprintln(s.out, line) }

// tell writes a line to standard error.
func (s *session) tell(line string) { fmt.Fprintln(s.err, line) }

// complain writes what is wrong and, below it, what to do.
func (s *session) complain(what string, mends ...string) {
	s.tell(s.errStyle.red("touyan: ") + what)
	for _, m := range mends {
		s.tell("    " + m)
	}
}
