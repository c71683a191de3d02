package browser

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// TestCompare compares cases of the corner site, whose figures have all that is
// awkward, and of the demo, from disk and from a host.
func TestCompare(t *testing.T) {
	s := &stage{browser: startBrowser(t)}
	s.demo, s.corner = buildSites(t)
	hosts := s.serve(t, "/a/b/")
	for _, place := range []struct {
		name         string
		demo, corner string
	}{
		{"disk", s.demo.root(), s.corner.root()},
		{"server", hosts[s.demo], hosts[s.corner]},
	} {
		for name, test := range map[string]func(*finder){
			"side by side":   sideBySide,
			"states":         compareStates,
			"what was meant": compareAddresses,
			"own figures":    ownFigures,
			"sorting":        sortedTable,
			"print":          comparePrinted,
		} {
			t.Run(place.name+"/"+name, func(t *testing.T) { compareOn(t, s, place.corner, test) })
		}
		t.Run(place.name+"/choosing", func(t *testing.T) { compareOn(t, s, place.demo, choosing) })
	}
	t.Run("a file that is not there", func(t *testing.T) { compareOn(t, s, s.corner.root(), missingBucket(s.corner.dir)) })
	t.Run("no storage", func(t *testing.T) { compareOn(t, s, s.demo.root(), withoutStorage) })
}

// compareOn runs a test in a tab of its own with nothing chosen.
func compareOn(t *testing.T, s *stage, root string, test func(*finder)) {
	f := &finder{newTab(t, s.browser, root), t, root}
	f.do(t, chromedp.EmulateViewport(1280, 800), media("screen", "light"))
	f.goTo("compare.html")
	f.run(`localStorage.clear()`)
	test(f)
	for _, fault := range f.faults() {
		t.Error(fault)
	}
}

// leave clicks on a link once the page has answered, which it cannot when it is gone.
func (f *finder) leave(selector string) {
	f.t.Helper()
	f.run(fmt.Sprintf("setTimeout(() => document.querySelector(%q).click())", selector))
}

const heads = `document.querySelectorAll(".compare-heads li").length`

// clean tells what axe, which loads no style sheets of its own here, finds at both
// widths and in both schemes.
func (f *finder) clean(state string) {
	f.t.Helper()
	if !strings.HasPrefix(f.root, "file:") {
		return // it looks the same from a host
	}
	f.do(f.t, chromedp.Evaluate[chromedp.Void](axe(f.t)))
	for _, width := range []int64{360, 1280} {
		for _, scheme := range []string{"light", "dark"} {
			f.do(f.t, chromedp.EmulateViewport(width, 800), media("screen", scheme))
			for _, v := range look[[]violation](f.t, f.tab, strings.Replace(audit, "resultTypes", "preload: false, resultTypes", 1)) {
				f.t.Errorf("%s, %d pixels, %s: %v", state, width, scheme, v)
			}
			if wide := f.number(`document.documentElement.scrollWidth - innerWidth`); wide > 0 {
				f.t.Errorf("%s: %d pixels wider than %d", state, wide, width)
			}
			f.picture(fmt.Sprintf("%s-%d-%s", state, width, scheme))
		}
	}
	f.do(f.t, chromedp.EmulateViewport(1280, 800), media("screen", "light"))
}

// picture saves what is shown where pictures are asked for.
func (f *finder) picture(name string) {
	if *shots == "" {
		return
	}
	data := get(f.t, f.tab, chromedp.FullScreenshot(100))
	if err := os.WriteFile(filepath.Join(*shots, "compare-"+name+".png"), data, 0o644); err != nil {
		f.t.Fatal(err)
	}
}

