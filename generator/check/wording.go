package check

func wordingCodes() []Code { return nil }

func (c *Checker) wording(p *Page, f *findings) {}
