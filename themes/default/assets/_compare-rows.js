// The heads of the cases and the rows of their facts.

/** badge is the number of a case in its colour. */
function badge(n) {
  return element("span", "no c" + (n + 1), String(n + 1));
}

/** drawHeads shows the cases with what can be done to each. */
function drawHeads(cases) {
  let list = page.querySelector(".compare-heads");
  if (!list) {
    list = element("ol", "compare-heads");
    list.setAttribute("aria-label", words.heads);
    page.insertBefore(list, page.querySelector(".compare-part"));
  }
  list.textContent = "";
  cases.forEach((c, n) => {
    const link = element("a", "", c.title);
    link.href = words.root + c.path;
    const ways = element("p", "head-ways");
    if (n > 0) ways.append(headButton("before", n, c.title, "←"));
    if (n < cases.length - 1) ways.append(headButton("after", n, c.title, "→"));
    ways.append(headButton("remove", n, c.title, "×"));
    list.append(element("li", "", badge(n), element("strong", "", link), ways));
  });
}

function headButton(what, n, title, sign) {
  const mark = element("span", "", sign);
  mark.setAttribute("aria-hidden", "true");
  const button = element("button", "", mark, element("span", "unseen", fill(words[what], title)));
  button.type = "button";
  button.dataset.act = what;
  button.dataset.n = n;
  return button;
}

/** drawRows fills the rows that the layout writes. */
function drawRows(cases) {
  const common = new Set();
  const seen = new Set();
  for (const c of cases) for (const p of new Set(c.facts.problems || [])) (seen.has(p) ? common : seen).add(p);
  for (const row of page.querySelectorAll("[data-row]")) {
    const old = row.querySelector(".cells");
    if (old) old.remove();
    const values = cases.map(c => valueOf(row.dataset.row, c, common));
    row.hidden = !values.some(Boolean);
    if (!row.hidden) row.append(cells(cases, (c, n) => [values[n] || element("span", "none", words.scopeNone)]));
    row.classList.toggle("alike", cases.length > 1 && ["type", "region", "sector", "level", "organization", "brand"].includes(row.dataset.row) &&
      values.every(v => v && v.textContent === values[0].textContent));
  }
}

/** cells are the values of one row, a cell for each case; value makes its content. */
function cells(cases, value) {
  return element("div", "cells", ...cases.map((c, n) =>
    element("div", "cell", element("p", "cell-who", badge(n), " ", element("span", "", c.title)), ...value(c, n))));
}

/** valueOf is what a case has to say in a row, or null. */
function valueOf(row, c, common) {
  const f = c.facts;
  switch (row) {
    case "region": return f.region ? element("p", "", f.region.join(" › ")) : null;
    case "started": case "date": return f[row] ? element("p", "", date(f[row])) : null;
    case "problems": return listOf("ul", "compare-problems", f.problems, p => {
      const item = element("li", common.has(p) ? "same" : "", p);
      if (common.has(p)) item.append(" ", element("span", "same-mark", words.same));
      return [item];
    });
    case "practices": return listOf("ol", "compare-practices", f.practices, p => {
      const link = element("a", "", p.title);
      link.href = words.root + c.path + "#" + encodeURIComponent(p.id);
      const item = element("li", "", link);
      if (p.detail) item.append(element("p", "", p.detail));
      return [item];
    });
    case "where": case "cost": case "people": case "period":
      return f.conditions && f.conditions[row] ? element("p", "", f.conditions[row]) : null;
    case "lessons": return listOf("ul", "compare-lessons", f.lessons, text => [element("li", "", text)]);
    case "sources": return listOf("ul", "compare-sources", f.sources, source);
  }
  return typeof f[row] === "string" ? element("p", "", f[row]) : null;
}

function listOf(name, className, values, item) {
  if (!values || !values.length) return null;
  return element(name, className, ...[].concat(...values.map(item)));
}

/** source is where facts come from; only addresses of the web become links. */
function source(s) {
  const name = element(/^https?:\/\//i.test(s.url || "") ? "a" : "cite", "", s.title);
  if (name.localName === "a") {
    name.href = s.url;
    name.rel = "noopener";
  }
  const item = element("li", "", name);
  if (s.publisher) item.append(" ", element("span", "remark", s.publisher));
  if (s.date) item.append(" ", element("span", "remark", date(s.date)));
  return [item];
}
