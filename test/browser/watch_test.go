package browser

import (
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"touyan/generator"
	"touyan/generator/archetype"
	"touyan/generator/message"
	"touyan/generator/preview"
	"touyan/themes"
)

// watch is a small site that is being previewed, as touyan watch does.
type watch struct {
	t    *testing.T
	dir  string
	addr string
	url  string
	stop func()
	// built are the updates as they were made.
	built chan preview.Built
}

const (
	guide     = "content/guides/zen-yang-xie.md"
	guidePage = "guides/zen-yang-xie.html"
	caseFile  = "content/cases/chang-deng-yi-shi/index.md"
	casePage  = "cases/chang-deng-yi-shi.html"
)

func startWatch(t *testing.T) *watch {
	w := &watch{t: t, dir: t.TempDir(), addr: "127.0.0.1:0"}
	files, err := archetype.Site()
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		w.write(f.Path, string(f.Data))
	}
	w.start()
	return w
}

// start serves the site, at the address that it had before.
func (w *watch) start() {
	w.t.Helper()
	l, err := net.Listen("tcp", w.addr)
	if err != nil {
		w.t.Fatal(err)
	}
	w.addr, w.url = l.Addr().String(), preview.URL(l)
	w.built = make(chan preview.Built, 1000)
	live := generator.OpenLive(generator.Options{
		Source: w.dir, Out: filepath.Join(w.t.TempDir(), "site"), Drafts: true, Future: true, Expired: true,
		Now: time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC), Themes: themes.FS(), Version: "test",
	})
	p := preview.New(named{Site: live, dir: w.dir}, preview.Options{
		Source: w.dir, Themes: themes.FS(), Words: message.New(message.Chinese), Editor: preview.VSCode,
		Built: func(b preview.Built) { w.built <- b },
	})
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- p.Run(ctx, l) }()
	w.stop = sync.OnceFunc(func() {
		cancel()
		if err := <-ended; err != nil {
			w.t.Error(err)
		}
		// What goes on in the background writes into the folder that is removed next.
		if err := live.Close(); err != nil {
			w.t.Error(err)
		}
	})
	w.t.Cleanup(func() { w.stop() })
	if b := <-w.built; b.Err != nil || b.Diagnostics.Errors() > 0 {
		w.t.Fatalf("first update: %v %v", b.Err, b.Diagnostics)
	}
}

// named knows where pages come from by their names, if the site itself does not.
type named struct {
	preview.Site
	dir string
}

func (n named) Source(page string) string {
	if s := n.Site.Source(page); s != "" {
		return s
	}
	stem := "content/" + strings.TrimSuffix(page, ".html")
	for _, file := range []string{stem + ".md", stem + "/index.md"} {
		if _, err := os.Stat(filepath.Join(n.dir, filepath.FromSlash(file))); err == nil {
			return file
		}
	}
	return ""
}

func (n named) Update(ctx context.Context, paths []string) (preview.Update, error) {
	u, err := n.Site.Update(ctx, paths)
	for _, file := range paths {
		stem := strings.TrimSuffix(strings.TrimSuffix(strings.TrimPrefix(file, "content/"), ".md"), "/index")
		if u.Edited == nil && strings.HasSuffix(file, ".md") {
			u.Edited = []string{stem + ".html"}
		}
	}
	return u, err
}

func (w *watch) write(name, text string) {
	w.t.Helper()
	file := filepath.Join(w.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		w.t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		w.t.Fatal(err)
	}
}

func (w *watch) read(name string) string {
	w.t.Helper()
	data, err := os.ReadFile(filepath.Join(w.dir, filepath.FromSlash(name)))
	if err != nil {
		w.t.Fatal(err)
	}
	return string(data)
}

func (w *watch) replace(name, old, new string) {
	w.t.Helper()
	text := w.read(name)
	if !strings.Contains(text, old) {
		w.t.Fatalf("%s: no %q", name, old)
	}
	w.write(name, strings.Replace(text, old, new, 1))
}

// tab opens a page and waits until it hears of changes.
func (w *watch) tab(browser context.Context, page string) *tab {
	b := newTab(w.t, browser, w.url)
	b.do(w.t, chromedp.EmulateViewport(1280, 800), media("screen", "light"), chromedp.Navigate(w.url+page))
	b.ready(w.t)
	return b
}

func (b *tab) ready(t *testing.T) {
	t.Helper()
	until(t, "the bar is there", func() bool {
		return peek(b, inBar(`r && r.host && !r.host.hidden && r.querySelector(".count").textContent !== ""`))
	})
}

// inBar is an expression about r, the preview's shadow root.
func inBar(expression string) string {
	return `(r => !!(` + expression + `))((document.querySelector("touyan-preview") || {}).shadowRoot)`
}

