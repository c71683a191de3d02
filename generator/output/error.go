package output

import (
	"errors"
	"fmt"
	"io/fs"
)

// ErrNotPublished is returned by [Writer.Keep] for a file that is not there or
// has another content: the caller has to make it.
var ErrNotPublished = errors.New("not published")

// Error is a failure that a person should see. Code and Args are those of a
// diagnostic and have words in package message; the package's documentation
// lists them.
type Error struct {
	Code string
	Args []any
	// Err is what the system said, if it was the system.
	Err error
}

// Error returns the code with its arguments, for logs.
func (e *Error) Error() string {
	s := e.Code
	for _, a := range e.Args {
		s += fmt.Sprintf(" %v", a)
	}
	if e.Err != nil {
		s += ": " + e.Err.Error()
	}
	return s
}

// Unwrap returns what the system said.
func (e *Error) Unwrap() error { return e.Err }

// Machine reports whether the machine is at fault (disk, permission, another
// build), not the site or the command.
func (e *Error) Machine() bool {
	switch e.Code {
	case "output-busy", "output-mounted", "output-replaced", "output-full", "output-denied", "output-io":
		return true
	}
	return false
}

func fault(code string, args ...any) *Error { return &Error{Code: code, Args: args} }

// system turns what the system refused at a path into an Error. An Error stays
// as it is, and so does nil.
func system(path string, err error) error {
	var known *Error
	switch {
	case err == nil || errors.As(err, &known):
		return err
	case isFull(err):
		return &Error{"output-full", []any{path}, err}
	case errors.Is(err, fs.ErrPermission) || isReadOnly(err):
		return &Error{"output-denied", []any{path}, err}
	default:
		return &Error{"output-io", []any{path, reason(err)}, err}
	}
}

// reason is the system's own word, without the path that Args already has.
func reason(err error) string {
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err.Error()
	}
	return err.Error()
}
