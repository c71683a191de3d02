package browser

import (
	"archive/zip"
	"io"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// longestPath is how long a path in a package may be, in characters: Windows takes 260
// with the drive and the folder that the zip is unpacked in.
const longestPath = 200

// TestPackage does as someone who is handed a stick: unpacks the zip into a folder of a
// name that has spaces and characters, opens it with a double click, searches, and
// opens what is found.
func TestPackage(t *testing.T) {
	browser := startBrowser(t)
	watchSources(t)
	program, dir := filepath.Join(t.TempDir(), "touyan"), t.TempDir()
	run(t, "go", "build", "-o", program, "../../cmd/touyan")
	public, packed := filepath.Join(dir, "public"), filepath.Join(dir, "头雁.zip")
	run(t, program, "build", "--source", "../..", "--out", public, "--compress", "--now", "2026-12-01")
	run(t, program, "package", "--source", "../..", "--dir", public, "--zip", packed)
	here := unzip(t, packed, filepath.Join(dir, "我的 U 盘", "100% 案例 #1 (副本)"))
	run(t, program, "verify", here)

	root := (&url.URL{Scheme: "file", Path: filepath.ToSlash(here) + "/"}).String()
	f := &finder{newTab(t, browser, root), t, root}
	f.do(t, chromedp.EmulateViewport(1280, 800))
	for _, fault := range f.open(t, root+"index.html") {
		t.Error(fault)
	}
	f.toBox("index.html")
	f.write("槜李")
	f.says(boxOpen)
	f.enter()
	f.arrive(t, root+"search.html?q=%E6%A7%9C%E6%9D%8E")
	f.says(hits)
	f.follow(t, ".hit h2 a")
	if at := f.address(); !strings.HasPrefix(at, "cases/") && !strings.HasPrefix(at, "brands/") {
		t.Errorf("the best result leads to %s", at)
	}
	if !look[bool](t, f.tab, `document.querySelector("main").textContent.includes("槜李")`) {
		t.Error("the page found does not have the word")
	}
	for _, fault := range f.open(t, look[string](t, f.tab, "location.href")) {
		t.Error(fault)
	}
}

// unzip unpacks a zip, as all systems must be able to, and returns the one folder in it.
func unzip(t *testing.T, packed, to string) string {
	t.Helper()
	z, err := zip.OpenReader(packed)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	folder, longest := "", ""
	folded := map[string]string{}
	for _, f := range z.File {
		top, _, _ := strings.Cut(f.Name, "/")
		if folder == "" {
			folder = top
		}
		if same, ok := folded[strings.ToLower(f.Name)]; ok || top != folder || strings.ContainsAny(f.Name, `<>:"\|?*`) || !filepath.IsLocal(f.Name) {
			t.Errorf("Windows cannot unpack %q beside %q", f.Name, same)
		}
		folded[strings.ToLower(f.Name)] = f.Name
		if len([]rune(f.Name)) > len([]rune(longest)) {
			longest = f.Name
		}
		unpack(t, f, filepath.Join(to, filepath.FromSlash(f.Name)))
	}
	if n := len([]rune(longest)); n > longestPath {
		t.Errorf("%s has %d characters", longest, n)
	} else {
		t.Logf("%d files; the longest path, of %d characters, is %s", len(z.File), n, longest)
	}
	return filepath.Join(to, path.Clean(folder))
}

func unpack(t *testing.T, f *zip.File, to string) {
	t.Helper()
	r, err := f.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	data, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(to, data, 0o644); err != nil {
		t.Fatal(err)
	}
}
