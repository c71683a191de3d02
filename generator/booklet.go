package generator

import (
	"slices"

	"touyan/generator/content"
	"touyan/generator/render"
	"touyan/generator/view"
)

// withBooklets adds to pages whose body was edited the booklets that hold them.
func (p *press) withBooklets(edited []*content.Page) []*content.Page {
	all := slices.Clone(edited)
	for _, c := range edited {
		for _, b := range p.site.BookletsWith(c) {
			if !slices.Contains(all, b.Page) {
				all = append(all, b.Page)
			}
		}
	}
	return all
}

// heads stages a booklet's style sheet with its running heads. Its name holds a
// fingerprint, so that one of the last build is the same.
func (p *press) heads(b *view.Booklet) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if _, done := p.records[b.Styles]; done {
		return nil // kept with all the rest
	}
	rec, ok := p.last.Pages[b.Styles]
	if !ok || p.out.Keep(b.Styles, rec.Sum) != nil {
		sum, err := p.out.Write(b.Styles, b.RunningHeads())
		if err != nil {
			return err
		}
		rec = render.Record{Sum: sum}
	}
	p.records[b.Styles] = rec
	return nil
}
