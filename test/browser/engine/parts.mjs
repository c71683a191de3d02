// Tests of the parts of search.js: node parts.mjs FOLDER, which holds search.js with
// its imports put in and expected.json, what the Go package analysis says.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import vm from "node:vm";
import zlib from "node:zlib";

const folder = process.argv[2];
const source = fs.readFileSync(path.join(folder, "joined.js"), "utf8");
const expected = JSON.parse(fs.readFileSync(path.join(folder, "expected.json"), "utf8"));

// The names of the parts, from inside the function that is around all of them.
const names = "inflate unpack unitsOf postings compare entry classOf fold runs grams marks ready known valid parse facetNames Bytes table".split(" ");
const window = {};
const scripts = {}; // the callbacks of scripts, by address
const context = vm.createContext({
  window, URL, TextDecoder, atob, setTimeout, clearTimeout, console,
  document: {
    baseURI: "https://site.test/", currentScript: {dataset: {table: "search-table.js", pinyin: "search-pinyin.js"}},
    createElement: () => ({remove() {}}),
    head: {appendChild: e => setImmediate(() => { vm.runInContext(fs.readFileSync(path.join(folder, path.basename(e.src)), "utf8"), context); e.onload(); })},
  },
});
const open = source.replace("window.touyan = Object.assign", "window.parts = {" + names.filter(n => n !== "table") + "}; window.touyan = Object.assign");
assert.notEqual(open, source);
vm.runInContext(open, context);
context.touyan = window.touyan;
const parts = window.parts;

// A small generator of numbers, the same at each run (mulberry32).
let seed = 1;
const random = n => {
  seed = seed + 0x6d2b79f5 | 0;
  let t = Math.imul(seed ^ seed >>> 15, 1 | seed);
  t ^= t + Math.imul(t ^ t >>> 7, 61 | t);
  return ((t ^ t >>> 14) >>> 0) % n;
};
const damage = e => assert.equal(e.code, "damaged", e.stack) || true;

/** sample makes bytes that compress: words of a small vocabulary, noise, or runs. */
function sample(n) {
  const kind = random(3), out = Buffer.alloc(n);
  for (let i = 0; i < n;) {
    const word = Buffer.from("党建联盟" + random(kind ? 5000 : 20));
    if (kind === 2) out[i++] = random(256);
    else i += word.copy(out, i);
  }
  return out;
}

function testInflate() {
  for (let i = 0; i < 400; i++) {
    const data = sample(random(i < 20 ? 200000 : 3000));
    const strategy = random(5), level = random(10), dictionary = random(2) ? sample(1 + random(16384)) : undefined;
    const packed = zlib.deflateRawSync(data, {level, strategy, dictionary});
    assert.deepEqual(Buffer.from(parts.inflate(packed, dictionary)), data, `level ${level}, strategy ${strategy}`);
    // Damaged data ends in an error or in other bytes, and soon.
    for (let k = 0; k < 20; k++) {
      const bad = Uint8Array.from(packed);
      for (let n = 1 + random(3); n > 0; n--) bad[random(bad.length)] ^= 1 << random(8);
      try {
        parts.inflate(random(2) ? bad : bad.subarray(0, random(bad.length)), dictionary);
      } catch (e) {
        damage(e);
      }
    }
    if (packed.length) assert.throws(() => parts.inflate(packed.subarray(0, packed.length - 1), dictionary), damage);
  }
  for (let i = 0; i < 3000; i++) {
    try {
      parts.inflate(Uint8Array.from({length: random(60)}, () => random(256)));
    } catch (e) {
      damage(e);
    }
  }
}

