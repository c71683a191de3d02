// Tests of search.js on a network with faults: node network.mjs SCRIPT FOLDER.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import {host} from "./host.mjs";

const script = fs.readFileSync(process.argv[2], "utf8"), folder = process.argv[3];
const query = "党建联盟", rare = "黨建";

/** rejects asserts that a promise fails with an error of a code. */
const rejects = (promise, code) => assert.rejects(promise, e => assert.equal(e.code, code, e.stack) || true);
const isRoot = address => address.endsWith("/root.js");

async function main() {
  await nothingEarly();
  await sameAnswers();
  for (const mode of ["range", "whole"]) await faults(mode);
  for (const mode of ["range", "whole"]) await truncated(mode);
  await oddRange();
  await impatience();
  await onlyCounts();
  await onDisk();
  await publishedAnew();
  await cancelling();
  await together();
  await withoutTables();
  for (const mode of ["range", "file"]) await damaged(mode);
}

async function nothingEarly() {
  const {touyan, asked, root} = host(folder, script, "range");
  touyan.open(root);
  await new Promise(done => setTimeout(done, 20));
  assert.deepEqual(asked, []);
  assert.deepEqual(Object.assign({}, touyan.stats()), {requests: 0, bytes: 0});
}

/** sameAnswers: however the files come, the answer is the same; whole files are asked for once. */
async function sameAnswers() {
  const answers = [];
  for (const mode of ["range", "whole", "file"]) {
    const {touyan, asked} = host(folder, script, mode);
    const r = await touyan.search(query);
    assert.ok(r.total > 0 && r.results[0].excerpt.some(f => f.hit));
    answers.push(JSON.stringify([r, await touyan.suggest("dang")]));
    const before = asked.length;
    await touyan.search(query);
    assert.equal(asked.length, before, "nothing is loaded twice");
    assert.equal(touyan.stats().requests, before);
    if (mode === "file") assert.equal(new Set(asked).size, asked.length);
  }
  assert.equal(answers[1], answers[0]);
  assert.equal(answers[2], answers[0]);
}

async function faults(mode) {
  const fail = (what, kind, times = Infinity) => {
    let left = times;
    return host(folder, script, mode, address => what(address) && left-- > 0 ? kind : undefined);
  };
  const shard = address => address.includes("/shards/");
  await rejects(fail(isRoot, "lost").touyan.search(query), "offline");
  await rejects(fail(isRoot, "silent").touyan.search(query), "timeout");
  await rejects(fail(isRoot, null).touyan.search(query), "missing");
  await rejects(fail(shard, "lost").touyan.search(query), "offline");
  await rejects(fail(shard, "silent").touyan.search(query), "timeout");
  await rejects(fail(shard, null).touyan.search(query), "missing");
  await rejects(fail(shard, Buffer.from("<!doctype html>")).touyan.search(query), "damaged");
  // Once is no failure; and after one, the next search begins anew.
  for (const kind of ["lost", "silent"]) assert.ok((await fail(() => true, kind, 1).touyan.search(query)).total);
  const twice = fail(isRoot, "lost", 2);
  await rejects(twice.touyan.search(query), "offline");
  assert.ok((await twice.touyan.search(query)).total);
}

/** truncated: a file that ends too early is damaged, and not kept. */
async function truncated(mode) {
  for (const part of [isRoot, address => address.includes("/shards/")]) {
    let bad = true;
    const {touyan, requests} = host(folder, script, mode, address => {
      if (!bad || !part(address)) return undefined;
      const data = fs.readFileSync(path.join(folder, "search", address.split("/search/")[1]));
      return data.subarray(0, data.length / 4 << 1);
    });
    for (let i = 0; i < 3; i++) await rejects(touyan.search(query), "damaged");
    bad = false;
    const before = requests.length;
    assert.ok((await touyan.search(query)).total);
    assert.ok(requests.slice(before).every(r => r.cache === "reload"), "the browser may have kept what was damaged");
  }
}

/** oddRange: one answer that is not the range asked for makes one file be loaded whole, and no others. */
async function oddRange() {
  let odd = 1;
  const {touyan, requests} = host(folder, script, "range", address => address.includes("/shards/") && odd-- > 0 ? "odd" : undefined);
  assert.ok((await touyan.search(query)).total);
  assert.equal(requests.filter(r => !r.range && !isRoot(r.address)).length, 1);
}

