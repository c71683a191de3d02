package markup

import (
	"cmp"
	"strconv"

	"github.com/yuin/goldmark/ast"

	"touyan/generator/slug"
)

// maxID is the most bytes of an id.
const maxID = 80

// ids hands out the ids of one page, each once.
type ids struct {
	used map[string]bool
	// reserved are the ids written with headings, kept for these.
	reserved map[string]*ast.Heading
	// next is the number to try first for a word that was taken.
	next map[string]int
}

func (s *ids) reset() {
	if s.used == nil {
		s.used, s.next, s.reserved = map[string]bool{}, map[string]int{}, map[string]*ast.Heading{}
	}
	clear(s.used)
	clear(s.reserved)
	clear(s.next)
}

// take claims exactly this id and reports whether it was free.
func (s *ids) take(id string) bool {
	if s.used[id] {
		return false
	}
	s.used[id] = true
	return true
}

// give claims the id or, where it is taken, id-2, id-3 and so on.
func (s *ids) give(id string) string {
	if s.take(id) {
		return id
	}
	for n := max(s.next[id], 2); ; n++ {
		if try := id + "-" + strconv.Itoa(n); s.take(try) {
			s.next[id] = n + 1
			return try
		}
	}
}

// headingID makes an id of a heading's words.
func headingID(title string) string {
	const room = maxID - 8 // for -2 and so on
	return cmp.Or(slug.Make(title, room), "section")
}