// says waits until the page has a text.
func (b *tab) says(t *testing.T, text string) {
	t.Helper()
	until(t, "the page says "+text, func() bool {
		return peek(b, fmt.Sprintf(`!!document.body && document.body.textContent.includes(%q)`, text))
	})
}

// expects waits until something is so beside the page.
func (b *tab) expects(t *testing.T, what, expression string) {
	t.Helper()
	until(t, what, func() bool { return peek(b, inBar("r && ("+expression+")")) })
}

const overlay = `r.querySelector(".panel.error") && !r.querySelector(".back").hidden`

func TestWatch(t *testing.T) {
	browser := startBrowser(t)
	for _, part := range []struct {
		name string
		test func(*testing.T, context.Context)
	}{
		{"edit", watchEdit},
		{"fault", watchFault},
		{"template", watchTemplate},
		{"style", watchStyle},
		{"jump", watchJump},
		{"bar", watchBar},
		{"checks", watchChecks},
		{"gone", watchGone},
		{"restart", watchRestart},
		{"accessible", watchAccessible},
		{"random", watchRandom},
	} {
		t.Run(part.name, func(t *testing.T) { part.test(t, browser) })
	}
}

// What is saved shows in every tab that has the page, in place: the rest of the page,
// what its scripts have done, and the place that it was scrolled to stay.
func watchEdit(t *testing.T, browser context.Context) {
	w := startWatch(t)
	a, b := w.tab(browser, guidePage), w.tab(browser, guidePage)
	other := w.tab(browser, "index.html")
	a.do(t, chromedp.EmulateViewport(1280, 300))
	a.do(t, chromedp.Evaluate[chromedp.Void](`window.kept = 1; scrollTo(0, 200)`))
	other.do(t, chromedp.Evaluate[chromedp.Void](`window.kept = 1`))
	w.replace(guide, "在网站的文件夹里运行", "在网站的文件夹里立刻运行")
	a.says(t, "立刻运行")
	b.says(t, "立刻运行")
	if y := look[float64](t, a, "pageYOffset"); y != 200 {
		t.Errorf("scrolled to %v", y)
	}
	if !look[bool](t, a, "window.kept === 1") {
		t.Error("a paragraph was not put in by itself")
	}
	// A new heading, and with it the contents: the page is loaded anew.
	w.replace(guide, "## 看一看", "## 看一眼\n\n好。\n\n## 看一看")
	a.says(t, "看一眼")
	until(t, "the place is kept", func() bool { return look[float64](t, a, "pageYOffset") == 200 })
	if !look[bool](t, other, "window.kept === 1") {
		t.Error("a page that is the same was loaded anew")
	}
	for _, tab := range []*tab{a, b, other} {
		if list := tab.faults(); len(list) > 0 {
			t.Errorf("faults: %v", list)
		}
	}
}

// A fault is told over the page, which stays as it was; mended, all is as before.
func watchFault(t *testing.T, browser context.Context) {
	w := startWatch(t)
	b := w.tab(browser, guidePage)
	w.replace(guide, "weight: 1", "wieght: 1\ndate: never")
	b.expects(t, "the fault is shown", overlay)
	for _, part := range []string{guide + ":5:1", "unknown-key", "weight"} {
		b.expects(t, part, fmt.Sprintf(`r.querySelector(".panel").textContent.includes(%q)`, part))
	}
	b.expects(t, "the word is marked", `r.querySelector("mark").textContent === "wieght"`)
	b.expects(t, "the editor opens there", `r.querySelector("a.place").href.startsWith("vscode://file/") && r.querySelector("a.place").href.endsWith("`+guide+`:5:1")`)
	if n := look[int](t, b, `document.querySelector("touyan-preview").shadowRoot.querySelectorAll(".panel li").length`); n < 2 {
		t.Errorf("%d faults listed", n)
	}
	b.says(t, "在网站的文件夹里运行") // behind it
	b.do(t, chromedp.KeyEvent("\x1b"))
	b.expects(t, "Esc hides it", `r.querySelector(".back").hidden`)
	w.replace(guide, "wieght", "weigth")
	b.expects(t, "it is back with the next change", overlay)
	w.replace(guide, "weigth: 1\ndate: never", "weight: 2")
	b.expects(t, "it goes once mended", `r.querySelector(".back").hidden`)
	w.replace(guide, "在网站的文件夹里运行", "在网站的文件夹里照旧运行")
	b.says(t, "照旧运行")
}

