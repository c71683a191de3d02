package feed

import (
	"cmp"
	"encoding/json"
)

// jsonFeed is a feed's top level, in the order to write.
type jsonFeed struct {
	Version     string       `json:"version"`
	Title       string       `json:"title"`
	HomePageURL string       `json:"home_page_url"`
	FeedURL     string       `json:"feed_url"`
	Description string       `json:"description,omitempty"`
	Authors     []jsonAuthor `json:"authors"`
	Language    string       `json:"language,omitempty"`
	Items       []jsonItem   `json:"items"`
}

type jsonAuthor struct {
	Name string `json:"name"`
}

type jsonItem struct {
	ID            string       `json:"id"`
	URL           string       `json:"url"`
	Title         string       `json:"title"`
	ContentText   string       `json:"content_text"`
	DatePublished string       `json:"date_published,omitempty"`
	DateModified  string       `json:"date_modified,omitempty"`
	Authors       []jsonAuthor `json:"authors,omitempty"`
	Tags          []string     `json:"tags,omitempty"`
}

// JSON returns the channel in JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)
// for JSONPath. A feed has version, title and items, an item an id, which is
// its address as the specification advises, and content: the summary, or the
// title where there is none. Dates follow RFC 3339.
func JSON(c Channel) []byte {
	f := jsonFeed{
		Version:     "https://jsonfeed.org/version/1.1",
		Title:       c.title(),
		HomePageURL: address(c.BaseURL, ""),
		FeedURL:     address(c.BaseURL, JSONPath),
		Description: clean(c.Description),
		Authors:     []jsonAuthor{{c.owner()}},
		Language:    line(c.Language),
		Items:       make([]jsonItem, 0, len(c.Items)), // items is required: [], not null
	}
	for _, it := range c.Items {
		f.Items = append(f.Items, newJSONItem(c, it))
	}
	// Strings and lists of them always marshal. <, > and & stay escaped, so that
	// a browser that guesses the type sees no markup.
	data, _ := json.MarshalIndent(f, "", "  ")
	return append(data, '\n')
}

// newJSONItem returns an item as it is to be written.
func newJSONItem(c Channel, it Item) jsonItem {
	loc, at := c.location(), address(c.BaseURL, it.URL)
	out := jsonItem{
		ID: at, URL: at, Title: it.title(c.BaseURL),
		ContentText:   cmp.Or(clean(it.Summary), it.title(c.BaseURL)),
		DatePublished: rfc3339(moment(it.Published, loc)),
		Tags:          it.categories(),
	}
	if !moment(it.Updated, loc).IsZero() {
		out.DateModified = rfc3339(it.changed(loc))
	}
	if name := line(it.Author); name != "" {
		out.Authors = []jsonAuthor{{name}}
	}
	return out
}
