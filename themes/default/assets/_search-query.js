// The query language: words, "exact phrases", -without and facet:value. All else
// is text, so no input is a mistake.

const MAX_QUERY = 2000; // characters of a query that are looked at

/** The pairs that mark a phrase. */
const QUOTES = new Map([['"', '"'], ["“", "”"], ["「", "」"], ["＂", "＂"]]);

/** facetNames leads from every name of a facet, the site's and the English one, to its id. */
function facetNames(names) {
  const ids = new Map();
  for (const id of FACETS) {
    ids.set(id, id);
    if (names && names[id]) ids.set(lower(names[id]), id);
  }
  return ids;
}

/** lower is lower case, one character by one. */
function lower(text) {
  return Array.from(text, c => String.fromCodePoint(c.toLowerCase().codePointAt(0))).join("");
}

/**
 * parse takes a query apart: words and phrases as {text, at}, at being their place
 * in input; what must not be there; and the values of each facet.
 */
function parse(query, names) {
  const input = Array.from(valid(String(query))).slice(0, MAX_QUERY).join("");
  const q = {input, words: [], phrases: [], without: [], filters: new Map()};
  for (let at = 0; at < input.length;) {
    if (isSpace(input[at])) at++;
    else at = form(q, at, names);
  }
  return q;
}

/** form reads one form at a place and returns where it ends. */
function form(q, at, names) {
  const phrase = quoted(q.input, at);
  if (phrase) return add(q.phrases, phrase);
  if (/[-－]/.test(q.input[at])) {
    const without = quoted(q.input, at + 1) || word(q.input, at + 1);
    if (without.quoted || without.text) return add(q.without, without);
  }
  const filter = facetValue(q.input, at, names);
  if (filter) {
    q.filters.set(filter.id, (q.filters.get(filter.id) || []).concat(filter.text));
    return filter.end;
  }
  const w = word(q.input, at);
  q.words.push(w);
  return w.end;
}

function add(list, piece) {
  if (trim(piece.text)) list.push(piece);
  return piece.end;
}

/** quoted reads a quoted text; an unclosed quote is no quote. */
function quoted(input, at) {
  const close = QUOTES.get(input[at]), end = close ? input.indexOf(close, at + 1) : -1;
  return end < 0 ? null : {text: input.slice(at + 1, end), at: at + 1, end: end + 1, quoted: true};
}

/** word reads what stands before the next space or opening quote, at least one character where there is one. */
function word(input, at) {
  let end = at;
  while (end < input.length && !isSpace(input[end]) && !(end > at && quoted(input, end))) end++;
  return {text: input.slice(at, end), at, end};
}

/** facetValue reads name:value where the name is a facet's. */
function facetValue(input, at, names) {
  const colon = input.slice(at).search(/[:：]/);
  const id = colon > 0 ? names.get(lower(input.substr(at, colon))) : "";
  if (!id) return null;
  const value = quoted(input, at + colon + 1) || word(input, at + colon + 1);
  return value.text ? Object.assign({id}, value) : null;
}
