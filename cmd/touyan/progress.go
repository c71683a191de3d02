package main

import (
	"fmt"
	"io"
	"strings"
	"sync"
	"time"

	"touyan/generator/message"
)

// A build shorter than barAfter shows no bar; a longer one draws it at most every
// barEvery.
const (
	barAfter = 500 * time.Millisecond
	barEvery = 100 * time.Millisecond
	barWidth = 24
)

// progress is the bar that a long build draws on a terminal. It may be told of
// progress by many goroutines.
type progress struct {
	mu     sync.Mutex
	w      io.Writer
	words  *message.Printer
	width  int
	now    func() time.Time
	start  time.Time
	last   time.Time
	shown  bool
	closed bool
}

// newProgress starts a bar on w, a terminal of the given width; nil where the
// width is 0, as for a file or a pipe.
func newProgress(w io.Writer, words *message.Printer, width int, now func() time.Time) *progress {
	if width == 0 {
		return nil
	}
	return &progress{w: w, words: words, width: width, now: now, start: now()}
}

// report returns what a build tells of its progress, or nil for no bar.
func (p *progress) report() func(stage string, done, total int) {
	if p == nil {
		return nil
	}
	return p.update
}

func (p *progress) update(stage string, done, total int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := p.now()
	if p.closed || now.Sub(p.start) < barAfter || now.Sub(p.last) < barEvery {
		return
	}
	p.last, p.shown = now, true
	// One column is left free: some terminals wrap a line that is quite full.
	fmt.Fprint(p.w, "\r\x1b[K"+clip(p.line(stage, done, total), p.width-1))
}

// line is the bar as drawn: the stage, how far it is, and the counts.
func (p *progress) line(stage string, done, total int) string {
	label := pad(p.words.Text("stage."+stage), 8)
	if total <= 0 {
		return fmt.Sprintf("%s %s", label, p.words.Text("progress.done", done))
	}
	full := min(max(done, 0), total) * barWidth / total
	bar := strings.Repeat("█", full) + strings.Repeat("░", barWidth-full)
	return fmt.Sprintf("%s %s %s", label, bar, p.words.Text("progress.of", done, total))
}

// close erases the bar; it draws no more.
func (p *progress) close() {
	if p == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.shown {
		fmt.Fprint(p.w, "\r\x1b[K")
	}
	p.closed = true
}
