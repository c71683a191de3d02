package theme

import (
	"encoding/json"
	"html/template"
	"image"
	"image/color"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"

	"touyan/generator/view"
)

// published is the demo's case with all that its head can say.
func published() *view.Case {
	v := demo()["cases/xue-shui-gang.html"].(*view.Case)
	v.Meta = view.Meta{
		Column:  &view.Column{Name: "示范案例", Keywords: []string{"示范案例"}, Kind: "case"},
		Article: &view.Article{Published: "2022-01-31T15:30:00+08:00", Updated: "2026-11", Source: "嘉兴日报", Author: "教育科"},
		Share:   &view.Image{URL: "assets/share/x.png", Alt: v.Title, Width: 1200, Height: 630},
	}
	return v
}

// TestTags looks at the names of all tags, and at the values that are made up of
// others.
func TestTags(t *testing.T) {
	html, err := load(t, nil).words.tags(published().Common())
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, m := range regexp.MustCompile(`<meta (?:name|property)="([^"]+)" content="([^"]*)">`).FindAllStringSubmatch(string(html), -1) {
		names = append(names, m[1])
		if m[2] == "" {
			t.Errorf("%s is empty", m[1])
		}
	}
	want := "Description Keywords og:type og:title og:description og:url article:published_time article:modified_time og:image og:image:width og:image:height og:image:alt twitter:card ColumnName ColumnKeywords ColumnType ArticleTitle PubDate ContentSource Author Image Url"
	if got := strings.Join(names, " "); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	for _, tag := range []string{
		`name="PubDate" content="2022-01-31 15:30"`, `property="article:published_time" content="2022-01-31T15:30:00+08:00"`,
		`name="ColumnType" content="案例"`, `name="Image" content="https://example.org/touyan/assets/share/x.png"`,
		`name="Url" content="https://example.org/touyan/cases/xue-shui-gang.html"`, `name="twitter:card" content="summary_large_image"`,
	} {
		if !strings.Contains(string(html), tag) {
			t.Errorf("no %s", tag)
		}
	}
}

func TestADateIsAsExactAsItIsKnown(t *testing.T) {
	for in, want := range map[string]string{"": "", "2022": "2022", "2022-01": "2022-01", "2022-01-05": "2022-01-05", "2022-01-05T08:05:00+08:00": "2022-01-05 08:05"} {
		if got := pubDate(in); got != want {
			t.Errorf("%s: got %s", in, got)
		}
	}
}

func TestLocale(t *testing.T) {
	for in, want := range map[string]string{"zh-CN": "zh_CN", "zh-Hans-CN": "zh_CN", "en-GB": "en_GB", "": "", "x y": ""} {
		if got := locale(in); got != want {
			t.Errorf("%s: got %q", in, got)
		}
	}
}

// graph returns the objects of a page's structured data by type.
func graph(t *testing.T, html template.HTML) map[string]map[string]any {
	t.Helper()
	text := strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(string(html)), `<script type="application/ld+json">`), "</script>")
	var doc struct {
		Context string           `json:"@context"`
		Graph   []map[string]any `json:"@graph"`
	}
	if err := json.Unmarshal([]byte(text), &doc); err != nil || doc.Context != "https://schema.org" {
		t.Fatalf("%v in %s", err, text)
	}
	byType := map[string]map[string]any{}
	for _, o := range doc.Graph {
		byType[o["@type"].(string)] = o
		lookAt(t, o)
	}
	return byType
}

// properties are those of schema.org that the types used here have.
func properties() map[string]string {
	work := " name description inLanguage url image isPartOf publisher keywords datePublished "
	return map[string]string{
		"WebSite":        work + "alternateName potentialAction",
		"WebPage":        work,
		"CollectionPage": work,
		"Article":        work + "headline dateModified creditText about contentLocation citation",
		"CreativeWork":   work,
		"Dataset":        work + "creator temporalCoverage variableMeasured",
		"PropertyValue":  "name description value minValue unitText valueReference",
		"Organization":   "name email telephone address logo",
		"Place":          "name",
		"Brand":          "name description slogan logo url",
		"BreadcrumbList": "itemListElement",
		"ListItem":       "position name item",
		"SearchAction":   "target query-input",
		"EntryPoint":     "urlTemplate",
	}
}

// lookAt reports properties that an object's type does not have, and empty ones.
func lookAt(t *testing.T, v any) {
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			lookAt(t, x)
		}
	case map[string]any:
		kind, _ := v["@type"].(string)
		for key, x := range v {
			if key[0] != '@' && !slices.Contains(strings.Fields(properties()[kind]), key) {
				t.Errorf("%s has no property %s", kind, key)
			}
			if x == "" {
				t.Errorf("%s of %s is empty", key, kind)
			}
			lookAt(t, x)
		}
	}
}

func TestStructuredData(t *testing.T) {
	pages := demo()
	pages["cases/xue-shui-gang.html"] = published()
	kinds := map[string]string{
		"index.html": "WebSite", "cases/xue-shui-gang.html": "Article BreadcrumbList Dataset", "cases/bare.html": "Article BreadcrumbList",
		"cases/index.2.html": "BreadcrumbList CollectionPage", "problems/index.html": "BreadcrumbList CollectionPage",
		"about.html": "BreadcrumbList WebPage", "brands/mei-li-dang-yuan.html": "Brand BreadcrumbList",
	}
	for path, want := range kinds {
		var got []string
		for kind := range graph(t, jsonld(pages[path])) {
			got = append(got, kind)
		}
		slices.Sort(got)
		if strings.Join(got, " ") != want {
			t.Errorf("%s: got %v, want %s", path, got, want)
		}
	}
	for _, v := range pages {
		if v.Common().NoIndex && jsonld(v) != "" {
			t.Errorf("%s has structured data", v.Common().Path)
		}
	}
}

