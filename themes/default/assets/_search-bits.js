// Bits and bytes: what a shard file holds, unpacked. Nothing here trusts its
// input: damaged data ends in an error, after a number of steps and an amount of
// memory that its length bounds.

/**
 * fault makes the error of a search that cannot go on. Its code is "offline",
 * "timeout", "missing" (no such file), "damaged" or "cancelled".
 */
function fault(code, what) {
  const e = new Error("search: " + code + ": " + what);
  e.code = code;
  return e;
}

/** damaged makes the error for data that is not as it was written. */
function damaged() {
  return fault("damaged", "data");
}

/** unitsOf is how many 16-bit units a slice of n bytes takes, 15 bits in each. */
function unitsOf(n) {
  return Math.ceil(n * 8 / 15);
}

const FIRST_UNIT = 0x3400;

/** unpack returns the slice of n bytes that begins at unit `from` of a payload. */
function unpack(units, from, n) {
  if (from + unitsOf(n) > units.length) throw damaged();
  const out = new Uint8Array(n);
  let bits = 0, held = 0;
  for (let i = 0; i < n; i++) {
    if (held < 8) {
      const v = units[from++] - FIRST_UNIT;
      if (v < 0 || v > 0x7fff) throw damaged();
      bits = (bits & 0xff) << 15 | v;
      held += 15;
    }
    held -= 8;
    out[i] = bits >> held;
  }
  return out;
}

/** Bytes reads numbers and texts off the front of an array of bytes. */
class Bytes {
  constructor(data) {
    this.data = data;
    this.at = 0;
  }

  /** uvarint reads a number in LEB128. */
  uvarint() {
    let n = 0, scale = 1;
    for (let i = 0; i < 7; i++, scale *= 128) {
      const c = this.data[this.at++];
      if (c < 128) return n + c * scale;
      n += (c & 127) * scale;
    }
    throw damaged();
  }

  /** count reads how many things follow, of at least one byte each. */
  count() {
    const n = this.uvarint();
    if (n > this.data.length - this.at) throw damaged();
    return n;
  }

  /** varint reads a number that may be negative. */
  varint() {
    const n = this.uvarint();
    return n % 2 ? -(n + 1) / 2 : n / 2;
  }

  /** numbers reads n numbers. */
  numbers(n) {
    if (n > this.data.length - this.at) throw damaged();
    const list = new Array(n);
    for (let i = 0; i < n; i++) list[i] = this.uvarint();
    return list;
  }

  /** take returns the next n bytes. */
  take(n) {
    if (n > this.data.length - this.at) throw damaged();
    return this.data.subarray(this.at, this.at += n);
  }

  /** string reads a text with its length in front. */
  string() {
    return utf8(this.take(this.uvarint()));
  }

  /** terms reads n ascending texts, each without the characters that it shares with the one before. */
  terms(n) {
    const shared = this.numbers(n), more = this.numbers(n);
    let letters = [];
    return more.map((length, i) => {
      const above = letters[shared[i]] || 0, rest = this.numbers(length);
      if (shared[i] > letters.length) throw damaged();
      rest[0] += above;
      letters = letters.slice(0, shared[i]).concat(rest);
      return String.fromCodePoint(...letters);
    });
  }

  /** keys reads n ascending texts, each without the bytes that it shares with the one before. */
  keys(n) {
    const list = new Array(n);
    let key = new Uint8Array(0);
    for (let i = 0; i < n; i++) {
      const shared = this.uvarint(), rest = this.take(this.uvarint());
      if (shared > key.length) throw damaged();
      const next = new Uint8Array(shared + rest.length);
      next.set(key.subarray(0, shared));
      next.set(rest, shared);
      key = next;
      list[i] = utf8(key);
    }
    return list;
  }

  /** names reads n shard names, four bytes each. */
  names(n) {
    const list = new Array(n);
    for (let i = 0; i < n; i++) {
      list[i] = Array.from(this.take(4), c => (c + 256).toString(16).slice(1)).join("");
    }
    return list;
  }
}

const utf8Decoder = new TextDecoder("utf-8", {ignoreBOM: true});

/** utf8 decodes bytes. */
function utf8(bytes) {
  return utf8Decoder.decode(bytes);
}

/** encodedText decodes a text whose first byte tells how it is written: 0 for GB18030, 1 for UTF-8. */
function encodedText(bytes) {
  const rest = bytes.subarray(1);
  if (bytes[0] === 1) return utf8(rest);
  if (bytes[0] !== 0) throw damaged();
  return new TextDecoder("gb18030").decode(rest);
}

/** base64 decodes letters into bytes. */
function base64(letters) {
  return Uint8Array.from(atob(letters), c => c.charCodeAt(0));
}

