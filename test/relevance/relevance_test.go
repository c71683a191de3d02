package main

import (
	"context"
	"os"
	"path/filepath"
	"testing"
)

// TestRanks builds a small set and asks it.
func TestRanks(t *testing.T) {
	dir := t.TempDir()
	put := func(name, text string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	put("passages.jsonl", `{"id":"a","title":"槜李","text":"1. 槜李是一种*李子*，产于<嘉兴>。"}
{"id":"b","title":"葡萄","text":"葡萄不是槜李，产于别处。"}
`)
	put("queries.tsv", "question\t槜李产于哪里？\ta\nkeywords\t葡萄\tb\nkeywords\t没有的词\ta\n")
	s, err := readSet(dir)
	if err != nil {
		t.Fatal(err)
	}
	public := filepath.Join(dir, "public")
	if err := s.build(context.Background(), filepath.Join(dir, "source"), public); err != nil {
		t.Fatal(err)
	}
	ranks, err := s.askIndex(context.Background(), public)
	if err != nil {
		t.Fatal(err)
	}
	if ranks[0] != 1 || ranks[1] != 1 || ranks[2] != 0 {
		t.Errorf("ranks %v", ranks)
	}
	if err := s.report("index", ranks, leasts{"keywords": 0.5, "question": 1}); err != nil {
		t.Error(err)
	}
	if err := s.report("index", ranks, leasts{"keywords": 0.6}); err == nil {
		t.Error("a class below the least passes")
	}
}

func TestBadSets(t *testing.T) {
	for _, queries := range []string{"question\t槜李\tnone\n", "question\n"} {
		dir := t.TempDir()
		for name, text := range map[string]string{"passages.jsonl": `{"id":"a"}`, "queries.tsv": queries} {
			if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := readSet(dir); err == nil {
			t.Errorf("%q passes", queries)
		}
	}
}
