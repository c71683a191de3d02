package check

func privacyCodes() []Code { return nil }

func (c *Checker) privacy(p *Page, f *findings) {}
