package check

func structureCodes() []Code { return nil }

func (c *Checker) structure(p *Page, f *findings) {}
