// Search by the server: defines the window.touyan that search.js does (search, suggest,
// open, stats; see there) and asks the server's api/search and api/suggest, which
// docs/api.md describes. search.backend of site.yaml chooses between the two.
//
// The element that loads this script has in data-root the way from the page to the
// site's root folder. A promise is rejected with an error whose code is
//
//	offline  no answer, or none of the server's own
//	timeout  none in time
//	missing  the server has no search at this address
//	damaged  an answer that makes no sense
//	busy     too many ask
//	server   the page was not opened from a server
//
// Syntax and built-ins are those of ES2017.
(function () {
  "use strict";

  const PATIENCE = 15000; // milliseconds for one answer
  const LOOK = 50; // milliseconds between two looks whether an answer is still wanted
  const BUSY = 2; // times that a busy server is asked again
  const LONGEST = 3; // seconds that are waited for a busy server
  const PAGE = 10, MOST_ON_PAGE = 100, DEEPEST = 10000;
  const MOST_QUERY = 2000, SHORT_QUERY = 500, MOST_VALUE = 200; // characters
  const FACETS = ["type", "region", "sector", "level", "problem", "tag", "year"];

  const element = document.currentScript;
  let base = new URL(element && element.dataset.root || "./", document.baseURI).href;

  /** stats counts what was loaded, for tests. */
  const stats = {requests: 0, bytes: 0};

  /** fault makes the error for a failure; wait is the seconds after which it may be tried again. */
  function fault(code, what, wait) {
    return Object.assign(new Error("search: " + code + ": " + what), {code, wait});
  }

  /** start returns the first n characters of a text. Half a surrogate pair is U+FFFD. */
  function start(text, n) {
    const whole = String(text).replace(/[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]/g, c => c.length > 1 ? c : "\ufffd");
    return Array.from(whole).slice(0, n).join("");
  }

  const pause = ms => new Promise(done => setTimeout(done, ms));

  /** request asks once, and gives up when it takes too long or is no longer wanted. */
  async function request(address, cancelled) {
    stats.requests++;
    const aborter = typeof AbortController === "function" ? new AbortController() : null;
    let timer, look;
    const given = new Promise((_, reject) => {
      const stop = code => {
        reject(fault(code, address));
        if (aborter) aborter.abort();
      };
      timer = setTimeout(stop, PATIENCE, "timeout");
      look = setInterval(() => { if (cancelled()) stop("cancelled"); }, LOOK);
    });
    const answer = fetch(address, {
      signal: aborter ? aborter.signal : undefined, headers: {Accept: "application/json"},
    }).then(read, () => { throw fault("offline", address); });
    answer.catch(() => {}); // it may come after the end
    try {
      return await Promise.race([answer, given]);
    } finally {
      clearTimeout(timer);
      clearInterval(look);
    }
  }

  /** read returns what a response says. */
  async function read(response) {
    const {status, url} = response;
    let text, said;
    try {
      text = await response.text();
    } catch (e) {
      throw fault("offline", url);
    }
    stats.bytes += text.length;
    try {
      said = JSON.parse(text);
    } catch (e) { /* told below */ }
    if (response.ok) {
      if (said && typeof said === "object") return said;
      throw fault("damaged", url);
    }
    if (status === 404 || status === 410) throw fault("missing", url);
    const type = said && typeof said.type === "string" ? said.type.replace(/.*#/, "") : "";
    if (type === "timed-out") throw fault("timeout", url);
    if (status === 429 || status === 503 && type) throw fault("busy", url, Number(response.headers.get("Retry-After")) || 1);
    throw fault(type || status === 414 ? "refused" : "offline", status + " " + url);
  }

  /** ask asks, once more where the network may have been at fault, and again when a busy server says. */
  async function ask(path, parameters, cancelled) {
    if (base.startsWith("file:")) throw fault("server", base);
    const address = base + "api/" + path + "?" + parameters;
    for (let again = 0; ; again++) {
      if (cancelled()) throw fault("cancelled", "by the caller");
      try {
        return await request(address, cancelled);
      } catch (e) {
        if (again < BUSY && e.wait <= LONGEST) await pause(e.wait * 1000);
        else if (again || e.code !== "offline" && e.code !== "timeout") throw e;
      }
    }
  }

  /** asked are the parameters of a search. */
  function asked(query, options) {
    const p = new URLSearchParams();
    p.append("q", start(query, MOST_QUERY));
    for (const id of FACETS) {
      for (const value of (options.filters || {})[id] || []) p.append(id, start(value, MOST_VALUE) || " ");
    }
    const size = options.size === 0 ? 0 : Math.min(options.size > 0 ? Math.floor(options.size) : PAGE, MOST_ON_PAGE);
    const last = size ? Math.floor(DEEPEST / size) + 1 : 1;
    p.append("page", Math.min(Math.max(Math.floor(options.page) || 1, 1), last));
    p.append("size", size);
    if (options.sort === "date") p.append("sort", "date");
    const facets = options.facets && options.facets.filter(id => FACETS.includes(id));
    if (facets) for (const id of facets.length ? facets : ["none"]) p.append("facet", id);
    return p;
  }

  /** search asks for pages. What stands before the server may refuse a long address; then less of the query is asked for. */
  async function search(query, options) {
    const cancelled = options.cancelled || (() => false), p = asked(query, options);
    let answer;
    try {
      answer = await ask("search", p, cancelled);
    } catch (e) {
      const short = start(query, SHORT_QUERY);
      if (e.code !== "refused" || short === p.get("q")) throw e;
      p.set("q", short);
      answer = await ask("search", p, cancelled);
    }
    if (!Array.isArray(answer.results) || typeof answer.total !== "number" || !answer.facets) throw fault("damaged", base);
    if (cancelled()) throw fault("cancelled", "by the caller");
    return answer;
  }

  /** suggest asks what a reader may be typing. */
  async function suggest(text) {
    const answer = await ask("suggest", new URLSearchParams({q: start(text, SHORT_QUERY)}), () => false);
    if (!Array.isArray(answer.suggestions)) throw fault("damaged", base);
    return answer.suggestions;
  }

  window.touyan = Object.assign(window.touyan || {}, {
    open(address) { base = address; },
    search: (query, options) => search(query, options || {}),
    suggest,
    stats: () => Object.assign({}, stats),
  });
})();
