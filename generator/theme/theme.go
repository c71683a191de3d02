// Package theme turns views into pages: templates, assets and words, taken file
// by file from the site, the site's copy of the theme and the built-in theme.
//
// # Files
//
// A theme is a folder:
//
//	theme.yaml               name, version, description
//	layouts/<kind>.html      the template of a kind of page
//	layouts/page.html        the template of every kind without one of its own
//	layouts/partials/*.html  templates for use in others, named by their path: card
//	assets/                  style sheets, scripts, pictures
//	i18n/<language>.yaml     every word that a reader sees
//
// The kinds are those of [view.View.Layout]: home, case, brand, booklet, list, terms,
// problems, plain, search, compare, indicators, indicator, sitemap, notfound,
// redirect.
//
// A file is looked for in the site's own layouts/, assets/ and i18n/, then in
// the site's themes/<name>/, then in the built-in theme of that name. Layouts and
// assets replace each other whole; the words of i18n files are merged key by key.
// Files and folders whose names begin with a dot are ignored.
//
// # Templates
//
// Templates are html/template over the structs of package view; docs/themes.md
// lists every field and function. A layout and all partials make one set, so that
// a layout may define a block which a partial calls, and two layouts may define
// the same block differently. Runs of white space in a template are written as
// one space or one line end, except in files that hold a pre or textarea element.
//
// [Load] runs every layout on a view with every field filled in and on an empty
// one, so that an unknown field is found although no page of this site reaches
// it; and it looks up every word and asset that a template names literally.
//
// # Assets
//
// A file assets/a/b.css is published as assets/a/b.<10 hex>.css, the digits being
// the start of its SHA-256; so it may be cached for ever. In style sheets,
// url(...) of another asset is rewritten to its published name, and @import of
// one is replaced by its text; in scripts, a line // @import "name"; is. An asset
// whose name begins with an underscore is only for import. Style sheets and scripts are minified without their comments.
//
// # Words
//
// An i18n file is a map from key to text. {1}, {2} stand for arguments. Where
// the first argument is the number 1 and KEY.one exists, KEY.one is taken. For
// language xx-YY, the files xx.yaml and xx-YY.yaml are read, the latter over the
// former, in each place.
//
// # The site's colours and logo
//
// Where site.yaml has an accent, each rule of a style sheet that sets --accent to a
// colour (#rrggbb) is repeated at the sheet's end with that colour, and with
// --accent-ink (text on it), --accent-wash (a pale ground) and --bar (marks) made
// from it where the rule sets them. A dark rule, by its --paper, gets accent_dark,
// or a lighter shade of the same hue. A logo is an asset of the site.
//
// # Diagnostics
//
//	theme-unknown     1 the theme, 2 the themes there are
//	theme-read        1 the file system's error
//	theme-name        1 the name in theme.yaml: missing
//	theme-language    1 the language, 2 the languages there are
//	word-type         1 the key: its value is no text
//	word-unused       1 the key, 2 the nearest key or "": a warning, in the site's i18n/
//	layout-missing    1 the kind of page
//	layout-unused     1 the layout's name, 2 the nearest kind: a warning
//	template-syntax   1 the template engine's words
//	template-exec     1 the expression, 2 the page, 3 the template engine's words
//	template-field    1 the field, 2 the struct, 3 its nearest field or "", 4 the page
//	template-word     1 the key, 2 the language, 3 the nearest key or ""
//	template-inline   1 what the page's policy blocks: a warning
//	template-asset    1 the asset, 2 the nearest asset or ""
//	asset-missing     1 the address in url(...) or @import
//	asset-loop        1 the asset that imports or uses itself
//	asset-syntax      1 the minifier's words
//	accent-contrast   1 the key, 2 the colour, 3 its contrast, 4 the ground, 5 the nearest that does
//	accent-unused     1 the theme: a warning, no style sheet of it sets --accent
//	logo-missing      1 the path, 2 the nearest picture or ""
//	logo-size         1 the path: its size cannot be read
//	logo-heavy        1 the path, 2 its KiB, 3 how many are fine: a warning
//
// broken-picture and unsafe-picture of a logo are as in package generator. All
// others are errors. Those of package strict come in addition, for theme.yaml
// and i18n files.
package theme

import (
	"html/template"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"github.com/cespare/xxhash/v2"

	"touyan/generator/diag"
	"touyan/generator/view"
)

// Theme is a theme ready to render. It may be used by many goroutines at once.
type Theme struct {
	meta     meta
	language string
	layouts  map[string]*template.Template // by kind
	fallback *template.Template            // layouts/page.html, or nil
	cards    *cards
	frames   *frames
	codes    *codes
	chapters *chapters
	words    *catalogue
	assets   *assets
	sources  sources
	logo     *view.Image
	print    uint64
	// strict says that pages carry a policy that blocks what is written inline.
	strict bool
}

// Load reads the named theme. site is the folder that holds site.yaml; builtin
// has a folder for each built-in theme. With an error among the diagnostics the
// theme is nil. at tells where a key of site.yaml stands, for the findings about
// the keys theme and language.
func Load(site, builtin fs.FS, name, language string, at func(key string) diag.Position) (*Theme, diag.List) {
	return LoadBranded(site, builtin, name, language, Brand{}, at)
}

// LoadBranded is [Load] with the site's colours and logo.
func LoadBranded(site, builtin fs.FS, name, language string, brand Brand, at func(key string) diag.Position) (*Theme, diag.List) {
	var l diag.List
	if known := themeNames(site, builtin); !slices.Contains(known, name) {
		l.Add(at("theme"), "theme-unknown", name, strings.Join(known, ", "))
		return nil, l
	}
	files := readFiles(site, builtin, name, &l)
	if l.Errors() > 0 {
		return nil, l
	}
	colours := &accent{Brand: brand, at: at, list: &l}
	t := &Theme{
		meta:     readMeta(files, &l),
		language: language,
		words:    readWords(files, language, at("language"), &l),
		assets:   buildAssets(files, colours, &l),
		sources:  templateSources(files),
	}
	if t.words == nil {
		l.Sort()
		return nil, l
	}
	if colours.unused() {
		l.Warn(at("accent"), "accent-unused", name)
	}
	t.readLogo(files, brand.Logo, at("logo"), &l)
	t.checkTitles(&l)
	t.parse(&l)
	if l.Errors() == 0 {
		t.rehearse(&l)
	}
	l.Sort()
	if l.Errors() > 0 {
		return nil, l
	}
	t.print = fingerprint(files, strings.Join([]string{language, brand.Accent, brand.AccentDark, brand.Logo}, "\n"))
	return t, l
}

// Name and Version are those of theme.yaml.
func (t *Theme) Name() string { return t.meta.Name }

// Version is that of theme.yaml.
func (t *Theme) Version() string { return t.meta.Version }

// Assets returns what to publish beside the pages, in order of path.
func (t *Theme) Assets() []Asset { return t.assets.list }

// Print is the fingerprint of every file that the theme is made of: pages must
// be rendered again when it changes.
func (t *Theme) Print() uint64 { return t.print }

// fingerprint sums up all files, the overridden ones of i18n included.
func fingerprint(f files, settings string) uint64 {
	h := xxhash.New()
	add := func(b []byte) {
		n := len(b)
		_, _ = h.Write([]byte{byte(n), byte(n >> 8), byte(n >> 16), byte(n >> 24)})
		_, _ = h.Write(b)
	}
	add([]byte(settings))
	for _, name := range slices.Sorted(maps.Keys(f)) {
		add([]byte(name))
		for _, v := range f[name] {
			add(v.data)
		}
	}
	return h.Sum64()
}
