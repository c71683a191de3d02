package serve

import (
	"net/netip"
	"sync"
	"time"

	lru "github.com/hashicorp/golang-lru/v2/simplelru"
	"golang.org/x/time/rate"
)

// mostClients is how many clients are remembered: of more, those who have asked
// nothing for longest begin anew.
const mostClients = 20_000

// limits keeps each client to a number of questions a second.
type limits struct {
	rate  rate.Limit
	burst int

	mu      sync.Mutex
	clients *lru.LRU[netip.Prefix, *rate.Limiter]
}

// newLimits returns limits of so many questions a second, and so many at once; with a
// rate of 0 there are none.
func newLimits(perSecond, burst int) *limits {
	l := &limits{rate: rate.Limit(perSecond), burst: max(burst, perSecond, 1)}
	l.clients, _ = lru.NewLRU[netip.Prefix, *rate.Limiter](mostClients, nil) // fails for no size alone
	return l
}

// wait counts a question of a client, and returns 0, or how long it has to wait before
// it may ask one.
func (l *limits) wait(client netip.Addr, now time.Time) time.Duration {
	if l.rate <= 0 {
		return 0
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	who := household(client)
	limiter, ok := l.clients.Get(who)
	if !ok {
		limiter = rate.NewLimiter(l.rate, l.burst)
		l.clients.Add(who, limiter)
	}
	r := limiter.ReserveN(now, 1)
	wait := r.DelayFrom(now)
	if wait > 0 {
		r.CancelAt(now)
	}
	return wait
}

// household is what counts as one client: an address, of IPv6 the network of a
// subscriber, who has 2^64 of them (RFC 6177).
func household(client netip.Addr) netip.Prefix {
	bits := client.BitLen()
	if client.Is6() {
		bits = 64
	}
	p, _ := client.Prefix(bits) // the zero address has the zero prefix
	return p
}
