// The plan: what a query asks of the index. It repeats plan.go and words.go of
// generator/search.
//
// A plan has units, which documents should have, the more of them the better. A
// unit can be met in several ways, by each of which a document has a share: as
// typed, by a synonym, by what letters mean as pinyin. A way is a list of terms
// {key, boost}; a key is that of the index, "t" for scored terms and "p" for those
// of which only the presence counts.

const MAX_TERMS = 256, MAX_GRAM = 6, MAX_WORD = 64;
const FULL = 1, FUNCTION = 0.2, PART = 0.3, ACROSS = 0.5;

/** How many terms that say something make those of function words not worth their time. */
const ENOUGH = 4;

/** What questions are made of beside what they ask about; the longest first where one begins another. */
const FUNCTION_WORDS = ("有没有 为什么 是什么 怎么办 怎么样 怎样 怎么 如何 什么 哪些 哪个 哪里 多少 为何 是否 能否 可以 应该 请问 " +
  "的 了 吗 呢 吧 啊 是 在 和 与 及 或 被 把 这 那 哪 几 谁").split(" ");

/** functionSpans returns a test for whether a stretch of a run, in bytes of UTF-8, touches a function word. */
function functionSpans(run) {
  const spans = [];
  for (let at = 0; at < run.length;) {
    const found = FUNCTION_WORDS.find(w => run.startsWith(w, at));
    const from = bytesOf(run.slice(0, at));
    if (found) spans.push([from, from + bytesOf(found)]);
    at += found ? found.length : sizeAt(run, at);
  }
  return (from, to) => spans.some(s => from < s[1] && s[0] < to);
}

/** isolated returns the characters of a run that are of no function word, though those beside them are. */
function isolated(run, weak) {
  const list = characters(run), bytes = at => bytesOf(run.slice(0, at));
  const touched = list.map(x => weak(bytes(x.at), bytes(x.at + x.c.length)));
  return list.map(x => x.c).filter((c, i) => !touched[i] && touched[i - 1] !== false && touched[i + 1] !== false);
}

/**
 * across returns the pair of characters where a word and a Han run of a text stand
 * beside one another, with at most a space between them, or "".
 */
function across(text, a, b) {
  if (!a || a.han === b.han || !/^ ?$/.test(characters(text.slice(a.end, b.start)).map(x => x.c).join(""))) return "";
  return characters(a.text).pop().c + characters(b.text)[0].c;
}

/** longestFirst sorts by length in UTF-8 and leaves equals as they stand. */
function longestFirst(list, text) {
  return list.map((x, i) => ({x, i, n: bytesOf(text(x))})).sort((a, b) => b.n - a.n || a.i - b.i).map(e => e.x);
}

/** synonymsOf folds the site's groups into words with all that mean the same, themselves first. */
function synonymsOf(groups) {
  const list = [];
  for (const group of groups || []) {
    const folded = group.map(w => trim(fold(w)));
    for (const w of folded) if (w) list.push({word: w, all: [w].concat(folded.filter(o => o !== w && o))});
  }
  return longestFirst(list, s => s.word);
}

/** splitSynonyms cuts a run at the words that have synonyms: for each piece the texts that may stand for it. */
function splitSynonyms(run, synonyms) {
  const pieces = [];
  let start = 0;
  for (let at = 0; at < run.length;) {
    const s = synonyms.find(s => run.startsWith(s.word, at));
    if (!s) {
      at += sizeAt(run, at);
      continue;
    }
    if (start < at) pieces.push([run.slice(start, at)]);
    pieces.push(s.all);
    start = at += s.word.length;
  }
  if (start < run.length) pieces.push([run.slice(start)]);
  return pieces;
}

/**
 * hanWay returns the terms of a Han run: its pairs, or its one character. A
 * character whose pairs all touch a function word counts by itself.
 */
function hanWay(run) {
  if (run.length === sizeAt(run, 0)) return [{key: "p" + run, boost: FULL}];
  const terms = [], seen = new Set(), weak = functionSpans(run);
  for (const {text, at} of grams(run)) {
    if (seen.has(text) || terms.length >= MAX_TERMS) continue;
    seen.add(text);
    const from = bytesOf(run.slice(0, at));
    terms.push({key: "t" + text, boost: weak(from, from + bytesOf(text)) ? FUNCTION : FULL});
  }
  for (const c of isolated(run, weak)) {
    if (seen.has(c) || terms.length >= MAX_TERMS) continue;
    seen.add(c);
    terms.push({key: "p" + c, boost: FULL});
  }
  const strong = terms.filter(t => t.boost > FUNCTION);
  return strong.length < ENOUGH ? terms : strong;
}

