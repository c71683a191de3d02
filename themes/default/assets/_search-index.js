// The index of one site: its root, and what is read of terms, documents and
// columns. Everything is loaded when it is first asked for.

/** compare orders texts by code point, which is the order of their bytes in UTF-8. */
function compare(a, b) {
  const n = Math.min(a.length, b.length);
  for (let i = 0; i < n; i++) {
    let x = a.charCodeAt(i), y = b.charCodeAt(i);
    if (x === y) continue;
    // Surrogates stand for the code points above all others.
    if (x >= 0xd800 && y >= 0xd800) {
      x += x < 0xe000 ? 0x10000 : 0;
      y += y < 0xe000 ? 0x10000 : 0;
    }
    return x - y;
  }
  return a.length - b.length;
}

/** lowest returns the least n from 0 to count for which is(n) holds; it holds for all above. */
function lowest(count, is) {
  let low = 0;
  while (low < count) {
    const middle = low + count >> 1;
    if (is(middle)) count = middle;
    else low = middle + 1;
  }
  return low;
}

/** The facets in the order of the index. */
const FACETS = ["type", "region", "sector", "level", "problem", "tag", "year"];
const MANY = ["problem", "tag"]; // of which a document may have several values

/** The lines of a document's facts. */
const FACTS = ["url", "title", "date", "region", "type", "organization", "brand"];

/** usualSize is about how many bytes the postings of df of all documents take. */
function usualSize(df, documents) {
  return Math.floor(df * (32 - Math.clz32(documents / df) + 4) / 8);
}

/** Index reads the search of the site whose root folder is at an address. */
class Index {
  constructor(base, cache) {
    this.load = new Loader(base + "search/", cache);
  }

  /** open reads the root; all other methods come after it. */
  async open() {
    const units = await this.load.root();
    let at = 2;
    const slice = n => unpack(units, (at += unitsOf(n)) - unitsOf(n), n);
    const head = inflate(slice((units[0] - FIRST_UNIT) * 0x8000 + units[1] - FIRST_UNIT));
    try {
      Object.assign(this, JSON.parse(utf8(head)));
    } catch (e) {
      throw damaged();
    }
    if (this.format !== 1) throw damaged();
    const terms = new Bytes(inflate(slice(this.slices[0])));
    let n = terms.count();
    this.terms = {first: terms.keys(n), names: terms.names(n), heads: terms.numbers(n)};
    const documents = new Bytes(slice(this.slices[1]));
    n = documents.count();
    this.shards = {names: documents.names(n), heads: documents.numbers(n)};
    this.dictionary = inflate(slice(this.slices[2]));
    this.places = new Map(this.moved || []);
    return this;
  }

  /** order is where a document stands among those as good: a greater one comes first. */
  order(id) {
    const place = this.places.get(id);
    return place === undefined ? id : place;
  }

  /** label is the site's word for a value of a facet. */
  label(facet, value) {
    const labels = (this.labels || {})[facet] || {};
    return Object.prototype.hasOwnProperty.call(labels, value) ? labels[value] : value;
  }

  /** termShard returns the keys of the n-th term shard, with the postings of each: {keys, df, size, from}. */
  termShard(n) {
    const name = this.terms.names[n], bytes = this.terms.heads[n];
    return this.load.cache.get("terms " + name, async () => {
      const head = new Bytes(inflate(await this.load.slice(name, 0, bytes)));
      const count = head.count(), documents = head.uvarint(), keys = head.terms(count), df = head.numbers(count);
      let next = unitsOf(bytes);
      const size = [], from = keys.map((key, i) => {
        const at = next;
        size[i] = key[0] === "y" || key[0] === "z" ? 0 : usualSize(df[i], documents) + head.varint();
        next += unitsOf(size[i]);
        return at;
      });
      return {name, keys, df, size, from};
    }, shard => shard.keys.length * 60);
  }

  /** shardOf is the number of the term shard that may hold a key, or -1. */
  shardOf(key) {
    return lowest(this.terms.first.length, i => compare(this.terms.first[i], key) > 0) - 1;
  }

  /** df returns in how many documents a key is. */
  async df(key) {
    const place = await this.find(key);
    return place ? place.shard.df[place.i] : 0;
  }

  async find(key) {
    const n = this.shardOf(key);
    if (n < 0) return null;
    const shard = await this.termShard(n);
    const i = lowest(shard.keys.length, k => compare(shard.keys[k], key) >= 0);
    return shard.keys[i] === key ? {shard, i} : null;
  }

  /** list returns the postings of a key with df, how many there are. */
  async list(key) {
    const place = await this.find(key);
    if (!place) return {df: 0, ids: [], block: []};
    const {name, df, size, from} = place.shard, i = place.i;
    const data = await this.load.cache.get("postings " + key, () => this.load.slice(name, from[i], size[i]), d => d.length);
    return Object.assign({df: df[i]}, postings(data, df[i], key[0] === "t", this.size));
  }

