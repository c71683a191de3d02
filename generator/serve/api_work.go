package serve

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"runtime/debug"
	"sync"
	"time"
)

// errBusy says that too many questions wait already.
var errBusy = errors.New("too many questions wait")

// waitingPerCore is how many questions may wait for each that is worked on.
const waitingPerCore = 32

// work works on as many questions at once as there are cores. Equal ones are worked on
// once; one that takes too long, or that none waits for any more, is given up.
type work struct {
	time   time.Duration
	cores  chan struct{}
	places int // for questions worked on and waiting

	mu      sync.Mutex
	flights map[string]*flight
	open    int // questions worked on and waiting, those given up included
}

// flight is a question on its way; done is closed when the answer is there.
type flight struct {
	done    chan struct{}
	answer  *answer
	err     error
	waiting int
	cancel  context.CancelFunc
}

func newWork(most time.Duration) *work {
	n := runtime.GOMAXPROCS(0)
	return &work{time: most, cores: make(chan struct{}, n), places: n * (1 + waitingPerCore), flights: map[string]*flight{}}
}

// do returns what a job makes, or what the same job makes for another. The edition
// stays open until the job has ended.
func (w *work) do(ctx context.Context, key string, e *Edition, job func(context.Context) (*answer, error)) (*answer, error) {
	w.mu.Lock()
	f := w.flights[key]
	if f == nil {
		if w.open == w.places {
			w.mu.Unlock()
			return nil, errBusy
		}
		w.open++
		f = &flight{done: make(chan struct{})}
		var own context.Context
		own, f.cancel = context.WithTimeout(context.WithoutCancel(ctx), w.time)
		w.flights[key] = f
		e.readers.Add(1)
		go w.fly(own, key, f, e, job)
	}
	f.waiting++
	w.mu.Unlock()
	select {
	case <-f.done:
		return f.answer, f.err
	case <-ctx.Done():
		w.leave(key, f)
		return nil, ctx.Err()
	}
}

// leave takes back a wait. A question that none waits for is given up.
func (w *work) leave(key string, f *flight) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if f.waiting--; f.waiting == 0 {
		f.cancel()
		if w.flights[key] == f {
			delete(w.flights, key)
		}
	}
}

// fly does a job when a core is free.
func (w *work) fly(ctx context.Context, key string, f *flight, e *Edition, job func(context.Context) (*answer, error)) {
	defer func() {
		// A fault of one question must not end the server.
		if fault := recover(); fault != nil {
			f.answer, f.err = nil, fmt.Errorf("panic: %v\n%s", fault, debug.Stack())
		}
		f.cancel()
		if e.readers.Add(-1) == 0 && e.retired.Load() {
			e.end()
		}
		w.mu.Lock()
		if w.flights[key] == f {
			delete(w.flights, key)
		}
		w.open--
		w.mu.Unlock()
		close(f.done)
	}()
	select {
	case w.cores <- struct{}{}:
	case <-ctx.Done():
		f.err = ctx.Err()
		return
	}
	defer func() { <-w.cores }()
	f.answer, f.err = job(ctx)
}
