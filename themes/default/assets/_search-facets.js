// Facets: how many of the documents found have each value.

const SMALL_COLUMN = 24 << 10; // bytes of a column that is counted without being asked for

/** wantedFacets returns the facets to count: those asked for, or all that are small. */
function wantedFacets(index, asked) {
  return index.columns.filter(c => FACETS.includes(c.id) && (asked ? asked.includes(c.id) : c.data <= SMALL_COLUMN)).map(c => c.id);
}

/** facetCounts counts the values of a facet, the commonest first: {value, label, count}. */
async function facetCounts(index, facet, ids) {
  const [{list}, {start, all}] = await Promise.all([index.values(facet), index.codes(facet)]);
  const counts = new Uint32Array(list.length);
  for (const id of ids) for (let i = start[id]; i < start[id + 1]; i++) counts[all[i]]++;
  if (facet === "region") addUpwards(list, counts);
  return list.map((value, i) => ({value, label: index.label(facet, value), count: counts[i]}))
    .filter(v => v.count).sort((a, b) => b.count - a.count || compare(a.value, b.value));
}

/** addUpwards counts documents of a place for the places above it too: the codes have the deepest. */
function addUpwards(list, counts) {
  const place = new Map(list.map((path, i) => [path, i]));
  const own = counts.slice();
  list.forEach((path, i) => {
    for (let end = path.lastIndexOf("/"); end > 0; end = path.lastIndexOf("/", end - 1)) {
      const above = place.get(path.slice(0, end));
      if (above !== undefined) counts[above] += own[i];
    }
  });
}
