package message

// tables returns every table of the catalogue.
func tables() [][]words {
	return [][]words{
		commandWords(),
		helpWords(),
		flagWords(),
		errorWords(),
		configWords(),
		contentWords(),
		strictWords(),
		themeWords(),
		markupWords(),
		outputWords(),
		siteWords(),
		mediaWords(),
		checkWords(),
		checkWordingWords(),
		lexiconWords(),
		completenessWords(),
		checkLinkWords(),
		externalWords(),
		reportWords(),
		reviewWords(),
		assetWords(),
		privacyWords(),
		previewWords(),
		serveWords(),
		apiWords(),
	}
}
