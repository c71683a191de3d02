// Answering: from a query to results.

const PAGE = 10, MOST_ON_PAGE = 100, DEEPEST = 10000;

/**
 * search answers a query on an opened index. Options, all of which may be left out:
 *
 *	filters    {facet: [values]}: only documents with one of the values of each
 *	page, size which page of results, from 1, and how many results are on one;
 *	           with size 0 only total and facets are found out
 *	sort       "" for the best first, "date" for the newest first
 *	facets     the ids of the facets to count; those quickly loaded by default
 *	cancelled  a function; once it returns true the search stops and rejects with
 *	           an error whose code is "cancelled"
 *
 * It comes to {total, more, results, facets, didYouMean}. more says that there may
 * be others than total: a phrase whose words very many documents have is looked
 * for in the best of them alone.
 */
async function search(index, query, options) {
  const check = () => { if (options.cancelled && options.cancelled()) throw fault("cancelled", "by the caller"); };
  const facets = wantedFacets(index, options.facets);
  // Asked for now, they are there when the documents are found.
  for (const id of facets) Promise.all([index.values(id), index.codes(id)]).catch(() => {});
  const found = await answer(index, query, options, check);
  const {ids, plan, matcher, total} = found;
  check();
  const [results, counts, mended] = await Promise.all([
    Promise.all(pageOf(ids, options).map(id => result(index, plan, matcher, total, id))),
    ids.list.length ? Promise.all(facets.map(id => facetCounts(index, id, ids.list))) : [],
    options.size === 0 ? "" : didYouMean(index, plan, found.query, ids.list.length).catch(() => ""),
  ]);
  check();
  const byFacet = {};
  counts.forEach((list, i) => { if (list.length) byFacet[facets[i]] = list; });
  return {total: ids.list.length, more: found.more, results, facets: byFacet, didYouMean: mended};
}

/** answer finds the documents of a query: ids has them in a list, with their order. */
async function answer(index, text, options, check) {
  check = check || (() => {});
  const query = parse(text, facetNames(index.names));
  await ready(query.input + [].concat(...(index.synonyms || [])).join(""));
  for (const facet in options.filters || {}) {
    const values = options.filters[facet];
    if (values.length) query.filters.set(facet, (query.filters.get(facet) || []).concat(values));
  }
  index.synonymWords = index.synonymWords || synonymsOf(index.synonyms);
  const lengths = index.lengths();
  lengths.catch(() => {}); // it is awaited later
  const plan = await makePlan(index, query);
  check();
  const lists = await Promise.all(Array.from(plan.keys(), async key => [key, await index.list(key)]));
  check();
  const matcher = new Matcher(index, new Map(lists), await lengths);
  const total = matcher.run(plan.units);
  const order = ordering(index, total.score, options.sort);
  const {live, more} = await allowed(index, plan, matcher.lengths, order, check);
  check();
  const list = found(total.share, live, plan.units.length > 0 || !restricts(plan));
  return {query, plan, matcher, total, more, ids: {list, order}};
}

/** ordering returns how two ids compare: by score, or by date where that is asked for or scores are equal. */
function ordering(index, score, sort) {
  const newest = (a, b) => index.order(b) - index.order(a);
  if (sort === "date") return newest;
  return (a, b) => Math.fround(score[b]) - Math.fround(score[a]) || newest(a, b);
}

/** pageOf returns the ids of the page that is asked for; a page of size 0 has none. */
function pageOf(ids, options) {
  if (options.size === 0) return [];
  const size = Math.min(options.size > 0 ? Math.floor(options.size) : PAGE, MOST_ON_PAGE);
  const page = Math.max(Math.floor(options.page) || 1, 1);
  const from = Math.min((page - 1) * size, ids.list.length, DEEPEST);
  return best(ids.list.slice(), Math.min(from + size, ids.list.length), ids.order).slice(from);
}

/** result is what is shown of a document. */
async function result(index, plan, matcher, total, id) {
  const d = await index.head(id);
  // Asked for at once, what stands side by side is loaded in one piece.
  const [facts, shown] = await Promise.all([
    index.facts(d), excerpt(index, d, plan.marks, blockOrder(plan, matcher, id, d.blocks.length)),
  ]);
  return Object.assign({score: total.score[id], typeLabel: index.label("type", facts.type)}, facts, shown);
}
