package serve

import (
	"context"
	_ "embed"
	"errors"
	"io/fs"
	"net/http"
	"time"

	"golang.org/x/text/language"

	"touyan/generator/message"
)

// The search API answers GET and HEAD with JSON:
//
//	/api/search        pages, the numbers of facets, a correction: api_search.go
//	/api/suggest       what a reader may be typing: api_suggest.go
//	/api/openapi.json  the description of both (OpenAPI 3.1)
//
// An answer is that of the request's edition and has an entity tag; Cache-Control
// no-cache lets readers keep it and ask whether it still holds. All that goes wrong is
// told as a problem (RFC 9457, api_problem.go).
//
// What a question costs is bounded: its length, its values and how deep it may page
// (api_parameter.go); the questions a client may ask (api_limit.go); how many are
// worked on at once, how many wait, and for how long (api_work.go). Equal questions
// are worked on once, and their answers are kept (api_cache.go). No answer says that
// pages of other origins may read it.

// api answers questions to the search.
type api struct {
	o       Options
	work    *work
	answers *answers
	words   map[message.Language]*message.Printer
	openAPI *answer
	// failed is told of faults that are none of the question's.
	failed func(error)
}

// usualQueryTime is how long a search may take where nothing else is set.
const usualQueryTime = 2 * time.Second

//go:embed openapi.json
var openAPI []byte

// api answers /api/search, /api/suggest and /api/openapi.json.
func (s *Server) api() http.Handler {
	o := s.options
	if o.QueryTime <= 0 {
		o.QueryTime = usualQueryTime
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	a := &api{
		o: o, work: newWork(o.QueryTime), answers: newAnswers(),
		words: map[message.Language]*message.Printer{}, openAPI: newAnswer(openAPI),
		failed: s.searchFailed,
	}
	for _, l := range message.Languages() {
		a.words[l] = message.New(l)
	}
	return a
}

// ServeHTTP answers a request.
func (a *api) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	var read func(*parameters) question
	switch r.URL.Path {
	case "/api/search":
		read = readSearch
	case "/api/suggest":
		read = readSuggest
	case "/api/openapi.json":
	default:
		a.refuse(w, r, problem{code: "no-such-path"})
		return
	}
	switch r.Method {
	case http.MethodGet, http.MethodHead:
	case http.MethodOptions:
		w.Header().Set("Allow", methods)
		w.WriteHeader(http.StatusNoContent)
		return
	default:
		w.Header().Set("Allow", methods)
		a.refuse(w, r, problem{code: "method-not-allowed", args: []any{r.Method}})
		return
	}
	if read == nil {
		a.openAPI.send(w, r)
		return
	}
	a.ask(w, r, read)
}

// methods are those of all paths.
const methods = "GET, HEAD, OPTIONS"

// question is what a request asks of the index.
type question interface {
	// key is the same for questions that have the same answer.
	key() string
	// answer returns JSON.
	answer(ctx context.Context, e *Edition) ([]byte, error)
}

// ask reads a question and answers it.
func (a *api) ask(w http.ResponseWriter, r *http.Request, read func(*parameters) question) {
	if wait := visitOf(r).now.limits.wait(clientOf(r), a.o.Now()); wait > 0 {
		a.refuse(w, r, problem{code: "too-many-requests", after: wait})
		return
	}
	p := readParameters(r.URL)
	q := read(p)
	if p.finish(); p.wrong != nil {
		a.refuse(w, r, *p.wrong)
		return
	}
	e := editionOf(r)
	if e.Index == nil {
		a.refuse(w, r, problem{code: "no-index", after: time.Second})
		return
	}
	key := e.ID + "\n" + q.key()
	found, ok := a.answers.get(key)
	visitOf(r).cached = ok
	if !ok {
		var err error
		if found, err = a.make(r.Context(), key, e, q); err != nil {
			a.fail(w, r, err)
			return
		}
	}
	found.send(w, r)
}

// make makes an answer, and keeps it.
func (a *api) make(ctx context.Context, key string, e *Edition, q question) (*answer, error) {
	return a.work.do(ctx, key, e, func(ctx context.Context) (*answer, error) {
		body, err := q.answer(ctx, e)
		if err != nil {
			return nil, err
		}
		found := newAnswer(body)
		a.answers.put(key, found)
		return found, nil
	})
}

// fail tells why there is no answer. One who has left is told nothing.
func (a *api) fail(w http.ResponseWriter, r *http.Request, err error) {
	switch {
	case r.Context().Err() != nil:
		w.WriteHeader(statusGone)
	case errors.Is(err, errBusy):
		a.refuse(w, r, problem{code: "busy", after: time.Second})
	case errors.Is(err, context.DeadlineExceeded):
		a.refuse(w, r, problem{code: "timed-out", after: time.Second})
	default:
		a.failed(err)
		a.refuse(w, r, problem{code: "failed"})
	}
}

// searchFailed logs why a search failed; files of the index may be missing.
func (s *Server) searchFailed(err error) {
	s.troubles.tell(s.options.Log, "search failed", err)
	if errors.Is(err, fs.ErrNotExist) {
		s.missing.Store(true)
	}
}

// statusGone stands in logs for a client that closed its connection, as nginx has it.
const statusGone = 499

// languageOf returns the language that a reader wants to be told in.
func languageOf(r *http.Request) message.Language {
	header := r.Header.Get("Accept-Language")
	if len(header) > 500 {
		return message.Chinese
	}
	tags, _, err := language.ParseAcceptLanguage(header)
	if err != nil {
		return message.Chinese
	}
	wanted := make([]string, len(tags))
	for i, t := range tags {
		wanted[i] = t.String()
	}
	return message.Choose(wanted...)
}
