package serve

import (
	"context"
	"encoding/json"
	"strconv"
)

// suggestQuestion is what is being typed.
type suggestQuestion string

// readSuggest reads q, what is being typed, up to 2,000 characters.
func readSuggest(p *parameters) question { return suggestQuestion(p.query()) }

func (q suggestQuestion) key() string { return "suggest " + strconv.Quote(string(q)) }

// suggestAnswer is the answer to what is being typed, as openapi.json describes it;
// its list is what touyan.suggest gives in the browser.
type suggestAnswer struct {
	Suggestions []suggestion `json:"suggestions"`
}

type suggestion struct {
	Kind  string `json:"kind"`
	Text  string `json:"text"`
	Value string `json:"value,omitempty"`
	URL   string `json:"url,omitempty"`
}

func (q suggestQuestion) answer(ctx context.Context, e *Edition) ([]byte, error) {
	found, err := e.Index.Suggest(ctx, string(q))
	if err != nil {
		return nil, err
	}
	a := suggestAnswer{make([]suggestion, len(found))}
	for i, s := range found {
		a.Suggestions[i] = suggestion{s.Kind, s.Text, s.Value, s.URL}
	}
	return json.Marshal(a)
}
