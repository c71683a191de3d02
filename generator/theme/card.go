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

// mostCards bounds a generation of a shard; at a kilobyte a card both
// generations of all shards stay below 64 MiB.
const mostCards = 2048

// cardData is what the partials card, brand-card and entry see.
type cardData struct {
	Base string
	Card any
}

// card BASE ITEM returns an item of a list as the partial card (for a Card),
// brand-card (a BrandCard) or entry (an Entry) renders it. The partial sees .Base
// and .Card. A Card is rendered once and its bytes are used on every list.
func (c *cards) card(base string, item any) (template.HTML, error) {
	switch item := item.(type) {
	case *view.Card:
		return c.kept(base, item)
	case view.BrandCard:
		return run(c.partials, "brand-card", cardData{base, item})
	case view.Entry:
		return run(c.partials, "entry", cardData{base, item})
	}
	return "", typeError("card", "a Card, a BrandCard or an Entry", item)
}

// kept renders a card or takes it from the cache.
func (c *cards) kept(base string, card *view.Card) (template.HTML, error) {
	if card.Print == 0 {
		return run(c.partials, "card", cardData{base, card})
	}
	s := &c.shards[card.Print%uint64(len(c.shards))]
	pieces, ok := s.get(card.Print)
	if !ok {
		// The fingerprint covers all that the card says, so that the card
		// cannot say the sentinel.
		sentinel := "-base-" + strconv.FormatUint(card.Print, 16) + "-/"
		html, err := run(c.partials, "card", cardData{sentinel, card})
		if err != nil {
			return "", err
		}
		pieces = strings.Split(string(html), sentinel)
		s.put(card.Print, pieces)
	}
	return template.HTML(strings.Join(pieces, base)), nil
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