/** BitsOf reads numbers off the front of bytes, from their top bit. Beyond the end are zeros, and over is true. */
class BitsOf {
  constructor(data) {
    this.data = data;
    this.at = 0;
  }

  /** ahead has the next 25 bits at least, from the top. */
  ahead() {
    const d = this.data, i = this.at >> 3;
    return (d[i] << 24 | d[i + 1] << 16 | d[i + 2] << 8 | d[i + 3]) << (this.at & 7);
  }

  take(n) {
    const v = n ? this.ahead() >>> 32 - n : 0;
    this.at += n;
    return v;
  }

  /** long reads a number of up to 31 bits. */
  long(n) {
    const low = Math.min(n, 16);
    return this.take(n - low) * (1 << low) + this.take(low);
  }

  /** ones counts 1 bits up to a 0, which is taken too. */
  ones() {
    let n = 0, ones;
    do {
      ones = Math.min(Math.clz32(~this.ahead()), 24);
      n += ones;
      this.at += ones;
    } while (ones === 24 && !this.over());
    this.at++;
    return n;
  }

  /** gamma reads a number in Elias's gamma code. */
  gamma() {
    const zeros = Math.clz32(this.ahead());
    if (zeros > 24) throw damaged();
    this.at += zeros;
    return this.take(zeros + 1);
  }

  over() {
    return this.at > this.data.length * 8;
  }
}

/** The greatest level of a frequency; level n is that of 3^(n-1). */
const MOST_LEVEL = 20;

/**
 * levelCode reads the code of a list's levels and blocks: as many of the next bits
 * as the longest code has lead to symbol<<4 | length, or to 0 where no code begins
 * with them. A symbol is 8·level + block.
 */
function levelCode(bits) {
  const list = [];
  for (let left = bits.gamma(), symbol = 0; left > 0; left--) {
    symbol += bits.gamma();
    const length = bits.take(4);
    if (symbol < 8 || symbol >> 3 > MOST_LEVEL || bits.over()) throw damaged();
    list.push({symbol, length});
  }
  const longest = list.reduce((most, x) => Math.max(most, x.length), 0), table = new Uint16Array(1 << longest);
  let at = 0;
  list.sort((a, b) => a.length - b.length || a.symbol - b.symbol);
  for (const {symbol, length} of list) table.fill(symbol << 4 | length, at, at += 1 << longest - length);
  if (at > table.length) throw damaged();
  return {table, longest};
}

/** coded reads a symbol by a code. */
function coded(bits, {table, longest}) {
  const v = table[longest ? bits.ahead() >>> 32 - longest : 0];
  if (!v) throw damaged();
  bits.at += v & 15;
  return v >> 4;
}

/**
 * postings decodes the documents of a term: {ids, level, block}, ascending by id,
 * all ids below size. level and block, of scored terms only, are the level of the
 * weighted frequency and the block in which the term occurs first; a list may keep
 * no blocks.
 */
function postings(data, df, scored, size) {
  if (df > size) throw damaged();
  const bits = new BitsOf(data), ids = documentIds(bits, df, size);
  if (!scored) return {ids, level: null, block: null};
  const blocks = bits.take(1), code = bits.take(1) ? levelCode(bits) : null;
  const level = new Uint8Array(df), block = blocks ? new Uint8Array(df) : null;
  for (let n = 0; n < df; n++) {
    if (code) {
      const v = coded(bits, code);
      level[n] = v >> 3;
      if (blocks) block[n] = v & 7;
    } else {
      level[n] = Math.min(bits.ones(), MOST_LEVEL) + 1;
      if (blocks) block[n] = blockNumber(bits);
    }
    if (bits.over() || level[n] > MOST_LEVEL) throw damaged();
  }
  return {ids, level, block};
}

/** documentIds reads the ids of a list, which may be written by those that it lacks. */
function documentIds(bits, df, size) {
  const ids = new Uint32Array(df);
  let k = bits.take(5), left = df, n = 0, id = 0;
  const lacking = k === 31;
  if (lacking) {
    left = bits.gamma() - 1;
    k = bits.take(5);
  }
  for (const scale = Math.pow(2, k); left > 0; left--, id++) {
    const next = id + bits.ones() * scale + bits.long(k);
    if (bits.over() || next >= size) throw damaged();
    if (!lacking) ids[n++] = next;
    else while (id < next && n < df) ids[n++] = id++;
    id = next;
  }
  while (n < df) ids[n++] = id++;
  if (bits.over() || id > size) throw damaged();
  return ids;
}

function blockNumber(bits) {
  let b = bits.take(2);
  if (b === 3) while (b < 7 && bits.take(1)) b++;
  return b;
}
