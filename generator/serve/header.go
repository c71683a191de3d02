package serve

import (
	"bytes"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// usualPolicy is the Content-Security-Policy of every answer. Pages have neither inline
// script nor inline style, and load nothing from elsewhere.
const usualPolicy = "default-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'; object-src 'none'"

// headers are what every answer carries. The lists are shared by all answers and are
// not changed.
type headers struct {
	policy, hsts []string
	// plain and secured are all fixed headers as text, for answers without TLS and with.
	plain, secured []byte
}

// text returns the fixed headers as they are sent.
func (h *headers) text(secure bool) []byte {
	if secure {
		return h.secured
	}
	return h.plain
}

func newHeaders(policy string, hsts time.Duration) headers {
	if policy == "" {
		policy = usualPolicy
	}
	h := headers{policy: []string{policy}}
	if hsts > 0 {
		h.hsts = []string{"max-age=" + strconv.FormatInt(int64(hsts/time.Second), 10)}
	}
	return h
}

// fixed are the headers that no setting changes, by their canonical names. A page gives
// no powerful feature to anyone; what is served here is read by pages of this site
// alone; a site that a link leads to learns the host alone.
type fixed struct{ nosniff, frame, referrer, permissions, opener, resource []string }

func newFixed() fixed {
	return fixed{
		nosniff:  []string{"nosniff"},
		frame:    []string{"DENY"},
		referrer: []string{"strict-origin-when-cross-origin"},
		permissions: []string{"accelerometer=(), autoplay=(), camera=(), display-capture=(), fullscreen=(self), " +
			"geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()"},
		opener:   []string{"same-origin"},
		resource: []string{"same-origin"},
	}
}

// setHeaders writes the fixed headers of an answer.
func (s *Server) setHeaders(h http.Header, now *live, secure bool) {
	h["Content-Security-Policy"] = now.headers.policy
	h["X-Content-Type-Options"] = s.fixed.nosniff
	h["Referrer-Policy"] = s.fixed.referrer
	h["Permissions-Policy"] = s.fixed.permissions
	h["Cross-Origin-Opener-Policy"] = s.fixed.opener
	h["Cross-Origin-Resource-Policy"] = s.fixed.resource
	if !now.framed {
		h["X-Frame-Options"] = s.fixed.frame
	}
	if secure && now.headers.hsts != nil {
		h["Strict-Transport-Security"] = now.headers.hsts
	}
}

// dropFixed removes what the fixed headers, as text, say already.
func (s *Server) dropFixed(h http.Header) { delete(h, "X-Content-Type-Options") }

// headerText makes the text of the fixed headers.
func (s *Server) headerText(now *live, secure bool) []byte {
	h := http.Header{}
	s.setHeaders(h, now, secure)
	var b bytes.Buffer
	_ = h.Write(&b) // a buffer takes all
	return b.Bytes()
}

// conceal keeps what a password protects out of caches that many share, and out of
// search engines.
func conceal(h http.Header) {
	if value := h.Get("Cache-Control"); strings.HasPrefix(value, "public") {
		h.Set("Cache-Control", "private"+strings.TrimPrefix(value, "public"))
	} else if value == anew || value == "" {
		h.Set("Cache-Control", "private, no-cache")
	}
	h.Set("X-Robots-Tag", "noindex, nofollow")
}
