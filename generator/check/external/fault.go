package external

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"os"
	"syscall"
	"time"

	"code.dny.dev/ssrf"
)

// fault is why a request came to nothing.
type fault struct {
	Problem Problem
	Detail  string
	// transient faults may be gone at the next attempt.
	transient bool
	// site faults are those of all addresses with the same scheme, host and port.
	site bool
	// away is set if no host was there to talk to.
	away bool
	// skipped is set if nothing was asked.
	skipped bool
	// later is set if the server said when to come again.
	later bool
}

// diagnose tells what an error means that came up in a phase of a request.
func (r *run) diagnose(err error, phase string, proxied bool) fault {
	f := fault{Detail: shorten(err.Error())}
	connecting := phase == "name" || phase == "connect"
	switch {
	case errors.Is(err, ssrf.ErrProhibitedIP):
		f.Problem, f.site = Private, true
	case r.certificate(err, &f):
		f.site = true
	case isTimeout(err):
		f.Problem, f.Detail, f.transient = Timeout, phase, true
		f.site, f.away = connecting, connecting
	case proxied && connecting:
		f.Problem, f.transient, f.site, f.away = Unreachable, true, true, true
	case connecting:
		f.connection(err)
	case isBroken(err):
		f.Problem, f.transient = Broken, true
	case phase == "tls":
		f.Problem, f.site = TLSFailed, true
	case phase == "body":
		f.Problem, f.transient = Broken, true
	default:
		f.Problem = NotHTTP
	}
	return f
}

// connection tells why there is none.
func (f *fault) connection(err error) {
	// What Windows says for ECONNREFUSED.
	const refusedByWindows = syscall.Errno(10061)
	var dns *net.DNSError
	f.site = true
	switch {
	case errors.As(err, &dns) && dns.IsNotFound:
		f.Problem, f.away = NoSuchHost, true
	case errors.Is(err, syscall.ECONNREFUSED) && dns == nil, errors.Is(err, refusedByWindows) && dns == nil:
		f.Problem, f.transient = Refused, true
	case errors.Is(err, syscall.ECONNRESET):
		f.Problem, f.transient = Broken, true
	default:
		f.Problem, f.away, f.transient = Unreachable, true, true
	}
}

// certificate reports whether an error is a certificate's fault, and which.
func (r *run) certificate(err error, f *fault) bool {
	var verification *tls.CertificateVerificationError
	if !errors.As(err, &verification) {
		return false
	}
	var (
		invalid x509.CertificateInvalidError
		host    x509.HostnameError
		unknown x509.UnknownAuthorityError
	)
	switch {
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired:
		end := invalid.Cert.NotAfter
		if r.c.clock.Now().Before(invalid.Cert.NotBefore) {
			end = invalid.Cert.NotBefore
		}
		f.Problem, f.Detail = CertificateExpired, end.UTC().Format(time.DateOnly)
	case errors.As(err, &host):
		f.Problem = CertificateHost
	case errors.As(err, &unknown):
		f.Problem = CertificateIssuer
	default:
		f.Problem = CertificateOther
	}
	return true
}

// isTimeout reports whether time ran out.
func isTimeout(err error) bool {
	var e net.Error
	return errors.Is(err, context.DeadlineExceeded) || errors.Is(err, os.ErrDeadlineExceeded) ||
		errors.As(err, &e) && e.Timeout()
}

// isBroken reports whether a connection ended before its time.
func isBroken(err error) bool {
	return errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) ||
		errors.Is(err, syscall.ECONNRESET) || errors.Is(err, syscall.EPIPE)
}