function testUnpack() {
  for (let n = 0; n < 200; n++) {
    const data = sample(n);
    let bits = "";
    for (const b of data) bits += b.toString(2).padStart(8, "0");
    const units = Uint16Array.from((bits.match(/.{1,15}/g) || []).map(b => 0x3400 + parseInt(b.padEnd(15, "0"), 2)));
    assert.equal(units.length, parts.unitsOf(n));
    assert.deepEqual(Buffer.from(parts.unpack(units, 0, n)), data);
    if (n) assert.throws(() => parts.unpack(units.subarray(1), 0, n), damage);
  }
  assert.throws(() => parts.unpack(Uint16Array.of(0x33ff), 0, 1), damage);
  assert.throws(() => parts.unpack(Uint16Array.of(0xb400), 0, 1), damage);
}

/**
 * encode writes postings as the format says, with Rice parameter k, if wanted by
 * the ids that are lacking; coded with a code of levels, in which all symbols take
 * as many bits.
 */
function encode(list, k, {scored, blocks, coded, lacking}) {
  const binary = (v, n) => n ? v.toString(2).padStart(n, "0") : "";
  const gamma = v => "0".repeat(v.toString(2).length - 1) + v.toString(2);
  const symbolOf = p => 8 * p.level + (blocks ? p.block : 0);
  const symbols = Array.from(new Set(list.map(symbolOf))).sort((a, b) => a - b), length = Math.ceil(Math.log2(symbols.length));
  const ids = list.map(p => p.id), has = new Set(ids), last = ids.length ? ids[ids.length - 1] : -1;
  const holes = Array.from({length: last + 1}, (_, id) => id).filter(id => !has.has(id));
  let bits = (lacking ? "11111" + gamma(holes.length + 1) : "") + binary(k, 5), before = -1;
  for (const id of lacking ? holes : ids) {
    const gap = id - before - 1;
    before = id;
    bits += "1".repeat(Math.floor(gap / 2 ** k)) + "0" + binary(gap % 2 ** k, k);
  }
  if (scored) bits += Number(blocks) + "" + Number(coded);
  if (scored && coded) bits += gamma(symbols.length) + symbols.map((s, i) => gamma(s - (symbols[i - 1] || 0)) + binary(length, 4)).join("");
  for (const p of scored ? list : []) {
    if (coded) {
      bits += binary(symbols.indexOf(symbolOf(p)), length);
      continue;
    }
    bits += "1".repeat(p.level - 1) + "0";
    if (!blocks) continue;
    bits += binary(Math.min(p.block, 3), 2);
    if (p.block >= 3) bits += ["0", "10", "110", "1110", "1111"][p.block - 3];
  }
  return Uint8Array.from((bits.match(/.{1,8}/g) || []).map(b => parseInt(b.padEnd(8, "0"), 2)));
}

function testPostings() {
  for (let i = 0; i < 400; i++) {
    const scored = random(2) === 1, step = [1, 3, 60, 3000][random(4)], list = [];
    for (let id = random(step), n = random(200); n > 0; n--, id += 1 + random(step)) list.push({id, level: 1 + random([1, 5, 20][random(3)]), block: random(8)});
    const size = list.length ? list[list.length - 1].id + 1 : 0;
    const blocks = random(4) > 0, coded = list.length > 0 && random(2) === 1;
    const data = encode(list, Math.max(random(14), step > 60 ? 6 : 0), {scored, blocks, coded, lacking: step < 60 && random(2) === 1});
    const got = parts.postings(data, list.length, scored, size);
    assert.deepEqual(Array.from(got.ids), list.map(p => p.id));
    if (scored) assert.deepEqual(Array.from(got.level), list.map(p => p.level));
    if (scored && blocks) assert.deepEqual(Array.from(got.block), list.map(p => p.block));
    else assert.equal(got.block, null);
    if (!list.length) continue;
    assert.throws(() => parts.postings(data, list.length, scored, size - 1), damage);
    for (let k = 0; k < 20; k++) {
      const bad = Uint8Array.from(data);
      bad[random(bad.length)] ^= 1 << random(8);
      try {
        parts.postings(random(2) ? bad : bad.subarray(0, random(bad.length)), list.length, scored, size);
      } catch (e) {
        damage(e);
      }
    }
  }
}

