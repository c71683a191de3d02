package check

func completenessCodes() []Code { return nil }

func (c *Checker) completeness(p *Page, f *findings) {}
