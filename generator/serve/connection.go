package serve

import (
	"bytes"
	"context"
	"io"
	"net"
)

// A small answer over plain HTTP/1 costs most in what net/http does for it: a map of a
// dozen headers is built, copied and sorted each time, and what is longer than its
// buffer goes out in two writes. So the fixed headers of such an answer are kept as
// text, which the connection puts behind the status line, and head and body go out
// together. All other answers (TLS, ranges, large files, errors) take the usual way; the
// two differ in the order of headers alone.

// connection is a TCP connection that can send an answer in one piece. net/http writes
// to it from one goroutine at a time.
type connection struct {
	*net.TCPConn
	closed func()

	// joining is set from begin to end, in which fixed stands behind the status line;
	// held is the head of the answer.
	joining bool
	fixed   []byte
	held    []byte
	pieces  [2][]byte
	buffers net.Buffers

	// visit is the request that is answered: there is one at a time.
	visit visit
}

// Connection returns a connection for a [http.Server] whose ConnContext is
// [ConnContext]; closed is called when it ends.
func Connection(c *net.TCPConn, closed func()) net.Conn {
	return &connection{TCPConn: c, closed: closed}
}

// connectionKey is where a context holds its connection.
type connectionKey struct{}

// ConnContext lets answers know their connection.
func ConnContext(ctx context.Context, c net.Conn) context.Context {
	if own, ok := c.(*connection); ok {
		return context.WithValue(ctx, connectionKey{}, own)
	}
	return ctx
}

// Close ends the connection.
func (c *connection) Close() error {
	defer c.closed()
	return c.TCPConn.Close()
}

// begin says that the head of an answer is written next.
func (c *connection) begin(fixed []byte) { c.joining, c.fixed = true, fixed }

// end sends what is held.
func (c *connection) end() error {
	c.joining = false
	if len(c.held) == 0 {
		return nil
	}
	_, err := c.TCPConn.Write(c.held)
	c.held = c.held[:0]
	return err
}

// Write sends bytes; the head of an answer, which is the first write after begin, is
// held until more comes or the answer ends.
func (c *connection) Write(p []byte) (int, error) {
	if !c.joining {
		return c.TCPConn.Write(p)
	}
	if len(c.held) == 0 {
		line := bytes.IndexByte(p, '\n') + 1
		c.held = append(append(append(c.held, p[:line]...), c.fixed...), p[line:]...)
		return len(p), nil
	}
	c.joining = false
	c.pieces = [2][]byte{c.held, p}
	c.buffers = c.pieces[:]
	n, err := c.buffers.WriteTo(c.TCPConn)
	n = max(0, n-int64(len(c.held)))
	c.held, c.pieces[1] = c.held[:0], nil
	return int(n), err
}

// ReadFrom sends what src holds: bytes together with the head, a file by the system.
func (c *connection) ReadFrom(src io.Reader) (int64, error) {
	if data, ok := src.(*bytes.Reader); ok {
		return data.WriteTo(c)
	}
	if err := c.end(); err != nil {
		return 0, err
	}
	return c.TCPConn.ReadFrom(src)
}
