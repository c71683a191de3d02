package serve

import (
	"encoding/json"
	"math"
	"net/http"
	"strconv"
	"time"
)

// problem is why a request has no answer. The words are under api.CODE and
// api.CODE.detail of the catalogue; the detail gets args.
//
//	unknown-parameter    400 name, the nearest right one
//	repeated-parameter   400 name
//	bad-query-string     400
//	query-too-long       400 characters, the most
//	bad-number           400 name, value, the least, the most
//	page-too-deep        400 page, results on one, how deep one may page
//	unknown-value        400 name, value, the nearest right one
//	too-many-values      400 values, the most
//	value-too-long       400 name, characters, the most
//	no-such-path         404
//	method-not-allowed   405 method
//	uri-too-long         414 bytes, the most
//	too-many-requests    429
//	failed               500
//	no-index, busy, timed-out  503
type problem struct {
	code string
	// parameter is the name of the parameter that is wrong, "" for none.
	parameter string
	args      []any
	// after is when it may be tried again, 0 where that does not help.
	after time.Duration
}

// status is the status that a problem is answered with.
func (p *problem) status() int {
	switch p.code {
	case "no-such-path":
		return http.StatusNotFound
	case "method-not-allowed":
		return http.StatusMethodNotAllowed
	case "uri-too-long":
		return http.StatusRequestURITooLong
	case "too-many-requests":
		return http.StatusTooManyRequests
	case "failed":
		return http.StatusInternalServerError
	case "no-index", "busy", "timed-out":
		return http.StatusServiceUnavailable
	}
	return http.StatusBadRequest
}

// mostInstance is how long an address is that a problem repeats.
const mostInstance = 1000

// refuse answers with a problem as RFC 9457 has it. Its type is a reference to the
// description of the API, relative to the path that was asked.
func (a *api) refuse(w http.ResponseWriter, r *http.Request, p problem) {
	lang := languageOf(r)
	words, status := a.words[lang], p.status()
	instance := r.URL.RequestURI()
	if len(instance) > mostInstance {
		instance = r.URL.EscapedPath()
	}
	if len(instance) > mostInstance {
		instance = ""
	}
	body, err := json.Marshal(struct {
		Type      string `json:"type"`
		Title     string `json:"title"`
		Status    int    `json:"status"`
		Detail    string `json:"detail"`
		Instance  string `json:"instance,omitempty"`
		Parameter string `json:"parameter,omitempty"`
	}{
		"openapi.json#" + p.code, words.Text("api." + p.code), status,
		words.Text("api."+p.code+".detail", p.args...), instance, p.parameter,
	})
	if err != nil { // plain strings are always written
		http.Error(w, p.code, status)
		return
	}
	h := w.Header()
	h.Set("Content-Type", "application/problem+json")
	h.Set("Content-Language", string(lang))
	h.Set("Vary", "Accept-Language")
	h.Set("Cache-Control", "no-store")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Content-Length", strconv.Itoa(len(body)))
	if p.after > 0 {
		h.Set("Retry-After", strconv.Itoa(int(math.Ceil(p.after.Seconds()))))
	}
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		_, _ = w.Write(body) // the reader hung up
	}
}
