package theme

import (
	"regexp"
	"strings"
	"text/template/parse"

	"touyan/generator/diag"
)

// strict reports whether the pages' policy blocks styles and scripts that are
// written inline.
func (s sources) strict() bool {
	policy := false
	for _, v := range s {
		text := string(v.data)
		if strings.Contains(text, "'unsafe-inline'") {
			return false
		}
		policy = policy || strings.Contains(text, "Content-Security-Policy")
	}
	return policy
}

// inline finds what a policy may block in a template's literal text.
func inline() *regexp.Regexp {
	return regexp.MustCompile(`(?i)<!--[\s\S]*?-->|<style\b|<script\b[^>]*>|\s(?:style|on[a-z]+)=`)
}

// checkInline warns of styles and scripts in a template's text that the pages'
// policy blocks.
func (t *Theme) checkInline(n parse.Node, name string, l *diag.List) {
	text, ok := n.(*parse.TextNode)
	if !ok {
		return
	}
	for _, at := range inline().FindAllIndex(text.Text, -1) {
		found := string(text.Text[at[0]:at[1]])
		what := strings.TrimSpace(strings.ToLower(found))
		switch {
		case strings.HasPrefix(what, "<!--"):
			continue
		case strings.HasPrefix(what, "<script"):
			// Data, such as JSON, is no script to the policy.
			if strings.Contains(what, "src=") || strings.Contains(what, "json") {
				continue
			}
			what = "<script>"
		case what == "<style":
			what = "<style>"
		}
		start := at[0] + len(found) - len(strings.TrimLeft(found, " \t\r\n"))
		l.Warn(position(t.sources[name], int(text.Pos)+start), "template-inline", what)
	}
}
