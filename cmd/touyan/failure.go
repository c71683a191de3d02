package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"runtime"
	"slices"
	"strings"
	"syscall"

	"touyan/generator/message"
)

// valueName is an argument's name, for which the catalogue has the word.
type valueName string

// usageError is a command line that cannot be obeyed.
type usageError struct {
	// key and args are the catalogue's words for what is wrong.
	key  string
	args []any
	// nearest is what was probably meant, or "".
	nearest string
	// dashed is a word that was taken for a flag and may be meant as text.
	dashed string
	// help is the help page that tells more: "", or the command's name.
	help string
}

// usage prints a wrong command line's fault and returns its exit code.
func (s *session) usage(u *usageError) int {
	var mends []string
	if u.nearest != "" {
		mends = append(mends, s.text("error.nearest", u.nearest))
	}
	if u.dashed != "" {
		mends = append(mends, s.text("error.dash", u.dashed))
	}
	more := "touyan help"
	if u.help != "" {
		more += " " + u.help
	}
	args := slices.Clone(u.args)
	for i, a := range args {
		if name, ok := a.(valueName); ok {
			args[i] = s.text("value." + string(name))
		}
	}
	s.complain(s.text(u.key, args...), append(mends, s.text("error.help", more))...)
	return exitUsage
}

// content prints a fault of the site with its mend and returns its exit code.
func (s *session) content(key string, args ...any) int {
	s.complain(s.text(key, args...), s.text(key+".mend"))
	return exitContent
}

// machine prints a fault of the machine and returns its exit code; a cancelled
// context is an interruption instead.
func (s *session) machine(err error) int {
	if errors.Is(err, context.Canceled) {
		return exitInterrupted
	}
	var mends []string
	if key := mendOf(err); key != "" {
		mends = append(mends, s.text(key))
	}
	s.complain(s.text("error.machine", err), mends...)
	return exitMachine
}

// mendOf returns the words for what to do about an error of the machine, or "".
func mendOf(err error) string {
	switch {
	case errors.Is(err, syscall.EROFS):
		return "error.readonly.mend"
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		return "error.space.mend"
	case errors.Is(err, syscall.ENOTDIR):
		return "error.folder-wanted.mend"
	case errors.Is(err, fs.ErrPermission):
		return "error.permission.mend"
	case errors.Is(err, fs.ErrNotExist):
		return "error.missing.mend"
	}
	return ""
}

// internal prints a panic as a bug to report and returns its exit code. The
// panic of another goroutine brings that one's stack below an empty line.
func (s *session) internal(reason any, stack []byte) int {
	what, origin, other := strings.Cut(fmt.Sprint(reason), "\n\n")
	if other {
		stack = []byte(origin)
	}
	s.complain(s.text("error.internal", what), s.text("error.internal.mend"))
	s.tell(fmt.Sprintf("touyan %s, %s, %s/%s\n%s", programVersion(), runtime.Version(), runtime.GOOS, runtime.GOARCH, stack))
	return exitMachine
}

// printable keeps a page's words from giving orders to the terminal.
func printable(s string) string { return message.Printable(s) }
