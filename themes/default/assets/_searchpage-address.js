// A search as an address and in words: part of searchpage.js.

const most = 500; // characters of a query in an address: servers refuse long ones
const facetIDs = ["type", "region", "sector", "level", "problem", "tag", "year"];

// read takes a search out of an address's query.
function read(query) {
  const p = new URLSearchParams(query);
  const filters = {};
  for (const id of facetIDs) {
    const values = p.getAll(id).filter(Boolean);
    if (values.length) filters[id] = values;
  }
  return {
    q: p.get("q") || "", filters, sort: p.get("sort") === "date" ? "date" : "",
    page: Math.max(1, parseInt(p.get("page"), 10) || 1),
  };
}

// write is the address of a search, relative to this page.
function write(s) {
  const p = new URLSearchParams();
  if (s.q) p.append("q", s.q.slice(0, most));
  for (const id of facetIDs) for (const v of s.filters[id] || []) p.append(id, v);
  if (s.sort) p.append("sort", s.sort);
  if (s.page > 1) p.append("page", s.page);
  const query = p.toString();
  const file = location.pathname.slice(location.pathname.lastIndexOf("/") + 1);
  return file + (query ? "?" + query : "") || "./";
}

// short is the beginning of a text that may be a whole page pasted in.
const short = text => text.length > 60 ? text.slice(0, 60) + "…" : text;

// sheets are the numbers of pages that a pager shows; 0 is a gap.
function sheets(at, pages) {
  const list = [];
  for (let n = 1; n <= pages; n++) {
    if (n === 1 || n === pages || Math.abs(n - at) <= 2) list.push(n);
    else if (list[list.length - 1]) list.push(0);
  }
  return list;
}
