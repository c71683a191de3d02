package markup

import (
	"slices"
	"strings"
	"testing"

	"touyan/generator/media"
)

// TestPictures: an image with smaller versions stands in a picture element, as
// Markdown, as a figure and as raw HTML; what is wrong with it is said where it
// stands.
func TestPictures(t *testing.T) {
	s := site()
	s["cases/a/zhao.jpg"] = Resource{URL: "cases/a/zhao.x-960.jpg", Width: 960, Height: 720, Variants: []media.Variant{{URL: "cases/a/zhao.x-480.webp", Width: 480}, {URL: "cases/a/zhao.x-960.webp", Width: 960}}}
	s["cases/a/huai.jpg"] = Resource{URL: "cases/a/huai.jpg", Fault: &media.Fault{Code: "image-type", Args: []any{"PNG", ".png"}}}
	const source1 = `<picture><source type="image/webp" srcset="../cases/a/zhao.x-480.webp 480w, ../cases/a/zhao.x-960.webp 960w" sizes="100vw"`
	c := New(Options{ImageSizes: "100vw"})
	for _, x := range []struct{ text, want string }{
		{"![甲](zhao.jpg)", "<p>" + source1 + `><img src="../cases/a/zhao.x-960.jpg" alt="甲" width="960" height="720" loading="lazy" decoding="async"></picture></p>`},
		{`![甲](zhao.jpg "题")`, "<figure>" + source1 + `><img src="../cases/a/zhao.x-960.jpg" alt="甲" width="960" height="720" loading="lazy" decoding="async"></picture><figcaption>题</figcaption></figure>`},
		{`甲 <img class=k src=zhao.jpg alt=""> 乙`, "<p>甲 " + source1 + `/><img class="k" alt="" src="../cases/a/zhao.x-960.jpg" width="960" height="720" loading="lazy" decoding="async"/></picture> 乙</p>`},
		{"![甲](tu.png)[乙](biao.xlsx)", `<p><img src="../cases/a/tu.png" alt="甲" width="640" height="480" loading="lazy" decoding="async"><a href="../cases/a/biao.xlsx">乙</a></p>`},
	} {
		src := source(x.text)
		src.Site = s
		doc, found := c.Convert(src)
		if got := strings.TrimSpace(string(doc.HTML)); got != x.want || len(found) > 0 {
			t.Errorf("%s:\n got %s %v\nwant %s", x.text, got, found, x.want)
		}
		if strings.Contains(x.text, "biao") && (!slices.Equal(doc.Images, []string{"cases/a/tu.png"}) || !slices.Equal(doc.Files, []string{"cases/a/biao.xlsx"})) {
			t.Errorf("shows %q and links to %q", doc.Images, doc.Files)
		}
	}
	src := source("甲 ![](huai.jpg)")
	src.Site = s
	_, found := c.Convert(src)
	if want := `content/cases/a/index.md:10:3: error: image-type "content/cases/a/huai.jpg" "PNG" ".png"`; len(found) != 1 || found[0].String() != want {
		t.Errorf("got %v, want %s", found, want)
	}
	_, found = c.Convert(Source{Path: "cases/a/index.md", Line: 10, Base: "../", Site: s, Text: []byte(`<picture><source srcset="//evil.example/x"><img src="tu.png"></picture>`)})
	if len(found) != 2 {
		t.Errorf("an author's own source element: %v", found)
	}
}