// A template's fault tells the template, its line and the page.
func watchTemplate(t *testing.T, browser context.Context) {
	w := startWatch(t)
	b := w.tab(browser, guidePage)
	w.write("layouts/plain.html", "{{template \"base\" .}}\n{{define \"main\"}}\n<h1>{{.Common.Titel}}</h1>\n{{end}}\n")
	b.expects(t, "the fault is shown", overlay)
	b.expects(t, "its place", `r.querySelector(".panel").textContent.includes("layouts/plain.html:3")`)
	b.expects(t, "its line", `r.querySelector(".row.at").textContent.includes("Titel")`)
	w.write("layouts/plain.html", "{{template \"base\" .}}\n{{define \"main\"}}\n<h1>{{.Common.Title}}</h1><p>自己的版式</p>\n{{end}}\n")
	b.says(t, "自己的版式")
	b.expects(t, "it goes once mended", `r.querySelector(".back").hidden`)
}

// A style sheet is exchanged without loading the page anew.
func watchStyle(t *testing.T, browser context.Context) {
	w := startWatch(t)
	b := w.tab(browser, guidePage)
	b.do(t, chromedp.Evaluate[chromedp.Void](`window.kept = 1`))
	for _, colour := range []string{"rgb(1, 2, 3)", "rgb(4, 5, 6)"} {
		text, err := os.ReadFile("../../themes/default/assets/_prose.css")
		if err != nil {
			t.Fatal(err)
		}
		w.write("assets/_prose.css", string(text)+"\nh1 { color: "+colour+" !important; }\n")
		until(t, colour, func() bool {
			return look[string](t, b, `getComputedStyle(document.querySelector("h1")).color`) == colour
		})
	}
	until(t, "the old one is gone", func() bool {
		return look[int](t, b, `document.querySelectorAll("link[rel=stylesheet]").length`) == 1
	})
	if !look[bool](t, b, "window.kept === 1") {
		t.Error("the page was loaded anew")
	}
}

// Where another page was edited, a link leads there.
func watchJump(t *testing.T, browser context.Context) {
	w := startWatch(t)
	b := w.tab(browser, "about.html")
	w.replace(guide, "在网站的文件夹里运行", "在网站的文件夹里别处运行")
	b.expects(t, "a link to the page", `r.querySelector(".note a") && r.querySelector(".note a").textContent === "怎样写一个案例"`)
	b.do(t, chromedp.Evaluate[chromedp.Void](`document.querySelector("touyan-preview").shadowRoot.querySelector(".note a").click()`))
	b.says(t, "别处运行")
}

// The bar tells of the page, and folds.
func watchBar(t *testing.T, browser context.Context) {
	w := startWatch(t)
	w.replace(caseFile, "lessons:", "review:\n  - {step: 初审, by: 支部书记, date: 2026-01-16}\nlessons:")
	b := w.tab(browser, casePage)
	b.expects(t, "the file", `r.querySelector(".source a").textContent === "cases/chang-deng-yi-shi/index.md"`)
	b.expects(t, "the reviews", `r.querySelector(".review li").textContent.includes("支部书记 2026-01-16")`)
	b.expects(t, "the words", `/^\d[\d,]* 字/.test(r.querySelector(".count").textContent)`)
	if strings.Contains(look[string](t, b, "document.documentElement.outerHTML"), "支部书记") {
		t.Error("the record of reviews is in the page")
	}
	b.do(t, chromedp.Evaluate[chromedp.Void](`document.querySelector("touyan-preview").shadowRoot.querySelector(".fold").click()`))
	b.do(t, chromedp.Navigate(w.url+guidePage))
	b.ready(t)
	b.expects(t, "folded on the next page too", `r.querySelector(".items").hidden`)
	for view, width := range map[string]int{"0": 390, "1": 688} {
		b.do(t, chromedp.Evaluate[chromedp.Void](`document.querySelector("touyan-preview").shadowRoot.querySelectorAll(".view")[`+view+`].click()`))
		b.expects(t, "a narrow page", fmt.Sprintf(`Math.abs(r.querySelector("iframe").contentWindow.innerWidth - %d) < 2`, width))
		b.expects(t, "the page is in it", `r.querySelector("iframe").contentDocument.querySelector("h1") && r.querySelector("iframe").contentDocument.readyState === "complete"`)
		if view == "1" {
			b.expects(t, "as on paper", `getComputedStyle(r.querySelector("iframe").contentDocument.querySelector(".site-foot, footer")).display === "none" || getComputedStyle(r.querySelector("iframe").contentDocument.querySelector("nav")).display === "none"`)
		}
		b.do(t, chromedp.KeyEvent("\x1b"))
		b.expects(t, "Esc leaves it", `!r.querySelector("iframe")`)
	}
}

