package browser

import (
	"strings"
	"time"

	"github.com/chromedp/chromedp/kb"
)

// pause is longer than the search waits for the next key.
const pause = 400 * time.Millisecond

// toBox opens a page without search and goes to its box with the key /.
func (f *finder) toBox(path string) {
	f.t.Helper()
	f.goTo(path)
	if list := look[[]string](f.t, f.tab, `[...document.querySelectorAll("script[src]")].map(s => s.src)`); len(list) != 2 || !strings.Contains(list[0], "/display.") || !strings.Contains(list[1], "/site.") {
		f.t.Errorf("%s loads %v before a reader searches", path, list)
	}
	if at := f.slash(); at.ID != "site_q" {
		f.t.Errorf("the key / leads to %s", at.Element)
	}
	f.says(`window.touyan && touyan.search && touyan.ui`)
}

// combobox is the state of the box.
type combobox struct {
	Role, Expanded, Popup string
	Options               []string // their addresses
	Active                int      // the one that aria-activedescendant names; -1 for none
	Selected              int      // how many are marked
	Value                 string
	Heard                 string
}

const boxState = `(() => {
	const e = document.querySelector("#site_q"), list = document.getElementById(e.getAttribute("aria-controls"));
	const options = [...list.querySelectorAll("[role=option]")];
	return {
		Role: e.getAttribute("role"), Expanded: e.getAttribute("aria-expanded"), Popup: list.getAttribute("role"),
		Options: options.map(o => o.href), Active: options.findIndex(o => o.id === e.getAttribute("aria-activedescendant")),
		Selected: options.filter(o => o.getAttribute("aria-selected") === "true").length,
		Value: e.value, Heard: document.querySelector(".search-box [role=status]").textContent,
	};
})()`

const boxOpen = `document.querySelector("#site_q").getAttribute("aria-expanded") === "true"`

// want presses a key and looks at the box.
func (f *finder) want(key string, expanded string, active int) combobox {
	f.t.Helper()
	f.press(f.t, key)
	s := look[combobox](f.t, f.tab, boxState)
	if selected := min(active+1, 1); s.Expanded != expanded || s.Active != active || s.Selected != selected {
		f.t.Errorf("after %q: expanded %s, option %d of %d, %d marked; want %s, %d", key, s.Expanded, s.Active, len(s.Options), s.Selected, expanded, active)
	}
	return s
}

func boxByKeyboard(f *finder) {
	f.toBox("cases/index.html")
	f.write("槜李")
	f.says(boxOpen)
	s := look[combobox](f.t, f.tab, boxState)
	last := len(s.Options) - 1
	if s.Role != "combobox" || s.Popup != "listbox" || last < 1 || s.Active >= 0 || s.Heard == "" || s.Value != "槜李" {
		f.t.Fatalf("the box: %+v", s)
	}
	for _, o := range s.Options {
		if !strings.HasPrefix(o, f.root) {
			f.t.Errorf("an option leads to %s", o)
		}
	}
	f.want(kb.ArrowDown, "true", 0)
	f.want(kb.ArrowDown, "true", 1)
	f.want(kb.ArrowUp, "true", 0)
	f.want(kb.ArrowUp, "true", -1)
	f.want(kb.ArrowUp, "true", last)
	f.want(kb.ArrowDown, "true", -1)
	if s := f.want(kb.Escape, "false", -1); s.Value != "槜李" {
		f.t.Errorf("Escape leaves %q", s.Value)
	}
	f.press(f.t, kb.ArrowDown)
	f.says(boxOpen)
	f.want(kb.ArrowDown, "true", 0)
	f.enter()
	f.arrive(f.t, s.Options[0])
}

// boxSentOff sends off what was typed, from a page that lies deep.
func boxSentOff(f *finder) {
	f.toBox("regions/zhe-jiang-sheng/jia-xing-shi.html")
	f.write("示范村")
	f.says(boxOpen)
	f.enter()
	f.arrive(f.t, f.root+"search.html?q=%E7%A4%BA%E8%8C%83%E6%9D%91")
	f.says(hits)
	// A slash in a field is a slash.
	f.run(`document.querySelector("#page_q").focus()`)
	f.slash()
	if v := look[string](f.t, f.tab, `document.querySelector("#page_q").value`); !strings.Contains(v, "/") {
		f.t.Errorf("the field has %q", v)
	}
}

// count notes what is searched for.
const count = `const search = touyan.search; window.asked = [];
	touyan.search = function (q) { asked.push(q); return search.apply(this, arguments); }`

func boxComposing(f *finder) {
	f.toBox("index.html")
	f.run(count)
	f.compose("zui")
	f.compose("zui'li")
	time.Sleep(pause)
	if n := f.number(`asked.length`); n > 0 {
		f.t.Errorf("%d searches for a word that is not yet one", n)
	}
	f.write("槜李")
	f.says(`asked.length`)
	f.says(boxOpen)
	time.Sleep(pause)
	if list := look[[]string](f.t, f.tab, `asked`); len(list) != 1 || list[0] != "槜李" {
		f.t.Errorf("searched for %q", list)
	}
}

// lateAnswers has the answer to the first of two searches come last.
func lateAnswers(f *finder) {
	f.goTo("search.html")
	f.says(`window.touyan && touyan.search && touyan.ui`)
	f.run(`const search = touyan.search; touyan.search = async function (q, o) {
		const answer = await search.call(this, q, Object.assign({}, o, {cancelled: null}));
		await new Promise(r => setTimeout(r, q === "党" ? 600 : 0));
		if (q === "党") window.late = true;
		return answer;
	}`)
	f.run(`document.querySelector("#page_q").focus()`)
	f.write("党")
	time.Sleep(pause / 2)
	f.write("建联盟")
	f.says(`window.late`)
	time.Sleep(pause / 4)
	f.at("search.html?q=党建联盟")
	shown := f.text(".search-count")
	f.goTo("search.html?q=党建联盟")
	f.says(hits)
	if now := f.text(".search-count"); now != shown {
		f.t.Errorf("after a late answer %q, by itself %q", shown, now)
	}
}
