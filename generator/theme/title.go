package theme

import "touyan/generator/diag"

// titles are the words that no template asks for: titles of pages without a
// content file, and labels of what Markdown becomes.
func titles() []string {
	return []string{"title.home", "title.problems", "title.search", "title.compare", "title.indicators", "title.indicators-lead", "title.indicator-lead", "title.sitemap", "title.notfound", "title.table", "title.footnote-back",
		"booklet.contents", "booklet.preface", "booklet.colophon"}
}

// checkTitles reports titles that the theme's catalogue lacks.
func (t *Theme) checkTitles(l *diag.List) {
	for _, key := range titles() {
		delete(t.words.extra, key)
		if _, err := t.words.t(key); err != nil {
			l.Add(diag.Position{File: "i18n/" + t.language + ".yaml"}, "template-word", key, t.language, t.words.nearest(key))
		}
	}
}

// Words returns the title under a key: title.home, title.problems, title.search,
// title.compare, title.indicators, title.sitemap, title.notfound, title.indicators-lead
// and title.indicator-lead (what these pages say below their titles), title.table
// (the label of a table that scrolls), title.footnote-back (that of a footnote's link
// back), or booklet.contents, booklet.preface and booklet.colophon (parts of an EPUB).
func (t *Theme) Words(key string) string {
	s, err := t.words.t(key)
	if err != nil {
		return key
	}
	return s
}
