package theme

import (
	"bytes"
	"fmt"
	"html/template"
	"io/fs"
	"regexp"
	"strings"
	"sync"
	"testing"

	"touyan/generator/strict"
	"touyan/generator/view"
	"touyan/themes"
)

// TestPagesLoadNothingButTheirOwn guards the policy that every page carries.
func TestPagesLoadNothingButTheirOwn(t *testing.T) {
	inline := regexp.MustCompile(`(?i)<style|<script|<iframe|<object|\sstyle=|\son[a-z]+=|javascript:`)
	remote := regexp.MustCompile(`(?i)(src|srcset|poster|data)="?(https?:)?//|<link[^>]+(stylesheet|icon)[^>]+href="(https?:)?//`)
	data := regexp.MustCompile(`<script type="application/ld\+json">`) // is not run
	// Scripts are the theme's own, and run once the page is there; only the choice of
	// colours and size must be known before anything is drawn.
	own := regexp.MustCompile(`<script (?:defer )?src="(\.\./)*assets/[a-z-]+\.[0-9a-f]{10}\.js"( data-[a-z]+="[^"]*")*></script>`)
	for path, html := range renderAll(t, load(t, nil)) {
		if m := inline.FindString(own.ReplaceAllString(data.ReplaceAllString(html, ""), "")); m != "" {
			t.Errorf("%s has %q", path, m)
		}
		// html/template takes the value of data-on… for script, as that of on….
		if m := regexp.MustCompile(`\sdata-on[a-z-]*=`).FindString(html); m != "" {
			t.Errorf("%s has %q", path, m)
		}
		if m := remote.FindString(html); m != "" {
			t.Errorf("%s loads %q", path, m)
		}
		if !strings.Contains(html, `http-equiv="Content-Security-Policy" content="default-src 'self'`) {
			t.Errorf("%s has no policy", path)
		}
		if strings.Contains(html, "ZgotmplZ") || strings.Contains(html, "-base-") {
			t.Errorf("%s has a placeholder", path)
		}
	}
	for _, a := range load(t, nil).Assets() {
		if strings.HasSuffix(a.Path, ".css") && regexp.MustCompile(`(?i)@import|@font-face|url\(["']?(https?:)?//`).Match(a.Data) {
			t.Errorf("%s loads from elsewhere", a.Path)
		}
	}
}

// TestEmptyPartsAreNotRendered renders what has only a title.
func TestEmptyPartsAreNotRendered(t *testing.T) {
	th := load(t, nil)
	empty := regexp.MustCompile(`<(ul|ol|dl|dd|dt|p|section|nav|h[1-6]|table|div|a|span|figure)( [^>]*)?>\s*</`)
	filled := strings.NewReplacer(`<span role="status"></span>`, "", `<div class="choice scripted" data-choose></div>`, "", `<span class="choice" data-choose></span>`, "") // by script
	for _, v := range append(kinds(), demo()["cases/bare.html"]) {
		if p := v.Common(); p.Site == nil {
			p.Site, p.Title = &view.Site{Title: "站", Language: "zh-CN"}, "题"
		}
		if l, ok := v.(*view.List); ok {
			l.Of = "section"
		}
		if m := empty.FindString(filled.Replace(renderPage(t, th, v))); m != "" {
			t.Errorf("%s has %s", v.Layout(), m)
		}
	}
	for path, html := range renderAll(t, th) {
		if m := empty.FindString(filled.Replace(html)); m != "" {
			t.Errorf("%s has %s", path, m)
		}
	}
}

func TestTheStartPagesTitleIsTheSites(t *testing.T) {
	h := demo()["index.html"]
	h.Common().Title = "头雁·案例库"
	if html := renderPage(t, load(t, nil), h); !strings.Contains(html, "<title>头雁案例库 - 党建品牌与示范案例</title>") {
		t.Error("the title is another")
	}
}

