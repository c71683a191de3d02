package browser

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// find opens the search page with a search and waits for the results.
func (f *finder) find(query string) {
	f.t.Helper()
	f.goTo("search.html" + query)
	f.says(hits)
}

// counted is the total that is shown.
func (f *finder) counted() int {
	f.t.Helper()
	return f.number(`Number((document.querySelector(".search-count").textContent.match(/\d+/) || [0])[0])`)
}

func searchResults(f *finder) {
	f.find("?q=槜李")
	if !look[bool](f.t, f.tab, `document.title.startsWith("槜李 - ")`) {
		f.t.Error("the title does not say what was searched for")
	}
	if told, shown := f.counted(), f.number(hits); shown != min(told, 10) {
		f.t.Errorf("%d results are told of, %d shown", told, shown)
	}
	for _, mark := range look[[]string](f.t, f.tab, `[...document.querySelectorAll(".hit mark")].map(m => m.textContent)`) {
		if mark != "槜李" {
			f.t.Errorf("marked: %q", mark)
		}
	}
	if f.number(`document.querySelectorAll(".hit mark").length`) == 0 {
		f.t.Error("nothing is marked")
	}
	if facts := f.text(".hit .hit-facts"); !strings.Contains(facts, "浙江省") {
		f.t.Errorf("the facts are %q", facts)
	}
	// A page that is not there is the last one.
	f.find("?q=槜李&page=99")
	if at := f.address(); strings.Contains(at, "99") {
		f.t.Errorf("it stays at %s", at)
	}
	// The best one leads to a place that is there.
	f.follow(f.t, ".hit h2 a")
}

func searchHistory(f *finder) {
	f.goTo("search.html")
	f.says(`!document.querySelector(".search-start").hidden`)
	start := f.number(`history.length`)
	length := func(want int) {
		f.t.Helper()
		if n := f.number(`history.length`); n != start+want {
			f.t.Errorf("the history has %d more entries, want %d", n-start, want)
		}
	}
	if at := f.slash(); at.ID != "page_q" {
		f.t.Errorf("the key / leads to %s", at.Element)
	}
	f.write("党")
	f.at("search.html?q=党")
	f.write("员")
	f.at("search.html?q=党员")
	length(0)
	f.says(hits)
	f.enter()
	length(1)
	next := `document.querySelector(".pager .next")`
	f.says(next)
	if href := look[string](f.t, f.tab, next+`.href`); !strings.HasPrefix(href, f.root+"search.html?q=") || !strings.HasSuffix(href, "&page=2") {
		f.t.Errorf("the next page is at %s", href)
	}
	f.run(next + `.click()`)
	f.at("search.html?q=党员&page=2")
	f.says(`document.querySelector(".hits").start === 11 && ` + hits)
	f.run(`const s = document.querySelector("#page_sort"); s.value = "date"; s.dispatchEvent(new Event("change"))`)
	f.at("search.html?q=党员&sort=date")
	length(3)
	f.run(`history.back()`)
	f.at("search.html?q=党员&page=2")
	f.says(`document.querySelector("#page_sort").value === "" && document.querySelector(".hits").start === 11`)
	f.run(`history.go(-2)`)
	f.at("search.html")
	f.says(`!document.querySelector(".search-start").hidden && document.querySelector("#page_q").value === ""`)
	f.run(`history.go(3)`)
	f.at("search.html?q=党员&sort=date")
	f.says(`document.querySelector("#page_sort").value === "date" && document.querySelector("#page_q").value === "党员" && ` + hits)
	f.says(`(d => d.length && d.every((x, i) => !i || x <= d[i - 1]))([...document.querySelectorAll(".hit time")].map(e => e.dateTime))`)
}

// box is a filter's check box.
func box(facet, value string) string {
	return fmt.Sprintf(`document.querySelector('.facet[data-facet=%s] input[value="%s"]')`, facet, value)
}

