package browser

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// axe is the source of axe-core. It is evaluated by way of the debugger, which
// pages' policies do not hinder.
func axe(t *testing.T) string {
	source, err := os.ReadFile("node_modules/axe-core/axe.min.js")
	if err != nil {
		missing(t, "axe-core")
	}
	return string(source)
}

// violation is a rule that axe finds broken, with the elements that break it.
type violation struct {
	ID     string
	Impact string
	Help   string
	Nodes  []struct {
		HTML           string
		FailureSummary string
	}
}

func (v violation) String() string {
	var text strings.Builder
	fmt.Fprintf(&text, "%s (%s): %s", v.ID, v.Impact, v.Help)
	for _, n := range v.Nodes {
		fmt.Fprintf(&text, "\n\t%s\n\t\t%s", n.HTML, strings.ReplaceAll(n.FailureSummary, "\n", "\n\t\t"))
	}
	return text.String()
}

// audit runs axe on the page as it is shown now.
const audit = `axe.run(document, {
	runOnly: {type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]},
	resultTypes: ["violations"],
}).then(r => r.violations.map(v => ({
	ID: v.id, Impact: v.impact, Help: v.help,
	Nodes: v.nodes.map(n => ({HTML: n.html.slice(0, 300), FailureSummary: n.failureSummary})),
})))`

// mode is a way to look at a page: how wide, in the system's light or dark colours,
// with what the reader has chosen.
type mode struct {
	width          int64
	scheme, chosen string
}

func testAccessible(t *testing.T, s *stage) {
	source := axe(t)
	for _, p := range s.picked {
		t.Run(p.name(), func(t *testing.T) {
			t.Parallel()
			b := newTab(t, s.browser, p.site.root())
			b.do(t, chromedp.Navigate(p.address()), chromedp.Evaluate[chromedp.Void](source))
			for _, m := range []mode{
				{1280, "light", ""}, {1280, "dark", ""}, {360, "light", ""}, {360, "dark", ""},
				{360, "light", `text = "larger"`}, {360, "light", `contrast = "more"`}, {360, "dark", `contrast = "more"`},
			} {
				b.do(t, chromedp.EmulateViewport(m.width, 800), media("screen", m.scheme))
				if m.chosen != "" {
					b.do(t, chromedp.Evaluate[chromedp.Void]("document.documentElement.dataset."+m.chosen))
				}
				for _, v := range look[[]violation](t, b, audit) {
					t.Errorf("%+v: %v", m, v)
				}
			}
		})
	}
}
