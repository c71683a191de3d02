package serve

import (
	"net/http"
	"net/netip"
)

// clientOf returns the address of who asks, the zero one where it is not known.
func clientOf(r *http.Request) netip.Addr {
	at, err := netip.ParseAddrPort(r.RemoteAddr)
	if err != nil {
		return netip.Addr{}
	}
	return at.Addr().Unmap()
}
