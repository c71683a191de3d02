package check

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"
	"time"

	"touyan/generator/config"
)

func TestSurvey(t *testing.T) {
	dir := os.Getenv("SURVEY")
	if dir == "" {
		t.Skip()
	}
	k, _ := New(config.Default())
	k.Now = time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC)
	n := map[string]int{}
	shown := map[string]int{}
	pages := 0
	most := 6
	fmt.Sscan(os.Getenv("MOST"), &most)
	filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || !strings.HasSuffix(path, ".md") {
			return err
		}
		data, _ := os.ReadFile(path)
		rel, _ := filepath.Rel(dir, path)
		p := pageOf(t, rel, string(data))
		pages++
		f := &findings{checker: k, page: p}
		k.structure(p, f)
		k.completeness(p, f)
		for _, x := range f.list {
			n[x.Code]++
			if shown[x.Code]++; shown[x.Code] <= most {
				fmt.Println(x.Pos, x.Severity, x.Code, x.Args, "|", strings.TrimSpace(sentenceAt(p.Text, x.Start)))
			}
		}
		return nil
	})
	var codes []string
	for c := range n {
		codes = append(codes, fmt.Sprintf("%s %d", c, n[c]))
	}
	sort.Strings(codes)
	fmt.Println(pages, "pages;", strings.Join(codes, ", "))
}
