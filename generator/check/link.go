package check

func linkCodes() []Code { return nil }