func TestBreadcrumbsDoNotCount(t *testing.T) {
	v := plainPage("题")
	v.Breadcrumbs = []view.Link{{Title: "浙江省", URL: "regions/zhe-jiang-sheng.html", Count: 5}}
	html := renderPage(t, load(t, nil), v)
	if !strings.Contains(html, ">浙江省</a></li>") {
		t.Errorf("the breadcrumbs are not the names alone: %s", html)
	}
}

func TestHostileTextStaysText(t *testing.T) {
	const evil = `"><script>alert(1)</script><b x='`
	th := load(t, nil)
	c := &view.Case{
		Page:    view.Page{Site: &view.Site{Title: evil, Subtitle: evil, Owner: evil, Menu: []view.Link{{Title: evil, URL: `javascript:alert(1)`}}}, Title: evil, Description: evil, Keywords: []string{evil}},
		Summary: evil, Organization: evil, Type: view.Link{Title: evil, URL: evil}, Cover: &view.Image{URL: `x" onerror="y`, Alt: evil},
		Practices: []view.Practice{{ID: evil, Title: evil, Detail: evil}},
		Outcomes:  []view.Outcome{{Indicator: evil, Note: evil, Figures: []view.Figure{{Number: evil, Unit: evil}}, Change: &view.Change{Times: evil, Percent: evil, Yearly: evil}}},
		Sources:   []view.Source{{Title: evil, URL: " JaVaScRiPt:alert(1)"}, {Title: evil, URL: "data:text/html,x", Date: view.Date{ISO: evil}}},
		Peers:     []view.Peer{{Card: &view.Card{Title: evil, URL: "//evil.example/x", Summary: evil, Print: 9}, Reasons: []view.Reason{{Kind: "tag", Value: evil}}}},
		Body:      view.Body{HTML: "<p>x</p>", Headings: []view.Heading{{ID: evil, Title: evil, Level: 2}}},
		Previous:  &view.Link{Title: evil, URL: "java\nscript:x"},
	}
	html := renderPage(t, th, c)
	for _, bad := range []string{"<script>", "<b x", `" onerror`, "javascript:", "JaVaScRiPt", "data:text", `="//`} {
		if strings.Contains(html, bad) {
			t.Errorf("the page has %s", bad)
		}
	}
}

func TestRel(t *testing.T) {
	for _, test := range [][3]string{
		{"../", "cases/x.html", "../cases/x.html"}, {"", "cases/x.html#a:b", "cases/x.html#a:b"}, {"../", "https://a.cn/x", "https://a.cn/x"},
		{"../", "MAILTO:a@b.cn", "MAILTO:a@b.cn"}, {"../", "#x", "#x"}, {"../", "javascript:x", "#"}, {"", "vbscript:x", "#"},
		{"", "//a.cn", "a.cn"}, {"", `\\a.cn`, "a.cn"}, {"", "/x", "x"}, {"../", "", "../"}, {"", "x/a:b.png", "x/a:b.png"}, {"", "\tjavascript:x", "#"},
	} {
		if got := rel(test[0], test[1]); string(got) != test[2] {
			t.Errorf("rel %q %q is %q, want %q", test[0], test[1], got, test[2])
		}
	}
}

// TestCachedPartsEqualFreshOnes renders cards and frames at several depths with
// and without the caches.
func TestCachedPartsEqualFreshOnes(t *testing.T) {
	th := load(t, nil)
	cards := demo()["cases/index.2.html"].(*view.List).Cards[:6]
	for range 2 {
		for _, base := range []string{"", "../", "../../"} {
			for _, c := range cards {
				kept, err := th.cards.card(base, c)
				if err != nil {
					t.Fatal(err)
				}
				fresh := *c
				fresh.Print = 0
				if want, _ := th.cards.card(base, &fresh); kept != want || kept == "" {
					t.Fatalf("at %q: %s\nwant %s", base, kept, want)
				}
			}
		}
	}
	for path, v := range demo() {
		p := v.Common()
		kept := renderPage(t, th, v)
		site := *p.Site
		site.Print = 0
		p.Site = &site
		if fresh := renderPage(t, th, v); kept != fresh {
			t.Errorf("%s differs with frames", path)
		}
	}
}

