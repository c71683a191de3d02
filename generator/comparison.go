package generator

import (
	"touyan/generator/compare"
	"touyan/generator/render"
)

// comparison stages the data of the compare page, of a site that has one. Making
// them costs less than finding out whether they changed; the output leaves alone
// what is as it was.
func (p *press) comparison() error {
	if len(p.site.Cases) < 2 {
		return nil
	}
	return each(p.ctx, compare.Files(p.site), func(f compare.File) error {
		data, err := f.Data()
		if err != nil {
			return err
		}
		sum, err := p.out.Write(f.Path, data)
		p.mu.Lock()
		defer p.mu.Unlock()
		p.records[f.Path] = render.Record{Sum: sum}
		return err
	})
}
