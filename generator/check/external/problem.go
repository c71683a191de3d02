package external

import (
	"fmt"
	"slices"
)

// Problem is what is wrong with an address.
type Problem int

// Problems, by their Class: Good, Hint, Unsure, Dead, Skipped.
const (
	// OK: a page answers.
	OK Problem = iota

	// MovedPermanently: there is a new address (Result.Moved), at which a page
	// answers.
	MovedPermanently
	// MovedHome: an address inside a site leads to its home page, which is how many
	// sites say that a page is gone.
	MovedHome
	// Insecure: an https address leads to one of http.
	Insecure
	// CertificateExpiring: a page answers, with a certificate that ends soon.
	CertificateExpiring

	// Blocked: 401, 403, 405, 406, 407, 412, 418, 451, 521 with the cookie of a
	// known guard, or 999: readers may see the page though programs do not.
	Blocked
	// Throttled: 429, or another address of the host was answered so.
	Throttled
	// OtherStatus: an answer that is neither a page nor says that there is none.
	OtherStatus
	// ServerError: 5xx, each time.
	ServerError
	// Timeout: no answer in time, each time; Result.Detail tells the phase.
	Timeout
	// Unreachable: the network has no way there, or names could not be resolved
	// just now, or the proxy did not connect.
	Unreachable
	// Broken: the connection broke, or the body ended before its time.
	Broken
	// CertificateIssuer: the certificate is of no authority this machine knows, or
	// the server did not send the certificates in between, which browsers can
	// often fetch.
	CertificateIssuer
	// CertificateOther: the certificate is at fault in another way.
	CertificateOther
	// TLSFailed: no secure connection came about: versions before TLS 1.2, or no
	// TLS at all.
	TLSFailed

	// NotFound: 404, or redirected to a page whose address says so.
	NotFound
	// Gone: 410.
	Gone
	// NoSuchHost: the name does not exist.
	NoSuchHost
	// Refused: nothing listens there.
	Refused
	// NotHTTP: what came is no HTTP.
	NotHTTP
	// CertificateExpired: or not yet valid; Result.Detail is its end or beginning.
	CertificateExpired
	// CertificateHost: the certificate is for other names.
	CertificateHost
	// RedirectLoop: redirects lead in a circle.
	RedirectLoop
	// TooManyRedirects: more than Options.Redirects.
	TooManyRedirects
	// BadRedirect: a redirect to what is no address of the web (Result.Detail).
	BadRedirect

	// Private: not asked; within this machine or its network.
	Private
	// BadAddress: not asked; no address.
	BadAddress
	// Unsupported: not asked; neither http nor https.
	Unsupported
)

// Class is how sure a problem is.
type Class int

// Classes of problems.
const (
	// Good: readers get there.
	Good Class = iota
	// Hint: readers get somewhere, but the link could be better.
	Hint
	// Unsure: look with a browser, or ask again another day.
	Unsure
	// Dead: no reader gets there.
	Dead
	// Skipped: not asked.
	Skipped
)

// Class returns how sure a problem is.
func (p Problem) Class() Class {
	switch {
	case p >= Private:
		return Skipped
	case p >= NotFound:
		return Dead
	case p >= Blocked:
		return Unsure
	case p >= MovedPermanently:
		return Hint
	}
	return Good
}

// names returns what problems are called, in order.
func names() []string {
	return []string{
		"ok",
		"moved-permanently", "moved-home", "insecure", "certificate-expiring",
		"blocked", "throttled", "other-status", "server-error", "timeout", "unreachable", "broken",
		"certificate-issuer", "certificate-other", "tls-failed",
		"not-found", "gone", "no-such-host", "refused", "not-http",
		"certificate-expired", "certificate-host", "redirect-loop", "too-many-redirects", "bad-redirect",
		"private", "bad-address", "unsupported",
	}
}

// String returns the name of a problem: "not-found". It does not change between
// versions.
func (p Problem) String() string {
	if n := names(); p >= 0 && int(p) < len(n) {
		return n[p]
	}
	return fmt.Sprintf("problem-%d", int(p))
}

// MarshalText returns the name.
func (p Problem) MarshalText() ([]byte, error) { return []byte(p.String()), nil }

// UnmarshalText reads a name.
func (p *Problem) UnmarshalText(text []byte) error {
	i := slices.Index(names(), string(text))
	if i < 0 {
		return fmt.Errorf("external: no problem is called %q", text)
	}
	*p = Problem(i)
	return nil
}
