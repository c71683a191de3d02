package theme

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/css"
	"github.com/tdewolff/minify/v2/js"

	"touyan/generator/diag"
	"touyan/generator/strict"
)

// Asset is a file to publish beside the pages.
type Asset struct {
	Path string // site path: assets/site.0123456789.css
	Data []byte
}

// assets are a theme's assets ready to publish.
type assets struct {
	list      []Asset
	published map[string]string // name below assets/ -> site path
}

// assetError is an asset that there is none of.
type assetError struct{ name, nearest string }

func (e *assetError) Error() string { return fmt.Sprintf("no asset %q", e.name) }

// asset NAME returns the site path of an asset, whose published name holds a
// fingerprint of its content; write it with rel. An unknown asset is an error.
func (a *assets) asset(name string) (string, error) {
	p, ok := a.published[name]
	if !ok {
		return "", &assetError{name, strict.Nearest(name, slices.Sorted(maps.Keys(a.published)))}
	}
	return p, nil
}

// assetBuilder publishes assets, those first that others refer to.
type assetBuilder struct {
	files  files
	out    *assets
	list   *diag.List
	minify *minify.M
	open   []string // assets being built, to find loops
	accent *accent  // the site's colours, or nil
}

func buildAssets(f files, colours *accent, l *diag.List) *assets {
	m := minify.New()
	m.AddFunc("text/css", css.Minify)
	m.Add("text/javascript", &js.Minifier{Version: 2017})
	b := &assetBuilder{files: f, out: &assets{published: map[string]string{}}, list: l, minify: m, accent: colours}
	for _, name := range slices.Sorted(maps.Keys(f)) {
		name, ok := strings.CutPrefix(name, "assets/")
		if ok && !strings.HasPrefix(path.Base(name), "_") {
			b.publish(name)
		}
	}
	slices.SortFunc(b.out.list, func(a, b Asset) int { return strings.Compare(a.Path, b.Path) })
	return b.out
}

// publish makes an asset and returns its site path, or "" after reporting why
// there is none.
func (b *assetBuilder) publish(name string) string {
	if p, ok := b.out.published[name]; ok {
		return p
	}
	v, ok := b.files.get("assets/" + name)
	if !ok {
		return ""
	}
	data := v.data
	switch path.Ext(name) {
	case ".css":
		sheet := b.styles(v, name, path.Dir(name))
		data = b.minified(v, "text/css", append(sheet, b.accent.apply(sheet)...), nil)
	case ".js":
		s := b.script(v, name)
		data = b.minified(v, "text/javascript", s.out.Bytes(), s.place)
	}
	p := fingerprinted(name, data)
	b.out.published[name] = p
	b.out.list = append(b.out.list, Asset{Path: p, Data: data})
	return p
}

// fingerprinted puts the start of the data's SHA-256 before the last extension.
func fingerprinted(name string, data []byte) string {
	sum := sha256.Sum256(data)
	ext := path.Ext(name)
	return "assets/" + strings.TrimSuffix(name, ext) + "." + hex.EncodeToString(sum[:5]) + ext
}

// minified returns data without what only its author needs, licence comments
// included: the sources are in the theme. from, where it is not nil, returns the
// place that a place of data comes from.
func (b *assetBuilder) minified(v file, kind string, data []byte, from func(diag.Position) diag.Position) []byte {
	if kind == "text/javascript" {
		data = bytes.ReplaceAll(data, []byte("/*!"), []byte("/*"))
	}
	small, err := b.minify.Bytes(kind, data)
	if err != nil {
		pos, reason := minifyFault(v, err)
		if from != nil {
			pos = from(pos)
		}
		b.list.Add(pos, "asset-syntax", reason)
		return data
	}
	return small
}
