package generator_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"touyan/generator"
	"touyan/generator/check/external"
	"touyan/themes"
)

// TestCheckAsksTheWeb checks a site whose pages lead to a server: every dead end is
// told at its place, in texts, in facts, and not where a remark passes it over.
func TestCheckAsksTheWeb(t *testing.T) {
	web := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/good":
		case "/moved":
			http.Redirect(w, r, "/good", http.StatusMovedPermanently)
		case "/circle":
			http.Redirect(w, r, "/circle", http.StatusFound)
		case "/closed":
			w.WriteHeader(http.StatusForbidden)
		default:
			http.NotFound(w, r)
		}
	}))
	defer web.Close()
	root := t.TempDir()
	for name, text := range map[string]string{
		"site.yaml": "title: 小站\nprofile: intranet\n",
		"content/cases/jia.md": fmt.Sprintf(`---
title: 甲
type: village
date: 2025-01-01
sources:
  - title: 报
    url: %[1]s/gone
---
[好](%[1]s/good) [搬](%[1]s/moved) [圈](%[1]s/circle) [拦](%[1]s/closed)

<!-- touyan:ignore link-dead the page is cited for the record -->
[旧](%[1]s/old)
`, web.URL),
	} {
		file := filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	o := generator.Options{Source: root, Now: time.Now(), Themes: themes.FS(), Version: "touyan test"}
	links := func() string {
		report, err := generator.Check(context.Background(), o)
		if err != nil && !errors.Is(err, generator.ErrContent) {
			t.Fatal(err)
		}
		var b strings.Builder
		for _, f := range report.Findings {
			if strings.HasPrefix(f.Code, "link-") || strings.HasPrefix(f.Code, "ignore-") {
				fmt.Fprintf(&b, "%d:%d %s\n", f.Pos.Line, f.Pos.Col, f.Code)
			}
		}
		return b.String()
	}
	// Without asking nothing is found, and the remark is not said to be for nothing.
	if got := links(); got != "" {
		t.Errorf("not asked, and found\n%s", got)
	}
	o.External = &external.Options{Delay: -1}
	line := fmt.Sprintf("[好](%[1]s/good) [搬](%[1]s/moved) [圈](%[1]s/circle) [拦](%[1]s/closed)", web.URL)
	want := "7:10 link-dead\n"
	for _, c := range [][2]string{{"/moved", "link-moved"}, {"/circle", "link-circle"}, {"/closed", "link-unsure"}} {
		before, _, _ := strings.Cut(line, web.URL+c[0])
		want += fmt.Sprintf("9:%d %s\n", len([]rune(before))+1, c[1])
	}
	if got := links(); got != want {
		t.Errorf("found\n%swant\n%s", got, want)
	}
}
