package daemon

import (
	"context"
	"io"
	"log/slog"
	"os"
	"sync"
	"sync/atomic"
	"time"
)

// Lines of the access log are gathered until there are so many bytes, or for so long.
const (
	mostGathered = 64 << 10
	gathering    = time.Second
)

// sink is where the log is written. What cannot be written, as where the disk is full,
// is left out, and how much that was is said once something can be.
type sink struct {
	name   string
	stderr io.Writer

	mu   sync.Mutex
	file *os.File
	text []byte
	lost int
}

// openSink opens a file to append to; "" stands for stderr.
func openSink(name string, stderr io.Writer) (*sink, error) {
	s := &sink{name: name, stderr: stderr}
	return s, s.reopen(name)
}

// reopen opens the file, which may have been moved away or be another one, anew. With
// an error the old one is written to on.
func (s *sink) reopen(name string) error {
	var file *os.File
	if name != "" {
		var err error
		if file, err = os.OpenFile(name, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o640); err != nil {
			return err
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.flush()
	if s.file != nil {
		_ = s.file.Close() // all of it is written, or lost
	}
	s.name, s.file = name, file
	return nil
}

// Write gathers a line.
func (s *sink) Write(line []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.text = append(s.text, line...)
	if len(s.text) >= mostGathered {
		s.flush()
	}
	return len(line), nil
}

// flush writes what was gathered.
func (s *sink) flush() {
	if len(s.text) == 0 {
		return
	}
	to := s.stderr
	if s.file != nil {
		to = s.file
	}
	if _, err := to.Write(s.text); err != nil {
		s.lost += len(s.text)
	} else if s.lost > 0 {
		lost := s.lost
		s.lost = 0
		slog.New(slog.NewJSONHandler(to, nil)).Warn("a part of the log could not be written", slog.Int("bytes", lost))
	}
	s.text = s.text[:0]
}

// direct returns a writer whose lines are written at once, after those that were
// gathered.
func (s *sink) direct() io.Writer { return direct{s} }

type direct struct{ *sink }

func (d direct) Write(line []byte) (int, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.text = append(d.text, line...)
	d.flush()
	return len(line), nil
}

// flushing writes what was gathered now and then, until ctx ends.
func (s *sink) flushing(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-time.After(gathering):
		}
		s.mu.Lock()
		s.flush()
		s.mu.Unlock()
	}
}

// close writes what is left.
func (s *sink) close() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.flush()
	if s.file != nil {
		_ = s.file.Close() // all of it is written, or lost
	}
}

// quiet passes on what an HTTP server says of its own accord, which tells of clients
// with their addresses: only what concerns the machine is kept, once a minute, for a
// connection that cannot be taken is tried again many times a second.
type quiet struct {
	slog.Handler
	told *atomic.Int64 // when, in nanoseconds since 1970
}

func newQuiet(h slog.Handler) quiet { return quiet{h, new(atomic.Int64)} }

// Handle leaves out what clients cause, and what was just told.
func (q quiet) Handle(ctx context.Context, r slog.Record) error {
	const accept = "http: Accept error"
	if len(r.Message) < len(accept) || r.Message[:len(accept)] != accept {
		return nil
	}
	last, now := q.told.Load(), r.Time.UnixNano()
	if now-last < int64(time.Minute) || !q.told.CompareAndSwap(last, now) {
		return nil
	}
	r.Level = slog.LevelError
	return q.Handler.Handle(ctx, r)
}

// Enabled lets Handle decide.
func (q quiet) Enabled(context.Context, slog.Level) bool { return true }
