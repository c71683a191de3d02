package markup

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// TestCommonMark runs CommonMark's own examples, which come with goldmark, and
// compares elements and text. Raw HTML is left out, since it is not copied.
func TestCommonMark(t *testing.T) {
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/yuin/goldmark").Output()
	if err != nil {
		t.Skip("no go command to find the examples with")
	}
	data, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(dir)), "_test", "spec.json"))
	if err != nil {
		t.Skip(err)
	}
	var examples []struct {
		Markdown, HTML, Section string
		Example                 int
	}
	if err := json.Unmarshal(data, &examples); err != nil {
		t.Fatal(err)
	}
	// What this package does on purpose: links without an address or of another
	// scheme are text, images with a title are figures, plain addresses are links,
	// and raw tags are balanced.
	otherwise := []int{
		31, 200, 201, 344, 476, 477, 485, 486, 487, 491, 494, 524, 536, 567, 572, 573, 576, 577, 584, 585, 586, 588,
		589, 591, 596, 598, 599, 601, 602, 608, 611, 612, 642, 643,
	}
	ran := 0
	for _, e := range examples {
		if e.Section == "Raw HTML" || e.Section == "HTML blocks" || strings.Contains(e.HTML, `<a href="/`) && e.Section != "Links" {
			continue
		}
		ran++
		doc, _ := converter().Convert(Source{Path: "a/b/c.md", Text: []byte(e.Markdown), Site: everything{}})
		got, want := skeleton(string(doc.HTML)), skeleton(e.HTML)
		if (got != want) != slices.Contains(otherwise, e.Example) && !strings.Contains(e.HTML, `<a href="/`) {
			t.Errorf("example %d, %s: %q\n got %s\nwant %s", e.Example, e.Section, e.Markdown, got, want)
		}
	}
	if ran < 400 {
		t.Errorf("only %d examples ran", ran)
	}
}

var blanks = regexp.MustCompile(`\s+`)

// skeleton returns HTML without attributes; h1 is h2.
func skeleton(s string) string {
	var b strings.Builder
	z := html.NewTokenizer(strings.NewReader(s))
	for {
		switch kind := z.Next(); kind {
		case html.ErrorToken:
			return strings.TrimSpace(blanks.ReplaceAllString(b.String(), " "))
		case html.TextToken:
			b.WriteString(html.UnescapeString(string(z.Text())))
		case html.CommentToken:
		default:
			t := z.Token()
			if t.Data == "h1" {
				t.Data = "h2"
			}
			if kind == html.EndTagToken {
				b.WriteString("/")
			}
			b.WriteString("<" + t.Data + ">")
		}
	}
}
