package browser

import (
	"errors"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"touyan/generator/printer"
)

// TestBookletPDF prints a booklet of the demo site and reads the PDF with another
// program: the contents' page numbers are those of the pages that the cases begin on,
// and each page names its case at its head.
func TestBookletPDF(t *testing.T) {
	if _, err := printer.Find("", func(string) string { return "" }); errors.Is(err, printer.ErrMissing) {
		missing(t, "Chromium")
	}
	if _, err := exec.LookPath("pdftotext"); err != nil {
		missing(t, "pdftotext")
	}
	watchSources(t)
	dir := t.TempDir()
	program, out := filepath.Join(dir, "touyan"), filepath.Join(dir, "book.pdf")
	run(t, "go", "build", "-o", program, "../../cmd/touyan")
	run(t, program, "export", "booklet", "quan-ku-jing-xuan", "--source", "../..", "--pdf", out, "--now", "2026-12-01")
	pages := strings.Split(run(t, "pdftotext", "-layout", out, "-"), "\f")

	entry := regexp.MustCompile(`(?m)^ *(\d+) +(\S.*?) +(\d+)$`)
	entries := entry.FindAllStringSubmatch(pages[1], -1)
	if len(entries) != 6 {
		t.Fatalf("the contents have %d cases with page numbers, want 6:\n%s", len(entries), pages[1])
	}
	for _, m := range entries {
		n, title := atoi(t, m[3]), m[2]
		if n < 1 || n > len(pages) {
			t.Errorf("%s is said to be on page %d of %d", title, n, len(pages))
			continue
		}
		page := pages[n-1]
		if begins := "案例 " + m[1]; !strings.Contains(page, begins) || !strings.Contains(page, title) {
			t.Errorf("%s does not begin on page %d:\n%s", title, n, page)
		}
		if foot := strings.Fields(page); foot[len(foot)-1] != m[3] {
			t.Errorf("the page that %s begins on says that it is page %s, not %s", title, foot[len(foot)-1], m[3])
		}
		if next := pages[n]; !strings.Contains(strings.SplitN(next, "\n", 3)[0], title) {
			t.Errorf("page %d does not name %s at its head:\n%s", n+1, title, next)
		}
	}
	info := run(t, "pdfinfo", out)
	if !strings.Contains(info, "头雁案例精选") || !strings.Contains(info, "A4") {
		t.Errorf("the PDF has no title or is not A4:\n%s", info)
	}
}

func atoi(t *testing.T, s string) int {
	t.Helper()
	n, err := strconv.Atoi(s)
	if err != nil {
		t.Fatal(err)
	}
	return n
}
