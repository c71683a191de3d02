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

/**
 * allowed returns the documents that a plan's filters, phrases and exclusions
 * leave, and in more whether others might belong to them: of many documents with
 * the words of a phrase only the first are read, by order, and the others left out.
 */
async function allowed(index, plan, lengths, order, check) {
  const filters = await Promise.all(Array.from(plan.filters, ([facet, values]) => filtered(index, facet, values)));
  let live = plan.units.length ? null : lengths.of.map(q => q ? 1 : 0), more = false;
  for (const set of filters) live = both(live, set);
  for (const [phrases, wanted] of [[plan.phrases, 1], [plan.without, 0]]) {
    for (const phrase of phrases) {
      const {has, unread} = await containing(index, phrase, live, order, check);
      more = more || unread.length > 0;
      const set = wanted ? has : has.map(h => 1 - h);
      for (const id of unread) set[id] = 0;
      live = both(live, set);
    }
  }
  return {live, more};
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

/** How many documents are read for one phrase; a read document costs about 4 KB. */
const MOST_READ = 400;

/**
 * containing returns in has the documents, of those within a set, whose text
 * contains a folded phrase, and in unread the ids of those that were too many to
 * be read, the last by order.
 */
async function containing(index, phrase, within, order, check) {
  const keys = phraseKeys(phrase);
  if (!keys.length) return {has: setOf(index, []), unread: []};
  const sets = (await Promise.all(keys.map(key => index.list(key)))).map(l => setOf(index, [l]));
  let has = sets.reduce(both);
  if (keys.length === 1 && keys[0].slice(1) === phrase) return {has, unread: []};
  has = both(has, within);
  const ids = [];
  has.forEach((h, id) => { if (h) ids.push(id); });
  const unread = ids.length > MOST_READ ? ids.sort(order).splice(MOST_READ) : [];
  await verify(index, phrase, has, ids, check);
  return {has, unread};
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

/** verify takes out of a set those of the given documents that do not contain a folded phrase. */
async function verify(index, phrase, set, ids, check) {
  // What was found out stays for the next page and other filters: 1 no, 2 yes.
  const known = await index.load.cache.get("phrase " + phrase, () => Promise.resolve(new Uint8Array(index.size)), k => k.length);
  const one = async id => {
    const document = await index.head(id);
    const parts = await index.parts(document, document.blocks.map((_, n) => n));
    await ready(parts.map(p => p.text + p.section).join(""));
    known[id] = parts.some(p => fold(p.text).includes(phrase) || fold(p.section).includes(phrase)) ? 2 : 1;
  };
  const left = ids.filter(id => !known[id]);
  for (let i = 0; i < left.length; i += READERS) {
    await Promise.all(left.slice(i, i + READERS).map(one));
    check();
  }
  for (const id of ids) if (known[id] === 1) set[id] = 0;
}
