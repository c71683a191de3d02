// Figures: which stand in one chart, in which unit, and how they are written.

/** base is a figure in the base unit. */
const base = f => f.value * f.factor;

/** latest is the figure of the latest year. */
const latest = o => o.figures.reduce((a, b) => (b.year || 0) >= (a.year || 0) ? b : a);

/** number writes a number without needless digits. */
const number = x => String(parseFloat(x.toPrecision(6)));

/**
 * compared puts the outcomes of cases together by indicator and base unit: a list of
 * {name, dimension, rows}, those of most cases first. A row is {n, outcome}, n being
 * the place of its case; a case may have several, of different scopes.
 */
function compared(cases) {
  const by = new Map();
  cases.forEach((c, n) => (c.facts.outcomes || []).forEach(outcome => {
    const key = outcome.indicator + "\u0000" + outcome.dimension;
    if (!by.has(key)) by.set(key, {name: outcome.indicator, dimension: outcome.dimension, rows: []});
    by.get(key).rows.push({n, outcome});
  }));
  const list = Array.from(by.values());
  for (const i of list) {
    i.who = new Set(i.rows.map(r => r.n));
    Object.assign(i, unitOf(i));
  }
  return list.map((i, at) => ({i, at})).sort((a, b) => b.i.who.size - a.i.who.size || a.at - b.at).map(x => x.i);
}

/** unitOf chooses the unit that all figures of an indicator are shown in; the rule is that of site.Readable. */
function unitOf(i) {
  const figures = [].concat(...i.rows.map(r => r.outcome.figures));
  const written = new Set(figures.map(f => f.unit));
  if (written.size === 1) return {unit: figures[0].unit, factor: figures[0].factor, mixed: false};
  const largest = Math.max(...figures.map(base));
  let [unit, factor] = [i.dimension, 1];
  if (i.dimension === "公斤") [unit, factor] = largest >= 1000 ? ["吨", 1000] : [unit, 1];
  else if (!["%", "百分点", "小时", "月", "工作日"].includes(i.dimension)) {
    if (largest >= 1e8) [unit, factor] = ["亿" + i.dimension, 1e8];
    else if (largest >= 1e4) [unit, factor] = ["万" + i.dimension, 1e4];
  }
  return {unit, factor, mixed: true};
}

/** figure is a figure as it was written. */
function figure(f) {
  const e = element("span", "fig");
  if (f.approx) e.append(element("span", "approx", f.about ? "≈" : "≥"));
  e.append(element("span", "num", String(f.value)), element("span", "unit", f.unit));
  return e;
}

/** missing says that there is no figure. */
const missing = () => element("span", "none", words.missing);

/** changed says in words how a figure changed, or nothing. */
function changed(c) {
  const e = element("span", "change");
  if (!c) return e;
  const times = timesOf(parseFloat(c.times));
  const list = [times && fill(c.approx ? words.timesApprox : words.times, times), c.percent, c.yearly && fill(words.yearly, c.yearly)];
  for (const text of list) if (text) e.append(element("span", "", text), " ");
  return e;
}
