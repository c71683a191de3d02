package theme

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"regexp"
	"strings"
	"testing"
)

// assetsOf loads the small theme with some assets and returns the published
// paths by name without fingerprint, and the data by name.
func assetsOf(t *testing.T, files ...string) (paths, data map[string]string) {
	t.Helper()
	for i := 0; i < len(files); i += 2 {
		files[i] = "themes/small/assets/" + files[i]
	}
	th, l := Load(small(files...), nil, "small", "en", nowhere)
	if th == nil {
		t.Fatal(l)
	}
	paths, data = map[string]string{}, map[string]string{}
	for _, a := range th.Assets() {
		name := regexp.MustCompile(`\.[0-9a-f]{10}\.`).ReplaceAllString(a.Path, ".")
		name = strings.TrimPrefix(name, "assets/")
		paths[name], data[name] = a.Path, string(a.Data)
	}
	return paths, data
}

func TestAssetNamesHoldTheirFingerprint(t *testing.T) {
	paths, data := assetsOf(t, "a.svg", "<svg/>", "x/b.min.js", "/*! licence */ let two = 1 + 1; // sum\nwindow.b = two;")
	for name, p := range paths {
		sum := sha256.Sum256([]byte(data[name]))
		if !strings.Contains(p, "."+hex.EncodeToString(sum[:])[:10]+".") {
			t.Errorf("%s is published as %s", name, p)
		}
	}
	if js := data["x/b.min.js"]; strings.Contains(js, "licence") || strings.Contains(js, "sum") || js == "" {
		t.Errorf("the script is not minified: %s", js)
	}
}

func TestStyleSheetsReferToPublishedNames(t *testing.T) {
	paths, data := assetsOf(t,
		"site.css", "/*! x */\n@charset \"utf-8\";\n@import \"css/_part.css\";\n@import url('css/_part.css') print and (color);\na{background:url(\"img/a b.svg#top\")}\nb{background:url(data:image/png;base64,iVBORw0KGgo=)}\nc{background:url(https://example.org/x.png)}\nd{mask:url(#m)}",
		"css/_part.css", "p{background:url( '../img/a b.svg' );margin:0}", "css/deep/own.css", "q{background:url(../../img/a%20b.svg?x)}",
		"img/a b.svg", "<svg/>", "img/a%20b.svg", "<svg />",
	)
	picture := strings.TrimPrefix(paths["img/a b.svg"], "assets/")
	for name, wants := range map[string][]string{
		"site.css": {
			"p{background:url(\"" + picture + "\");margin:0}", "@media print and (color){p{", "url(\"" + picture + "#top\")",
			"url(data:image/png", "url(https://example.org/x.png)", "url(#m)",
		},
		"css/deep/own.css": {"url(../../" + strings.TrimPrefix(paths["img/a%20b.svg"], "assets/") + "?x)"},
	} {
		for _, want := range wants {
			if !strings.Contains(data[name], want) {
				t.Errorf("%s has no %s:\n%s", name, want, data[name])
			}
		}
	}
	if _, ok := paths["css/_part.css"]; ok || strings.Contains(data["site.css"], "import") {
		t.Error("the imported part is still apart")
	}
}

// TestStyleSheetChangesNameWithItsPicture guards caches: a style sheet is kept
// for ever under its name, so it must be another one when a picture changes.
func TestStyleSheetChangesNameWithItsPicture(t *testing.T) {
	var names []string
	for i := range 2 {
		paths, _ := assetsOf(t, "z.css", "@import '_y.css';", "_y.css", "a{b:url(a.svg)}", "a.svg", fmt.Sprint(i))
		names = append(names, paths["z.css"])
	}
	if names[0] == names[1] || names[0] == "" {
		t.Error(names)
	}
}
