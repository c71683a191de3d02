package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"touyan/generator"
	"touyan/themes"
)

// set is a retrieval set.
type set struct {
	passages []passage
	queries  []query
	number   map[string]int // a passage's place by its id
}

type passage struct{ ID, Title, Text string }

// query is one query; its answer is the passage with the id want.
type query struct{ class, text, want string }

// readSet reads the set in a folder.
func readSet(dir string) (*set, error) {
	s := &set{number: map[string]int{}}
	err := eachLine(filepath.Join(dir, "passages.jsonl"), func(line string) error {
		var p passage
		if err := json.Unmarshal([]byte(line), &p); err != nil {
			return err
		}
		s.number[p.ID] = len(s.passages)
		s.passages = append(s.passages, p)
		return nil
	})
	if err != nil {
		return nil, err
	}
	return s, eachLine(filepath.Join(dir, "queries.tsv"), func(line string) error {
		f := strings.Split(line, "\t")
		if len(f) != 3 {
			return fmt.Errorf("%d fields, want 3", len(f))
		}
		if _, ok := s.number[f[2]]; !ok {
			return fmt.Errorf("no passage %s", f[2])
		}
		s.queries = append(s.queries, query{f[0], f[1], f[2]})
		return nil
	})
}

func eachLine(name string, visit func(string) error) error {
	f, err := os.Open(name)
	if err != nil {
		return fmt.Errorf("read set: %w", err)
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for n := 1; lines.Scan(); n++ {
		if err := visit(lines.Text()); err != nil {
			return fmt.Errorf("read set: %s:%d: %w", name, n, err)
		}
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("read set: %w", err)
	}
	return nil
}

// build makes a site of the passages.
func (s *set) build(ctx context.Context, source, public string) error {
	if err := s.write(source); err != nil {
		return fmt.Errorf("write pages: %w", err)
	}
	report, err := generator.Build(ctx, generator.Options{
		Source: source, Out: public, Clean: true, Themes: themes.FS(), Version: "relevance", Now: time.Now(),
	})
	if err != nil {
		return fmt.Errorf("build: %w: %v", err, report.Diagnostics)
	}
	return nil
}

// write makes each passage a case in the source folder dir.
func (s *set) write(dir string) error {
	cases := filepath.Join(dir, "content", "cases")
	if err := os.MkdirAll(cases, 0o755); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(dir, "site.yaml"), []byte("title: relevance\n"), 0o644); err != nil {
		return err
	}
	for i, p := range s.passages {
		title, err := json.Marshal(p.Title) // JSON is YAML
		if err != nil {
			return err
		}
		text := fmt.Sprintf("---\ntitle: %s\ntype: site\ndate: 2020-01-01\nsources: [{title: x}]\n---\n\n%s\n", title, markdown(p.Text))
		if err := os.WriteFile(filepath.Join(cases, slug(i)+".md"), []byte(text), 0o644); err != nil {
			return err
		}
	}
	return nil
}

func slug(i int) string { return fmt.Sprintf("p%05d", i) }

// url is the address of a passage's page.
func (s *set) url(id string) string { return "cases/" + slug(s.number[id]) + ".html" }

// markdown is a text as Markdown reads it as it stands.
func markdown(text string) string {
	var b strings.Builder
	for _, r := range text {
		if strings.ContainsRune("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}