func searchFilters(f *finder) {
	f.find("?q=党员")
	all := f.counted()
	f.says(box("type", "village"))
	want := f.number(`Number(` + box("type", "village") + `.closest("label").querySelector(".count").textContent)`)
	f.run(box("type", "village") + `.focus()`)
	f.run(box("type", "village") + `.click()`)
	f.at("search.html?q=党员&type=village")
	f.says(`document.querySelector(".search-chips button")`)
	until(f.t, "only those", func() bool { return f.counted() == want })
	f.says(box("type", "village") + `.checked && document.activeElement === ` + box("type", "village"))
	f.says(box("type", "method")) // others can still be added
	f.run(box("type", "method") + `.click()`)
	f.at("search.html?q=党员&type=village&type=method")
	until(f.t, "both", func() bool { return f.counted() > want })
	f.run(`history.back()`)
	f.at("search.html?q=党员&type=village")
	until(f.t, "one again", func() bool { return f.counted() == want })
	f.run(`document.querySelector(".search-chips button").focus()`)
	f.enter()
	f.at("search.html?q=党员")
	until(f.t, "all again", func() bool { return f.counted() == all })
	if at := look[focus](f.t, f.tab, focused); at.ID != "page_q" {
		f.t.Errorf("the focus goes to %s", at.Element)
	}
	// A filter that was closed is filled when it is opened.
	f.run(`document.querySelector(".facet[data-facet=year] summary").click()`)
	f.says(`document.querySelector(".facet[data-facet=year] input")`)
	// Filters alone are a search too, to which values can be added.
	f.find("?type=village")
	f.says(box("type", "alliance"))
}

func searchRegions(f *finder) {
	f.find("?q=党员")
	const province, city = "浙江省", "浙江省/嘉兴市"
	f.says(box("region", province))
	if look[bool](f.t, f.tab, box("region", city)+` !== null`) {
		f.t.Error("cities stand beside provinces")
	}
	f.run(box("region", province) + `.click()`)
	f.says(box("region", city))
	f.run(box("region", city) + `.click()`)
	f.at("search.html?q=党员&region=" + city)
	f.says(box("region", city) + `.checked && ` + box("region", province) + `.indeterminate`)
}

func searchMeant(f *finder) {
	f.goTo("search.html?q=醉李")
	f.says(`document.querySelector(".search-meant a")`)
	if meant := f.text(".search-meant a"); meant != "槜李" {
		f.t.Errorf("meant: %q", meant)
	}
	f.run(`document.querySelector(".search-meant a").click()`)
	f.at("search.html?q=槜李")
	f.says(hits)
}

func searchEmpty(f *finder) {
	f.goTo("search.html?q=qqqqzzzz&type=village")
	f.says(`!document.querySelector(".search-empty").hidden`)
	for _, part := range []string{".search-examples", ".search-ways", ".search-empty button"} {
		if !look[bool](f.t, f.tab, fmt.Sprintf(`document.querySelector(%q).getClientRects().length > 0`, part)) {
			f.t.Errorf("%s does not show", part)
		}
	}
	if said := f.text(".search-empty h2"); !strings.Contains(said, "qqqqzzzz") {
		f.t.Errorf("it says %q", said)
	}
	f.run(`document.querySelector(".search-empty button").click()`)
	f.at("search.html?q=qqqqzzzz")
	f.says(`!document.querySelector(".search-empty").hidden`)
	f.run(`document.querySelector(".search-examples a").click()`)
	f.says(hits)
	// A whole page pasted in finds something, and its address stays short.
	f.run(`document.querySelector("#page_q").focus(); document.querySelector("#page_q").select()`)
	f.write(strings.Repeat("党建引领基层治理", 625))
	f.says(`location.search.length > 1000 && ` + hits)
	if n := f.number(`location.search.length`); n > 6000 {
		f.t.Errorf("the address has %d characters", n)
	}
}

// searchSlow looks at what shows while the answer is on its way.
func searchSlow(f *finder) {
	f.find("?q=党员")
	f.run(`const search = touyan.search; touyan.search = function () {
		return new Promise(r => { window.answer = r; }).then(() => search.apply(this, arguments)); };
		window.waits = [];
		new MutationObserver(() => waits.push(!document.querySelector(".search-wait").hidden)).observe(document.querySelector(".search-wait"), {attributes: true});
		document.querySelector("#page_q").focus(); document.querySelector("#page_q").select()`)
	f.write("联盟")
	f.says(`window.answer`)
	if look[bool](f.t, f.tab, `waits.includes(true)`) {
		f.t.Error("it says that it waits before one would wonder")
	}
	f.says(`!document.querySelector(".search-wait").hidden && document.querySelector(".search-found").getAttribute("aria-busy") === "true"`)
	f.run(`answer()`)
	f.says(`document.querySelector(".search-wait").hidden && document.querySelector(".search-found").getAttribute("aria-busy") === "false"`)
}

func scripts(on bool) chromedp.Action[chromedp.Void] {
	return func(ctx context.Context, target *chromedp.Target) (chromedp.Void, error) {
		_, err := cdp.Call(ctx, target, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: !on})
		return chromedp.Void{}, err
	}
}

