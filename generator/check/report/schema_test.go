package report

import (
	"bytes"
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"touyan/generator/check"
	"touyan/generator/message"
)

// officialSchema returns the schema of SARIF 2.1.0 as OASIS publishes it (errata 01),
// from the module that these tests read SARIF with, which keeps it in a constant.
func officialSchema(t *testing.T) string {
	t.Helper()
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/owenrumney/go-sarif/v3").Output()
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(strings.TrimSpace(string(dir)), "pkg", "report", "v210", "sarif", "schema.go")
	f, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var schema string
	ast.Inspect(f, func(n ast.Node) bool {
		if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING && strings.Contains(lit.Value, `"$schema"`) {
			schema, err = strconv.Unquote(lit.Value)
		}
		return true
	})
	if err != nil || !strings.Contains(schema, sarifSchema) {
		t.Fatalf("%s does not hold the schema of %s: %v", name, sarifSchema, err)
	}
	return schema
}

// compiled makes a validator, formats included.
func compiled(t *testing.T, schema string) *jsonschema.Schema {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(schema))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource("schema.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func valid(s *jsonschema.Schema, text string) error {
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
	if err != nil {
		return err
	}
	return s.Validate(doc)
}

func TestSARIFIsValid(t *testing.T) {
	schema := compiled(t, officialSchema(t))
	for _, lang := range message.Languages() {
		for name, r := range map[string]*Report{"sample": sample(lang), "nothing": {Words: message.New(lang)}} {
			got := written(t, r, "sarif")
			if err := valid(schema, got); err != nil {
				t.Errorf("%s in %s: %v", name, lang, err)
			}
			if err := valid(schema, strings.Replace(got, `"columnKind"`, `"columKind"`, 1)); err == nil {
				t.Error("the schema takes anything")
			}
		}
	}
}

// TestSARIFSaysWhatWasFound reads SARIF as another program does.
func TestSARIFSaysWhatWasFound(t *testing.T) {
	log, err := sarif.FromBytes([]byte(written(t, sample(message.Chinese), "sarif")))
	if err != nil {
		t.Fatal(err)
	}
	run := log.Runs[0]
	if len(run.Tool.Driver.Rules) < len(check.Codes())+2 {
		t.Errorf("%d rules, want those of all checks and of the build codes found", len(run.Tool.Driver.Rules))
	}
	for _, result := range run.Results {
		if rule := run.Tool.Driver.Rules[result.RuleIndex]; *rule.ID != *result.RuleID {
			t.Errorf("rule %d is %s, not %s", result.RuleIndex, *rule.ID, *result.RuleID)
		}
		if result.PartialFingerprints["primaryLocationLineHash"] == "" {
			t.Errorf("%s has no fingerprint", *result.RuleID)
		}
	}
	for _, result := range run.Results {
		if len(result.Fixes) == 0 || *result.Fixes[0].ArtifactChanges[0].Replacements[0].InsertedContent.Text != "账目" {
			continue
		}
		place := result.Locations[0].PhysicalLocation
		if got, want := *place.ArtifactLocation.URI, "%E7%BD%91%E7%AB%99/content/cases/%E4%B8%80%20%E6%9D%91.md"; got != want {
			t.Errorf("the file is %s, want %s", got, want)
		}
		// 𠮷 is two code units of UTF-16.
		r := place.Region
		if *r.StartLine != 5 || *r.StartColumn != 5 || *r.EndLine != 5 || *r.EndColumn != 7 || *r.Snippet.Text != "帐目" {
			t.Errorf("the place is %d:%d to %d:%d", *r.StartLine, *r.StartColumn, *r.EndLine, *r.EndColumn)
		}
		return
	}
	t.Error("no result has the fix")
}

func TestJSONIsAsDocumented(t *testing.T) {
	doc, err := os.ReadFile("../../../docs/check.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	schema := compiled(t, string(doc))
	for name, r := range map[string]*Report{"sample": sample(message.Chinese), "nothing": {Words: message.New(message.English)}} {
		got := written(t, r, "json")
		if err := valid(schema, got); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if err := valid(schema, strings.Replace(got, `"format": 1`, `"format": 2`, 1)); err == nil {
			t.Error("the schema takes another format")
		}
	}
	var got jsonReport
	if err := json.NewDecoder(bytes.NewBufferString(written(t, sample(message.Chinese), "json"))).Decode(&got); err != nil {
		t.Fatal(err)
	}
	if want := (Counts{Pages: 3, Files: 3, Errors: 2, Warnings: 2, Hints: 3, Fixable: 2}); got.Counts != want {
		t.Errorf("counts are %+v, want %+v", got.Counts, want)
	}
	for _, f := range got.Findings {
		if f.Fix != nil && f.Fix.Text == "账目" {
			if f.Line != 5 || f.Col != 4 || f.EndLine != 5 || f.EndCol != 6 || !f.Fix.Safe || f.Part != "remark" {
				t.Errorf("the finding is %+v", f)
			}
			return
		}
	}
	t.Error("no finding has the fix")
}
