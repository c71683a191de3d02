// Pinyin: from letters to the Han texts that they mean. It repeats pinyin.go of
// generator/search.

const MIN_PINYIN = 2, MAX_MEANT = 24, MAX_SCAN = 500, MAX_LETTERS = 18;

/** pinyinMeant returns the Han texts that letters may stand for, those in most documents first: each a list of pieces. */
async function pinyinMeant(index, letters) {
  if (letters.length < MIN_PINYIN || /[^a-z]/.test(letters)) return [];
  let {meant, rest} = await pinyinPiece(index, letters);
  if (!rest) return meant.map(han => [han]);
  // Of letters in several pieces the likeliest text of each is followed.
  const way = [];
  while (meant.length) {
    way.push(meant[0]);
    if (!rest) return [way];
    ({meant, rest} = await pinyinPiece(index, rest));
  }
  return [];
}

/** pinyinPiece takes as many letters as one entry has off the front. All of them may be a half-typed entry. */
async function pinyinPiece(index, letters) {
  const all = await Promise.all([pinyinEntries(index, "y" + letters + "\0"), pinyinEntries(index, "z" + letters + "\0")]);
  let count = sum(all);
  if (!count.size) count = sum([await pinyinEntries(index, "y" + letters)]);
  if (count.size) return {meant: commonest(count), rest: ""};
  for (let n = Math.min(letters.length - 1, MAX_LETTERS); n > 0; n--) {
    count = sum([await pinyinEntries(index, "y" + letters.slice(0, n) + "\0")]);
    if (count.size) return {meant: commonest(count), rest: letters.slice(n)};
  }
  return {meant: [], rest: ""};
}

/** pinyinEntries returns the texts of the entries that begin so, as [text, documents]. */
async function pinyinEntries(index, prefix) {
  const list = await index.prefixed(prefix, MAX_SCAN);
  return list.map(([key, df]) => [key.slice(key.indexOf("\0") + 1), df]);
}

/** sum adds up the documents of each text. */
function sum(lists) {
  const count = new Map();
  for (const list of lists) for (const [text, df] of list) count.set(text, (count.get(text) || 0) + df);
  return count;
}

/** commonest returns the texts in most documents, without those that only continue another. */
function commonest(count) {
  const texts = Array.from(count.keys()).filter(text => {
    for (let i = sizeAt(text, 0); i < text.length; i += sizeAt(text, i)) if (count.has(text.slice(0, i))) return false;
    return true;
  });
  return texts.sort((a, b) => count.get(b) - count.get(a) || compare(a, b)).slice(0, MAX_MEANT);
}
