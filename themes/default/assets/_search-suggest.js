// Suggestions while a reader types: problems, tags and places of the site, and
// the names in the documents that fit best.

const SUGGESTIONS = 8, READ = 12; // suggestions given, documents looked at

/** suggest returns the suggestions for a text, {kind, text, value?, url?}, problems first. */
async function suggest(index, text) {
  const fits = await fitting(index, text);
  if (!fits) return [];
  const lists = await Promise.all(["problem", "tag", "region"].map(kind => valuesLike(index, kind, fits)).concat(namesLike(index, text, fits)));
  return mixed(lists.slice(0, 3).concat(lists[3]));
}

/**
 * fitting returns a test of how well a text fits what was typed: 2 for one that
 * begins with it, 1 for one that has all its words, 0 for others; or null where
 * nothing was typed. Letters fit what they mean as pinyin.
 */
async function fitting(index, typed) {
  const words = fold(valid(typed)).split(/\s+/).filter(w => w).slice(0, 8);
  if (!words.length) return null;
  const meant = await Promise.all(words.map(async w => [w].concat((await pinyinMeant(index, w)).map(pieces => pieces.join("")))));
  return text => {
    const folded = fold(text);
    if (!meant.every(any => any.some(w => folded.includes(w)))) return 0;
    return meant[0].some(w => folded.startsWith(w)) ? 2 : 1;
  };
}

/** valuesLike returns the values of a facet that fit, the best first. */
async function valuesLike(index, kind, fits) {
  const {list, counts} = await index.values(kind);
  return list.map((value, i) => {
    const name = value.slice(value.lastIndexOf("/") + 1);
    // Of a place only its own name counts, not those above it.
    return {fit: fits(kind === "region" ? name : value), n: counts[i], s: {kind, text: kind === "region" ? value.replace(/\//g, " ") : value, value}};
  }).filter(x => x.fit).sort((a, b) => b.fit - a.fit || b.n - a.n || compare(a.s.value, b.s.value)).slice(0, SUGGESTIONS).map(x => x.s);
}

/** namesLike returns the organisations, brands and titles that fit, of the best documents: a list of each. */
async function namesLike(index, text, fits) {
  // As mere words: a phrase would be looked for in many documents.
  const {ids} = await answer(index, text.replace(/["“”「」＂:：－-]/g, " "), {});
  const documents = await Promise.all(best(ids.list, READ, ids.order).map(async id => index.facts(await index.head(id))));
  return ["organization", "brand", "title"].map(kind => documents.filter(facts => facts[kind] && fits(facts[kind]))
    .map(facts => Object.assign({kind, text: facts[kind]}, kind === "title" ? {url: facts.url} : {})));
}

/** mixed takes one of each list in turn, each text once, until there are enough, and returns them list by list. */
function mixed(lists) {
  const chosen = lists.map(() => []), seen = new Set();
  for (let i = 0; i < READ; i++) {
    lists.forEach((list, k) => {
      const s = list[i];
      if (!s || seen.has(s.text) || seen.size === SUGGESTIONS) return;
      seen.add(s.text);
      chosen[k].push(s);
    });
  }
  return [].concat(...chosen);
}
