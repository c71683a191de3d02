package external

import (
	"context"
	"errors"
	"sync"
	"time"
)

// errClosed says that a host wants to be left alone.
var errClosed = errors.New("host is left alone")

// host is what a run knows of a host name.
type host struct {
	// slots holds a token for each request under way.
	slots chan struct{}

	mu sync.Mutex
	// next is when the next request may begin.
	next   time.Time
	closed bool
	noHead bool
}

// host returns what is known of a name.
func (r *run) host(name string) *host {
	r.mu.Lock()
	defer r.mu.Unlock()
	h := r.hosts[name]
	if h == nil {
		h = &host{slots: make(chan struct{}, r.o.PerHost)}
		r.hosts[name] = h
	}
	return h
}

// enter waits for a request's turn. leave must follow if there is no error.
func (r *run) enter(ctx context.Context, h *host) error {
	if err := take(ctx, h.slots); err != nil {
		return err
	}
	for {
		if err := take(ctx, r.slots); err != nil {
			<-h.slots
			return err
		}
		wait, err := h.reserve(r.c.clock.Now(), r.o.Delay)
		if err == nil && wait <= 0 {
			return nil
		}
		// Others go on while this host's delay lasts.
		<-r.slots
		if err == nil {
			err = r.c.clock.Sleep(ctx, wait)
		}
		if err != nil {
			<-h.slots
			return err
		}
	}
}

// leave ends a request.
func (r *run) leave(h *host) {
	<-r.slots
	<-h.slots
}

// take puts a token into slots once there is room.
func take(ctx context.Context, slots chan struct{}) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	select {
	case slots <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// reserve begins a request, or tells how long to wait before asking again.
func (h *host) reserve(now time.Time, delay time.Duration) (time.Duration, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.closed {
		return 0, errClosed
	}
	if wait := h.next.Sub(now); wait > 0 {
		return wait, nil
	}
	h.next = now.Add(delay)
	return 0, nil
}

// pause lets no request begin before a time.
func (h *host) pause(until time.Time) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if until.After(h.next) {
		h.next = until
	}
}

// close lets no request begin any more.
func (h *host) close() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.closed = true
}

// method returns what to ask first with.
func (h *host) method() string {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.noHead {
		return "GET"
	}
	return "HEAD"
}

// refuseHead remembers that GET does where HEAD did not.
func (h *host) refuseHead() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.noHead = true
}
