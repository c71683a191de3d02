package external

import (
	"cmp"
	"context"
	"iter"
	"math/rand/v2"
	"net/http"
	"net/url"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// lanes is how many hosts are being worked on at a time: far more than requests
// under way, since most of them wait for their delay.
const lanes = 256

// run is one call of Check.
type run struct {
	c     *Checker
	o     Options
	ctx   context.Context
	stop  context.CancelFunc
	slots chan struct{}

	direct, proxied *http.Transport
	connections     connections

	mu    sync.Mutex
	hosts map[string]*host
	// shut tells why there is no connection to a site.
	shut map[string]fault
	// met is whether any host could be connected to.
	met atomic.Bool
	// away are the hosts that could not.
	away map[string]bool
}

// outcome is what a run found out about an address.
type outcome struct {
	address string
	Result
	// skipped is set if it was not asked for its host's sake.
	skipped bool
}

// start begins a run.
func (c *Checker) start(ctx context.Context) *run {
	r := &run{
		c: c, o: c.o,
		slots: make(chan struct{}, c.o.Parallel),
		hosts: map[string]*host{}, shut: map[string]fault{}, away: map[string]bool{},
	}
	r.ctx, r.stop = context.WithCancel(ctx)
	r.direct, r.proxied = r.transports()
	return r
}

// end closes what a run opened.
func (r *run) end() {
	r.stop()
	r.direct.CloseIdleConnections()
	r.proxied.CloseIdleConnections()
	r.connections.close()
}

// askAll asks addresses and hands over what was found, in the order in which it
// is. It is over when all are, or soon after the run's context ended.
func (r *run) askAll(todo []*url.URL) iter.Seq[outcome] {
	byHost := map[string][]*url.URL{}
	var order []string
	for _, u := range todo {
		name := u.Hostname()
		if byHost[name] == nil {
			order = append(order, name)
		}
		byHost[name] = append(byHost[name], u)
	}
	// The hosts with most to ask take longest, whatever else is done meanwhile.
	slices.SortStableFunc(order, func(a, b string) int {
		return cmp.Compare(len(byHost[b]), len(byHost[a]))
	})
	return func(yield func(outcome) bool) {
		found := make(chan outcome)
		go func() {
			defer close(found)
			var all sync.WaitGroup
			free := make(chan struct{}, lanes)
			for _, name := range order {
				if take(r.ctx, free) != nil {
					break
				}
				all.Go(func() {
					r.lane(byHost[name], found)
					<-free
				})
			}
			all.Wait()
		}()
		more := true
		for o := range found {
			// What is under way is waited for, so that nothing is left behind.
			if more = more && yield(o); !more {
				r.stop()
			}
		}
	}
}

// lane asks the addresses of one host.
func (r *run) lane(addresses []*url.URL, found chan<- outcome) {
	var workers sync.WaitGroup
	var next atomic.Int64
	for range min(r.o.PerHost, len(addresses)) {
		workers.Go(func() {
			for {
				i := int(next.Add(1)) - 1
				if i >= len(addresses) || r.ctx.Err() != nil {
					return
				}
				if o, ok := r.ask(addresses[i]); ok {
					found <- o
				}
			}
		})
	}
	workers.Wait()
}

// ask asks for one address until what is found can be believed; ok is false if
// the run ended meanwhile.
func (r *run) ask(u *url.URL) (o outcome, ok bool) {
	budget := r.o.Total
	method := r.host(u.Hostname()).method()
	for n := 1; ; n++ {
		w := r.walk(u, method, &budget)
		if r.ctx.Err() != nil {
			return outcome{}, false
		}
		o = outcome{u.String(), w.result(), w.fault.skipped}
		if !o.skipped {
			o.Checked = r.c.clock.Now()
		}
		if !w.fault.transient || n >= r.o.Attempts || budget <= 0 {
			r.believe(w)
			return o, true
		}
		if r.c.clock.Sleep(r.ctx, backoff(r.o.Backoff, n)) != nil {
			return outcome{}, false
		}
		method = http.MethodGet
	}
}

// believe lets what was found hold for others of the host, where it does.
func (r *run) believe(w *walk) {
	switch {
	case w.fault.Problem == Throttled:
		r.host(w.at.Hostname()).close()
	case w.fault.site && !w.fault.skipped:
		r.shutSite(w.at, w.fault)
	}
}

// backoff is the pause after attempt n: it doubles up to 30 s, and lasts for
// between half of that and all of it, lest many that failed together come back
// together.
func backoff(first time.Duration, n int) time.Duration {
	const longest = 30 * time.Second
	d := min(longest, first<<min(n-1, 16))
	return d/2 + rand.N(d/2+1)
}

// isShut returns why there is no connection to a site.
func (r *run) isShut(u *url.URL) (fault, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	f, ok := r.shut[site(u)]
	return f, ok
}

// shutSite remembers that no connection to a site can be had.
func (r *run) shutSite(u *url.URL, f fault) {
	r.mu.Lock()
	defer r.mu.Unlock()
	f.skipped, f.transient = true, false
	r.shut[site(u)] = f
}

// meet remembers whether a host could be connected to.
func (r *run) meet(u *url.URL, f fault) {
	switch {
	case f.Problem == Private || f.skipped:
	case !f.away:
		r.met.Store(true)
	default:
		r.mu.Lock()
		defer r.mu.Unlock()
		r.away[u.Hostname()] = true
	}
}

// offline reports whether this machine seems to be.
func (r *run) offline() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return !r.met.Load() && len(r.away) >= 3
}