func sideBySide(f *finder) {
	f.goTo("compare.html?c=jia&c=cases/bing.html")
	f.says(heads + ` === 2`)
	// Hostile text is text.
	if f.number(`document.querySelectorAll(".compare b").length`) > 0 {
		f.t.Error("a title became markup")
	}
	if !strings.Contains(f.text(".compare-heads"), "</script><b>with</b>") {
		f.t.Errorf("the heads say %q", f.text(".compare-heads"))
	}
	// What the two share is marked, what one lacks is said.
	if got := f.text(".compare-problems .same"); !strings.HasPrefix(got, "集体经济薄弱") || f.number(`document.querySelectorAll(".same").length`) != 2 {
		f.t.Errorf("shared: %q", got)
	}
	if got := f.number(`document.querySelectorAll(".indicator .chart").length`); got != 4 {
		f.t.Errorf("%d charts, want 4", got)
	}
	// A long range is on a logarithmic scale, which is said: 500 does not lie on the
	// ground. The others begin at zero.
	if got := look[string](f.t, f.tab, `[...document.querySelectorAll(".indicator .chart")].map(c => (c.querySelector(".scale") || {}).textContent || "-").join(" ")`); got != "- - - logarithmic scale" {
		f.t.Errorf("scales: %s", got)
	}
	if got := look[string](f.t, f.tab, `[...document.querySelectorAll(".indicator .chart")].pop().textContent`); !strings.Contains(got, "1000") || !strings.Contains(got, "1000000000") {
		f.t.Errorf("the logarithmic axis says %q", got)
	}
	notes := f.text(".indicator .caveats")
	for _, want := range []string{"Scopes differ", "converted to 亿元", "not all of the same year"} {
		if !strings.Contains(notes, want) {
			f.t.Errorf("the notes on the first indicator lack %s: %q", want, notes)
		}
	}
	if table := f.text(".by-year"); !strings.Contains(table, "≥1.2亿元") || !strings.Contains(table, "≈90万元") || !strings.Contains(table, "no data") || !strings.Contains(table, "= 0.009亿元") || !strings.Contains(table, "133.33 times") {
		f.t.Errorf("the table says %q", table)
	}
	if own := f.text(".compare-own"); !strings.Contains(own, "Many") || !strings.Contains(own, "no data") {
		f.t.Errorf("what one case gives: %q", own)
	}
	// Dates are in words, as exact as they are known.
	if got := look[string](f.t, f.tab, `[...document.querySelectorAll("[data-row=date] time, [data-row=started] time")].map(e => e.textContent + "=" + e.dateTime).join("; ")`); got != "2019=2019; February 3, 2025=2025-02-03; 2024=2024" {
		f.t.Errorf("dates: %s", got)
	}
	// Its practices lead to their anchors.
	href := look[string](f.t, f.tab, `document.querySelector(".compare-practices a").href`)
	if href != f.root+"cases/jia.html#practice-1" {
		f.t.Errorf("a practice leads to %s", href)
	}
	f.clean("two")
	// Order, by keyboard; the address follows and the focus stays.
	f.run(`document.querySelector(".compare-heads [data-act=after]").focus()`)
	f.enter()
	f.at("compare.html?c=bing&c=jia")
	f.says(`document.activeElement.dataset.act === "before"`)
	f.says(`document.querySelector(".compare-said").textContent.includes("2")`)
	// One fewer, one more by searching.
	f.run(`document.querySelector(".compare-heads [data-act=remove]").click()`)
	f.at("compare.html?c=jia")
	f.run(`document.querySelector("#compare_q").focus()`)
	f.write("second village")
	f.says(`document.querySelectorAll(".compare-found button").length === 1`)
	f.clean("picking")
	f.run(`document.querySelector(".compare-found button").focus()`)
	f.enter()
	f.at("compare.html?c=jia&c=bing")
	f.says(heads + ` === 2 && document.activeElement.id === "compare_q"`)
	f.goTo("compare.html") // it is the choice now
	f.says(heads + ` === 2`)
	f.at("compare.html?c=jia&c=bing")
}

func compareStates(f *finder) {
	f.goTo("compare.html")
	f.says(`!document.querySelector(".compare-pairs").hidden && document.querySelector(".compare").hidden`)
	f.clean("none")
	f.leave(`.compare-pairs a`)
	f.says(heads + ` === 2`)
	f.goTo("compare.html?c=jia")
	f.says(heads + ` === 1 && document.querySelector(".compare-said").textContent.includes("Add another")`)
	f.clean("one")
	f.goTo("compare.html?c=jia&c=nobody&c=bing")
	f.says(heads + ` === 2 && document.querySelector(".compare-said").textContent.includes("nobody")`)
	f.goTo("compare.html?c=nobody")
	f.says(`document.querySelector(".compare-said").textContent.includes("nobody") && !document.querySelector(".compare-pairs").hidden`)
	f.clean("gone")
	f.goTo("compare.html?c=jia&c=bing&c=bare&c=a&c=b&c=c")
	f.says(heads + ` === 3 && document.querySelector(".compare-said").textContent.includes("2 are left out")`)
}

func compareAddresses(f *finder) {
	for _, query := range []string{"?c=jia&c=jia&c=bing", "?c=cases/jia.html&c=%20bing", "?c=cases/jia&c=bing.html", "?c=../../x&c=jia&c=javascript:1&c=bing"} {
		f.goTo("compare.html" + query)
		f.says(heads + ` === 2`)
	}
}

