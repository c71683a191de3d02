package daemon

import "net"

// notify tells systemd of a state (sd_notify(3)); without a socket for that, or where
// nobody listens, nothing is said.
func (d *daemon) notify(state string) {
	if d.o.NotifySocket == "" {
		return
	}
	c, err := net.DialUnix("unixgram", nil, &net.UnixAddr{Name: d.o.NotifySocket, Net: "unixgram"})
	if err != nil {
		return
	}
	defer c.Close()
	_, _ = c.Write([]byte(state)) // there is nobody else to tell
}
