package serve

import (
	"context"
	"log/slog"
	"net/http"
	"time"
	"unicode/utf8"
)

// The ways to log an address.
const (
	AddressTruncated = "truncated"
	AddressFull      = "full"
	AddressNone      = "none"
)

// mostLogged is how many bytes of what a client sent stand in a line of the log.
const mostLogged = 500

// access writes a line of the access log. Nothing in it tells of a person but what the
// settings ask for: no query, no browser, and of the address the network alone.
func (s *Server) access(v *visit, r *http.Request, now *live, took time.Duration) {
	if s.options.Access == nil || v.kind == kindHealth {
		return // health is asked for every few seconds
	}
	var room [10]slog.Attr
	list := append(room[:0],
		slog.String("method", shorten(r.Method)),
		slog.String("path", shorten(r.URL.Path)),
		slog.Int("status", v.status),
		slog.Int64("bytes", v.bytes),
		slog.Float64("ms", float64(took.Microseconds())/1000),
	)
	if text := logged(v, now); text != "" {
		list = append(list, slog.String("address", text))
	}
	if v.edition != nil {
		list = append(list, slog.String("release", v.edition.ID))
	}
	if now.LogQueries && r.URL.RawQuery != "" {
		list = append(list, slog.String("query", shorten(r.URL.RawQuery)))
	}
	if now.LogAgents {
		list = append(list, slog.String("agent", shorten(r.UserAgent())))
	}
	// Not through the logger, which looks up its caller each time.
	record := slog.NewRecord(v.start.Add(took), slog.LevelInfo, "request", 0)
	record.AddAttrs(list...)
	_ = s.options.Access.Handler().Handle(context.Background(), record) // it is told by who writes the log
}

// logged returns a client's address as it stands in the log.
func logged(v *visit, now *live) string {
	switch {
	case now.Addresses == AddressNone || !v.client.IsValid():
		return ""
	case now.Addresses == AddressFull:
		return v.client.String()
	}
	return truncated(v.client)
}

// shorten cuts what a client sent for the log.
func shorten(text string) string {
	if len(text) <= mostLogged {
		return text
	}
	cut := mostLogged
	for cut > 0 && !utf8.RuneStart(text[cut]) {
		cut--
	}
	return text[:cut] + "…"
}