// missingBucket takes the data away and gives them back.
func missingBucket(dir string) func(*finder) {
	return func(f *finder) {
		file := filepath.Join(dir, "compare", "0.js")
		data, err := os.ReadFile(file)
		if err != nil {
			f.t.Fatal(err)
		}
		if err := os.Remove(file); err != nil {
			f.t.Fatal(err)
		}
		f.goTo("compare.html?c=jia&c=bing")
		f.says(`!document.querySelector(".compare-fault").hidden`)
		f.clean("fault")
		if err := os.WriteFile(file, data, 0o644); err != nil {
			f.t.Fatal(err)
		}
		f.run(`document.querySelector(".compare-fault button").click()`)
		f.says(heads + ` === 2 && document.querySelector(".compare-fault").hidden`)
		for _, fault := range f.faults() {
			if !strings.Contains(fault, "compare/0.js") && !strings.Contains(fault, "ERR_FILE_NOT_FOUND") {
				f.t.Error(fault)
			}
		}
	}
}

const boxes = `document.querySelectorAll(".choose input")`

// choosing chooses in a list, on a page and in search results.
func choosing(f *finder) {
	f.goTo("cases/index.html")
	f.says(boxes + `.length > 4 && document.querySelector(".tray").hidden`)
	name := look[string](f.t, f.tab, boxes+`[0].labels[0].textContent`)
	if title := f.text(".card h3"); !strings.Contains(name, title) {
		f.t.Errorf("the box of %q is called %q", title, name)
	}
	f.run(boxes + `[0].focus()`)
	f.press(f.t, " ")
	f.says(boxes + `[0].checked && !document.querySelector(".tray").hidden`)
	f.run(boxes + `[1].click()`)
	f.clean("tray")
	f.goTo("cases/zhu-ti-dang-ri.html")
	f.says(`document.querySelector(".tray-count").textContent.includes("2/4")`)
	f.run(`document.querySelector(".title-text .choose input").click()`)
	f.says(`document.querySelector(".tray-count").textContent.includes("3/4")`)
	f.clean("case")
	f.goTo("search.html?q=党员")
	f.says(`document.querySelectorAll(".hit .choose").length > 4`)
	f.run(`[...document.querySelectorAll(".hit .choose input")].filter(b => !b.checked).slice(0, 2).forEach(b => b.click())`)
	f.says(`document.querySelector(".tray-count").textContent.includes("最多选 4 个")`)
	if got := f.number(`document.querySelectorAll(".tray-list li").length`); got != 4 {
		f.t.Errorf("%d are chosen", got)
	}
	f.run(`document.querySelector(".tray-list button").focus()`)
	f.enter()
	f.says(`document.querySelectorAll(".tray-list li").length === 3 && document.activeElement.closest(".tray-list")`)
	f.leave(`.tray a`)
	f.says(heads + ` === 3 && document.querySelector(".tray").hidden`)
	f.clean("three")
	f.goTo("index.html")
	f.says(`!document.querySelector(".tray").hidden`)
	f.run(`document.querySelector(".tray-clear").click()`)
	f.says(`document.querySelector(".tray").hidden`)
	f.goTo("compare.html")
	f.says(`document.querySelector(".compare").hidden`)
}

// withoutStorage chooses where the browser keeps nothing.
func withoutStorage(f *finder) {
	f.do(f.t, firstScript(`for (const n of ["localStorage", "sessionStorage"]) Object.defineProperty(window, n, {get() { throw new DOMException("no", "SecurityError"); }})`))
	f.goTo("cases/index.html")
	f.says(boxes + `.length > 4`)
	f.run(boxes + `[0].click(); ` + boxes + `[1].click()`)
	f.says(`document.querySelector(".tray-count").textContent.includes("2/4")`)
	f.leave(`.tray a`)
	f.says(heads + ` === 2`)
}

const ranks = `[...document.querySelectorAll(".rank tbody tr")].map(r => r.cells[0].textContent + " " + (r.className || r.id))`

func (f *finder) ranked(want string) {
	f.t.Helper()
	if got := strings.Join(look[[]string](f.t, f.tab, ranks), ", "); got != want {
		f.t.Errorf("the table has %s, want %s", got, want)
	}
}

const income = "indicators/cun-ji-ti-jing-ji-shou-ru.html"

