package theme

import (
	"bytes"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"touyan/themes"
)

var preview = flag.String("preview", "", "write the demo pages, assets and pictures to this folder, to look at them")

// load loads the default theme with a site's files over it.
func load(t testing.TB, site fs.FS) *Theme {
	t.Helper()
	th, l := Load(site, themes.FS(), "default", "zh-CN", nowhere)
	for _, d := range l {
		t.Log(d)
	}
	if th == nil {
		t.Fatal("the theme has errors")
	}
	return th
}

// renderAll renders the demo site.
func renderAll(t testing.TB, th *Theme) map[string]string {
	t.Helper()
	out := map[string]string{}
	for path, v := range demo() {
		var b bytes.Buffer
		if err := th.Render(&b, v); err != nil {
			t.Fatal(err)
		}
		out[path] = b.String()
	}
	return out
}

// TestPreview writes the demo site when asked to.
func TestPreview(t *testing.T) {
	if *preview == "" {
		t.Skip("no -preview")
	}
	th := load(t, nil)
	write := func(path string, data []byte) {
		path = filepath.Join(*preview, filepath.FromSlash(path))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for path, html := range renderAll(t, th) {
		write(path, []byte(html))
	}
	for _, a := range th.Assets() {
		write(a.Path, a.Data)
	}
	content := os.DirFS("../../content")
	pictures, err := fs.Glob(content, "*/*/*.svg")
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range pictures {
		data, err := fs.ReadFile(content, p)
		if err != nil {
			t.Fatal(err)
		}
		write(p, data)
	}
}
