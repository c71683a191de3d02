package serve

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"net/netip"
	"strconv"
	"time"
)

// visit is one request as the guard knows it: the context of the request, and the
// writer of its answer.
type visit struct {
	context.Context
	inner http.ResponseWriter
	// connection is that of plain HTTP/1, else nil.
	connection *connection

	server  *Server
	now     *live
	start   time.Time
	client  netip.Addr
	edition *Edition
	kind    kind
	head    bool
	secure  bool
	// cached says that a search was answered without asking the index.
	cached bool
	// private is set where the site is for people with a password alone.
	private bool

	// waiting is set where the handler wrote the header and it was not passed on yet.
	waiting bool
	status  int
	bytes   int64
	// body reads a whole answer; values are those of its headers.
	body   bytes.Reader
	values [8]string
	used   int
}

// newVisit returns the visit of a request, and the request with it: that of plain HTTP/1
// is part of the connection, so that nothing is allocated.
func newVisit(w http.ResponseWriter, r *http.Request) (*visit, *http.Request) {
	if c, ok := r.Context().Value(connectionKey{}).(*connection); ok && r.TLS == nil && r.ProtoMajor == 1 {
		c.visit = visit{inner: w, connection: c}
		return &c.visit, r
	}
	v := &visit{Context: r.Context(), inner: w}
	return v, r.WithContext(v)
}

// visitKey is where a request's context holds its visit.
type visitKey struct{}

// Value returns the visit itself for visitKey.
func (v *visit) Value(key any) any {
	if key == (visitKey{}) {
		return v
	}
	return v.Context.Value(key)
}

// visitOf returns the visit of a request, nil outside of the guard.
func visitOf(r *http.Request) *visit {
	if c, ok := r.Context().Value(connectionKey{}).(*connection); ok && c.visit.connection != nil {
		return &c.visit
	}
	v, _ := r.Context().Value(visitKey{}).(*visit)
	return v
}

// Header returns the header of the answer.
func (v *visit) Header() http.Header { return v.inner.Header() }

// WriteHeader begins the answer. That of a whole body waits for it.
func (v *visit) WriteHeader(status int) {
	if status < 200 {
		v.inner.WriteHeader(status)
		return
	}
	if v.status == 0 {
		v.status = status
		if v.private {
			conceal(v.Header())
		}
		if v.connection != nil && status == http.StatusOK && !v.head {
			v.waiting = true
			return
		}
	}
	v.pass()
}

// pass passes the header on, with what every answer carries.
func (v *visit) pass() {
	v.waiting = false
	v.server.setHeaders(v.Header(), v.now, v.secure)
	v.inner.WriteHeader(v.status)
}

// Write sends a piece of the answer.
func (v *visit) Write(data []byte) (n int, err error) {
	v.begin()
	if v.waiting && v.isWhole(data) {
		n, err = v.whole(data)
	} else {
		if v.waiting {
			v.pass()
		}
		n, err = v.inner.Write(data)
	}
	v.bytes += int64(n)
	return n, err
}

// isWhole reports whether a piece is all of the answer.
func (v *visit) isWhole(data []byte) bool {
	length := v.inner.Header()["Content-Length"]
	return len(length) == 1 && len(data) > 0 && length[0] == strconv.Itoa(len(data))
}

// whole sends an answer in one piece; see connection.
func (v *visit) whole(data []byte) (int, error) {
	v.waiting = false
	v.server.dropFixed(v.Header())
	v.connection.begin(v.now.headers.text(v.secure))
	v.inner.WriteHeader(v.status)
	n, err := v.pour(data)
	if flushed := http.NewResponseController(v.inner).Flush(); err == nil {
		err = flushed
	}
	if ended := v.connection.end(); err == nil {
		err = ended
	}
	return n, err
}

// mostPoured is what fits into net/http's buffer together with the head of an answer.
const mostPoured = 3 << 10

// pour passes on a whole answer: through net/http's buffer, or for what does not fit
// behind it.
func (v *visit) pour(data []byte) (int, error) {
	if len(data) <= mostPoured {
		return v.inner.Write(data)
	}
	v.body.Reset(data)
	n, err := v.inner.(io.ReaderFrom).ReadFrom(&v.body)
	return int(n), err
}

// setHeader sets a header by its canonical name; a visit has room for the values of an
// answer.
func setHeader(w http.ResponseWriter, name, value string) {
	v, ok := w.(*visit)
	if !ok || v.used == len(v.values) {
		w.Header()[name] = []string{value}
		return
	}
	at := v.used
	v.used++
	v.values[at] = value
	v.Header()[name] = v.values[at:v.used:v.used]
}

// WriteString is Write without a copy.
func (v *visit) WriteString(text string) (int, error) {
	v.ready()
	n, err := io.WriteString(v.inner, text)
	v.bytes += int64(n)
	return n, err
}

// piece is how much of a large answer a reader must take within the time for writing:
// with the usual 60 seconds that is 4 KiB a second.
const piece = 256 << 10

// ReadFrom sends what src holds, a file by the system itself. The time for writing
// begins anew with each piece, so that a slow reader gets all of a large file and one
// that has stopped is cut off.
func (v *visit) ReadFrom(src io.Reader) (n int64, err error) {
	v.ready()
	limit := io.LimitedReader{R: src, N: 1<<63 - 1}
	if l, ok := src.(*io.LimitedReader); ok {
		limit = *l // the system sends a file below one limit, not below two
		defer func() { l.N -= n }()
	}
	control := http.NewResponseController(v.inner)
	for limit.N > 0 {
		part := io.LimitedReader{R: limit.R, N: min(piece, limit.N)}
		sent, err := io.Copy(v.inner, &part)
		n += sent
		v.bytes += sent
		limit.N -= sent
		if err != nil || part.N > 0 {
			return n, err
		}
		if v.now.Patience > 0 && limit.N > 0 {
			_ = control.SetWriteDeadline(time.Now().Add(v.now.Patience)) // where there is none, none is set
		}
	}
	return n, nil
}

// Unwrap lets http.ResponseController reach the connection.
func (v *visit) Unwrap() http.ResponseWriter { return v.inner }

// Flush sends what was written so far.
func (v *visit) Flush() {
	v.ready()
	_ = http.NewResponseController(v.inner).Flush() // where that cannot be, it is sent at the end
}

func (v *visit) begin() {
	if v.status == 0 {
		v.WriteHeader(http.StatusOK)
	}
}

// ready begins the answer and passes its header on.
func (v *visit) ready() {
	v.begin()
	if v.waiting {
		v.pass()
	}
}