func searchWithoutScript(f *finder) {
	f.do(f.t, scripts(false))
	f.goTo("brands/index.html")
	f.run(`document.querySelector("#site_q").focus()`)
	f.write("x")
	f.enter()
	f.arrive(f.t, f.root+"search.html?q=x")
	for part, shows := range map[string]bool{".search-noscript": true, ".search-ways a": true, ".search": false, ".search-start": false, ".search-fault": false} {
		if look[bool](f.t, f.tab, fmt.Sprintf(`(document.querySelector(%q)?.getClientRects().length ?? 0) > 0`, part)) != shows {
			f.t.Errorf("%s shows: %t", part, !shows)
		}
	}
}

func searchPrinted(f *finder) {
	f.do(f.t, media("print", "dark"))
	f.find("?q=党员&type=village")
	for _, fault := range look[[]string](f.t, f.tab, onPaper) {
		f.t.Error(fault)
	}
	for _, part := range []string{".search-form", ".search-filters", ".search-sort", ".search-box"} {
		if look[bool](f.t, f.tab, fmt.Sprintf(`document.querySelector(%q).getClientRects().length > 0`, part)) {
			f.t.Errorf("printed: %s", part)
		}
	}
}

// searchAccessible runs axe on each state, wide and on the narrowest screen, and
// sees to it that nothing sticks out sideways.
func searchAccessible(f *finder) {
	source := axe(f.t)
	defer f.faults() // axe asks for the style sheets, which from disk it may not
	states := []struct{ path, ready string }{
		{"search.html", `!document.querySelector(".search-start").hidden`},
		{"search.html?q=党员", hits},
		{"search.html?q=党员&type=village&type=method&region=浙江省", hits},
		{"search.html?q=醉李", `document.querySelector(".search-meant a")`},
		{"search.html?q=qqqqzzzz", `!document.querySelector(".search-empty").hidden`},
		{"cases/index.html", `true`},
	}
	for _, state := range states {
		for _, width := range []int64{narrow, 1280} {
			f.do(f.t, chromedp.EmulateViewport(width, 800))
			f.goTo(state.path)
			f.says(state.ready)
			if state.path == "cases/index.html" {
				f.slash()
				f.says(`window.touyan && touyan.search && touyan.ui`)
				f.write("党员")
				f.says(boxOpen)
				f.press(f.t, kb.ArrowDown)
			} else {
				f.run(`document.querySelector(".search-filters").open = true`)
				time.Sleep(pause)
			}
			f.do(f.t, chromedp.Evaluate[chromedp.Void](source))
			for _, scheme := range []string{"light", "dark"} {
				f.do(f.t, media("screen", scheme))
				for _, v := range look[[]violation](f.t, f.tab, audit) {
					f.t.Errorf("%s, %d pixels, %s: %v", state.path, width, scheme, v)
				}
			}
			for _, fault := range look[[]string](f.t, f.tab, inspect) {
				f.t.Errorf("%s, %d pixels: %s", state.path, width, fault)
			}
		}
	}
}

// TestSearchMissing takes a file of the index away, and puts it back.
func TestSearchMissing(t *testing.T) {
	s := &stage{browser: startBrowser(t)}
	s.demo, s.corner = buildSites(t)
	index := filepath.Join(s.demo.dir, "search", "root.js")
	if err := os.Rename(index, index+".away"); err != nil {
		t.Fatal(err)
	}
	source := axe(t)
	b := newTab(t, s.browser, s.demo.root())
	f := &finder{b, t, s.demo.root()}
	f.goTo("search.html?q=党员")
	fault := `!document.querySelector(".search-fault").hidden`
	// Trying again may load the page anew: not before this has been answered.
	const again = `setTimeout(() => document.querySelector(".search-fault button").click())`
	f.says(fault)
	for _, width := range []int64{narrow, 1280} {
		f.do(t, chromedp.EmulateViewport(width, 800), chromedp.Evaluate[chromedp.Void](source))
		for _, v := range look[[]violation](t, b, audit) {
			t.Errorf("%d pixels: %v", width, v)
		}
	}
	f.run(again)
	f.says(fault)
	if err := os.Rename(index+".away", index); err != nil {
		t.Fatal(err)
	}
	f.run(again)
	f.says(hits)
	f.says(`document.querySelector(".search-fault").hidden`)
	// A script of the page itself that is gone.
	lost, err := filepath.Glob(filepath.Join(s.demo.dir, "assets", "searchpage.*.js"))
	if err != nil || len(lost) != 1 {
		t.Fatal(lost, err)
	}
	if err := os.Remove(lost[0]); err != nil {
		t.Fatal(err)
	}
	f.goTo("search.html?q=党建")
	f.says(fault)
}
