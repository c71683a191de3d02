package preview

import (
	"net/url"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"touyan/generator/content"
)

// info is what the bar says of a page beside what can be read from it.
type info struct {
	// Source is the page's file, below the site's folder, Edit opens it.
	Source string  `json:"source,omitempty"`
	Edit   string  `json:"edit,omitempty"`
	Review []entry `json:"review,omitempty"`
}

// entry is a step of the record of 三审三校.
type entry struct {
	Step string `json:"step"`
	By   string `json:"by,omitempty"`
	Date string `json:"date,omitempty"`
	// Outdated says that the page was edited since.
	Outdated bool `json:"outdated,omitempty"`
}

// info reads a page's file once more: it is small, and what is not published is not
// in the page.
func (p *Preview) info(t *tab) info {
	i := info{Source: p.site.Source(t.path)}
	if i.Source == "" {
		return i
	}
	if t.loopback {
		i.Edit = editAddress(p.o.Editor, p.local(i.Source), 1, 1)
	}
	text, _ := p.text(i.Source)
	page, _ := content.Parse(strings.TrimPrefix(i.Source, "content/"), []byte(text), content.Vocabulary{})
	if page == nil {
		return i
	}
	print := ""
	if bound := func(r content.Review) bool { return r.Text != "" }; slices.ContainsFunc(page.Review, bound) {
		print, _ = p.reviewed.Print(page, []byte(text)) // what cannot be read is told of by the build
	}
	for _, r := range page.Review {
		old := print != "" && r.Text != "" && r.Text != print
		i.Review = append(i.Review, entry{Step: r.Step, By: r.By, Date: dateText(r.Date), Outdated: old})
	}
	return i
}

func dateText(d content.Date) string {
	if d.IsZero() {
		return ""
	}
	return d.String()
}

// VSCode is the address by which Visual Studio Code opens a file, the default one.
const VSCode = "vscode://file/{path}:{line}:{column}"

// EditorURL returns the address for the name of an editor (vscode, or none for no
// links) or for an address with {path} in it; ok is false for anything else, such
// as one that would run a script.
func EditorURL(name string) (address string, ok bool) {
	switch name {
	case "vscode", "":
		return VSCode, true
	case "none":
		return "", true
	}
	u, err := url.Parse(strings.NewReplacer("{path}", "p", "{line}", "1", "{column}", "1").Replace(name))
	if err != nil || !strings.Contains(name, "{path}") {
		return "", false
	}
	switch u.Scheme {
	case "", "javascript", "data", "vbscript", "blob":
		return "", false
	}
	return name, true
}

// editAddress fills an editor's address in.
func editAddress(address, file string, line, column int) string {
	if address == "" || file == "" {
		return ""
	}
	path := filepath.ToSlash(file)
	before, _, _ := strings.Cut(address, "{path}")
	if strings.HasSuffix(before, "/") && !strings.HasSuffix(before, "//") {
		path = strings.TrimPrefix(path, "/")
	}
	escape := (&url.URL{Path: path}).EscapedPath
	if strings.Contains(before, "?") {
		escape = func() string { return url.QueryEscape(path) }
	}
	return strings.NewReplacer(
		"{path}", escape(), "{line}", strconv.Itoa(line), "{column}", strconv.Itoa(column),
	).Replace(address)
}
