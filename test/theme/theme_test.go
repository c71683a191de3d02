// Package theme proves with a small theme of its own, in small/, that what
// docs/themes.md promises to themes holds: the demo site is built with it.
package theme

import (
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestASmallTheme(t *testing.T) {
	// "go test" takes a former result where no file has changed that a test looked at.
	for _, dir := range []string{"cmd", "generator", "themes"} {
		pages(t, filepath.Join("../..", dir))
	}
	program := filepath.Join(t.TempDir(), "touyan")
	run(t, "go", "build", "-o", program, "../../cmd/touyan")
	source, plain, small := t.TempDir(), filepath.Join(t.TempDir(), "public"), filepath.Join(t.TempDir(), "public")
	copyTo(t, filepath.Join(source, "content"), "../../content")
	settings, err := os.ReadFile("../../site.yaml")
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(source, "site.yaml"), settings)
	run(t, program, "build", "-s", source, "-d", plain, "--now", "2026-12-01")

	copyTo(t, filepath.Join(source, "themes", "small"), "small")
	write(t, filepath.Join(source, "site.yaml"), append(settings, "\ntheme: small\n"...))
	run(t, program, "build", "-s", source, "-d", small, "--now", "2026-12-01")

	want, got := pages(t, plain), pages(t, small)
	if !slices.Equal(want, got) {
		t.Errorf("the themes make other pages:\n%v\n%v", want, got)
	}
	for _, path := range got {
		html, err := os.ReadFile(filepath.Join(small, path))
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(html), "small.") || strings.Contains(string(html), "<h1></h1>") {
			t.Errorf("%s is not the small theme's, or has no title", path)
		}
	}
	// Search finds the same pages whatever they look like.
	if a, b := run(t, program, "search", "-d", plain, "槜李"), run(t, program, "search", "-d", small, "槜李"); a != b || a == "" {
		t.Errorf("search finds\n%s\nand\n%s", a, b)
	}
	// Of the default theme's files one may be the site's own.
	write(t, filepath.Join(source, "site.yaml"), settings)
	write(t, filepath.Join(source, "layouts", "notfound.html"), []byte("<!doctype html><title>{{.Common.Title}}</title>\n"))
	write(t, filepath.Join(source, "i18n", "zh-CN.yaml"), []byte("case.peers: 邻居怎么做\n"))
	run(t, program, "build", "-s", source, "-d", plain, "--now", "2026-12-01")
	for path, text := range map[string]string{"404.html": "<!doctype html><title>", "cases/xue-shui-gang.html": "邻居怎么做"} {
		html, err := os.ReadFile(filepath.Join(plain, path))
		if err != nil || !strings.Contains(string(html), text) {
			t.Errorf("%s does not hold %q: %v", path, text, err)
		}
	}
}

// pages lists the HTML files below a folder.
func pages(t *testing.T, dir string) []string {
	t.Helper()
	var list []string
	err := filepath.WalkDir(dir, func(path string, _ fs.DirEntry, err error) error {
		if err == nil {
			_, err = os.Stat(path)
		}
		if err == nil && filepath.Ext(path) == ".html" {
			name, _ := filepath.Rel(dir, path)
			list = append(list, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func copyTo(t *testing.T, to, from string) {
	t.Helper()
	if err := os.CopyFS(to, os.DirFS(from)); err != nil {
		t.Fatal(err)
	}
}

func write(t *testing.T, name string, data []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, data, 0o644); err != nil {
		t.Fatal(err)
	}
}

func run(t *testing.T, name string, args ...string) string {
	t.Helper()
	out, err := exec.Command(name, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s %v: %v\n%s", name, args, err, out)
	}
	return string(out)
}
