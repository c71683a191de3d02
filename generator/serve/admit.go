package serve

import (
	"net/http"
	"net/netip"
	"strconv"
	"sync"
	"time"

	lru "github.com/hashicorp/golang-lru/v2/simplelru"
	"golang.org/x/time/rate"
)

// A client may give a wrong password this often at once, and once in the interval after.
const (
	mostFailures    = 10
	failureInterval = 10 * time.Second
)

// admit lets in who gives a right name and password (RFC 7617), and answers all others.
func (s *Server) admit(w *visit, r *http.Request, now *live) bool {
	user, password, given := r.BasicAuth()
	if given && now.Accounts.Known(user, password) {
		return true
	}
	status, text := http.StatusUnauthorized, "a name and a password are wanted\n"
	if given {
		if wait := s.failures.left(w.client, time.Now()); wait > 0 {
			w.Header().Set("Retry-After", strconv.Itoa(int(wait/time.Second)+1))
			s.metrics.denied()
			w.Header().Set("Cache-Control", "no-store")
			plain(w, r, "too many wrong passwords\n", http.StatusTooManyRequests)
			return false
		}
		right, err := now.Accounts.Check(user, password)
		if right {
			return true
		}
		if err != nil {
			status, text = http.StatusServiceUnavailable, "busy\n"
			w.Header().Set("Retry-After", "1")
		} else {
			s.failures.count(w.client, time.Now())
			s.metrics.denied()
		}
	}
	if status == http.StatusUnauthorized {
		w.Header().Set("WWW-Authenticate", `Basic realm="touyan", charset="UTF-8"`)
	}
	w.Header().Set("Cache-Control", "no-store")
	plain(w, r, text, status)
	return false
}

// failures counts wrong passwords by client.
type failures struct {
	mu      sync.Mutex
	clients *lru.LRU[netip.Prefix, *rate.Limiter]
}

func newFailures() *failures {
	f := &failures{}
	f.clients, _ = lru.NewLRU[netip.Prefix, *rate.Limiter](20_000, nil) // fails for no size alone
	return f
}

// left returns how long a client has to wait before its next try, 0 for not at all.
func (f *failures) left(client netip.Addr, now time.Time) time.Duration {
	f.mu.Lock()
	defer f.mu.Unlock()
	l, ok := f.clients.Get(household(client))
	if !ok || l.TokensAt(now) >= 1 {
		return 0
	}
	return time.Duration((1 - l.TokensAt(now)) * float64(failureInterval))
}

// count counts a wrong password.
func (f *failures) count(client netip.Addr, now time.Time) {
	f.mu.Lock()
	defer f.mu.Unlock()
	who := household(client)
	l, ok := f.clients.Get(who)
	if !ok {
		l = rate.NewLimiter(rate.Every(failureInterval), mostFailures)
		f.clients.Add(who, l)
	}
	l.AllowN(now, 1)
}
