package output

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestFoldersThatAreNotOurs(t *testing.T) {
	tests := map[string]struct {
		has  site
		code string
	}{
		"files":            {site{"thesis.doc": "years of work"}, "output-not-ours"},
		"a folder":         {site{"photos/": ""}, "output-not-ours"},
		"hidden files":     {site{".gitignore": "", ".secret": ""}, "output-not-ours"},
		"empty":            {site{}, ""},
		"gitignore":        {site{".gitignore": "*"}, ""},
		"gitkeep":          {site{".gitkeep": "", ".DS_Store": ""}, ""},
		"another manifest": {site{ManifestName: strings.Repeat("0", 64) + "  thesis.doc\n", "thesis.doc": ""}, "output-manifest"},
		"torn manifest":    {site{ManifestName: manifestHead + "\n" + strings.Repeat("0", 64) + "  the"}, "output-manifest"},
		"escape":           {site{ManifestName: manifestHead + "\n" + strings.Repeat("0", 64) + "  ../x\n"}, "output-manifest"},
		"manifest a link":  {site{ManifestName: "-> ../x"}, "output-manifest"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			out := outIn(t)
			if err := os.Mkdir(out, 0o755); err != nil {
				t.Fatal(err)
			}
			put(t, out, tt.has)
			_, err := publishTo(out, site{"a.html": "a"}, Options{})
			if tt.code == "" {
				if err != nil {
					t.Fatal(err)
				}
				wantSite(t, out, site{"a.html": "a"}, tt.has)
				return
			}
			wantCode(t, err, tt.code)
			for path, text := range tt.has {
				if got := readTree(t, out); got[path] != text {
					t.Errorf("%s was changed", path)
				}
			}
			if tt.code == "output-not-ours" && exists(workFolder(out)) {
				t.Error("left a work folder beside a folder that is not ours")
			}
		})
	}
	out := outIn(t)
	put(t, filepath.Dir(out), site{"public": "a file"})
	_, err := Open(out, Options{})
	wantCode(t, err, "output-not-ours")
}

func TestFoldersThatAreRefused(t *testing.T) {
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	put(t, dir, site{
		"site/site.yaml": "", "site/content/a.md": "", "site/themes/": "", "site/link": "-> content",
		"home/me/x": "", "to-site": "-> site",
	})
	t.Setenv("HOME", filepath.Join(dir, "home/me"))
	t.Setenv("USERPROFILE", filepath.Join(dir, "home/me"))
	tests := map[string]string{
		"site":                  "output-source",
		"site/.":                "output-source",
		"site/public/..":        "output-source",
		"to-site":               "output-source",
		".":                     "output-system", // holds the home folder too
		"site/content":          "output-source",
		"site/content/public":   "output-source",
		"site/link/public":      "output-source",
		"to-site/themes":        "output-source",
		"home/me":               "output-system",
		"home":                  "output-system",
		"site/public":           "",
		"elsewhere/deep/public": "",
		"site/contents":         "",
	}
	for out, code := range tests {
		t.Run(out, func(t *testing.T) {
			o := Options{Source: filepath.Join(dir, "site"), Inputs: []string{"content", "themes"}}
			w, err := Open(dir+"/"+out, o)
			if code != "" {
				wantCode(t, err, code)
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if err := w.Abort(); err != nil {
				t.Fatal(err)
			}
		})
	}
	_, err = Open(string(filepath.Separator), Options{})
	wantCode(t, err, "output-system")
}

func TestPaths(t *testing.T) {
	good := []string{"a", "a/b.html", "cases/图.svg", "console.html", "a b", ".well-known/x", "com10", "auxiliary/x", strings.Repeat("a", 255)}
	bad := []string{
		"", ".", "..", "/a", "a/", "a//b", "./a", "a/../b", "../a", "a/.", `a\b`, `C:\a`, "a:b", "a?b", "a*b", "a|b", "<a>",
		`"a"`, "a\x00", "a\nb", "a\x7f", "a.", "a /b", "a./b", "con", "CON.html", "a/nul.txt", "lpt1", "Com¹.x", "aux .html",
		"conin$", "\xff", strings.Repeat("a", 256),
	}
	for _, path := range good {
		if !validPath(path) {
			t.Errorf("%q is refused", path)
		}
	}
	out := outIn(t)
	w, err := Open(out, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer w.Abort()
	for _, path := range bad {
		_, err := w.Write(path, nil)
		wantCode(t, err, "output-path")
	}
}

func TestTwoFilesOfOnePath(t *testing.T) {
	tests := []struct{ first, second string }{
		{"a.html", "a.html"},
		{"a.html", "A.html"},
		{"A.html", "a.html"},
		{"A.html", "a.HTML"},
		{"a", "a/b"},
		{"a/b", "a"},
		{"a/b/c", "A"},
		{"A", "a/b/c"},
		{"ÄÖ", "äö"},
	}
	for _, tt := range tests {
		w, err := Open(outIn(t), Options{})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(tt.first, nil); err != nil {
			t.Fatal(err)
		}
		_, err = w.Write(tt.second, nil)
		wantCode(t, err, "duplicate-output")
		if e := err.(*Error); e.Args[0] != tt.second || e.Args[1] != tt.first {
			t.Errorf("%v, want both %s and %s", e, tt.second, tt.first)
		}
		_ = w.Abort()
	}
	w, err := Open(outIn(t), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer w.Abort()
	if _, err := w.NewDir("search/x.bleve"); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{ManifestName, "search", "search/x.bleve", "search/x.bleve/store"} {
		_, err := w.Write(path, nil)
		wantCode(t, err, "duplicate-output")
	}
	if _, err := w.Write("search/x.bleve.js", nil); err != nil {
		t.Error(err)
	}
}
