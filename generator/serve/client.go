package serve

import (
	"net/http"
	"net/netip"
	"strings"
)

// mostHops is how many entries of X-Forwarded-For are looked at: no chain of proxies
// is that long.
const mostHops = 32

// clientOf returns the address of who asks, the zero one where it is not known. It is
// that of the connection, or what trusted proxies say ([Options.Proxies]).
func clientOf(r *http.Request) netip.Addr {
	if v := visitOf(r); v != nil {
		return v.client
	}
	return remote(r.RemoteAddr)
}

// secure reports whether the client asks over TLS: with this server, or with a trusted
// proxy, as that says.
func secure(r *http.Request, proxies []netip.Prefix) bool {
	if r.TLS != nil {
		return true
	}
	if len(proxies) == 0 || !trusted(remote(r.RemoteAddr), proxies) {
		return false
	}
	values := r.Header.Values("X-Forwarded-Proto")
	if len(values) == 0 {
		return false
	}
	last := values[len(values)-1]
	last = last[strings.LastIndexByte(last, ',')+1:]
	return strings.EqualFold(strings.TrimSpace(last), "https")
}

// forwarded finds the client of a request that came from an address: each proxy adds
// to X-Forwarded-For, at the right, who asked it. What stands to the left of the first
// that is not trusted may be invented.
func forwarded(from netip.Addr, header []string, proxies []netip.Prefix) netip.Addr {
	hops := 0
	for i := len(header) - 1; i >= 0; i-- {
		for rest := header[i]; rest != ""; {
			if hops++; hops > mostHops || !trusted(from, proxies) {
				return from
			}
			at := strings.LastIndexByte(rest, ',')
			next, ok := hop(rest[at+1:])
			if !ok {
				return from
			}
			from, rest = next, rest[:max(at, 0)]
		}
	}
	return from
}

// hop reads one entry: an address, with a port or without.
func hop(text string) (netip.Addr, bool) {
	text = strings.TrimSpace(text)
	addr, err := netip.ParseAddr(strings.TrimSuffix(strings.TrimPrefix(text, "["), "]"))
	if err != nil {
		at, err := netip.ParseAddrPort(text)
		if err != nil {
			return netip.Addr{}, false
		}
		addr = at.Addr()
	}
	return addr.Unmap().WithZone(""), true
}

// trusted reports whether an address is that of a trusted proxy.
func trusted(addr netip.Addr, proxies []netip.Prefix) bool {
	for _, p := range proxies {
		if p.Contains(addr) {
			return true
		}
	}
	return false
}

// remote reads the address of a connection; the zero one where it has none, as in tests.
func remote(text string) netip.Addr {
	at, err := netip.ParseAddrPort(text)
	if err != nil {
		return netip.Addr{}
	}
	return at.Addr().Unmap().WithZone("")
}

// truncated returns the network that an address is logged as: the first 24 bits of
// IPv4, 48 of IPv6, which tell a region or a provider and not a person.
func truncated(addr netip.Addr) string {
	bits := 24
	if addr.Is6() {
		bits = 48
	}
	p, err := addr.Prefix(bits)
	if err != nil || !p.IsValid() {
		return "" // there is no address
	}
	return p.String()
}
