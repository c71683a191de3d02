package document

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// texts gives the parts of a document as "place|text", and its error.
func texts(name string, raw []byte) (all []string, err error) {
	for p, e := range Text(context.Background(), name, bytes.NewReader(raw), int64(len(raw))) {
		if e != nil {
			return all, e
		}
		all = append(all, p.Place.String()+"|"+p.Text)
	}
	return all, nil
}

func expect(t *testing.T, name string, raw []byte, want ...string) {
	t.Helper()
	got, err := texts(name, raw)
	if err != nil {
		t.Errorf("%s: %v", name, err)
	}
	if g, w := strings.Join(got, "\n"), strings.Join(want, "\n"); g != w {
		t.Errorf("%s:\n%s\nwant\n%s", name, g, w)
	}
}

func archive(files ...string) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(files); i += 2 {
		w, err := z.Create(files[i])
		if err == nil {
			_, err = io.WriteString(w, files[i+1])
		}
		if err != nil {
			panic(err)
		}
	}
	if err := z.Close(); err != nil {
		panic(err)
	}
	return b.Bytes()
}

func word() []byte {
	return archive(
		"word/footer1.xml", `<w:ftr><w:p><w:r><w:t>页脚</w:t></w:r></w:p></w:ftr>`,
		"word/header2.xml", `<w:hdr><w:p><w:r><w:t>页眉</w:t></w:r></w:p></w:hdr>`,
		"word/comments.xml", `<w:comments><w:comment w:author="张某"><w:p><w:r><w:t>批注</w:t></w:r></w:p></w:comment></w:comments>`,
		"word/footnotes.xml", `<w:footnotes><w:footnote><w:p><w:r><w:t>脚注</w:t></w:r></w:p></w:footnote></w:footnotes>`,
		"word/styles.xml", `<w:styles><w:p><w:t>不读</w:t></w:p></w:styles>`,
		"word/_rels/document.xml.rels", `<Relationships><Relationship Id="r1" Target="mailto:a@b.cn" TargetMode="External"/><Relationship Id="r2" Target="styles.xml"/></Relationships>`,
		"docProps/core.xml", `<cp:coreProperties><dc:creator>李某</dc:creator><dcterms:created>2023-01-01</dcterms:created></cp:coreProperties>`,
		"word/document.xml", `<?xml version="1.0"?><w:document><w:body>
			<w:p><w:r><w:t>手机138</w:t></w:r><w:r><w:t xml:space="preserve">0013</w:t></w:r><w:r><w:t>8000</w:t></w:r></w:p>
			<w:p><w:del><w:r><w:delText>删去的</w:delText></w:r></w:del><w:r><w:tab/><w:t>甲&amp;乙</w:t><w:br/><w:t>丙</w:t></w:r></w:p>
			<w:p><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>文本框</w:t></w:r></w:p></w:txbxContent></mc:Choice>
			<mc:Fallback><w:txbxContent><w:p><w:r><w:t>文本框</w:t></w:r></w:p></w:txbxContent></mc:Fallback></mc:AlternateContent><w:r><w:t>框外</w:t></w:r></w:p>
			<w:tbl><w:tr><w:tc><w:p><w:r><w:t>单元格</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>`)
}

func TestWord(t *testing.T) {
	expect(t, "名单.DOCX", word(),
		"paragraph 1|手机13800138000", "paragraph 2|删去的\t甲&乙\n丙", "paragraph 3|文本框", "paragraph 5|框外", "paragraph 6|单元格",
		"link|mailto:a@b.cn", "comment|批注", "note|脚注", "footer|页脚", "header|页眉", "properties creator|李某")
}

