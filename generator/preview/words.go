package preview

import (
	"fmt"
	"html"
)

// clientWords are the words of the script, which fills in {1} and {2} itself.
func (p *Preview) clientWords() map[string]string {
	w := map[string]string{}
	for name, key := range map[string]string{
		"bar": "preview.bar", "fold": "preview.fold", "away": "preview.away", "none": "preview.none",
		"phone": "preview.phone", "paper": "preview.paper", "print": "preview.print", "close": "preview.close",
		"gone": "preview.gone", "edited": "preview.edited", "behind": "preview.behind",
		"error": "preview.error", "warning": "preview.warning", "hint": "preview.hint",
		"outdated": "review.state.outdated",
	} {
		w[name] = p.o.Words.Text(key)
	}
	for name, key := range map[string]string{
		"edit": "preview.edit", "review": "preview.review", "faults": "preview.faults", "warnings": "preview.warnings",
		"checked": "preview.checked", "errors.n": "preview.errors.n", "warnings.n": "preview.warnings", "hints.n": "preview.hints.n",
	} {
		w[name] = p.o.Words.Text(key, "{1}")
	}
	w["count"] = p.o.Words.Text("preview.count", "{1}", "{2}")
	return w
}

// blank is the page that is shown where there is none.
func (p *Preview) blank() []byte {
	words := html.EscapeString(p.o.Words.Text("preview.blank"))
	return fmt.Appendf(nil, `<!doctype html>
<html lang="%s"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>%s</title>
<link rel="stylesheet" href="%sblank.css"></head><body><main><h1>%s</h1></main></body></html>
`, p.o.Words.Language(), words, inside, words)
}
