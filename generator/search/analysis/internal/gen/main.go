// Command gen makes the tables of package analysis: table.txt, which folds and
// classes characters, and pinyin/pinyin.txt, the reading of each character.
// Run it with go generate in generator/search/analysis after a change of the
// rules here, of Go's Unicode version or of a dictionary's version.
//
// Simplified characters come from the dictionaries of the npm package opencc-js,
// fetched with the npm client at the version below; readings come from the Go
// module go-pinyin at the version that go.mod names; everything else comes from
// the Unicode tables of Go and of golang.org/x/text. Same inputs, same bytes.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
)

func main() {
	dir := flag.String("dir", ".", "folder of package analysis")
	flag.Parse()
	if err := run(context.Background(), *dir); err != nil {
		fmt.Fprintln(os.Stderr, "gen:", err)
		os.Exit(1)
	}
}

// run makes both tables below dir.
func run(ctx context.Context, dir string) error {
	dicts, err := fetchOpenCC(ctx)
	if err != nil {
		return err
	}
	table, err := table(dicts)
	if err != nil {
		return err
	}
	for name, data := range map[string][]byte{
		"table.txt":         table,
		"pinyin/pinyin.txt": readings(),
	} {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil {
			return fmt.Errorf("write table: %w", err)
		}
	}
	return nil
}