// What the checks find in a page stands in its bar and covers nothing.
func watchChecks(t *testing.T, browser context.Context) {
	w := startWatch(t)
	b := w.tab(browser, guidePage)
	w.replace(guide, "在网站的文件夹里运行", "在网站的文件夹里立刻运行 <!-- touyan:ignore orphan-page -->")
	b.says(t, "立刻运行")
	const remark = `[...r.querySelectorAll(".checks li")].find(li => li.textContent.includes("ignore-without-reason"))`
	b.expects(t, "the finding", remark)
	b.expects(t, "its number", `!r.querySelector(".checks").hidden && /^检查：[1-9]\d* 处错误/.test(r.querySelector(".checks summary").textContent)`)
	b.expects(t, "its place in the editor", remark+`.querySelector("a.place").href.startsWith("vscode://file/")`)
	b.expects(t, "the page is not covered", `r.querySelector(".back").hidden`)
	w.replace(guide, " <!-- touyan:ignore orphan-page -->", "")
	b.expects(t, "it has gone", "!"+remark)
}

// A page that is taken away is told to be gone, and shown when it is back.
func watchGone(t *testing.T, browser context.Context) {
	w := startWatch(t)
	const file, text = "content/guides/short.md", "---\ntitle: 短文\n---\n\n先有。\n"
	w.write(file, text)
	b := w.tab(browser, "guides/short.html") // not there yet, perhaps
	b.says(t, "先有")
	b.ready(t)
	b.faults()
	if err := os.Remove(filepath.Join(w.dir, filepath.FromSlash(file))); err != nil {
		t.Fatal(err)
	}
	b.expects(t, "it is gone", `r.querySelector(".note").textContent.includes("没有了")`)
	w.write(file, text+"\n\n回来了。\n")
	b.says(t, "回来了")
}

// After a restart the tabs are as they should be.
func watchRestart(t *testing.T, browser context.Context) {
	w := startWatch(t)
	b := w.tab(browser, guidePage)
	w.stop()
	b.expects(t, "it is away", `r.querySelector(".bar.away")`)
	w.replace(guide, "在网站的文件夹里运行", "在网站的文件夹里重新运行")
	w.start()
	b.says(t, "重新运行")
	b.ready(t)
	b.expects(t, "it is back", `!r.querySelector(".bar.away")`)
}

// The preview's own parts break no rule either.
func watchAccessible(t *testing.T, browser context.Context) {
	source := axe(t)
	w := startWatch(t)
	b := w.tab(browser, guidePage)
	check := func(state string) {
		t.Helper()
		for _, scheme := range []string{"light", "dark"} {
			for _, width := range []int64{360, 1280} {
				b.do(t, chromedp.EmulateViewport(width, 800), media("screen", scheme))
				for _, v := range look[[]violation](t, b, audit) {
					t.Errorf("%s, %s, %d: %v", state, scheme, width, v)
				}
			}
		}
	}
	b.do(t, chromedp.Evaluate[chromedp.Void](source))
	check("bar")
	w.replace(guide, "weight: 1", "wieght: 1")
	b.expects(t, "the fault is shown", overlay)
	check("faults")
}

// No save is missed and no page is stale, whatever the pace.
func watchRandom(t *testing.T, browser context.Context) {
	w := startWatch(t)
	saves := 200
	if testing.Short() {
		saves = 40
	}
	files := []string{guide, caseFile, "content/about.md"}
	pages := []string{guidePage, casePage, "about.html"}
	var texts []string
	for _, f := range files {
		texts = append(texts, w.read(f))
	}
	var tabs []*tab
	for _, p := range pages {
		tabs = append(tabs, w.tab(browser, p))
	}
	random := rand.New(rand.NewPCG(1, 2))
	newest := make([]string, len(files))
	for n := range saves {
		i := random.IntN(len(files))
		newest[i] = fmt.Sprintf("第%d次保存。", n)
		text := texts[i] + "\n\n" + newest[i] + "\n"
		if random.IntN(2) == 0 {
			text = texts[i] + "\n\n## 新的一节\n\n" + newest[i] + "\n"
		}
		file := filepath.Join(w.dir, filepath.FromSlash(files[i]))
		if random.IntN(2) == 0 { // as an editor that replaces the file
			w.write(files[i]+".tmp", text)
			if err := os.Rename(file+".tmp", file); err != nil {
				t.Fatal(err)
			}
		} else {
			w.write(files[i], text)
		}
		time.Sleep(time.Duration(random.IntN(60)) * time.Millisecond)
		if random.IntN(20) == 0 {
			tabs[i].says(t, newest[i])
		}
	}
	for i, b := range tabs {
		if newest[i] == "" {
			continue
		}
		b.says(t, newest[i])
		b.ready(t)
		served := text(t, w.url+pages[i])
		if !strings.Contains(served, newest[i]) {
			t.Errorf("%s is served stale", pages[i])
		}
		if list := b.faults(); len(list) > 0 {
			t.Errorf("%s: %v", pages[i], list)
		}
	}
}

func text(t *testing.T, address string) string {
	t.Helper()
	r, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	data, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
