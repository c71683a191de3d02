// Analysis: what of a text can be searched for. It repeats the Go package
// generator/search/analysis, whose doc is the specification; the tables are packed
// by its package internal/browser. Places in texts are UTF-16 offsets here.

const HAN = 2, WORD = 3, SKIP = 4, MARK = 5; // 1 is a gap
const IDEOGRAPH = 0x4e00; // the first of those to U+9FFF

/**
 * table holds for each code point the distance to its search form, times 8, and
 * the class of that form; 0 for one that is not known yet. It begins with the
 * basic part; complete says that all is known, and 0 a mark.
 */
let table = null, complete = false;

/** unpackTable reads a packed table. */
function unpackTable(packed) {
  const of = new Int32Array(0x110000);
  const data = new Bytes(inflate(base64(packed)));
  const stretches = visit => {
    const n = data.count();
    const gaps = data.numbers(n), sizes = data.numbers(n), values = data.numbers(n);
    for (let i = 0, lo = 0; i < n; i++) {
      lo += gaps[i];
      visit(lo, lo + sizes[i], values[i]);
      lo += sizes[i] + 1;
    }
  };
  stretches((lo, hi, c) => of.fill(c, lo, hi + 1));
  let form = 0;
  stretches((lo, hi, v) => {
    form += v & 1 ? -(v + 1) / 2 : v / 2;
    for (let r = lo; r <= hi; r++) of[r] = (form - lo) * 8 | of[r];
  });
  // In the basic part: which ideographs have another form.
  for (let r = IDEOGRAPH; data.at < data.data.length; data.at++) {
    for (let bits = data.data[data.at], end = r + 8; r < end; r++, bits >>= 1) if (bits & 1) of[r] = 0;
  }
  return of;
}

/** entry returns what is known of a code point. */
function entry(r) {
  if (!table) table = unpackTable(BASIC);
  return table[r];
}

function classOf(r) {
  return entry(r) & 7 || MARK;
}

/** known reports whether the table has every character of a text. */
function known(text) {
  if (complete) return true;
  for (let i = 0; i < text.length; i++) {
    const r = text.codePointAt(i);
    if (!entry(r)) return false;
    if (r > 0xffff) i++;
  }
  return true;
}

let wholeTable = null;

/** ready loads the whole table where a text needs it. */
async function ready(text) {
  if (known(text)) return;
  if (!wholeTable) {
    wholeTable = twice(() => script(assets.table, "table")).then(packed => {
      table = unpackTable(packed);
      complete = true;
    });
    wholeTable.catch(() => { wholeTable = null; });
  }
  await wholeTable;
}

/** valid returns a text with U+FFFD for each half of a pair that stands alone. */
function valid(text) {
  return text.replace(/[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]/g, c => c.length > 1 ? c : "\ufffd");
}

/** fold returns the search form of a text: one character for each. */
function fold(text) {
  let out = "", kept = 0;
  for (let i = 0; i < text.length; i++) {
    const r = text.codePointAt(i), e = entry(r), at = i;
    if (r > 0xffff) i++;
    if (e >> 3) {
      out += text.slice(kept, at) + String.fromCodePoint(r + (e >> 3));
      kept = i + 1;
    }
  }
  return kept ? out + text.slice(kept) : text;
}

/** sizeAt is how many units the character at a place takes. */
function sizeAt(text, at) {
  return text.codePointAt(at) > 0xffff ? 2 : 1;
}

const digit = r => r >= 48 && r <= 57;

/** runs cuts folded text into {start, end, han}: words, or Han characters in a row. */
function runs(folded) {
  const list = [];
  for (let at = 0; at < folded.length;) {
    const r = folded.codePointAt(at), c = classOf(r), start = at;
    at += sizeAt(folded, at);
    if (c !== HAN && c !== WORD) continue;
    let end = at, last = r;
    for (; at < folded.length; at += sizeAt(folded, at)) {
      const next = folded.codePointAt(at), n = classOf(next);
      if (n === c || c === WORD && next === 46 && digit(last) && digitAt(folded, at + 1)) {
        end = at + sizeAt(folded, at);
        last = next;
      } else if (n !== SKIP) {
        break;
      }
    }
    list.push({start, end, han: c === HAN});
  }
  return list;
}

/** digitAt reports whether the next character from a place on that is not skipped is a digit. */
function digitAt(text, at) {
  while (at < text.length && classOf(text.codePointAt(at)) === SKIP) at += sizeAt(text, at);
  return at < text.length && digit(text.charCodeAt(at));
}

/** characters returns the characters of a text that are not skipped, as {c, at}. */
function characters(text) {
  const list = [];
  for (let at = 0; at < text.length; at += sizeAt(text, at)) {
    if (classOf(text.codePointAt(at)) !== SKIP) list.push({c: text.substr(at, sizeAt(text, at)), at});
  }
  return list;
}

/** grams returns every two neighbours of a Han run as {text, at}, or its one character. */
function grams(run) {
  const list = characters(run);
  if (list.length < 2) return list.map(x => ({text: x.c, at: x.at}));
  return list.slice(1).map((x, i) => ({text: list[i].c + x.c, at: list[i].at}));
}

/** marks returns each punctuation or symbol character of folded text once. */
function marks(folded) {
  return Array.from(new Set(folded)).filter(c => classOf(c.codePointAt(0)) === MARK);
}

/** bytesOf is how long a text is in UTF-8. */
function bytesOf(text) {
  let n = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    n += c < 0x80 ? 1 : c < 0x800 ? 2 : c >= 0xd800 && c < 0xe000 ? 2 : 3;
  }
  return n;
}

/** isSpace reports whether a character is white space, as Unicode has it. */
function isSpace(c) {
  return /[\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/.test(c);
}

/** trim takes white space off both ends. */
function trim(text) {
  let from = 0, to = text.length;
  while (from < to && isSpace(text[from])) from++;
  while (from < to && isSpace(text[to - 1])) to--;
  return text.slice(from, to);
}