  /** prefixed returns the first `most` keys that begin with a text, as [key, df]. */
  async prefixed(prefix, most) {
    const found = [], first = this.terms.first;
    for (let n = Math.max(this.shardOf(prefix), 0); n < first.length; n++) {
      if (compare(first[n], prefix) > 0 && !first[n].startsWith(prefix)) break;
      const {keys, df} = await this.termShard(n);
      let i = lowest(keys.length, k => compare(keys[k], prefix) >= 0);
      for (; i < keys.length && keys[i].startsWith(prefix); i++) {
        if (found.length === most) return found;
        found.push([keys[i], df[i]]);
      }
      if (i < keys.length) break;
    }
    return found;
  }

  /** documentShard returns where the slices of each document of a shard are, {name, facts, blocks}: of each slice {from, size}. */
  documentShard(n) {
    const name = this.shards.names[n], bytes = this.shards.heads[n];
    return this.load.cache.get("documents " + name, async () => {
      const head = new Bytes(await this.load.slice(name, 0, bytes)), list = [];
      let next = unitsOf(bytes);
      for (let left = head.count(); left > 0; left--) {
        const slices = head.numbers(head.count()).map(size => {
          const from = next;
          next += unitsOf(size);
          return {from, size};
        });
        list.push({name, facts: slices[0], blocks: slices.slice(1)});
      }
      return list;
    }, list => list.length * 300);
  }

  /** head returns where the slices of a document are. */
  async head(id) {
    const n = Math.floor(id / this.perShard);
    const d = n < this.shards.names.length ? (await this.documentShard(n))[id - n * this.perShard] : null;
    if (!d || !d.facts) throw damaged();
    return d;
  }

  /** text returns the text of a document's slice. */
  async text(document, {from, size}) {
    return encodedText(inflate(await this.load.slice(document.name, from, size), this.dictionary));
  }

  /** facts returns what a result shows of a document. */
  facts(document) {
    return this.load.cache.get("facts " + document.name + document.facts.from, async () => {
      const lines = (await this.text(document, document.facts)).split("\n"), facts = {};
      if (lines.length <= FACTS.length) throw damaged();
      FACTS.forEach((fact, i) => { facts[fact] = lines[i]; });
      return facts;
    }, () => 600);
  }

  /** block returns the records of a document's block: {field, goesOn, anchor, section, text}. */
  block(document, n) {
    const slice = document.blocks[n];
    return this.load.cache.get("block " + document.name + slice.from, async () => {
      const text = await this.text(document, slice);
      return text.split("\x1e").slice(0, -1).map(record => {
        const [field, anchor, section, part] = record.split("\x1f");
        if (part === undefined) throw damaged();
        return {field: parseInt(field, 10), goesOn: field.endsWith("+"), anchor, section, text: part};
      });
    }, records => records.reduce((sum, r) => sum + 100 + 2 * r.text.length, 0));
  }

  /** parts returns a document's parts as far as the given blocks have them. */
  async parts(document, blocks) {
    const list = [];
    let before = -1;
    const all = await Promise.all(blocks.map(n => this.block(document, n)));
    blocks.forEach((n, i) => {
      for (const r of all[i]) {
        const last = list[list.length - 1];
        if (r.goesOn && last && before === n - 1) list[list.length - 1] = Object.assign({}, last, {text: last.text + r.text});
        else list.push(r);
        before = n;
      }
    });
    return list;
  }

  /** column returns what root says of a column. */
  column(id) {
    return this.columns.find(c => c.id === id);
  }

  /** values returns a facet's values: {list, counts}, none where the site has no such column. */
  async values(facet) {
    const c = this.column(facet);
    if (!c) return {list: [], counts: []};
    return this.load.cache.get("values " + c.name, async () => {
      const head = new Bytes(inflate(await this.load.slice(c.name, 0, c.head)));
      const list = [], counts = [];
      for (let left = head.count(); left > 0; left--) {
        list.push(head.string());
        counts.push(head.uvarint());
      }
      return {list, counts};
    }, v => v.list.length * 60);
  }

  columnData(c) {
    return this.load.slice(c.name, unitsOf(c.head), c.data).then(data => new Bytes(inflate(data)));
  }

  /**
   * codes returns the values of each document, by their numbers: those of document
   * id stand in `all` from start[id] to start[id+1].
   */
  codes(facet) {
    const c = this.column(facet), many = MANY.includes(facet);
    return this.load.cache.get("codes " + c.name, async () => {
      const data = await this.columnData(c);
      const start = new Uint32Array(this.size + 1), all = [];
      for (let id = 0; id < this.size; id++) {
        const n = data.uvarint();
        if (!many && n) all.push(n - 1);
        if (many) for (let left = n; left > 0; left--) all.push(data.uvarint());
        start[id + 1] = all.length;
      }
      return {start, all};
    }, codes => codes.start.length * 4 + codes.all.length * 8);
  }

  /** lengths returns by document 0 for none or q+1 for one as long as 2^(q/4), and the ids of those that are no cases. */
  lengths() {
    const c = this.column("length");
    return this.load.cache.get("lengths " + c.name, async () => {
      const data = await this.columnData(c);
      const of = data.take(this.size), others = [];
      let id = -1;
      for (let left = data.count(); left > 0; left--) others.push(id += data.uvarint() + 1);
      return {of, others};
    }, v => v.of.length + v.others.length * 8);
  }
}
