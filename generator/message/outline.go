package message

import "regexp"

// blank is a place for an argument in the catalogue's words.
var blank = regexp.MustCompile(`%(\[\d+\])?[a-z]`)

// Outline returns the words under the key with … for each argument: what a kind of
// diagnostic says in general. It is "" where there are no words.
func (p *Printer) Outline(key string) string {
	for _, table := range tables() {
		for _, w := range table {
			if w.key == key {
				text := w.zh
				if p.lang == English {
					text = w.en
				}
				return blank.ReplaceAllString(text, "…")
			}
		}
	}
	return ""
}
