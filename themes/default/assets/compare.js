// The compare page: the cases that the address names, side by side. It loads the
// few files of compare/ that hold them, fills the rows that the layout writes, and
// keeps the address and the choice in step. All texts are set as text, never as
// markup; all words are the layout's. What the files hold says the package comment
// of generator/compare.
(function () {
  "use strict";
  const touyan = window.touyan = window.touyan || {};
  const choice = touyan.choice;
  const page = document.querySelector(".compare");
  if (!page || !choice) return;
  const words = page.dataset;
  const find = selector => document.querySelector(selector);

  // element makes an element of a class ("" for none) with texts and nodes in it.
  function element(name, className, ...content) {
    const e = document.createElement(name);
    if (className) e.className = className;
    e.append(...content);
    return e;
  }

  // fill fills {1}, {2} … in a text of the layout.
  const fill = (text, ...args) => text.replace(/\{([1-9])\}/g, (all, n) => String(args[n - 1]));

  // @import "_date.js";
  // @import "_times.js";
  // @import "_compare-load.js";
  // @import "_compare-figures.js";
  // @import "_compare-chart.js";
  // @import "_compare-outcomes.js";
  // @import "_compare-rows.js";
  // @import "_compare-pick.js";

  const parts = {
    add: find(".compare-add"), fault: find(".compare-fault"), wait: find(".compare-wait"),
    pairs: find(".compare-pairs"), ways: find(".compare-ways"), said: find(".compare-said"),
  };
  let cases = []; // those shown, in order: {path, title, facts}
  let turn = 0; // counts what was asked for, so that only the last answer counts

  // wanted reads the address, or else what was chosen before.
  function wanted() {
    const named = new URLSearchParams(location.search).getAll("c").map(pathOf).filter(Boolean);
    const paths = named.filter((p, i) => named.indexOf(p) === i);
    return paths.length || location.search ? paths : choice.list().map(c => c.path);
  }

  // pathOf is the site path of a case, which may be given in its short form.
  function pathOf(name) {
    const path = "cases/" + name.trim().replace(/^cases\//, "").replace(/\.html$/, "") + ".html";
    return choice.isCase({path, title: ""}) ? path : "";
  }

  // show loads the cases of some paths and shows them. said is told once they are
  // there.
  async function show(paths, said) {
    const mine = ++turn, few = paths.slice(0, choice.most);
    const tell = [];
    if (paths.length > few.length) tell.push(fill(words.many, choice.most, paths.length - few.length));
    parts.fault.hidden = true;
    const timer = setTimeout(() => { if (mine === turn) parts.wait.hidden = false; }, 200);
    let loaded;
    try {
      loaded = await Promise.all(few.map(load));
    } catch (e) {
      if (mine === turn) fail(paths);
      return;
    } finally {
      clearTimeout(timer);
      if (mine === turn) parts.wait.hidden = true;
    }
    if (mine !== turn) return;
    const gone = few.filter((p, i) => !loaded[i]).map(choice.short);
    if (gone.length) tell.push(fill(words.gone, gone.join(" ")));
    cases = few.map((path, i) => ({path, facts: loaded[i], title: loaded[i] && loaded[i].title})).filter(c => c.facts);
    if (cases.length === 1) tell.push(words.single);
    draw(tell.concat(said || []).join(" "));
  }

  function fail(paths) {
    page.hidden = true;
    parts.fault.hidden = false;
    parts.fault.querySelector("button").onclick = () => show(paths);
  }

  // draw shows the cases that are loaded.
  function draw(said) {
    const none = !cases.length;
    page.hidden = none && !said;
    page.classList.toggle("bare", none);
    for (let n = 0; n <= choice.most; n++) page.classList.toggle("n" + n, n === cases.length);
    parts.add.hidden = false;
    for (const part of [parts.pairs, parts.ways]) if (part) part.hidden = cases.length > 1;
    parts.said.textContent = said;
    drawHeads(cases);
    drawRows(cases);
    drawOutcomes(cases);
    for (const section of page.querySelectorAll(".compare-part:not([data-row])")) {
      section.hidden = !Array.from(section.querySelectorAll(".compare-row, .indicator")).some(r => !r.hidden);
    }
    offerKept(cases);
    document.title = (cases.length ? cases.map(c => c.title).join(" / ") + " - " : "") + title;
  }

  // change shows other cases, which become the choice and the address.
  function change(list, said) {
    choice.set(list.map(c => ({path: c.path, title: c.title})));
    remember(list);
    return show(list.map(c => c.path), said);
  }

  function remember(list) {
    const query = list.length ? choice.address(list).replace(/^[^?]*/, "") : "?";
    try {
      history.replaceState(null, "", query);
    } catch (e) { /* browsers refuse hundreds within seconds; the address is late */ }
  }

  function add(path, name) {
    if (cases.length >= choice.most || cases.some(c => c.path === path)) return;
    change(cases.concat({path, title: name}), fill(words.added, name));
  }

  // act does what a button in the head of a case says.
  async function act(what, n) {
    const c = cases[n], list = cases.slice();
    list.splice(n, 1);
    const to = what === "before" ? n - 1 : n + 1;
    if (what === "remove") {
      await change(list, fill(words.removed, c.title));
      const left = page.querySelectorAll(".compare-heads [data-act=remove]");
      (left[Math.min(n, left.length - 1)] || find("#compare_q")).focus();
      return;
    }
    list.splice(to, 0, c);
    await change(list, fill(words.moved, c.title, to + 1));
    const head = page.querySelectorAll(".compare-heads li")[to];
    const button = head.querySelector("[data-act=" + what + "]") || head.querySelector("button");
    button.focus();
  }

  // copy puts the address into the clipboard.
  async function copy() {
    const done = ok => { parts.said.textContent = ok ? words.copied : words.uncopied; };
    if (navigator.clipboard) {
      try {
        await navigator.clipboard.writeText(location.href);
        return done(true);
      } catch (e) { /* not allowed here: the old way may do */ }
    }
    const field = element("textarea", "unseen", location.href);
    const held = document.activeElement;
    document.body.append(field);
    field.select();
    let ok = false;
    try { ok = document.execCommand("copy"); } catch (e) { /* no */ }
    field.remove();
    if (held) held.focus();
    done(ok);
  }

  const title = document.title;
  page.addEventListener("click", e => {
    const button = e.target.closest("button");
    if (!button) return;
    if (button.dataset.act) act(button.dataset.act, Number(button.dataset.n));
    if (button.dataset.do === "copy") copy();
    if (button.dataset.do === "print") window.print();
  });
  window.addEventListener("popstate", () => show(wanted()));
  let timer = 0, width = 0;
  window.addEventListener("resize", () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (width !== (width = page.clientWidth)) drawOutcomes(cases);
    }, 150);
  });

  startPicker(add, () => cases);
  const first = wanted();
  if (first.length && !location.search) remember(first.map(path => ({path})));
  show(first);
})();
