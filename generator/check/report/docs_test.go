package report

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"touyan/generator/check"
	"touyan/generator/message"
)

var update = flag.Bool("update", false, "write the tables of all checks into docs/check.md")

// TestDocsListEveryCheck compares docs/check.md with the codes and the catalogue.
func TestDocsListEveryCheck(t *testing.T) {
	const name = "../../../docs/check.md"
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	text := string(data)
	for _, lang := range message.Languages() {
		begin := fmt.Sprintf("<!-- codes %s -->\n", lang)
		before, rest, found := strings.Cut(text, begin)
		_, after, ended := strings.Cut(rest, "<!-- end -->")
		if !found || !ended {
			t.Fatalf("no place for the codes in %s", lang)
		}
		text = before + begin + tablesOf(message.New(lang)) + "<!-- end -->" + after
	}
	if text == string(data) {
		return
	}
	if !*update {
		t.Error("docs/check.md does not list the checks as they are: go test ./generator/check/report -run Docs -update")
		return
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// tablesOf returns a table of the checks for each part.
func tablesOf(words *message.Printer) string {
	heads := map[string]string{
		"privacy": "个人信息", "wording": "用词和标点", "link": "链接", "completeness": "完整性",
		"asset": "图片和文件", "review": "审校记录", "remark": "放过说明",
	}
	columns, weights := "代码 | 级别 | 说的是什么 | 怎么改", []string{"错误", "提醒", "建议"}
	if words.Language() == message.English {
		heads = map[string]string{
			"privacy": "Personal data", "wording": "Wording", "link": "Links", "completeness": "Completeness",
			"asset": "Pictures and files", "review": "Reviews", "remark": "Remarks",
		}
		columns, weights = "code | severity | what it says | what to do", []string{"error", "warning", "hint"}
	}
	var b strings.Builder
	for _, part := range []string{"privacy", "wording", "link", "completeness", "asset", "review", "remark"} {
		rows := ""
		for _, c := range check.Codes() {
			if c.Part == part {
				rows += fmt.Sprintf("| `%s` | %s | %s | %s |\n", c.Name, weights[c.Severity], cell(words.Outline(c.Name)), cell(words.Outline(c.Name+".mend")))
			}
		}
		if rows != "" {
			fmt.Fprintf(&b, "\n### %s\n\n| %s |\n|---|---|---|---|\n%s", heads[part], columns, rows)
		}
	}
	return b.String() + "\n"
}

// cell makes words fit for a cell of a Markdown table.
func cell(text string) string {
	return strings.NewReplacer("|", `\|`, "<", "&lt;", "*", `\*`, "_", `\_`, "`", "\\`", "\n", " ").Replace(text)
}

// TestEveryPartIsDocumented finds a part that the documentation has no heading for.
func TestEveryPartIsDocumented(t *testing.T) {
	tables := tablesOf(message.New(message.English))
	for _, c := range check.Codes() {
		if !strings.Contains(tables, "`"+c.Name+"`") {
			t.Errorf("%s is of part %q, which has no heading", c.Name, c.Part)
		}
	}
}