func workbook() []byte {
	return archive(
		"xl/workbook.xml", `<workbook><sheets><sheet name="名单" r:id="rId1"/><sheet name="底稿" state="hidden" r:id="rId2"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels", `<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Target="/xl/worksheets/sheet2.xml"/></Relationships>`,
		"xl/sharedStrings.xml", `<sst><si><t>姓名</t></si><si><r><t>410901</t></r><r><t>199003075516</t></r><rPh><t>注音</t></rPh></si></sst>`,
		"xl/worksheets/sheet1.xml", `<worksheet><sheetData><row><c r="A1" t="s"><v>0</v></c><c r="B1"><v>13800138000</v></c><c r="C1"><v>1.3800138E10</v></c>
			<c r="D1" t="inlineStr"><is><t>内联</t></is></c><c r="E1" t="b"><v>1</v></c><c r="F1"><f>A1+1</f><v>2</v></c><c r="G1" t="s"><v>99</v></c><c r="H1"><v>4.1090119900307501E+17</v></c></row></sheetData>
			<headerFooter><oddFooter>&amp;C页脚</oddFooter></headerFooter></worksheet>`,
		"xl/worksheets/sheet2.xml", `<worksheet><sheetData><row><c r="B7" t="s"><v>1</v></c></row></sheetData></worksheet>`,
		"xl/comments1.xml", `<comments><authors><author>张某</author></authors><commentList><comment ref="B1"><text><r><t>打这个</t></r></text></comment></commentList></comments>`,
		"docProps/core.xml", `<cp:coreProperties><dc:creator>李某</dc:creator></cp:coreProperties>`)
}

func TestWorkbook(t *testing.T) {
	expect(t, "a.xlsx", workbook(),
		"comment|张某", "comment B1|打这个",
		"sheet 名单|名单", "cell 名单!A1|姓名", "cell 名单!B1|13800138000", "cell 名单!C1|13800138000", "cell 名单!D1|内联", "cell 名单!F1|2", "cell 名单!H1|410901199003075000", "sheet 名单|&C页脚",
		"sheet 底稿|底稿", "cell 底稿!B7|410901199003075516", "properties creator|李某")
}

func TestSlides(t *testing.T) {
	expect(t, "a.pptx", archive(
		"ppt/presentation.xml", `<p:presentation/>`,
		"ppt/slides/slide10.xml", `<p:sld><a:p><a:r><a:t>第十页</a:t></a:r></a:p></p:sld>`,
		"ppt/slides/slide2.xml", `<p:sld><p:cNvPr descr="合影"/><a:p><a:r><a:t>第二</a:t></a:r><a:r><a:t>页</a:t></a:r></a:p></p:sld>`,
		"ppt/notesSlides/notesSlide1.xml", `<p:notes><a:p><a:r><a:t>备注</a:t></a:r></a:p></p:notes>`),
		"note 1|备注", "drawing 2|合影", "slide 2|第二页", "slide 10|第十页")
}

func TestPlain(t *testing.T) {
	gbk, err := simplifiedchinese.GBK.NewEncoder().String("姓名,电话\n张某,13800138000\n")
	if err != nil {
		t.Fatal(err)
	}
	expect(t, "a.csv", []byte(gbk), "line 1|姓名,电话\n张某,13800138000\n")
	expect(t, "a.txt", []byte("\xff\xfe1\x008\x00"), "line 1|18")
	expect(t, "a.txt", []byte("\xef\xbb\xbf甲"), "line 1|甲")
	long := strings.Repeat("\n", linesAtOnce) + "甲"
	expect(t, "a.md", []byte(long), fmt.Sprintf("line %d|甲", linesAtOnce+1))
	expect(t, "a.json", []byte("{\n\"tel\": \"\\u0031380013\",\n\"n\":[13800138000]}"), "line 2|tel", "line 2|1380013", "line 3|n", "line 3|13800138000")
	expect(t, "a.json", []byte("{oops"), "line 1|{oops")
	expect(t, "a.svg", []byte(`<svg><style>.a{}</style><title>图</title><a href="tel:1"><text>138<tspan>0013</tspan>8000</text></a><!-- 注 --></svg>`),
		"paragraph 5|图", "paragraph 5|tel:1", "paragraph 7|13800138000", "comment| 注 ")
	expect(t, "a.html", []byte("<p>138<b>0013</b>8000</p>\n<style>p{}</style><img alt=合影><!-- 注 -->"),
		"line 1|13800138000", "line 2|合影", "line 2| 注 ")
}

// pdf makes a PDF of objects and a table of where they stand.
func pdf(objects ...string) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.4\n")
	var at []int
	for i, o := range objects {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, a := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", a)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d/Root 1 0 R/Info 7 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, start)
	return b.Bytes()
}

func stream(dict, content string) string {
	return fmt.Sprintf("<<%s/Length %d>>\nstream\n%s\nendstream", dict, len(content), content)
}

// onePage is a PDF with a font F and a content.
func onePage(font, content string, more ...string) []byte {
	return pdf(append([]string{
		"<</Type/Catalog/Pages 2 0 R>>",
		"<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 500 500]>>",
		"<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F 5 0 R>>/XObject<</X 8 0 R>>>>>>",
		stream("", content),
		font,
		"<</Type/Font/Subtype/CIDFontType0/BaseFont/S/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/DW 1000>>",
		"<</Title(Title)>>",
	}, more...)...)
}

const simpleFont = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding/FirstChar 48/Widths[500 500 500 500 500 500 500 500 500 500]>>"

func TestPDF(t *testing.T) {
	raw, err := os.ReadFile(filepath.Join("testdata", "chromium.pdf"))
	if err != nil {
		t.Fatal(err)
	}
	expect(t, "a.pdf", raw,
		"page 1|党员联系表\n联系人张某，手机13800138000，身份证号410901199003075516。\n电话：(0393)4811234，邮箱：写信\n李某 13900139000 三号楼\n王某 15000150000 五号楼",
		"link 1|mailto:li01@corp-mail.cn", "page 2|第二页：王某 6222021234567890128", "properties title|党员联系表")
	// Pieces that touch are one number, pieces apart are two, lines are lines.
	expect(t, "a.pdf", onePage(simpleFont, "BT /F 10 Tf 10 100 Td (138) Tj 15 0 Td (0013) Tj 40 0 Td [(80) -20 (00) -900 (1)] TJ 0 -14 Td (2) Tj ET"),
		"page 1|1380013 8000 1\n2", "properties title|Title")
	expect(t, "a.pdf", onePage(simpleFont, "q /X Do Q", stream("/Type/XObject/Subtype/Form/BBox[0 0 9 9]", "BT /F 9 Tf (138) Tj ET")),
		"page 1|138", "properties title|Title")
	expect(t, "a.pdf", onePage("<</Type/Font/Subtype/Type3/FontMatrix[.01 0 0 .01 0 0]/Encoding<</Differences[1/one/eight/uni4E00]>>>>", "BT /F 9 Tf <010203> Tj ET"),
		"page 1|18一", "properties title|Title")
}

// Official documents' typesetting leaves fonts without a table of characters.
func TestPDFPredefinedEncodings(t *testing.T) {
	gbk, err := simplifiedchinese.GBK.NewEncoder().String("手机138")
	if err != nil {
		t.Fatal(err)
	}
	composite := func(encoding string) string {
		return "<</Type/Font/Subtype/Type0/BaseFont/S/Encoding/" + encoding + "/DescendantFonts[6 0 R]>>"
	}
	for encoding, text := range map[string]string{"GBK-EUC-H": gbk, "UniGB-UCS2-H": "\x62\x4b\x67\x3a\x001\x003\x008"} {
		expect(t, "a.pdf", onePage(composite(encoding), fmt.Sprintf("BT /F 9 Tf <%x> Tj ET", text)), "page 1|手机138", "properties title|Title")
	}
	if _, err := texts("a.pdf", onePage(composite("Identity-H"), "BT /F 9 Tf <00010002> Tj ET")); !errors.Is(err, ErrNoText) {
		t.Errorf("codes without meaning: %v", err)
	}
	if _, err := texts("a.pdf", onePage(simpleFont, "0 0 9 9 re f")); !errors.Is(err, ErrNoText) {
		t.Errorf("a picture of a page: %v", err)
	}
}

func TestErrors(t *testing.T) {
	ole := "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 600)
	var package16 string
	for _, c := range "EncryptedPackage" {
		package16 += string(c) + "\x00"
	}
	deep := archive("word/document.xml", strings.Repeat("<w:p>", 100_000))
	entity := archive("word/document.xml", `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]><w:p><w:t>&b;</w:t></w:p>`)
	good := word()
	for _, c := range []struct {
		what, name string
		raw        []byte
		want       error
	}{
		{"old format", "a.doc", []byte(ole), ErrFormat},
		{"unknown", "a.bin", []byte("x"), ErrFormat},
		{"old under a new name", "a.docx", []byte(ole), ErrFormat},
		{"password", "a.xlsx", []byte(ole + package16 + ole), ErrEncrypted},
		{"no archive", "a.docx", []byte("hello"), ErrBroken},
		{"empty", "a.docx", nil, ErrBroken},
		{"another archive", "a.docx", workbook(), ErrBroken},
		{"another archive", "a.xlsx", word(), ErrBroken},
		{"cut off", "a.docx", good[:len(good)/2], ErrBroken},
		{"deep", "a.docx", deep, ErrTooLarge},
		{"no PDF", "a.pdf", []byte("hello"), ErrBroken},
		{"empty PDF", "a.pdf", nil, ErrBroken},
		{"password", "a.pdf", mustRead(t, "password.pdf"), ErrEncrypted},
	} {
		if _, err := texts(c.name, c.raw); !errors.Is(err, c.want) {
			t.Errorf("%s %s: %v, want %v", c.what, c.name, err, c.want)
		}
	}
	if got, err := texts("a.docx", entity); err != nil || len(got) > 1 || len(got) == 1 && len(got[0]) > 40 {
		t.Errorf("entities: %q %v", got, err)
	}
	// Encrypted, but open to everybody: only printing is forbidden.
	if got, err := texts("a.pdf", mustRead(t, "owner.pdf")); err != nil || len(got) == 0 || got[0] != "page 1|13800138000" {
		t.Errorf("owner's password alone: %q %v", got, err)
	}
}

func mustRead(t testing.TB, name string) []byte {
	raw, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// What a file unpacks to is counted, whatever the archive says of it.
func TestUnpackingIsLimited(t *testing.T) {
	raw := archive("word/document.xml", "<w:p><w:t>"+strings.Repeat("零", 1<<20)+"</w:t></w:p>")
	for limit, want := range map[int64]error{1000: ErrTooLarge, 3 << 20: ErrTooLarge, 4 << 20: nil} {
		p, err := openPack(bytes.NewReader(raw), int64(len(raw)))
		if err != nil {
			t.Fatal(err)
		}
		p.left = limit
		s := &sink{yield: func(Part, error) bool { return true }}
		if err := p.paragraphs(context.Background(), s, "word/document.xml", Place{Kind: Paragraph}); !errors.Is(err, want) {
			t.Errorf("%d bytes: %v, want %v", limit, err, want)
		}
	}
}

// A reader that has seen enough stops, and its own panic is its own.
func TestStops(t *testing.T) {
	n := 0
	for range Text(context.Background(), "a.docx", bytes.NewReader(word()), int64(len(word()))) {
		n++
		break
	}
	if n != 1 {
		t.Errorf("%d parts", n)
	}
	defer func() {
		if x := recover(); x != "mine" {
			t.Errorf("recovered %v", x)
		}
	}()
	for range Text(context.Background(), "a.txt", strings.NewReader("a"), 1) {
		panic("mine")
	}
}

func FuzzText(f *testing.F) {
	f.Add("a.docx", word())
	f.Add("a.xlsx", workbook())
	f.Add("a.pdf", onePage(simpleFont, "BT /F 9 Tf (138) Tj ET"))
	f.Add("a.pdf", mustRead(f, "owner.pdf"))
	f.Add("a.svg", []byte("<svg><text>1</text></svg>"))
	f.Add("a.html", []byte("<p>1</p>"))
	f.Add("a.json", []byte("[1]"))
	f.Fuzz(func(t *testing.T, name string, raw []byte) {
		if len(raw) > 1<<16 {
			return
		}
		for range Text(context.Background(), name, bytes.NewReader(raw), int64(len(raw))) {
		}
	})
}

// FuzzPDFContent reaches what a broken file seldom does: the text of a page.
func FuzzPDFContent(f *testing.F) {
	f.Add([]byte("BT /F 9 Tf 1 0 0 1 2 3 Tm [(1) 2 <33>] TJ T* (a\\051) ' ET q Q /X Do BI ID x EI"), []byte("1 beginbfrange <00> <ff> <4e00> endbfrange"))
	f.Fuzz(func(t *testing.T, content, table []byte) {
		if len(content)+len(table) > 1<<14 {
			return
		}
		p := &painter{file: &pdfFile{ctx: context.Background()}, state: state{matrix: identity}}
		p.state.font = &font{toUnicode: parseCMap(table), lengths: parseCMap(table), composite: true, width: 1}
		if err := p.run(content, nil, 0); err != nil && !errors.Is(err, ErrTooLarge) {
			t.Fatal(err)
		}
	})
}