func TestOutcomesAreADataset(t *testing.T) {
	v := published()
	v.Outcomes = []view.Outcome{
		{Indicator: "集体收入", Scope: "全村", Figures: []view.Figure{{Year: 2006, Number: "46.2", Unit: "万元"}, {Year: 2021, Number: "245.69", Unit: "万元", Approx: true}}},
		{Indicator: "满意率", Figures: []view.Figure{{Number: "98.6", Unit: "%"}, {Number: "80", Unit: "%", Approx: true, About: true}}},
	}
	set := graph(t, jsonld(v))["Dataset"]
	got, _ := json.Marshal(set["variableMeasured"])
	const want = `[{"@type":"PropertyValue","description":"全村","name":"集体收入","valueReference":[{"@type":"PropertyValue","name":"2006","unitText":"万元","value":46.2},{"@type":"PropertyValue","minValue":245.69,"name":"2021","unitText":"万元"}]},{"@type":"PropertyValue","name":"满意率","valueReference":[{"@type":"PropertyValue","unitText":"%","value":98.6},{"@type":"PropertyValue","unitText":"%","value":80}]}]`
	if string(got) != want || set["temporalCoverage"] != "2006/2021" {
		t.Errorf("got  %s %v\nwant %s", got, set["temporalCoverage"], want)
	}
}

// FuzzJSON checks that any text comes back as it was and cannot end the script
// element.
func FuzzJSON(f *testing.F) {
	for _, s := range []string{"", "党", `"\`, "</script><!--", "\u2028\u2029", "\x00\x7f\n", "\xff党\xe5", "&amp;"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		text := appendJSON(nil, s)
		var back string
		if err := json.Unmarshal(text, &back); err != nil || back != strings.ToValidUTF8(s, "\ufffd") && back != replaced(s) {
			t.Fatalf("%q: %v, %q from %s", s, err, back, text)
		}
		if strings.ContainsAny(string(text), "<>&\u2028\u2029") {
			t.Fatalf("%q: %s", s, text)
		}
	})
}

// replaced puts a mark in the place of each byte that is no UTF-8.
func replaced(s string) string { return string([]rune(s)) }

// TestQRCode reads codes of many lengths with another library.
func TestQRCode(t *testing.T) {
	for n := 20; n < 400; n += 37 {
		address := "https://example.org/" + strings.ToValidUTF8(strings.Repeat("党-x/", n)[:n], "")
		html, err := new(codes).qr(address, "二维码")
		if err != nil {
			t.Fatal(err)
		}
		bitmap, err := gozxing.NewBinaryBitmapFromImage(drawn(t, string(html)))
		if err != nil {
			t.Fatal(err)
		}
		got, err := qrcode.NewQRCodeReader().Decode(bitmap, map[gozxing.DecodeHintType]any{gozxing.DecodeHintType_PURE_BARCODE: true})
		if err != nil || got.GetText() != address {
			t.Errorf("%d bytes: %v, %v", len(address), got, err)
		}
	}
	if html, err := new(codes).qr(strings.Repeat("x", 3000), ""); html != "" || err != nil {
		t.Errorf("a text that is too long: %v %s", err, html)
	}
}

// drawn paints the strokes of a code, four dots to a module.
func drawn(t *testing.T, svg string) image.Image {
	t.Helper()
	size := regexp.MustCompile(`viewBox="0 0 (\d+)`).FindStringSubmatch(svg)
	path := regexp.MustCompile(`stroke="#000" d="([^"]+)"`).FindStringSubmatch(svg)
	if size == nil || path == nil {
		t.Fatalf("no code: %s", svg)
	}
	side, _ := strconv.Atoi(size[1])
	img := image.NewGray(image.Rect(0, 0, 4*side, 4*side))
	for i := range img.Pix {
		img.Pix[i] = 255
	}
	x, y := 0, 0
	for _, step := range regexp.MustCompile(`M(\d+) (\d+)\.5|m(\d+) 0|h(\d+)`).FindAllStringSubmatch(path[1], -1) {
		number := func(i int) int { n, _ := strconv.Atoi(step[i]); return n }
		if step[1] != "" {
			x, y = number(1), number(2)
		}
		x += number(3)
		for range number(4) {
			for i := range 16 {
				img.SetGray(4*x+i%4, 4*y+i/4, color.Gray{})
			}
			x++
		}
	}
	return img
}

func BenchmarkTags(b *testing.B) {
	th, v := load(b, nil), published()
	for b.Loop() {
		if _, err := th.words.tags(v.Common()); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkStructuredData(b *testing.B) {
	v := published()
	for b.Loop() {
		jsonld(v)
	}
}

func BenchmarkQR(b *testing.B) {
	var c codes
	n := 0
	for b.Loop() {
		html, err := c.qr("https://example.org/touyan/cases/xue-shui-gang.html", "二维码")
		if err != nil {
			b.Fatal(err)
		}
		n = len(html)
	}
	b.ReportMetric(float64(n), "bytes")
}
