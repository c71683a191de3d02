// The table of an indicator: its columns sort, and the reader's own figures stand in
// it. They are kept in this browser alone, by touyan.memory; nothing is sent.
(function () {
  "use strict";
  const table = document.querySelector(".rank"), own = document.querySelector(".own");
  const memory = window.touyan && touyan.memory;
  if (!table || !own) return;
  const facts = table.dataset, words = own.dataset, body = table.tBodies[0];
  const form = own.querySelector("form"), said = own.querySelector("output"), drop = own.querySelector("button[type=button]");
  const fill = (text, ...args) => text.replace(/\{([1-9])\}/g, (all, n) => String(args[n - 1]));
  const key = "own " + facts.slug;

  // @import "_times.js";

  function element(name, className, ...content) {
    const e = document.createElement(name);
    if (className) e.className = className;
    e.append(...content);
    return e;
  }

  // Sorting. What a row lacks goes to the end either way.
  const heads = Array.from(table.tHead.rows[0].cells);
  const valueOf = (row, name) => parseFloat(row.dataset[name]);

  function sort(head, ascending) {
    const name = head.dataset.key;
    const rows = Array.from(body.rows).map((row, at) => ({row, at, v: valueOf(row, name)}));
    rows.sort((a, b) => {
      if (isNaN(a.v) || isNaN(b.v)) return isNaN(a.v) - isNaN(b.v) || a.at - b.at;
      return (ascending ? a.v - b.v : b.v - a.v) || a.at - b.at;
    });
    body.append(...rows.map(r => r.row));
    for (const h of heads) h.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", ascending ? "ascending" : "descending");
  }

  for (const head of heads) {
    if (!head.dataset.key) continue;
    const button = element("button", "", head.textContent);
    button.type = "button";
    button.title = fill(facts.sort, head.textContent);
    head.textContent = "";
    head.append(button);
    button.addEventListener("click", () => {
      const now = head.getAttribute("aria-sort");
      sort(head, now ? now !== "ascending" : head.dataset.key === "rank");
    });
  }

  const many = {"": 1, "万": 1e4, "亿": 1e8};

  // read reads a number as people type it, also 4.7万 where the unit has no 万 of
  // its own, or NaN.
  function read(text, unit) {
    const s = text.normalize("NFKC").replace(/[,、\s]/g, "").replace(/^[\u2010-\u2013\u2212]/, "-").replace("。", ".");
    const m = /^([+-]?(?:\d+\.?\d*|\.\d+))([万亿]?)$/.exec(s);
    return m && !(m[2] && /^[千万亿]/.test(unit)) ? parseFloat(m[1]) * many[m[2]] : NaN;
  }

  // figures are the reader's from the form or the memory; fault is the name of the
  // field that makes no sense, if any.
  function figures(v) {
    if (!v || typeof v !== "object") return {fault: "last"};
    const at = Array.from(form.elements.unit.options).findIndex(o => o.value === String(v.unit));
    if (at < 0) return {fault: "unit"};
    const unit = form.elements.unit.options[at].textContent, factor = Number(v.unit);
    const f = {from: read(String(v.from)), to: read(String(v.to)), first: read(String(v.first), unit), last: read(String(v.last), unit), factor, unit};
    const empty = name => !String(v[name] || "").trim();
    const year = name => Number.isInteger(f[name]) && f[name] >= 1900 && f[name] <= 2100;
    const both = !empty("first"); // years are needed to tell a change
    const bad = {
      from: (both || !empty("from")) && !year("from"),
      first: both && !isFinite(f.first * factor),
      to: (both || !empty("to")) && !year("to") || both && f.to <= f.from,
      last: !isFinite(f.last * factor),
    };
    f.fault = Object.keys(bad).find(name => bad[name]);
    return f;
  }

  const digits = (x, n) => x.toFixed(n);
  const percent = x => x + 1 >= 9999.995 ? "" : (x < 0 ? "" : "+") + digits(100 * x, 1) + "%";
  const short = x => String(parseFloat(digits(x, Math.abs(x) < 0.1 ? 5 : 2)));

  function cell(className, ...content) { return element("td", className, ...content); }

  function figure(value, unit, year) {
    const list = [element("span", "fig", element("span", "num", String(value)), element("span", "unit", unit))];
    if (year) list.push(" ", element("span", "when", fill(words.year, year)));
    return list;
  }

  // rowOf is the reader's row.
  function rowOf(f) {
    const row = element("tr", "mine"), value = f.last * f.factor, ratio = f.first > 0 && f.last / f.first <= 1e12 ? f.last / f.first : NaN;
    const years = f.to - f.from;
    const yearly = ratio > 0 && years > 1 ? Math.pow(ratio, 1 / years) - 1 : NaN;
    row.dataset.value = value;
    const rank = cell(""), head = element("th", "", words.row, " ", element("span", "region", words.own));
    head.scope = "row";
    row.append(rank, head, isNaN(f.first) ? cell("none", words.missing) : cell("", ...figure(f.first, f.unit, f.from)), cell("", ...figure(f.last, f.unit, f.to)));
    if (heads.length > 8) row.append(cell("num", short(value / Number(facts.factor))));
    const some = (x, text) => isNaN(x) || !text ? cell("none", "—") : cell("num", text);
    row.append(some(ratio, timesOf(ratio)), some(ratio, percent(ratio - 1)), some(yearly, percent(yearly)), cell("scope", element("span", "none", "—")));
    if (!isNaN(ratio)) row.dataset.ratio = ratio;
    if (!isNaN(yearly)) row.dataset.yearly = 100 * yearly;
    return row;
  }

  // number gives a row its rank.
  function number(row, rank) {
    row.dataset.rank = rank;
    row.cells[0].textContent = rank;
  }

  // put puts the row at its place, moves those below down by one, and says where
  // that is. Equal figures share a rank.
  const ranks = Array.from(body.rows).map(row => ({row, rank: Number(row.dataset.rank)}));
  function put(f) {
    const old = body.querySelector(".mine");
    if (old) old.remove();
    for (const r of ranks) number(r.row, r.rank);
    drop.hidden = !f;
    if (!f) return "";
    const row = rowOf(f), value = Number(row.dataset.value);
    const rows = Array.from(body.rows).sort((a, b) => valueOf(b, "value") - valueOf(a, "value"));
    const below = rows.find(r => valueOf(r, "value") <= value);
    if (below === rows[0] && facts.page !== "1" && valueOf(below, "value") < value) return words.before;
    if (!below && facts.page !== facts.pages) return words.after;
    const rank = below ? Number(below.dataset.rank) : Number(facts.total) + 1;
    for (const r of ranks) if (valueOf(r.row, "value") < value) number(r.row, r.rank + 1);
    number(row, rank);
    row.dataset.rank = rank - 0.5; // before those of the same rank
    body.insertBefore(row, below || null);
    const sorted = heads.find(h => h.hasAttribute("aria-sort"));
    sort(sorted, sorted.getAttribute("aria-sort") === "ascending");
    return fill(words.kept, rank);
  }

  form.addEventListener("submit", e => {
    e.preventDefault();
    const v = {};
    for (const name of ["from", "first", "to", "last", "unit"]) v[name] = form.elements[name].value;
    const f = figures(v);
    for (const name of ["from", "first", "to", "last"]) form.elements[name].setAttribute("aria-invalid", String(f.fault === name));
    if (f.fault) {
      said.textContent = words.bad;
      form.elements[f.fault].focus();
      return;
    }
    if (memory) memory.set(key, v);
    said.textContent = put(f);
  });
  drop.addEventListener("click", () => {
    if (memory) memory.set(key, null);
    form.reset();
    put(null);
    said.textContent = words.gone;
    form.elements.last.focus();
  });

  own.hidden = false;
  const kept = memory && memory.get(key), f = figures(kept);
  if (!f.fault) {
    for (const name of ["from", "first", "to", "last", "unit"]) form.elements[name].value = kept[name];
    said.textContent = put(f);
  }
})();
