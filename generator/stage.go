package generator

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"runtime"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"

	"touyan/generator/diag"
)

// run is one build on its way: the options, and the report as it grows.
type run struct {
	Options
	ctx    context.Context
	report Report
	mu     sync.Mutex
	// deaf says that the report is done: what is found now was found before.
	deaf bool
	// checks says that the checks follow.
	checks bool
}

// stage runs one step of a build and notes its time.
func (r *run) stage(name string, step func() error) error {
	if err := r.ctx.Err(); err != nil {
		return err
	}
	start := time.Now()
	err := step()
	r.report.Stages = append(r.report.Stages, Stage{name, time.Since(start)})
	return err
}

// found adds findings; it may be called from many goroutines.
func (r *run) found(l diag.List) {
	if len(l) == 0 || r.deaf {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.report.Diagnostics = append(r.report.Diagnostics, l...)
}

// failed returns ErrContent where an error was found.
func (r *run) failed() error {
	if r.report.Diagnostics.Errors() > 0 {
		return ErrContent
	}
	return nil
}

// progress tells how far a stage is.
func (r *run) progress(stage string, done, total int) {
	if r.Progress != nil {
		r.Progress(stage, done, total)
	}
}

// diagnosed is an error that is a finding.
type diagnosed interface{ Diagnostic() diag.Diagnostic }

// take turns an error that is a finding into one and returns all others.
func (r *run) take(err error) error {
	var d diagnosed
	if errors.As(err, &d) {
		r.found(diag.List{d.Diagnostic()})
		return nil
	}
	return err
}

// each calls do for every value on all cores and returns the first error; the
// context ends it early. Values are taken from seq one at a time.
func each[T any](ctx context.Context, seq iter.Seq[T], do func(T) error) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	work := make(chan T, 2*runtime.GOMAXPROCS(0))
	var wg sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for v := range work {
				if ctx.Err() != nil {
					continue
				}
				if err := guarded(do, v); err != nil {
					cancel(err)
				}
			}
		})
	}
	for v := range seq {
		if ctx.Err() != nil {
			break
		}
		work <- v
	}
	close(work)
	wg.Wait()
	err := context.Cause(ctx)
	if p := (&panicked{}); errors.As(err, &p) {
		panic(p)
	}
	return err
}

// panicked is a panic of a goroutine, to go on in the one that waits for it: the
// command tells of it there, and in tests nothing is swallowed.
type panicked struct {
	reason any
	stack  []byte
}

func (p *panicked) Error() string { return fmt.Sprintf("%v\n\n%s", p.reason, p.stack) }

func guarded[T any](do func(T) error, v T) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = &panicked{r, debug.Stack()}
		}
	}()
	return do(v)
}

// counter counts done work for progress.
type counter struct{ n atomic.Int64 }

func (c *counter) next() int { return int(c.n.Add(1)) }
