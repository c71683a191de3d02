// The figures of the cases: what two or more give as a chart with its table, what
// only one gives in rows.

/** drawOutcomes shows all indicators. */
function drawOutcomes(cases) {
  const own = page.querySelector(".compare-own");
  let shared = page.querySelector(".compare-shared");
  if (!shared) {
    shared = element("div", "compare-shared");
    own.parentNode.insertBefore(shared, own);
  }
  shared.textContent = "";
  for (const e of Array.from(own.querySelectorAll(".compare-row"))) e.remove();
  const alone = [];
  for (const i of compared(cases)) {
    if (i.who.size > 1) shared.append(indicator(i, cases, shared.clientWidth || page.clientWidth));
    else alone.push(i);
  }
  for (const i of alone) own.append(aloneRow(i, cases));
  own.hidden = !alone.length;
  page.querySelector(".compare-own-title").hidden = cases.length < 2;
}

/** indicator is one indicator that several cases give. */
function indicator(i, cases, room) {
  const box = element("div", "indicator", element("h3", "", fill(words.indicator, i.name, i.unit)));
  const notes = notesOf(i);
  if (notes.length) box.append(element("ul", "caveats", ...notes.map(n => element("li", "", n))));
  box.append(element("div", "chart-box", chart(i, room - 34)), table(i, cases));
  return box;
}

/** notesOf says what makes the figures hard to compare. */
function notesOf(i) {
  const notes = [];
  if (new Set(i.rows.map(r => r.outcome.scope || "")).size > 1) notes.push(element("strong", "", words.scopes));
  if (i.mixed) notes.push(fill(words.mixed, i.unit));
  if (new Set(i.rows.map(r => latest(r.outcome).year || 0)).size > 1) notes.push(words.years);
  return notes;
}

/** table is the figures by case and year. */
function table(i, cases) {
  const all = [].concat(...i.rows.map(r => r.outcome.figures));
  const years = Array.from(new Set(all.map(f => f.year || 0))).sort((a, b) => a - b);
  const scopes = i.rows.some(r => r.outcome.scope), changes = i.rows.some(r => r.outcome.change);
  const head = element("tr", "", column(words.case));
  for (const y of years) head.append(column(y ? String(y) : words.yearNone));
  if (changes) head.append(column(words.change));
  if (scopes) head.append(column(words.scope));
  const body = element("tbody", "");
  cases.forEach((c, n) => {
    const rows = i.rows.filter(r => r.n === n);
    if (!rows.length) rows.push({n, outcome: null});
    for (const r of rows) body.append(tableRow(i, c, r, years, scopes, changes));
  });
  const t = element("table", "by-year", element("caption", "unseen", fill(words.table, i.name)), element("thead", "", head), body);
  const box = element("div", "rank-scroll", t);
  box.tabIndex = 0;
  box.setAttribute("role", "region");
  box.setAttribute("aria-label", fill(words.table, i.name));
  return box;
}

function column(text) {
  const e = element("th", "", text);
  e.scope = "col";
  return e;
}

function tableRow(i, c, r, years, scopes, changes) {
  const head = element("th", "", badge(r.n), element("span", "name", c.title));
  head.scope = "row";
  const row = element("tr", "", head), o = r.outcome;
  for (const y of years) {
    const f = o && o.figures.filter(g => (g.year || 0) === y).pop();
    row.append(f ? figureCell(i, f) : element("td", "", missing()));
  }
  if (changes) row.append(element("td", "", o && o.change ? changed(o.change) : element("span", "none", "—")));
  if (scopes) row.append(element("td", "scope", o ? o.scope || element("span", "none", words.scopeNone) : element("span", "none", "—")));
  if (o && o.inferred) head.append(element("span", "remark", words.inferred));
  return row;
}

/** figureCell is a figure as written, with what it comes to in the unit of the chart. */
function figureCell(i, f) {
  const cell = element("td", "", figure(f));
  if (f.unit !== i.unit) cell.append(element("span", "remark", "= " + number(base(f) / i.factor) + i.unit));
  return cell;
}

/** aloneRow is an indicator that one case gives. */
function aloneRow(i, cases) {
  const row = element("div", "compare-row", element("h3", "", i.name));
  row.append(cells(cases, (c, n) => {
    const mine = i.rows.filter(r => r.n === n);
    if (!mine.length) return [missing()];
    return mine.map(r => {
      const e = element("div", "alone");
      for (const f of r.outcome.figures) {
        e.append(element("p", "", figure(f), " ", element("span", "remark", f.year ? String(f.year) : words.yearNone)));
      }
      if (r.outcome.change) e.append(element("p", "", changed(r.outcome.change)));
      const remarks = [r.outcome.scope, r.outcome.inferred && words.inferred].filter(Boolean);
      for (const text of remarks) e.append(element("p", "remark", text));
      return e;
    });
  }));
  return row;
}
