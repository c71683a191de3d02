package generator

import (
	"slices"
	"strings"

	"touyan/generator/content"
	"touyan/generator/markup"
	"touyan/generator/output/link"
	"touyan/generator/render"
	"touyan/generator/view"
)

// withBooklets adds to pages whose body was edited the booklets that hold them.
func (e *edition) withBooklets(edited []*content.Page) []*content.Page {
	all := slices.Clone(edited)
	for _, c := range edited {
		for _, b := range e.site.BookletsWith(c) {
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

// unbound returns a dead link of a booklet as its author wrote it: links to cases of
// the booklet lead to chapters, by ids that the cases' pages have without the
// chapter's. chapter says that the link is not of the booklet's own text, but of a
// case that it holds, whose own page has it too.
func (e *edition) unbound(d link.Dead, source string) (written link.Dead, chapter bool) {
	f := e.lib.byPath[source]
	if f == nil || f.Page == nil || f.Page.Kind != content.Booklet {
		return d, false
	}
	id, inside := strings.CutPrefix(d.Target, d.Page+"#")
	if inside = inside && strings.Contains(id, "/"); inside {
		path, anchor, _ := strings.Cut(id, ".")
		d.Target = path + ".html#" + anchor
	}
	says := func(source string) bool {
		return slices.ContainsFunc(e.lib.bodies[source].Later, func(l markup.Later) bool { return l.Target == d.Target })
	}
	if says(source) {
		return d, false
	}
	return d, inside || slices.ContainsFunc(e.site.BookletOf(f.Page).Holds.Cases, func(c *content.Page) bool { return says(c.Path) })
}
