package main

import (
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"

	"touyan/generator/output"
)

// site is a small site each version of which carries its mark: in the title of every
// page, in every case, in the style sheet.
type site struct {
	program, dir string
	// compress says to write compressed forms too.
	compress bool
}

func (s *site) public() string { return filepath.Join(s.dir, "public") }

// mark stands in everything of a version.
var mark = regexp.MustCompile(`mark-(\d+)`)

// marked returns the version of a page, -1 where it has none or several.
func marked(body []byte) int {
	version := -1
	for _, found := range mark.FindAllSubmatch(body, -1) {
		n, err := strconv.Atoi(string(found[1]))
		if err != nil || version >= 0 && n != version {
			return -1
		}
		version = n
	}
	return version
}

// cases returns how many cases a version has: they come and go.
func cases(version int) int { return 8 + version*5%7 }

// write writes the source of a version.
func (s *site) write(version int) error {
	token, err := os.ReadFile(filepath.Join(moduleRoot(), "themes/default/assets/_token.css"))
	if err != nil {
		return err
	}
	files := map[string]string{
		"site.yaml":                 fmt.Sprintf("title: 党建案例库 mark-%d\nbase_url: https://example.org/\n", version),
		"assets/_token.css":         fmt.Sprintf("%s\n:root { --version: mark-%d; }\n", token, version),
		"content/_index.md":         fmt.Sprintf("---\ntitle: 党建案例库\n---\n\n第 mark-%d 版\n", version),
		"content/cases/_index.md":   "---\ntitle: 案例\n---\n",
		"content/about.md":          fmt.Sprintf("---\ntitle: 关于\n---\n\n第 mark-%d 版\n", version),
		"content/cases/tu/index.md": caseText(version, 99, "cover: {src: tu.svg, alt: 图}\n"),
		"content/cases/tu/tu.svg":   `<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"/>`,
	}
	for i := range cases(version) {
		files[fmt.Sprintf("content/cases/case-%02d.md", i)] = caseText(version, i, "")
	}
	if err := os.RemoveAll(filepath.Join(s.dir, "content")); err != nil {
		return err
	}
	for name, text := range files {
		name = filepath.Join(s.dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// caseText is a case; every third changes its title with the version, each its body.
func caseText(version, i int, more string) string {
	return fmt.Sprintf("---\ntitle: 村级案例%d mark-%d\ntype: village\ndate: 2024-05-%02d\nproblems: [集体经济薄弱]\n%ssources: [{title: 报道}]\n---\n\n## 做法\n\n%s\n",
		i, version, 1+i%28, more, strings.Repeat(fmt.Sprintf("支部带头，村民议事，办好服务。第 mark-%d 版。\n\n", version), 3+version%5))
}

// build writes and publishes a version.
func (s *site) build(version int) error {
	if err := s.write(version); err != nil {
		return err
	}
	args := []string{"build", "-s", s.dir}
	if s.compress {
		args = append(args, "--compress")
	}
	return touyan(s.program, args...)
}

// sums returns the files that are published.
func (s *site) sums() (map[string]output.Sum, error) {
	files, _, err := output.ReadManifest(s.public())
	return files, err
}

// is reports whether a body is that of a path in a version.
func is(files map[string]output.Sum, path string, body []byte) bool {
	sum, ok := files[path]
	return ok && sum == sha256.Sum256(body)
}

// moduleRoot is the folder of go.mod, in or above that of the process.
func moduleRoot() string {
	dir, err := os.Getwd()
	for err == nil && dir != filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		dir = filepath.Dir(dir)
	}
	return "."
}
