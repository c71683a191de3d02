// Corrections: what a query may have meant that has a character of the right
// sound but the wrong shape, such as 党健 for 党建.

const MAX_RUN = 12; // characters of a run that may be mistyped; a longer one is a sentence
const MAX_NAME = 6; // characters of a run that may be a mistyped name or word
const FEW = 3; // results from which on only names are looked at

let readings = null;

/** pinyinTable loads the usual reading of each ideograph, by code point. */
async function pinyinTable() {
  if (readings) return readings;
  const data = new Bytes(inflate(base64(await twice(() => script(assets.pinyin, "pinyin")))));
  const syllables = data.string().split(" ");
  const chars = [];
  for (let r = IDEOGRAPH; r <= 0x9fff; r++) if (entry(r) === HAN) chars.push(r);
  const high = data.take(chars.length), low = data.take(chars.length);
  return readings = new Map(chars.map((r, i) => [r, syllables[high[i] << 8 | low[i]]]));
}

/**
 * didYouMean returns the query with its likeliest correction, or "". The table of
 * readings is large: where there are results, a question or a sentence is not looked
 * at, which has pairs that are in no document though it is spelt well.
 */
async function didYouMean(index, plan, query, total) {
  let best = null;
  for (const run of plan.runs) {
    const chars = characters(run.text), weak = functionSpans(chars.map(x => x.c).join(""));
    const name = chars.length <= MAX_NAME && !weak(0, bytesOf(run.text));
    if (chars.length > MAX_RUN || total >= FEW && !name) continue;
    for (const w of await badWindows(index, chars, weak)) {
      const meant = await sameSound(index, w.text);
      if (!meant) continue;
      const better = !best || w.bad - best.bad || meant[1] - best.df;
      if (better === true || better > 0) best = {run, from: w.from, to: w.to, bad: w.bad, han: meant[0], df: meant[1]};
    }
  }
  if (!best) return "";
  const {piece, folded, at} = best.run, place = places(piece.text, folded);
  const from = piece.at + place(at + best.from), to = piece.at + place(at + best.to);
  return trim(query.input.slice(0, from) + best.han + query.input.slice(to));
}

/**
 * badWindows returns the stretches of two and three of a run's characters that hold
 * pairs which are in no document. Pairs with function words need not be in any.
 */
async function badWindows(index, chars, weak) {
  let at = 0;
  const bad = await Promise.all(chars.slice(1).map(async (x, i) => {
    const pair = chars[i].c + x.c, from = at;
    at += bytesOf(chars[i].c);
    return weak(from, from + bytesOf(pair)) || await index.df("t" + pair) ? 0 : 1;
  }));
  const windows = [];
  for (const n of [2, 3]) {
    for (let i = 0; i + n <= chars.length; i++) {
      const count = bad[i] + (n > 2 ? bad[i + 1] : 0), last = chars[i + n - 1];
      const text = chars.slice(i, i + n).map(x => x.c).join("");
      if (count) windows.push({text, bad: count, from: chars[i].at, to: last.at + last.c.length});
    }
  }
  return windows;
}

/** sameSound returns the commonest other text of the same sound and length with its number of documents, or null. */
async function sameSound(index, text) {
  const table = await pinyinTable();
  const syllables = Array.from(text, c => table.get(c.codePointAt(0)));
  if (syllables.some(s => !s)) return null;
  const list = await pinyinEntries(index, "y" + syllables.join("") + "\0");
  const others = list.filter(([han]) => han !== text && Array.from(han).length === syllables.length);
  return others.sort((a, b) => b[1] - a[1] || compare(a[0], b[0]))[0] || null;
}
