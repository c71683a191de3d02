package theme

import "touyan/generator/diag"

// titles are the words that pages need which no content file names: the theme's
// catalogue must have them.
var titles = [...]string{"title.home", "title.problems", "title.sitemap", "title.notfound", "title.table", "title.footnote-back"}

// checkTitles reports titles that the theme's catalogue lacks.
func (t *Theme) checkTitles(l *diag.List) {
	for _, key := range titles {
		if _, err := t.words.t(key); err != nil {
			l.Add(diag.Position{File: "i18n/" + t.language + ".yaml"}, "template-word", key, t.language, t.words.nearest(key))
		}
	}
}

// Words returns one of the titles above.
func (t *Theme) Words(key string) string {
	s, err := t.words.t(key)
	if err != nil {
		return key
	}
	return s
}
