package theme

import (
	"html/template"
	"strconv"
	"strings"
	"sync"

	"touyan/generator/view"
)

// cards renders the cards of lists. A case's card stands on many lists at several
// depths: it is rendered once, with a sentinel in the place of the base, and
// kept in pieces.
type cards struct {
	partials *template.Template
	shards   [16]shard
}

// shard keeps the pieces of cards by fingerprint in two generations: when the
// young one is full it becomes the old one, and what of that was not asked for
// since is forgotten.
type shard struct {
	mu         sync.Mutex
	young, old map[uint64][]string
}

// mostCards bounds a generation of a shard; at one or two kilobytes a card both
// generations of all shards stay below 64 MiB.
const mostCards = 1024

// item is what the partials card, brand-card and entry see.
type item[T any] struct {
	Base string
	Card T
}

// card BASE CARD returns a case's card as the partial card renders it. The partial
// sees .Base and .Card. A card is rendered once and its bytes are used on every
// page.
func (c *cards) card(base string, card *view.Card) (template.HTML, error) {
	var b strings.Builder
	err := c.write(&b, base, card)
	return template.HTML(b.String()), err
}

// cards BASE LIST returns every item of a list of Card, BrandCard or Entry as the
// partial card, brand-card or entry renders it.
func (c *cards) cards(base string, list any) (template.HTML, error) {
	var b strings.Builder
	switch list := list.(type) {
	case []*view.Card:
		b.Grow(2000 * len(list))
		for _, card := range list {
			if err := c.write(&b, base, card); err != nil {
				return "", err
			}
		}
	case []view.BrandCard:
		for _, brand := range list {
			if err := run(&b, c.partials, "brand-card", item[view.BrandCard]{base, brand}); err != nil {
				return "", err
			}
		}
	case []view.Entry:
		for _, entry := range list {
			if err := run(&b, c.partials, "entry", item[view.Entry]{base, entry}); err != nil {
				return "", err
			}
		}
	default:
		return "", typeError("cards", "a list of Card, BrandCard or Entry", list)
	}
	return template.HTML(b.String()), nil
}

// write renders a card or takes it from the cache.
func (c *cards) write(b *strings.Builder, base string, card *view.Card) error {
	if card.Print == 0 {
		return run(b, c.partials, "card", item[*view.Card]{base, card})
	}
	s := &c.shards[card.Print%uint64(len(c.shards))]
	pieces, ok := s.get(card.Print)
	if !ok {
		// The fingerprint covers all that the card says, so that the card
		// cannot say the sentinel.
		sentinel := "-base-" + strconv.FormatUint(card.Print, 16) + "-/"
		var fresh strings.Builder
		if err := run(&fresh, c.partials, "card", item[*view.Card]{sentinel, card}); err != nil {
			return err
		}
		pieces = strings.Split(fresh.String(), sentinel)
		s.put(card.Print, pieces)
	}
	for i, piece := range pieces {
		if i > 0 {
			b.WriteString(base)
		}
		b.WriteString(piece)
	}
	return nil
}

// forget empties the cache.
func (c *cards) forget() {
	for i := range c.shards {
		s := &c.shards[i]
		s.mu.Lock()
		s.young, s.old = nil, nil
		s.mu.Unlock()
	}
}

func (s *shard) get(key uint64) ([]string, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	pieces, ok := s.young[key]
	if ok {
		return pieces, true
	}
	if pieces, ok = s.old[key]; ok {
		s.keep(key, pieces)
	}
	return pieces, ok
}

func (s *shard) put(key uint64, pieces []string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.keep(key, pieces)
}

func (s *shard) keep(key uint64, pieces []string) {
	if s.young == nil || len(s.young) >= mostCards {
		s.young, s.old = map[uint64][]string{}, s.young
	}
	s.young[key] = pieces
}