func ownFigures(f *finder) {
	f.goTo(income + "#case-jia")
	f.says(`!document.querySelector(".own").hidden`)
	if shown := look[string](f.t, f.tab, `getComputedStyle(document.querySelector("tr:target .here")).display`); shown == "none" {
		f.t.Error("the row that a case leads to is not marked")
	}
	f.ranked("1 case-bing, 2 case-jia")
	send := func(from, first, to, last, unit string) {
		f.run(fmt.Sprintf(`const e = document.querySelector(".own form").elements;
			e.from.value = %q; e.first.value = %q; e.to.value = %q; e.last.value = %q;
			e.unit.selectedIndex = [...e.unit.options].findIndex(o => o.text === %q);
			document.querySelector(".own form button").click()`, from, first, to, last, unit))
	}
	send("2020", "x", "2019", "", "万元")
	f.says(`document.querySelector("#own-said").textContent.includes("Please give numbers") && document.activeElement.name === "first"`)
	send("2020", "1", "2019", "2", "万元")
	f.says(`document.activeElement.name === "to" && document.activeElement.getAttribute("aria-invalid") === "true"`)
	send("", "", "", "4.7万", "万元")
	f.says(`document.activeElement.name === "last"`)
	send("２０20", "0", "2023", "−5", "万元")
	f.ranked("1 case-bing, 2 case-jia, 3 mine")
	if row := f.text(".mine"); strings.Contains(row, "%") || !strings.Contains(row, "0万元") {
		f.t.Errorf("from nothing there is no change: %q", row)
	}
	send("2019", "0.0001", "2023", "1.2", "亿元")
	if row := f.text(".mine"); !strings.Contains(row, "12,000") || strings.Contains(row, "12000.00") || strings.Contains(row, "+1199") {
		f.t.Errorf("a change of many digits: %q", row)
	}
	send("", "", "", "1.2", "亿元")
	f.ranked("1 mine, 1 case-bing, 3 case-jia")
	send("", "", "", "2", "亿元")
	f.ranked("1 mine, 2 case-bing, 3 case-jia")
	send("2019", "１00", "2023", "1，500", "万元")
	f.ranked("1 case-bing, 2 mine, 3 case-jia")
	if row := f.text(".mine"); !strings.Contains(row, "15.00") || !strings.Contains(row, "+1400.0%") || !strings.Contains(row, "+96.8%") {
		f.t.Errorf("my row says %q", row)
	}
	f.clean("own")
	f.goTo(income)
	f.says(`document.querySelector(".mine")`)
	if v := look[string](f.t, f.tab, `document.querySelector(".own [name=last]").value`); v != "1，500" {
		f.t.Errorf("the form has forgotten: %q", v)
	}
	f.run(`document.querySelector(".own button[type=button]").click()`)
	f.ranked("1 case-bing, 2 case-jia")
	f.goTo(income)
	f.says(`!document.querySelector(".own").hidden && !document.querySelector(".mine")`)
	f.goTo("indicators/index.html")
	f.clean("indicators")
}

func sortedTable(f *finder) {
	f.goTo(income)
	f.says(`document.querySelector(".rank button")`)
	f.run(`document.querySelector("[data-key=rank] button").focus()`)
	f.enter()
	f.ranked("2 case-jia, 1 case-bing")
	f.says(`document.querySelector("[data-key=rank]").getAttribute("aria-sort") === "descending"`)
	f.run(`document.querySelector("[data-key=ratio] button").click()`)
	f.ranked("1 case-bing, 2 case-jia")
	f.says(`document.querySelectorAll("[aria-sort]").length === 1 && document.querySelector("[data-key=ratio]").hasAttribute("aria-sort")`)
}

// comparePrinted looks at what paper shows.
func comparePrinted(f *finder) {
	f.goTo("compare.html?c=jia&c=bing")
	f.says(heads + ` === 2`)
	f.do(f.t, media("print", "light"))
	for _, hidden := range []string{".compare-add", ".compare-tools", ".head-ways", ".tray"} {
		if f.number(fmt.Sprintf(`document.querySelector(%q).getClientRects().length`, hidden)) > 0 {
			f.t.Errorf("%s is printed", hidden)
		}
	}
	if f.number(`document.querySelector(".chart").getClientRects().length`) == 0 {
		f.t.Error("charts are not printed")
	}
}

// firstScript has a script run in every page before its own.
func firstScript(source string) chromedp.Action[chromedp.Void] {
	return func(ctx context.Context, target *chromedp.Target) (chromedp.Void, error) {
		_, err := cdp.Call(ctx, target, cdppage.AddScriptToEvaluateOnNewDocument,
			cdppage.AddScriptToEvaluateOnNewDocumentParams{Source: source})
		return chromedp.Void{}, err
	}
}