func TestCardCacheForgets(t *testing.T) {
	var s shard
	for i := range uint64(10 * mostCards) {
		s.put(i, []string{fmt.Sprint(i)})
		s.get(0)
	}
	if n := len(s.young) + len(s.old); n > 2*mostCards {
		t.Errorf("%d cards are kept", n)
	}
	if _, ok := s.get(0); !ok {
		t.Error("a card in use is forgotten")
	}
}

// TestPagesDoNotDependOnOrder renders all pages from many goroutines at once and
// again one by one.
func TestPagesDoNotDependOnOrder(t *testing.T) {
	want := renderAll(t, load(t, nil))
	th := load(t, nil)
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for path, v := range demo() {
				var b bytes.Buffer
				if err := th.Render(&b, v); err != nil || b.String() != want[path] {
					t.Errorf("%s differs: %v", path, err)
				}
			}
		})
	}
	wg.Wait()
}

// TestCatalogues guards the languages: all have the same keys, and templates ask
// for each of them.
func TestCatalogues(t *testing.T) {
	keys := map[string]string{}
	var count int
	for _, lang := range []string{"zh-CN", "en"} {
		data, err := fs.ReadFile(themes.FS(), "default/i18n/"+lang+".yaml")
		if err != nil {
			t.Fatal(err)
		}
		n, l := strict.Parse(strict.YAML, lang, 1, data)
		if n == nil {
			t.Fatal(l)
		}
		for _, e := range n.Entries {
			// Not every language has a plural, or names for the months.
			if !strings.HasSuffix(e.Key, ".one") && !strings.HasPrefix(e.Key, "month.") {
				keys[e.Key] += lang
				count++
			}
		}
		// As the site's own words, all must be asked for.
		if _, l := Load(fsOf("i18n/"+lang+".yaml", "x: x\n"), without(lang), "default", lang, nowhere); l.Errors() == 0 {
			t.Errorf("%s: nothing is missed without words", lang)
		}
		_, l = Load(fsOf("i18n/"+lang+".yaml", string(data)), without(lang), "default", lang, nowhere)
		for _, d := range l {
			t.Errorf("%s: %v", lang, d)
		}
	}
	if count != 2*len(keys) {
		t.Errorf("keys that one language lacks: %v", keys)
	}
}

// without is the built-in theme without one language.
func without(lang string) fs.FS {
	files := fsOf()
	_ = fs.WalkDir(themes.FS(), ".", func(p string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && p != "default/i18n/"+lang+".yaml" {
			data, _ := fs.ReadFile(themes.FS(), p)
			files[p] = fsOf(p, string(data))[p]
		}
		return err
	})
	return files
}

// TestTemplatesHaveNoWords guards translation: text stands in the catalogues.
func TestTemplatesHaveNoWords(t *testing.T) {
	_ = fs.WalkDir(themes.FS(), "default/layouts", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, _ := fs.ReadFile(themes.FS(), p)
		if m := regexp.MustCompile(`\p{Han}`).Find(data); m != nil {
			t.Errorf("%s has %s", p, m)
		}
		return nil
	})
}

func TestLinks(t *testing.T) {
	got := links("../", []view.Link{{Title: "<甲>", URL: "a b.html?x=\"1\"", Count: 3}, {Title: "…"}, {Title: "乙", URL: "图.html", Current: true}})
	want := template.HTML(`<li><a href="../a%20b.html?x=%221%22">&lt;甲&gt;</a> <span class="count">3</span></li><li>…</li><li><a href="../%E5%9B%BE.html" aria-current="true">乙</a></li>`)
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}
