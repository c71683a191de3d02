// Charts: an SVG of lines over the years, or bars where no case has two years.

/** svg makes an SVG element with attributes and elements or text in it. */
function svg(name, attributes, ...content) {
  const e = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const key in attributes) e.setAttribute(key, attributes[key]);
  e.append(...content);
  return e;
}

/** steps are round numbers from at most low to at least high, about four of them. */
function steps(low, high) {
  const raw = (high - low || Math.abs(high) || 1) / 4;
  const power = Math.pow(10, Math.floor(Math.log10(raw)));
  const step = [1, 2, 2.5, 5, 10].find(s => s * power >= raw * 0.999) * power;
  const list = [];
  for (let v = Math.floor(low / step); v < Math.ceil(high / step) + 0.5; v++) list.push(v * step);
  return list;
}

/** powers are powers of ten from at most low to at least high, at most five of them. */
function powers(low, high) {
  const from = Math.floor(Math.log10(low)), to = Math.ceil(Math.log10(high));
  const step = Math.ceil((to - from) / 4), list = [];
  for (let v = from; v < to + step; v += step) list.push(Math.pow(10, v));
  return list;
}

/** marker is the sign of a case in charts: each has a shape of its own, so that colour is not all. */
function marker(n, x, y, r, hollow) {
  const attributes = {class: "mark c" + (n + 1) + (hollow ? " hollow" : "")};
  const d = [
    `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`,
    `M${x - r} ${y - r}h${2 * r}v${2 * r}h${-2 * r}Z`,
    `M${x} ${y - 1.2 * r}L${x + 1.2 * r} ${y + r}H${x - 1.2 * r}Z`,
    `M${x} ${y - 1.3 * r}L${x + 1.3 * r} ${y}L${x} ${y + 1.3 * r}L${x - 1.3 * r} ${y}Z`,
  ][n];
  return svg("path", Object.assign(attributes, {d}));
}

/** chart draws an indicator, or returns null where there is nothing to draw. */
function chart(i, room) {
  const series = i.rows.map(r => ({n: r.n, points: r.outcome.figures.filter(f => f.year).map(f => ({year: f.year, value: base(f) / i.factor, approx: f.approx}))}));
  return series.some(s => s.points.length > 1) ? lines(i, series, room) : bars(i);
}

function lines(i, series, room) {
  const points = [].concat(...series.map(s => s.points));
  const values = points.map(p => p.value), years = points.map(p => p.year);
  const least = Math.min(...values), most = Math.max(...values);
  const log = least > 0 && most / least >= 1000; // as in generator/chart: else the smaller ones show as nothing
  const grid = log ? powers(least, most) : steps(Math.min(0, least), most);
  const scale = log ? Math.log10 : v => v;
  const [low, high] = [scale(grid[0]), scale(grid[grid.length - 1])];
  const [first, last] = [Math.min(...years), Math.max(...years)];
  const width = Math.max(260, Math.min(room, 960)), height = Math.round(Math.min(300, 130 + width / 4));
  const labels = grid.map(number);
  const left = 10 + 8 * Math.max(...labels.map(l => l.length)), right = 30, top = log ? 30 : 16, bottom = 30;
  const x = year => left + (width - left - right) * (first === last ? 0.5 : (year - first) / (last - first));
  const y = value => top + (height - top - bottom) * (high - scale(value)) / (high - low);
  const picture = svg("svg", {class: "chart", viewBox: `0 0 ${width} ${height}`, width, height, role: "img", "aria-label": fill(words.chart, i.name, i.unit)});
  if (log) picture.append(svg("text", {class: "scale", x: 0, y: 10}, words.log));
  grid.forEach((v, k) => picture.append(
    svg("line", {class: v === 0 || log && k === 0 ? "axis" : "grid", x1: left, x2: width - right, y1: y(v), y2: y(v)}),
    svg("text", {x: left - 6, y: y(v) + 4, "text-anchor": "end"}, labels[k])));
  for (const year of yearLabels(years, (width - left - right) / 48)) {
    picture.append(svg("text", {x: x(year), y: height - 8, "text-anchor": "middle"}, String(year)));
  }
  for (const s of series) {
    if (s.points.length > 1) picture.append(svg("path", {class: "line c" + (s.n + 1), d: "M" + s.points.map(p => x(p.year) + " " + y(p.value)).join("L")}));
    s.points.forEach(p => picture.append(marker(s.n, x(p.year), y(p.value), 5, p.approx)));
  }
  endLabels(picture, series, x, y);
  return picture;
}

/** yearLabels are the years to write below a chart with room for so many. */
function yearLabels(years, room) {
  const all = Array.from(new Set(years)).sort((a, b) => a - b);
  const first = all[0], last = all[all.length - 1];
  if (all.length <= 2) return all;
  const least = (last - first) / Math.max(room, 1);
  const shown = [first];
  for (const y of all) if (y - shown[shown.length - 1] >= least && last - y >= least) shown.push(y);
  return shown.concat(last);
}

/** endLabels writes the number of each case beside the end of its line, none over another. */
function endLabels(picture, series, x, y) {
  const ends = series.filter(s => s.points.length).map(s => {
    const p = s.points[s.points.length - 1];
    return {n: s.n, x: x(p.year) + 10, y: y(p.value)};
  }).sort((a, b) => a.y - b.y);
  ends.forEach((e, k) => {
    const near = ends.slice(0, k).filter(o => Math.abs(o.x - e.x) < 16);
    for (const o of near) e.y = Math.max(e.y, o.y + 14);
    picture.append(svg("text", {class: "end", x: e.x, y: e.y + 4}, String(e.n + 1)));
  });
}

/** bars draws the latest figure of each case as a bar; the lengths begin at zero. */
function bars(i) {
  const largest = Math.max(...i.rows.map(r => base(latest(r.outcome))));
  const years = new Set(i.rows.map(r => latest(r.outcome).year));
  const list = element("ul", "bars");
  list.setAttribute("aria-hidden", "true"); // the table says the same
  for (const r of i.rows) {
    const f = latest(r.outcome), share = largest > 0 ? Math.max(0, 100 * base(f) / largest) : 0;
    const bar = svg("svg", {class: "bar", focusable: "false"}, svg("rect", {class: "c" + (r.n + 1), width: share + "%", height: "100%"}));
    const said = figure(f);
    if (years.size > 1) said.append(element("span", "remark", f.year ? " " + f.year : " " + words.yearNone));
    list.append(element("li", "", badge(r.n), bar, said));
  }
  return list;
}