/** impatience: what is asked for right after a failure does not wait for the rest of it. */
async function impatience() {
  let lost = "", bad = true;
  const {touyan} = host(folder, script, "range", address => {
    if (!bad || !address.includes("/shards/")) return undefined;
    if (/shards\/[89a-f]/.test(address)) lost = lost || address; // one of terms
    return address === lost ? "lost" : "silent";
  }, 1);
  await rejects(touyan.search("党建", {facets: []}), "offline"); // the lengths of documents are still on their way
  bad = false;
  const start = Date.now();
  assert.ok((await touyan.search(query)).total);
  assert.ok(Date.now() - start < 5000, "it waits for time-outs");
}

/** onlyCounts: a page of no results is no reason to read documents. */
async function onlyCounts() {
  const {touyan, requests} = host(folder, script, "range"), whole = host(folder, script, "range").touyan;
  const got = await touyan.search(query, {size: 0, facets: ["type"]}), want = await whole.search(query, {facets: ["type"]});
  assert.equal(got.total, want.total);
  assert.equal(got.results.length, 0);
  assert.equal(JSON.stringify(got.facets), JSON.stringify(want.facets));
  const others = new Set(requests.filter(r => /shards\/[0-7]/.test(r.address)).map(r => r.address));
  assert.equal(others.size, 2, "the columns of lengths and types alone");
}

async function onDisk() {
  await rejects(host(folder, script, "file", isRootGone).touyan.search(query), "missing");
  await rejects(host(folder, script, "file", () => "silent").touyan.search(query), "timeout");
  await rejects(host(folder, script, "file", () => Buffer.from("1")).touyan.search(query), "damaged");
}

const isRootGone = address => isRoot(address) ? null : undefined;

/** publishedAnew: a shard that is gone makes the root be read again, once. */
async function publishedAnew() {
  let roots = 0;
  const {touyan, asked} = host(folder, script, "range", address => {
    if (isRoot(address)) roots++;
    return !isRoot(address) && roots < 2 ? null : undefined;
  });
  assert.ok((await touyan.search(query)).total);
  assert.equal(asked.filter(isRoot).length, 2);
}

async function cancelling() {
  const {touyan} = host(folder, script, "range");
  await rejects(touyan.search(query, {cancelled: () => true}), "cancelled");
  assert.ok((await touyan.search(query, {cancelled: () => false})).total);
}

/** together: what several searches want at a time is loaded once, six files at a time. */
async function together() {
  // On a busy machine a hurried time-out would load something again.
  const [alone, all] = [1, 2].map(() => host(folder, script, "range", () => undefined, 1));
  const want = JSON.stringify(await alone.touyan.search(query));
  const got = await Promise.all([1, 2, 3].map(() => all.touyan.search(query)));
  for (const r of got) assert.equal(JSON.stringify(r), want);
  assert.equal(all.asked.length, alone.asked.length);
}

/** withoutTables: where the lazy files are missing, what needs them fails and the rest does not. */
async function withoutTables() {
  const {touyan} = host(folder, script, "range", address => address.includes("/assets/") ? null : undefined);
  await rejects(touyan.search(rare), "missing");
  const r = await touyan.search("党键联盟");
  assert.equal(r.didYouMean, "");
  assert.ok(r.total > 0);
}

/** damaged: with any byte of any file changed there is an answer or an error with a code, in time. */
async function damaged(mode) {
  let n = 0;
  for (let i = 0; i < 60; i++) {
    const {touyan} = host(folder, script, mode, (address, k) => {
      if (address.includes("/assets/") || (k + i) % 3) return undefined;
      const name = path.join(folder, "search", address.split("/search/")[1]);
      if (!fs.existsSync(name)) return null; // a name that was damaged
      const data = fs.readFileSync(name);
      for (let left = 1 + i % 4; left > 0; left--) {
        const at = 52 + 2 * ((i * 7919 + left * 104729 + k * 31) % (data.length / 2 - 29));
        data[at] ^= 1 << (i + left) % 8;
      }
      return i % 10 ? data : data.subarray(0, data.length - 2 * (1 + i));
    });
    for (const job of [() => touyan.search(query + " -\"甜甜\"", {filters: {region: ["浙江"]}}), () => touyan.suggest("dang")]) {
      try {
        await job();
      } catch (e) {
        assert.ok(["damaged", "missing"].includes(e.code), e.stack);
        n++;
      }
    }
  }
  assert.ok(n > 10, n + " failures");
}

await main();
process.exit(0); // time-outs of what never came may still be running
