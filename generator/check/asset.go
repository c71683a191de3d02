package check

func assetCodes() []Code { return nil }

func (c *Checker) assets(p *Page, f *findings) {}
