package search

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"

	"touyan/generator/search/shards"
)

// order is which document has which id in the shards; a line is empty where no
// document has it.
type order struct {
	dates, urls []string
	ids         map[string]int
}

func newOrder(docs []numberedDocument) *order {
	o := &order{}
	for _, d := range docs {
		o.dates, o.urls = append(o.dates, d.date), append(o.urls, d.url)
	}
	return o
}

// readOrder reads the order of the shards in dir.
func readOrder(dir string) (*order, error) {
	b, err := os.ReadFile(orderPath(dir))
	if err != nil {
		return nil, fmt.Errorf("read order: %w", err)
	}
	o := &order{ids: map[string]int{}}
	for line := range strings.Lines(string(b)) {
		date, url, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		if url != "" {
			o.ids[url] = len(o.urls)
		}
		o.dates, o.urls = append(o.dates, date), append(o.urls, url)
	}
	return o, nil
}

// write replaces the file by rename, for it may be shared by a hard link.
func (o *order) write(dir string) error {
	var b strings.Builder
	for id, url := range o.urls {
		b.WriteString(o.dates[id] + "\t" + url + "\n")
	}
	name := orderPath(dir)
	if err := os.WriteFile(name+".tmp", []byte(b.String()), 0o644); err != nil {
		return fmt.Errorf("write order: %w", err)
	}
	if err := os.Rename(name+".tmp", name); err != nil {
		return fmt.Errorf("write order: %w", err)
	}
	return nil
}

// remove makes the id of a document a hole.
func (o *order) remove(url string, m *shards.Meta) (id int, ok bool) {
	if id, ok = o.ids[url]; ok {
		o.dates[id], o.urls[id] = "", ""
		delete(o.ids, url)
		delete(m.Moved, id)
	}
	return id, ok
}

// add gives a document the next id. ok is false where there is no number for its
// place in the order.
func (o *order) add(date, url string, m *shards.Meta) (id int, ok bool) {
	place, ok := o.place(date, url, m)
	id = len(o.urls)
	o.dates, o.urls = append(o.dates, date), append(o.urls, url)
	o.ids[url] = id
	if place != float64(id) {
		if m.Moved == nil {
			m.Moved = map[int]float64{}
		}
		m.Moved[id] = place
	}
	return id, ok
}

// place returns a number between the places of a new document's neighbours, or
// its id if it comes after all others; ok is false where no number lies between.
func (o *order) place(date, url string, m *shards.Meta) (place float64, ok bool) {
	ids := slices.Collect(maps.Values(o.ids))
	slices.SortFunc(ids, func(a, b int) int { return inOrder(o.dates[a], o.urls[a], o.dates[b], o.urls[b]) })
	at, _ := slices.BinarySearchFunc(ids, 0, func(id, _ int) int { return inOrder(o.dates[id], o.urls[id], date, url) })
	if at == len(ids) {
		return float64(len(o.urls)), true
	}
	after := m.Order(ids[at])
	if at == 0 {
		return after - 1, true
	}
	before := m.Order(ids[at-1])
	place = (before + after) / 2
	return place, before < place && place < after
}