function testBytes() {
  assert.equal(new parts.Bytes(Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0x0f)).uvarint(), 0xffffffff);
  for (const bad of [[], [0x80], [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]]) assert.throws(() => new parts.Bytes(Uint8Array.from(bad)).uvarint(), damage);
  assert.throws(() => new parts.Bytes(Uint8Array.of(5, 1)).string(), damage);
  assert.throws(() => new parts.Bytes(Uint8Array.of(1, 1, 65)).keys(1), damage);
  const list = ["", "\u0000", "a", "ab", "é", "党", "\uffff", "\u{10000}", "\u{10ffff}"];
  const sorted = list.slice().sort(() => random(3) - 1).sort(parts.compare);
  assert.deepEqual(sorted, list);
}

/** testTable compares each character with the Go table: [first, last, form's distance, class]. */
function testTable(whole) {
  let unknown = 0;
  for (const [lo, hi, distance, kind] of expected.characters) {
    for (let r = lo; r <= hi; r++) {
      if (!whole && !parts.entry(r)) {
        unknown++;
        continue;
      }
      const c = String.fromCodePoint(r);
      assert.equal(parts.fold(c), String.fromCodePoint(r + distance), r.toString(16));
      assert.equal(parts.classOf(r), kind, r.toString(16));
      assert.ok(parts.known(c));
    }
  }
  return unknown;
}

/** testAnalysis compares texts with what the Go analysis makes of them. */
async function testAnalysis() {
  for (const t of expected.texts) {
    await parts.ready(t.text);
    const folded = parts.fold(t.text);
    assert.equal(folded, t.folded);
    const terms = [].concat(...parts.runs(folded).map(r => {
      const run = folded.slice(r.start, r.end);
      return r.han ? parts.grams(run).map(g => g.text) : [run];
    }));
    assert.deepEqual(Array.from(terms), t.terms || [], JSON.stringify(t.text));
    assert.deepEqual(Array.from(parts.marks(folded)), t.marks || []);
  }
}

function testQuery() {
  const names = parts.facetNames({type: "类型", region: "地区"});
  const say = q => {
    const p = parts.parse(q, names), texts = list => list.map(x => (assert.equal(p.input.substr(x.at, x.text.length), x.text), x.text));
    return JSON.stringify([texts(p.words), texts(p.phrases), texts(p.without), Array.from(p.filters)]);
  };
  for (const [query, want] of [
    ["", [[], [], [], []]],
    [" 党建\u3000联盟 ", [["党建", "联盟"], [], [], []]],
    ["“党建”联盟", [["联盟"], ["党建"], [], []]],
    ["党建\"联盟\"", [["党建"], ["联盟"], [], []]],
    ["党建\"联盟", [["党建\"联盟"], [], [], []]],
    ["-村 －\"集体 经济\" - x-y", [["-", "x-y"], [], ["村", "集体 经济"], []]],
    ["类型:党建联盟 地区：「浙江 嘉兴」 TYPE:a 其他:b", [["其他:b"], [], [], [["type", ["党建联盟", "a"]], ["region", ["浙江 嘉兴"]]]]],
    ["类型: x 类型:\"\"", [["类型:", "x", "类型:"], [], [], []]],
    ["\" \" \"\"", [[], [], [], []]],
    ["\ud83d党\udc00", [["\ufffd党\ufffd"], [], [], []]],
  ]) assert.equal(say(query), JSON.stringify(want), query);
  assert.equal(parts.parse("😀".repeat(3000), names).words[0].text.length, 4000);
}

testInflate();
testUnpack();
testPostings();
testBytes();
testQuery();
const unknown = testTable(false);
assert.ok(unknown > 100000);
assert.ok(!parts.known("黨") && parts.known("党建 5G（槜李）"));
await testAnalysis();
await parts.ready("黨");
assert.equal(testTable(true), 0);
await testAnalysis();
