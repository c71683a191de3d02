package browser

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// validator is html-validate's command.
const validator = "node_modules/html-validate/bin/html-validate.mjs"

func testValid(t *testing.T, s *stage) {
	for _, site := range []*built{s.demo, s.corner} {
		t.Run(site.name, func(t *testing.T) {
			t.Parallel()
			for _, fault := range validate(t, site.dir) {
				t.Error(fault)
			}
		})
	}
}

// validate returns the faults of all pages in a folder.
func validate(t *testing.T, dir string) []string {
	t.Helper()
	if _, err := os.Stat(validator); err != nil {
		missing(t, "html-validate")
	}
	node, err := exec.LookPath("node")
	if err != nil {
		missing(t, "Node.js")
	}
	cmd := exec.Command(node, validator, "--config", "htmlvalidate.mjs", "--formatter", "json",
		filepath.Join(dir, "**", "*.html"))
	// Into a file, for it ends before all has gone through a pipe.
	out, err := os.Create(filepath.Join(t.TempDir(), "faults.json"))
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	var problem bytes.Buffer
	cmd.Stdout, cmd.Stderr = out, &problem
	// It exits with 1 where there are faults.
	if err := cmd.Run(); err != nil && !errors.As(err, new(*exec.ExitError)) {
		t.Fatal(err)
	}
	var files []struct {
		FilePath string
		Messages []struct {
			RuleID  string
			Message string
			Line    int
			Column  int
		}
	}
	said, err := os.ReadFile(out.Name())
	if err == nil {
		err = json.Unmarshal(said, &files)
	}
	if err != nil {
		t.Fatalf("read what html-validate says: %v\n%s", err, &problem)
	}
	var faults []string
	for _, f := range files {
		for _, m := range f.Messages {
			faults = append(faults, fmt.Sprintf("%s:%d:%d: %s (%s)", f.FilePath, m.Line, m.Column, m.Message, m.RuleID))
		}
	}
	return faults
}
