package serve

import (
	"context"
	"errors"
	"net/netip"
	"runtime"
	"sync/atomic"
	"testing"
	"time"

	"touyan/generator/release"
)

func testEdition() *Edition {
	e := &Edition{Release: &release.Release{}}
	e.readers.Add(1) // the request's
	return e
}

// eventually waits until a condition holds.
func eventually(t *testing.T, what string, met func() bool) {
	t.Helper()
	for end := time.Now().Add(20 * time.Second); !met(); time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("%s: not yet", what)
		}
	}
}

func (w *work) waitingFor(key string) int {
	w.mu.Lock()
	defer w.mu.Unlock()
	if f := w.flights[key]; f != nil {
		return f.waiting
	}
	return 0
}

func TestEqualQuestionsAreWorkedOnOnce(t *testing.T) {
	w, e := newWork(time.Minute), testEdition()
	var jobs atomic.Int64
	begin := make(chan struct{})
	job := func(context.Context) (*answer, error) {
		jobs.Add(1)
		<-begin
		return newAnswer([]byte("x")), nil
	}
	got := make(chan error, 10)
	for range 10 {
		go func() {
			a, err := w.do(context.Background(), "k", e, job)
			if err == nil && string(a.body) != "x" {
				err = errors.New("another answer")
			}
			got <- err
		}()
	}
	eventually(t, "all wait", func() bool { return w.waitingFor("k") == 10 })
	close(begin)
	for range 10 {
		if err := <-got; err != nil {
			t.Error(err)
		}
	}
	if jobs.Load() != 1 {
		t.Errorf("%d jobs", jobs.Load())
	}
}

func TestWorkIsBounded(t *testing.T) {
	w, e := newWork(time.Minute), testEdition()
	var at, most atomic.Int64
	begin := make(chan struct{})
	job := func(context.Context) (*answer, error) {
		most.Store(max(most.Load(), at.Add(1)))
		<-begin
		at.Add(-1)
		return newAnswer(nil), nil
	}
	done := make(chan error, w.places)
	for i := range w.places {
		go func() {
			_, err := w.do(context.Background(), string(rune(i)), e, job)
			done <- err
		}()
	}
	eventually(t, "all places are taken", func() bool { w.mu.Lock(); defer w.mu.Unlock(); return w.open == w.places })
	if _, err := w.do(context.Background(), "one more", e, job); !errors.Is(err, errBusy) {
		t.Errorf("one more: %v", err)
	}
	close(begin)
	for range w.places {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
	if n := most.Load(); n > int64(runtime.GOMAXPROCS(0)) {
		t.Errorf("%d at once", n)
	}
	if _, err := w.do(context.Background(), "later", e, job); err != nil {
		t.Errorf("later: %v", err)
	}
}

// TestWorkStops leaves a question whose answer none waits for, and keeps one that
// another waits for.
func TestWorkStops(t *testing.T) {
	w, e := newWork(time.Minute), testEdition()
	stopped := make(chan error, 2)
	job := func(ctx context.Context) (*answer, error) {
		<-ctx.Done()
		stopped <- ctx.Err()
		return nil, ctx.Err()
	}
	ctx, leave := context.WithCancel(context.Background())
	other, leaveToo := context.WithCancel(context.Background())
	errs := make(chan error, 2)
	for _, c := range []context.Context{ctx, other} {
		go func() { _, err := w.do(c, "k", e, job); errs <- err }()
	}
	eventually(t, "both wait", func() bool { return w.waitingFor("k") == 2 })
	leave()
	if err := <-errs; !errors.Is(err, context.Canceled) {
		t.Errorf("the first: %v", err)
	}
	select {
	case <-stopped:
		t.Error("it stops though one waits")
	case <-time.After(20 * time.Millisecond):
	}
	leaveToo()
	<-errs
	<-stopped
	eventually(t, "all is given back", func() bool { return e.readers.Load() == 1 && w.waitingFor("k") == 0 })

	// Time alone stops it too, and its edition is closed when it has ended.
	w.time = time.Millisecond
	if _, err := w.do(context.Background(), "k", e, job); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("too long: %v", err)
	}
}

func TestWorkThatPanics(t *testing.T) {
	w, e := newWork(time.Minute), testEdition()
	if _, err := w.do(context.Background(), "k", e, func(context.Context) (*answer, error) { panic("fault") }); err == nil {
		t.Error("no error")
	}
	eventually(t, "the place is free", func() bool { w.mu.Lock(); defer w.mu.Unlock(); return w.open == 0 })
}

func TestClientsOfOneNetwork(t *testing.T) {
	l, now := newLimits(1, 1), time.Unix(1e9, 0)
	for _, c := range []struct {
		client string
		waits  bool
	}{
		{"192.0.2.1", false}, {"192.0.2.1", true}, {"192.0.2.2", false},
		{"2001:db8::1", false}, {"2001:db8::2", true}, {"2001:db8:0:1::1", false},
	} {
		if wait := l.wait(netip.MustParseAddr(c.client), now); (wait > 0) != c.waits {
			t.Errorf("%s waits %v", c.client, wait)
		}
	}
	for range 3 { // without an address all are one client
		l.wait(netip.Addr{}, now)
	}
	if newLimits(0, 0).wait(netip.Addr{}, now) != 0 {
		t.Error("without a rate there is a limit")
	}
}
