package serve

import (
	"bytes"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/cespare/xxhash/v2"
	lru "github.com/hashicorp/golang-lru/v2/simplelru"
	"github.com/klauspost/compress/gzip"
)

// answer is JSON that is ready to send.
type answer struct {
	body []byte
	tag  string
	// zipped is body compressed, made when it is first asked for.
	zipped func() []byte
}

// newAnswer returns the answer of a body. Its tag is weak, for it stands for the body
// in any coding.
func newAnswer(body []byte) *answer {
	a := &answer{body: body, tag: fmt.Sprintf(`W/"%016x"`, xxhash.Sum64(body))}
	a.zipped = sync.OnceValue(func() []byte {
		if len(body) < leastZipped {
			return nil
		}
		var b bytes.Buffer
		w, err := gzip.NewWriterLevel(&b, gzip.BestSpeed)
		if err != nil {
			return nil
		}
		_, _ = w.Write(body) // a buffer takes all
		_ = w.Close()
		return b.Bytes()
	})
	return a
}

// size is about how many bytes an answer takes.
func (a *answer) size(key string) int { return len(key) + len(a.body) + len(a.body)/3 + 400 }

// send answers with JSON, or that what the reader has still holds.
func (a *answer) send(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("ETag", a.tag)
	h.Set("Cache-Control", anew)
	h.Set("Vary", "Accept-Encoding")
	h.Set("X-Content-Type-Options", "nosniff")
	if matches(r.Header.Values("If-None-Match"), a.tag) {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	body := a.body
	if slices.Contains(accepted(r.Header.Get("Accept-Encoding")), "gzip") {
		if zipped := a.zipped(); zipped != nil {
			body = zipped
			h.Set("Content-Encoding", "gzip")
		}
	}
	h.Set("Content-Type", "application/json")
	h.Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(http.StatusOK)
	if r.Method != http.MethodHead {
		_, _ = w.Write(body) // the reader hung up
	}
}

// matches compares a tag weakly (RFC 9110, 13.1.2). Our tags have no commas in them.
func matches(header []string, tag string) bool {
	for part := range strings.SplitSeq(strings.Join(header, ","), ",") {
		part = strings.TrimSpace(part)
		if part == "*" || strings.TrimPrefix(part, "W/") == strings.TrimPrefix(tag, "W/") {
			return true
		}
	}
	return false
}

// mostAnswers is how many bytes of answers are kept. Their keys begin with the
// release: those of one that is no longer served are forgotten as others come.
const mostAnswers = 32 << 20

// answers keeps answers by question.
type answers struct {
	mu   sync.Mutex
	size int
	list *lru.LRU[string, *answer]
}

func newAnswers() *answers {
	c := &answers{}
	c.list, _ = lru.NewLRU(1<<20, func(key string, a *answer) { c.size -= a.size(key) }) // fails for no size alone
	return c
}

func (c *answers) get(key string) (*answer, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.list.Get(key)
}

func (c *answers) put(key string, a *answer) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.list.Contains(key) {
		return
	}
	c.list.Add(key, a)
	for c.size += a.size(key); c.size > mostAnswers; {
		c.list.RemoveOldest()
	}
}
