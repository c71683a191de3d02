// What a query must and must not have: filters, phrases, exclusions. It repeats
// allow.go and verify.go of generator/search. A set of documents is an array of
// 0 and 1 by id, or null for all.

function both(a, b) {
  if (!a || !b) return a || b;
  for (let id = 0; id < a.length; id++) a[id] &= b[id];
  return a;
}

/** setOf makes a set of the documents of postings. */
function setOf(index, lists) {
  const set = new Uint8Array(index.size);
  for (const {ids} of lists) for (const id of ids) set[id] = 1;
  return set;
}

/** allowed returns the documents that a plan's filters, phrases and exclusions leave. */
async function allowed(index, plan, lengths, check) {
  const filters = await Promise.all(Array.from(plan.filters, ([facet, values]) => filtered(index, facet, values)));
  let live = plan.units.length ? null : lengths.of.map(q => q ? 1 : 0);
  for (const set of filters) live = both(live, set);
  for (const phrase of plan.phrases) live = both(live, await containing(index, phrase, live, check));
  for (const phrase of plan.without) {
    const set = await containing(index, phrase, live, check);
    live = both(live, set.map(has => 1 - has));
  }
  return live;
}

/** restricts reports whether a plan without units still asks for something. */
function restricts(plan) {
  return plan.phrases.length + plan.without.length + plan.filters.size > 0;
}

/** filtered returns the documents that have one of the values of a facet. */
async function filtered(index, facet, values) {
  if (!FACETS.includes(facet)) return setOf(index, []);
  const meant = await Promise.all(values.map(v => facetValues(index, facet, trim(String(v)))));
  return setOf(index, await Promise.all([].concat(...meant).map(v => index.list("F" + facet + "\0" + v))));
}

/**
 * facetValues returns the indexed values that a filter's value may mean: itself,
 * the id of a label, or a name within the region tree, also without its ending.
 */
async function facetValues(index, facet, value) {
  const labels = (index.labels || {})[facet] || {};
  const list = [value].concat(Object.keys(labels).filter(id => labels[id] === value));
  if (facet !== "region" || !value) return list;
  const regions = (await index.values("region")).list;
  return list.concat(regions.filter(path => {
    const name = path.slice(path.lastIndexOf("/") + 1);
    return path !== value && (name === value || withoutEnding(name) === value);
  }));
}

const ENDINGS = ["自治区", "自治州", "自治县", "街道", "省", "市", "区", "县", "镇", "乡", "村"];

/** withoutEnding drops the kind of place from a name: 嘉兴市 is 嘉兴. */
function withoutEnding(name) {
  for (const e of ENDINGS) {
    if (name.endsWith(e) && Array.from(name).length > Array.from(e).length + 1) return name.slice(0, -e.length);
  }
  return name;
}

/** containing returns the documents, of those within a set, whose text contains a folded phrase. */
async function containing(index, phrase, within, check) {
  const keys = phraseKeys(phrase);
  if (!keys.length) return setOf(index, []);
  const sets = (await Promise.all(keys.map(key => index.list(key)))).map(l => setOf(index, [l]));
  let set = sets.reduce(both);
  if (keys.length === 1 && keys[0].slice(1) === phrase) return set;
  set = both(set, within);
  await verify(index, phrase, set, check);
  return set;
}

/** phraseKeys are the keys that every text with the phrase has. */
function phraseKeys(phrase) {
  const terms = [].concat(...runs(phrase).map(r => {
    const s = phrase.slice(r.start, r.end);
    return r.han ? hanWay(s) : gramTerms(s);
  }));
  return terms.map(t => t.key).concat(marks(phrase).map(c => "p" + c));
}

/** How many documents are read at a time for a phrase. */
const READERS = 24;

/** verify takes out of a set the documents that do not contain a folded phrase. */
async function verify(index, phrase, set, check) {
  // What was found out stays for the next page and other filters: 1 no, 2 yes.
  const known = await index.load.cache.get("phrase " + phrase, () => Promise.resolve(new Uint8Array(index.size)), k => k.length);
  const ids = [];
  set.forEach((has, id) => { if (has && !known[id]) ids.push(id); });
  const one = async id => {
    const document = await index.head(id);
    const parts = await index.parts(document, document.blocks.map((_, n) => n));
    await ready(parts.map(p => p.text + p.section).join(""));
    known[id] = parts.some(p => fold(p.text).includes(phrase) || fold(p.section).includes(phrase)) ? 2 : 1;
  };
  for (let i = 0; i < ids.length; i += READERS) {
    await Promise.all(ids.slice(i, i + READERS).map(one));
    check();
  }
  known.forEach((k, id) => { if (k === 1) set[id] = 0; });
}
