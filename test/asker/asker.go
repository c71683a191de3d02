// Package asker asks a built site's search in Chromium, many queries at a time,
// and says what the answers are in Go.
package asker

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"unicode/utf16"

	"touyan/test/chrome"
)

// Text is what is typed into a page: a string of JavaScript, which may hold
// surrogates that have no partner.
type Text []uint16

// NewText returns the text that a page has of s. Bytes that are not UTF-8 are
// U+FFFD there.
func NewText(s string) Text { return utf16.Encode([]rune(s)) }

// String returns what the text is in Go, with U+FFFD for lone surrogates.
func (t Text) String() string { return string(utf16.Decode(t)) }

// MarshalJSON writes the text as a literal of JSON and of JavaScript, unit by
// unit, so that lone surrogates arrive.
func (t Text) MarshalJSON() ([]byte, error) {
	b := append(make([]byte, 0, 6*len(t)+2), '"')
	for _, u := range t {
		if ' ' <= u && u < 0x7f && u != '"' && u != '\\' && u != '<' {
			b = append(b, byte(u))
			continue
		}
		b = fmt.Appendf(b, `\u%04x`, u)
	}
	return append(b, '"'), nil
}

// Request is a call of touyan.search.
type Request struct {
	Query   Text    `json:"query"`
	Options Options `json:"options"`
}

// Options are the second argument of touyan.search.
type Options struct {
	Filters map[string][]string `json:"filters,omitempty"`
	Page    int                 `json:"page,omitempty"`
	Size    int                 `json:"size,omitempty"`
	Sort    string              `json:"sort,omitempty"`
	Facets  []string            `json:"facets,omitempty"`
}

// Answer is what its promise gives.
type Answer struct {
	Total      int                     `json:"total"`
	Results    []Result                `json:"results"`
	Facets     map[string][]FacetValue `json:"facets"`
	DidYouMean string                  `json:"didYouMean"`
	// Failure is set, and nothing else but MS, if the promise was rejected.
	Failure *Failure `json:"failure"`
	// MS is the time from the call to the answer, in milliseconds.
	MS float64 `json:"ms"`
}

// Failure is what a promise was rejected with.
type Failure struct {
	// Error says that it was an Error, as it must be.
	Error   bool   `json:"error"`
	Code    string `json:"code"`
	Message string `json:"message"`
}

// Result is a document found.
type Result struct {
	URL     string     `json:"url"`
	Title   string     `json:"title"`
	Score   float64    `json:"score"`
	Excerpt []Fragment `json:"excerpt"`
	Anchor  string     `json:"anchor"`
	Section string     `json:"section"`
	Type    string     `json:"type"`
	Region  string     `json:"region"`
	Date    string     `json:"date"`

	TypeLabel    string `json:"typeLabel"`
	Organization string `json:"organization"`
	Brand        string `json:"brand"`
}

// Fragment is a piece of an excerpt; Hit marks what matched.
type Fragment struct {
	Text string `json:"text"`
	Hit  bool   `json:"hit"`
}

// FacetValue is how many documents found have a value.
type FacetValue struct {
	Value string `json:"value"`
	Label string `json:"label"`
	Count int    `json:"count"`
}

// Suggestion is what touyan.suggest gives a list of.
type Suggestion struct {
	Kind  string `json:"kind"`
	Text  string `json:"text"`
	Value string `json:"value"`
	URL   string `json:"url"`
}

// Client is the scripts of a site's search, by their paths in the site. Table and
// Pinyin are loaded by the first where it needs them.
type Client struct{ Script, Table, Pinyin string }

// published is the name of an asset, with a fingerprint.
var published = regexp.MustCompile(`^(search|search-table|search-pinyin)\.[0-9a-f]+\.js$`)

// FindClient returns the scripts of the site at dir.
func FindClient(dir string) (Client, error) {
	var c Client
	list, err := os.ReadDir(filepath.Join(dir, "assets"))
	if err != nil {
		return c, fmt.Errorf("find the search script: %w", err)
	}
	for _, e := range list {
		if m := published.FindStringSubmatch(e.Name()); m != nil {
			*map[string]*string{"search": &c.Script, "search-table": &c.Table, "search-pinyin": &c.Pinyin}[m[1]] = "assets/" + e.Name()
		}
	}
	if c.Script == "" {
		return c, fmt.Errorf("find the search script: none in %s/assets", dir)
	}
	return c, nil
}

// PageName is where the page with the client, and nothing else, is put.
const PageName = "ask-here.html"

// Page returns a page at [PageName] that loads the client, under the policy that all
// pages have.
func (c Client) Page() string {
	return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>ask</title>` +
		`<meta http-equiv="Content-Security-Policy" content="default-src 'self'">` +
		`<script src="` + c.Script + `" data-root="" data-table="` + c.Table + `" data-pinyin="` + c.Pinyin + `"></script></head><body></body></html>`
}

// Open goes to the page at root, which ends with a slash.
func Open(t *chrome.Tab, root string) error {
	if err := t.Open(root + PageName); err != nil {
		return err
	}
	there, err := chrome.Evaluate[bool](t, `typeof touyan === "object" && typeof touyan.search === "function"`)
	if err != nil {
		return fmt.Errorf("open the search in Chromium: %w", err)
	}
	if !there {
		return fmt.Errorf("open the search in Chromium: %s%s has no touyan.search", root, PageName)
	}
	return nil
}

// Ask asks for each request, one after the other.
func Ask(t *chrome.Tab, list []Request) ([]Answer, error) {
	data, err := json.Marshal(list)
	if err != nil {
		return nil, fmt.Errorf("ask in Chromium: %w", err)
	}
	answers, err := chrome.Evaluate[[]Answer](t, ask+"("+string(data)+")")
	if err != nil {
		return nil, fmt.Errorf("ask in Chromium: %w", err)
	}
	if len(answers) != len(list) {
		return nil, fmt.Errorf("ask in Chromium: %d answers to %d requests", len(answers), len(list))
	}
	return answers, nil
}

// Suggest asks for the suggestions for each text, one after the other.
func Suggest(t *chrome.Tab, list []Text) ([][]Suggestion, error) {
	data, err := json.Marshal(list)
	if err != nil {
		return nil, fmt.Errorf("ask in Chromium: %w", err)
	}
	answers, err := chrome.Evaluate[[][]Suggestion](t, suggest+"("+string(data)+")")
	if err != nil {
		return nil, fmt.Errorf("ask in Chromium: %w", err)
	}
	return answers, nil
}

// suggest is a function that asks for each text of a list.
const suggest = `(async list => {
	const answers = [];
	for (const text of list) answers.push(await touyan.suggest(text));
	return answers;
})`

// ask is a function that asks for each request of a list.
const ask = `(async list => {
	const answers = [];
	for (const r of list) {
		const start = performance.now();
		let a = {};
		try {
			const found = await touyan.search(r.query, r.options);
			a = {total: found.total, results: found.results, facets: found.facets || {}, didYouMean: found.didYouMean || ""};
		} catch (e) {
			a.failure = {error: e instanceof Error, code: String(e && e.code), message: String(e && e.stack)};
		}
		a.ms = performance.now() - start;
		answers.push(a);
	}
	return answers;
})`
