package check

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"touyan/generator/config"
)

// made up: an area code, a date and the check character of GB 11643-1999.
const (
	madeUpID    = "410901199001015514"
	madeUpPhone = "13912345678"
)

func TestPrivacy(t *testing.T) {
	id := checked(madeUpID)
	for name, c := range map[string]struct{ text, want string }{
		"a paragraph":            {"---\ntitle: t\n---\n号码 " + id + "。\n", "4:4 error resident-id"},
		"masked":                 {"---\ntitle: t\n---\n号码 " + id[:6] + "********" + id[14:] + "。\n", ""},
		"half masked":            {"---\ntitle: t\n---\n身份证号 " + id[:14] + "**" + id[16:] + "。\n", "4:6 warning half-masked"},
		"emphasis inside":        {"---\ntitle: t\n---\n电话 139**1234**5678\n", "4:4 error mobile-number"},
		"a fact":                 {"---\ntitle: t\nsummary: 联系 " + madeUpPhone + "\n---\n", "3:13 error mobile-number"},
		"the name of a picture":  {"---\ntitle: t\ncover: {src: " + id + ".jpg, alt: 合影}\n---\n", "3:14 error resident-id"},
		"a description":          {"---\ntitle: t\n---\n![名册 " + madeUpPhone + "](a.jpg)\n", "4:6 error mobile-number"},
		"a title":                {"---\ntitle: t\n---\n[人](a.md \"" + madeUpPhone + "\")\n", "4:11 error mobile-number"},
		"a tel link":             {"---\ntitle: t\n---\n[电话](tel:" + madeUpPhone + ")\n", "4:10 error mobile-number"},
		"a mail link":            {"---\ntitle: t\n---\n[邮箱](mailto:someone@163.com?subject=a)\n", "4:13 error email-address"},
		"an allowed mail link":   {"---\ntitle: t\n---\n[邮箱](mailto:office@my.gov.cn)\n", ""},
		"an office's, bare":      {"---\ntitle: t\n---\n写信到 office@my.gov.cn。\n", ""},
		"a bare address":         {"---\ntitle: t\n---\n写信到 someone@163.com 。\n", "4:5 error email-address"},
		"a query":                {"---\ntitle: t\n---\n[查](https://example.org/q?a=1&tel=" + madeUpPhone + ")\n", "4:35 error mobile-number"},
		"a path of another site": {"---\ntitle: t\n---\n[文](https://example.org/2023/" + madeUpPhone + ".html)\n", ""},
		"an escaped name":        {"---\ntitle: t\n---\n[表](%31%33912345678.xlsx)\n", "4:5 error mobile-number"},
		"an attribute":           {"---\ntitle: t\n---\n<abbr title=\"" + madeUpPhone + "\">他</abbr>\n", "4:1 error mobile-number"},
		"raw HTML":               {"---\ntitle: t\n---\n<div>\n电话 " + madeUpPhone + "\n</div>\n", "5:4 error mobile-number"},
		"code":                   {"---\ntitle: t\n---\n```\n电话 " + madeUpPhone + "\n```\n", "5:4 error mobile-number"},
		"a comment":              {"---\ntitle: t # " + madeUpPhone + "\n---\n<!-- " + madeUpPhone + " -->\n", ""},
		"a cell":                 {"---\ntitle: t\n---\n| 姓名 | 电话 |\n|---|---|\n| 甲 | " + madeUpPhone + " |\n", "6:7 error mobile-number"},
		"split between cells":    {"---\ntitle: t\n---\n| 甲 | 乙 | 丙 |\n|---|---|---|\n| 1 | " + id[:6] + " | " + id[6:] + " |\n", "6:7 error resident-id"},
		"figures side by side":   {"---\ntitle: t\n---\n| 甲 | 乙 | 丙 |\n|---|---|---|\n| 139 | 1234 | 5678 |\n", ""},
		"an office's number":     {"---\ntitle: t\n---\n电话 0573-88123456 。\n", ""},
		"another office's":       {"---\ntitle: t\n---\n电话 0573-88123457 。\n", "4:4 error landline-number"},
		"a document number":      {"---\ntitle: t\n---\n（国办发〔2017〕47号）文章编号 1674-1145(2023)20-073-04\n", ""},
	} {
		t.Run(name, func(t *testing.T) {
			s := config.Default()
			s.Check.Phones, s.Identity.Email = []string{"0573-88123456"}, "office@my.gov.cn"
			k, _ := New(s)
			p := pageOf(t, "cases/x/index.md", c.text)
			f := &findings{checker: k, page: p}
			k.privacy(p, f)
			var got []string
			for _, one := range f.list {
				got = append(got, fmt.Sprintf("%d:%d %v %s", one.Pos.Line, one.Pos.Col, one.Severity, one.Code))
				told := fmt.Sprint(one.Args...)
				if !one.Secret || strings.Contains(told, id[6:14]) || strings.Contains(told, "912345") {
					t.Errorf("%v tells too much", one.Diagnostic)
				}
			}
			if diff := cmp.Diff(c.want, strings.Join(got, "\n")); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// checked returns an identity number with the right check character.
func checked(id string) string {
	sum := 0
	for i, w := range []int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2} {
		sum += int(id[i]-'0') * w
	}
	return id[:17] + string("10X98765432"[sum%11])
}

// docx is a document of one paragraph.
func docx(t *testing.T, text string) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, data := range map[string]string{
		"[Content_Types].xml": `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
		"_rels/.rels":         `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
		"word/document.xml":   `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>` + text + `</w:t></w:r></w:p></w:body></w:document>`,
	} {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(data)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestFilesAreLookedInto(t *testing.T) {
	id := checked(madeUpID)
	k, _ := New(config.Default())
	for name, c := range map[string]struct {
		file File
		want string
	}{
		"a name":                {fileOf("content/a/"+madeUpPhone+".png", "", 1), "error mobile-number"},
		"a folder's name":       {fileOf("content/"+id+"/a.png", "", 1), "error resident-id"},
		"a plain name":          {fileOf("content/a/20260131-2.png", "", 1), ""},
		"an SVG":                {fileOf("content/a.svg", `<svg xmlns="http://www.w3.org/2000/svg"><text>电话 `+madeUpPhone+`</text></svg>`, 0), "error mobile-number"},
		"an SVG's path":         {fileOf("content/a.svg", `<svg xmlns="http://www.w3.org/2000/svg"><path d="M13912345678 1"/></svg>`, 0), ""},
		"a Word document":       {fileOf("content/a.docx", docx(t, "身份证号 "+id), 0), "error resident-id"},
		"one without":           {fileOf("content/a.docx", docx(t, "年收入 13912 元"), 0), ""},
		"a list":                {fileOf("content/a.csv", "姓名,电话\n甲,"+madeUpPhone+"\n", 0), "error mobile-number"},
		"a damaged document":    {fileOf("content/a.docx", "PK\x03\x04 no", 0), "warning document-unreadable"},
		"an old document":       {fileOf("content/a.doc", "\xd0\xcf\x11\xe0", 0), "warning document-unreadable"},
		"a list of many people": {fileOf("content/a.csv", strings.Repeat(madeUpPhone+"\n", 2*mostPersonal), 0), strings.Repeat("error mobile-number\n", mostPersonal-1) + "error mobile-number"},
	} {
		list, err := k.File(t.Context(), c.file)
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		var got []string
		for _, one := range list {
			got = append(got, fmt.Sprintf("%v %s", one.Severity, one.Code))
			if told := fmt.Sprint(one.Args...); strings.Contains(told, id[6:14]) || strings.Contains(told, "912345") {
				t.Errorf("%s: %v tells too much", name, one.Args)
			}
		}
		if diff := cmp.Diff(c.want, strings.Join(got, "\n")); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func BenchmarkPrivacy(b *testing.B) { benchmarkRule(b, (*Checker).privacy) }
func BenchmarkAssets(b *testing.B)  { benchmarkRule(b, (*Checker).assets) }
func BenchmarkReviews(b *testing.B) { benchmarkRule(b, (*Checker).reviews) }

// benchmarkRule runs one part over a page of 3,000 characters with a table and links.
func benchmarkRule(b *testing.B, rule func(*Checker, *Page, *findings)) {
	s := config.Default()
	s.Review.Required = 3
	k, _ := New(s)
	para := "村里 2021 年收入 12.5 万元，比上年增加 3.2 万元，共有党员 86 名、村民代表 45 名，开会 12 次（见[方案](plan.pdf)）。"
	body := strings.Repeat(para+"\n\n", 48) + "| 年 | 收入 | 支出 |\n|---|---|---|\n" + strings.Repeat("| 2021 | 125000 | 86000 |\n", 10) + "![村民议事](a.jpg)\n"
	p := pageOf(b, "cases/x.md", "---\ntitle: t\ndate: 2021-01-01\nreview:\n  - {step: 初审, by: 甲岗, date: 2026-01-01, text: 0123456789abcdef}\n---\n"+body)
	b.ReportAllocs()
	for b.Loop() {
		rule(k, p, &findings{checker: k, page: p})
	}
}

// FuzzPersonal: whatever a page holds, what is found lies within it and is told of in
// masked form.
func FuzzPersonal(f *testing.F) {
	f.Add("电话 " + madeUpPhone + "\n\n| 410901 | 199001015515 |\n|---|---|\n")
	f.Add("[a](tel:13912345678?x=%31) ![](a.jpg) <img src=\"b.png\"> [v](x.mp4)\n")
	f.Add("<mailto:a@163.com> `a@163.com` &#49;3912345678\n")
	k, _ := New(config.Default())
	f.Fuzz(func(t *testing.T, body string) {
		if !utf8.ValidString(body) || strings.ContainsRune(body, 0) {
			t.Skip("no page: package content says so")
		}
		p := pageOf(t, "cases/x/index.md", "---\ntitle: t\n---\n"+body)
		found := &findings{checker: k, page: p}
		k.privacy(p, found)
		k.assets(p, found)
		for _, one := range found.list {
			if one.Start < 0 || one.End < one.Start || one.End > len(p.Text) {
				t.Fatalf("%v stands at %d to %d of %d", one.Diagnostic, one.Start, one.End, len(p.Text))
			}
			if one.Secret && strings.Contains(fmt.Sprint(one.Args...), madeUpPhone) {
				t.Fatalf("%v tells it", one.Diagnostic)
			}
		}
	})
}
