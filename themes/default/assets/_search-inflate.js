// Inflate: the decompression of RFC 1951, with a preset dictionary.

/** The most that a slice may hold, against damaged data that would go on and on. */
const MOST = 1 << 26;

const CODE_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/**
 * codeTable makes the look-up table of a Huffman code from the length of each
 * symbol's code: as many of the next bits as the longest code has lead to
 * symbol<<4 | length, or to 0 where no code begins with them.
 */
function codeTable(lengths) {
  let longest = 1;
  const count = new Uint16Array(16);
  for (const n of lengths) {
    count[n]++;
    if (n > longest) longest = n;
  }
  const next = new Uint16Array(17);
  count[0] = 0;
  let left = 1;
  for (let n = 1; n < 16; n++) {
    left = left * 2 - count[n];
    if (left < 0) throw damaged();
    next[n + 1] = next[n] + count[n] << 1;
  }
  const table = new Uint16Array(1 << longest);
  for (let symbol = 0; symbol < lengths.length; symbol++) {
    const n = lengths[symbol];
    if (!n) continue;
    // Codes are read from their top bit on, all else from the lowest.
    let code = next[n]++, turned = 0;
    for (let i = 0; i < n; i++, code >>= 1) turned = turned << 1 | code & 1;
    for (; turned < table.length; turned += 1 << n) table[turned] = symbol << 4 | n;
  }
  return {table, mask: table.length - 1};
}

/** steps lists where each code of a length or distance begins, and its extra bits. */
function steps(first, extra) {
  const base = [];
  for (const bits of extra) {
    base.push(first);
    first += 1 << bits;
  }
  return {base, extra};
}

const lengthSteps = steps(3, [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5]);
lengthSteps.base.push(258);
lengthSteps.extra.push(0);
const distanceSteps = steps(1, Array.from({length: 30}, (_, i) => i < 2 ? 0 : (i >> 1) - 1));

/** Inflater decompresses one stream. */
class Inflater {
  constructor(data, dictionary) {
    this.data = data;
    this.at = 0; // in bits
    this.start = dictionary ? dictionary.length : 0;
    this.out = new Uint8Array(this.start + data.length * 4 + 256);
    if (dictionary) this.out.set(dictionary);
    this.n = this.start; // bytes of out
  }

  /** bits reads a number of up to 16 bits. */
  bits(n) {
    const v = this.ahead() & (1 << n) - 1;
    this.skip(n);
    return v;
  }

  ahead() {
    const d = this.data, i = this.at >> 3;
    return (d[i] | d[i + 1] << 8 | d[i + 2] << 16) >> (this.at & 7);
  }

  skip(n) {
    this.at += n;
    if (this.at > this.data.length * 8) throw damaged();
  }

  symbol(code) {
    const v = code.table[this.ahead() & code.mask];
    if (!v) throw damaged();
    this.skip(v & 15);
    return v >> 4;
  }

  /** room makes place for n more bytes. */
  room(n) {
    if (this.n + n <= this.out.length) return;
    if (this.n + n > MOST) throw damaged();
    const more = new Uint8Array(Math.max(this.n + n, this.out.length * 2));
    more.set(this.out);
    this.out = more;
  }

  run() {
    let last = 0;
    while (!last) {
      last = this.bits(1);
      const kind = this.bits(2);
      if (kind === 0) this.stored();
      else if (kind === 1) this.packed(...fixedCodes());
      else if (kind === 2) this.packed(...this.codes());
      else throw damaged();
    }
    return this.out.slice(this.start, this.n);
  }

  stored() {
    const from = this.at + 7 >> 3, d = this.data;
    this.at = from * 8;
    this.skip(32);
    const n = d[from] | d[from + 1] << 8;
    if ((n ^ (d[from + 2] | d[from + 3] << 8)) !== 0xffff) throw damaged();
    this.skip(n * 8);
    this.room(n);
    this.out.set(d.subarray(from + 4, from + 4 + n), this.n);
    this.n += n;
  }

  /** codes reads a block's own codes. */
  codes() {
    const literals = this.bits(5) + 257, distances = this.bits(5) + 1, n = this.bits(4) + 4;
    const of = new Uint8Array(19);
    for (let i = 0; i < n; i++) of[CODE_ORDER[i]] = this.bits(3);
    const code = codeTable(of);
    const lengths = new Uint8Array(literals + distances);
    for (let i = 0; i < lengths.length;) {
      const s = this.symbol(code);
      if (s < 16) {
        lengths[i++] = s;
        continue;
      }
      if (s === 16 && !i) throw damaged();
      const value = s === 16 ? lengths[i - 1] : 0;
      const times = s === 16 ? 3 + this.bits(2) : s === 17 ? 3 + this.bits(3) : 11 + this.bits(7);
      if (i + times > lengths.length) throw damaged();
      lengths.fill(value, i, i += times);
    }
    return [codeTable(lengths.subarray(0, literals)), codeTable(lengths.subarray(literals))];
  }

  /** packed reads a block's literals and repetitions. */
  packed(literals, distances) {
    for (;;) {
      const s = this.symbol(literals);
      if (s < 256) {
        this.room(1);
        this.out[this.n++] = s;
        continue;
      }
      if (s === 256) return;
      const n = this.step(lengthSteps, s - 257);
      const distance = this.step(distanceSteps, this.symbol(distances));
      if (distance > this.n) throw damaged();
      this.room(n);
      for (let i = 0; i < n; i++, this.n++) this.out[this.n] = this.out[this.n - distance];
    }
  }

  step(table, i) {
    if (i >= table.base.length) throw damaged();
    return table.base[i] + this.bits(table.extra[i]);
  }
}

let fixed;

/** fixedCodes returns the codes that blocks without their own have. */
function fixedCodes() {
  if (!fixed) {
    const lengths = new Uint8Array(288).fill(8);
    lengths.fill(9, 144, 256);
    lengths.fill(7, 256, 280);
    fixed = [codeTable(lengths), codeTable(new Uint8Array(30).fill(5))];
  }
  return fixed;
}

/** inflate decompresses raw deflate data, which may refer to a dictionary's bytes. */
function inflate(data, dictionary) {
  return new Inflater(data, dictionary).run();
}