/** gramTerms are the parts that a word containing another must have. */
function gramTerms(word) {
  const list = Array.from(word);
  if (list.length <= MAX_GRAM) return [{key: "p" + word, boost: PART}];
  const terms = [];
  for (let i = 0; i + MAX_GRAM <= list.length && i < MAX_WORD; i++) {
    terms.push({key: "p" + list.slice(i, i + MAX_GRAM).join(""), boost: PART / (list.length - MAX_GRAM + 1)});
  }
  return terms;
}

/** Plan collects what a query asks; see the head of this file. */
class Plan {
  constructor() {
    this.units = []; // lists of ways
    this.marks = []; // folded texts to highlight
    this.runs = []; // the Han runs, for corrections: {run, text, at}
  }

  /** unit adds a unit, and what its ways highlight. */
  unit(...ways) {
    this.units.push(ways);
    for (const w of ways) this.mark(w);
  }

  /** mark highlights the terms that say something, or all where none does; single characters only alone. */
  mark(way) {
    const those = is => { if (way.some(is)) way = way.filter(is); };
    those(t => t.key[0] === "t");
    those(t => t.boost > FUNCTION);
    for (const t of way) this.marks.push(t.key.slice(1));
  }

  /** han plans a run of Han characters and returns how many terms that took. */
  han(run, synonyms) {
    let n = 0;
    for (const piece of splitSynonyms(run, synonyms)) {
      const ways = piece.map(hanWay);
      for (const w of ways) n += w.length;
      if (ways.length > 1) {
        this.unit(...ways);
        continue;
      }
      this.mark(ways[0]);
      for (const t of ways[0]) this.units.push([[t]]);
    }
    return n;
  }

  /** word plans a word: itself, a part of a longer one, or what it means as pinyin. */
  word(text, meant) {
    const ways = meant.map(pieces => [].concat(...pieces.map(hanWay)));
    this.marks.push(text);
    for (const w of ways) this.mark(w);
    this.units.push([[{key: "t" + text, boost: FULL}], gramTerms(text)].concat(ways));
  }

  /** signs plans a text that has only punctuation and symbols. */
  signs(folded) {
    for (const c of marks(folded)) this.unit([{key: "p" + c, boost: FULL}]);
  }

  /** keys returns the keys of all postings that scoring needs. */
  keys() {
    const keys = new Set();
    for (const ways of this.units) for (const way of ways) for (const t of way) {
      keys.add(t.key);
      if (inTitles(t.key)) keys.add("h" + t.key.slice(1));
    }
    return keys;
  }
}

/** inTitles reports whether a term is a single Han character, which titles have an index of. */
function inTitles(key) {
  return key[0] === "p" && classOf(key.codePointAt(1)) === HAN;
}

/** makePlan turns a query into look-ups. */
async function makePlan(index, query) {
  const plan = new Plan();
  const folded = list => list.map(p => trim(fold(p.text)));
  plan.phrases = folded(query.phrases);
  plan.without = folded(query.without);
  plan.filters = query.filters;
  const texts = query.words.concat(query.phrases).map(p => {
    const text = fold(p.text);
    return {text, piece: p, runs: runs(text).map(r => ({han: r.han, start: r.start, end: r.end, text: text.slice(r.start, r.end)}))};
  });
  // All words' pinyin is looked up at once, though the budget may end before.
  const words = new Set();
  for (const t of texts) for (const r of t.runs) if (!r.han && words.size < MAX_TERMS) words.add(r.text);
  const meant = new Map(await Promise.all(Array.from(words, async w => [w, await pinyinMeant(index, w)])));
  let budget = MAX_TERMS;
  for (const t of texts) {
    const before = plan.units.length;
    let last = null;
    for (const r of t.runs) {
      if (budget <= 0) break;
      const pair = across(t.text, last, r);
      if (pair) {
        plan.units.push([[{key: "t" + pair, boost: ACROSS}]]);
        budget--;
      }
      last = r;
      if (r.han) {
        budget -= plan.han(r.text, index.synonymWords);
        plan.runs.push({text: r.text, at: r.start, folded: t.text, piece: t.piece});
      } else {
        plan.word(r.text, meant.get(r.text));
        budget--;
      }
    }
    if (plan.units.length === before) plan.signs(t.text);
  }
  plan.marks = longestFirst(plan.marks, m => m).filter((m, i, all) => m !== all[i - 1]);
  return plan;
}
