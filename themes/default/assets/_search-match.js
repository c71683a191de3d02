// Matching: how well each document meets a plan. It repeats match.go of
// generator/search; the sums are made in its order.

const K1 = 1.2, B = 0.75;
const KEEP = 0.6; // of the best document's share that a document must have
const NEARLY = 1e-9;
const OTHER_PAGES = 0.5; // what the score of a page that is no case is multiplied by
const PRESENT = 1; // the saturation of a term of which only the presence is known: one in a page of mean length

/** The frequency of a level. */
const FREQUENCY = Float64Array.from({length: MOST_LEVEL + 1}, (_, level) => Math.pow(3, level - 1));

/** tally makes an empty count: by document its score and its share of the query. */
function tally(size) {
  return {score: new Float64Array(size), share: new Float64Array(size)};
}

/** Matcher scores documents with postings that are all loaded: lists holds them by key. */
class Matcher {
  constructor(index, lists, lengths) {
    this.docs = index.docs;
    this.lists = lists;
    this.lengths = lengths;
    this.total = tally(index.size);
    // What BM25 adds to a frequency, by a document's length as the column has it.
    const mean = index.length / Math.max(index.docs, 1);
    this.norm = Float64Array.from({length: 256}, (_, q) => K1 * (1 - B + B * Math.pow(2, (q - 1) / 4) / mean));
  }

  /** weight is what a term counts: BM25's idf, times its boost. */
  weight(term) {
    const n = this.lists.get(term.key).df;
    return term.boost * Math.log(1 + (this.docs - n + 0.5) / (n + 0.5));
  }

  /** run scores all units and returns {score, share} by document. */
  run(units) {
    const {score, share} = this.total;
    const weight = units.reduce((sum, ways) => sum + this.unit(ways), 0);
    // Documents that have all of the query come first, see complete in match.go.
    for (let d = 0; d < score.length; d++) {
      if (!share[d]) continue;
      let c = share[d] / weight;
      c *= c;
      c *= c;
      c *= c;
      score[d] *= 1 + c;
    }
    for (const id of this.lengths.others) score[id] *= OTHER_PAGES;
    return this.total;
  }

  /** unit adds the best score and, apart from that, the greatest share of several ways, and returns what the unit weighs. */
  unit(ways) {
    const total = this.total;
    if (ways.length === 1) return this.way(ways[0], total);
    const n = total.score.length, best = tally(n), one = tally(n);
    let weight = 0;
    ways.forEach((way, i) => {
      one.score.fill(0);
      one.share.fill(0);
      const sum = this.way(way, one);
      if (i === 0) weight = sum;
      for (let d = 0; d < n; d++) {
        if (!one.share[d]) continue;
        best.score[d] = Math.max(best.score[d], one.score[d]);
        best.share[d] = Math.max(best.share[d], one.share[d] / sum);
      }
    });
    for (let d = 0; d < n; d++) {
      total.score[d] += best.score[d];
      total.share[d] += best.share[d] * weight;
    }
    return weight;
  }

  /** way adds the terms of a way to a tally and returns the sum of their weights. */
  way(way, to) {
    return way.reduce((sum, term) => sum + this.term(term, to), 0);
  }

  term(term, to) {
    const {ids, level} = this.lists.get(term.key), weight = this.weight(term);
    const {score, share} = to, of = this.lengths.of, norm = this.norm;
    if (level) {
      for (let i = 0; i < ids.length; i++) {
        const id = ids[i], f = FREQUENCY[level[i]];
        share[id] += weight;
        score[id] += weight * (f * (K1 + 1) / (f + norm[of[id]]));
      }
      return weight;
    }
    for (const id of ids) {
      share[id] += weight;
      score[id] += weight * PRESENT;
    }
    // What stands in the title too comes first.
    const titles = this.lists.get("h" + term.key.slice(1));
    if (titles) for (const id of titles.ids) score[id] += weight * PRESENT;
    return weight;
  }
}

/** found returns the ids of the documents that are results: allowed, and with nearly as much of the query as the best. */
function found(share, allowed, needed) {
  let best = 0;
  for (let id = 0; id < share.length; id++) if (share[id] > best && (!allowed || allowed[id])) best = share[id];
  if (!best && needed) return [];
  const least = best * KEEP - NEARLY, list = [];
  for (let id = 0; id < share.length; id++) if (share[id] >= least && (!allowed || allowed[id])) list.push(id);
  return list;
}

/** best returns the first n of a list in an order. Of many it does not sort those that come later. */
function best(list, n, order) {
  if (n > 200 || list.length < 2 * n) return list.sort(order).slice(0, n);
  const first = [];
  for (const x of list) {
    if (first.length === n && (!n || order(x, first[n - 1]) > 0)) continue;
    first.splice(lowest(first.length, i => order(first[i], x) >= 0), 0, x);
    if (first.length > n) first.pop();
  }
  return first;
}

/** blockOrder returns the numbers of a document's blocks, those first in which most of the plan begins. */
function blockOrder(plan, matcher, id, blocks) {
  const worth = new Array(blocks).fill(0);
  for (const ways of plan.units) for (const way of ways) for (const term of way) {
    const {ids, block} = matcher.lists.get(term.key);
    if (!block || term.boost <= FUNCTION) continue;
    const i = lowest(ids.length, i => ids[i] >= id);
    if (ids[i] === id) worth[block[i]] += matcher.weight(term);
  }
  return worth.map((_, i) => i).sort((a, b) => worth[b] - worth[a] || a - b);
}
