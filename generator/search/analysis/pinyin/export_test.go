package pinyin

// Load decodes the files, for the benchmark of what that costs.
func Load() { decode(pinyinText, phrasesText) }
