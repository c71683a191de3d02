// A browser of sorts: just what search.js asks of one, over a folder that stands
// for a site. The script runs in a context of its own with these globals and no
// others, so that it cannot lean on Node.
import fs from "node:fs";
import path from "node:path";
import vm from "node:vm";

/** The address of the site, at which the folder stands. */
const roots = {range: "https://site.test/below/", whole: "https://site.test/below/", file: "file:///home/site/"};

/**
 * host runs the script at an address of the site and returns {touyan, asked}: what
 * it defines and the addresses it asked for. mode says how the site is reached:
 * "range" by a server that gives ranges, "whole" by one that does not, "file" from
 * disk. answer, which may be left out, is called with each address and its number
 * and may return what to do instead: "lost", "silent" (no answer at all), "odd" (a
 * range without its last byte) or bytes. requests lists what fetch was asked for.
 * hurry is how many times as fast as elsewhere time-outs pass.
 */
export function host(folder, script, mode, answer = () => undefined, hurry = 100) {
  const root = roots[mode], asked = [], requests = [];

  /** look returns the file at an address, or what answer wants instead. */
  const look = address => {
    asked.push(address);
    const instead = answer(address, asked.length);
    if (instead !== undefined) return instead;
    const name = path.join(folder, decodeURIComponent(address.slice(root.length)));
    return fs.existsSync(name) ? fs.readFileSync(name) : null;
  };

  async function fetch(address, options = {}) {
    if (mode === "file") throw new TypeError("not from disk");
    let data = look(address), status = 200;
    const range = /^bytes=(\d+)-(\d+)$/.exec((options.headers || {}).Range || "");
    requests.push({address, range: range !== null, cache: options.cache});
    const odd = data === "odd" ? 1 : 0;
    if (odd) data = fs.readFileSync(path.join(folder, address.slice(root.length)));
    await new Promise(done => setImmediate(done));
    if (data === "silent") return new Promise((_, reject) => options.signal.addEventListener("abort", () => reject(new Error("aborted"))));
    if (data === "lost") throw new TypeError("network");
    if (!data) return {ok: false, status: 404};
    if (range && mode === "range") {
      if (Number(range[1]) >= data.length) return {ok: false, status: 416};
      data = data.subarray(Number(range[1]), Number(range[2]) + 1 - odd);
      status = 206;
    }
    return {ok: true, status, arrayBuffer: async () => Uint8Array.from(data).buffer};
  }

  function append(element) {
    const data = look(element.src);
    setImmediate(() => {
      if (data === "silent") return;
      if (!data || data === "lost") return element.onerror();
      const utf16 = data[0] === 0xff && data[1] === 0xfe;
      try {
        vm.runInContext(data.toString(utf16 ? "utf16le" : "utf8").replace(/^\ufeff/, ""), context);
      } catch (e) {
        // A script that does not parse is loaded all the same.
      }
      element.onload();
    });
  }

  const window = {};
  const context = vm.createContext({
    window, fetch, URL, TextDecoder, AbortController, atob, clearTimeout,
    // Waiting is for people: what takes seconds is over at once.
    setTimeout: (f, ms) => setTimeout(f, ms / hurry),
    document: {
      baseURI: root + "cases/x.html",
      currentScript: {dataset: {root: "../", table: "../assets/search-table.js", pinyin: "../assets/search-pinyin.js"}},
      createElement: () => ({remove() {}}),
      head: {appendChild: append},
    },
  });
  vm.runInContext(script, context, {filename: "search.js"});
  context.touyan = window.touyan;
  return {touyan: window.touyan, asked, requests, root};
}
