// Search in the browser. Defines window.touyan:
//
//	search(query, options)  answers a query, see search below
//	suggest(text)           suggests what a reader may be typing
//	open(base)              says where the site's root folder is, as an absolute
//	                        address with a slash at the end; by default the script
//	                        element's data-root does
//	stats()                 {requests, bytes} loaded so far
//	shard, table, pinyin    what the files that are loaded call
//
// The element that loads this script has in data-root the way from the page to the
// site's root folder ("", "../"), and in data-table and data-pinyin the addresses of
// search-table.js and search-pinyin.js. Nothing is loaded before the first search.
//
// The index is what generator/search/shards writes below search/; results, order and
// scores are those of generator/search. Syntax and built-ins are those of ES2017.
(function () {
  "use strict";

  // @import "_search-basic.js";
  // @import "_search-bits.js";
  // @import "_search-inflate.js";
  // @import "_search-load.js";
  // @import "_search-index.js";
  // @import "_search-analysis.js";
  // @import "_search-query.js";
  // @import "_search-plan.js";
  // @import "_search-pinyin.js";
  // @import "_search-match.js";
  // @import "_search-allow.js";
  // @import "_search-facets.js";
  // @import "_search-excerpt.js";
  // @import "_search-mend.js";
  // @import "_search-suggest.js";
  // @import "_search-answer.js";

  const element = document.currentScript, data = element ? element.dataset : {};
  const absolute = address => new URL(address, document.baseURI).href;

  /** The addresses of the tables that are loaded when they are needed. */
  const assets = {table: absolute(data.table || ""), pinyin: absolute(data.pinyin || "")};

  let base = absolute(data.root || "./"), opened = null;
  let cache = "default"; // whether the browser's own cache may answer

  /** site opens the index once; a failure is not kept. */
  function site() {
    if (!opened) {
      const mine = opened = new Index(base, cache).open();
      mine.catch(() => { if (opened === mine) opened = null; });
    }
    return opened;
  }

  /**
   * fresh runs a job on the index. After a failure the next one waits for nothing
   * that this one still does, and after damage all is loaded anew. Where a shard is
   * gone the site has been published anew: then the job runs once more.
   */
  async function fresh(job, again) {
    const before = site();
    try {
      return await job(await before);
    } catch (e) {
      // Numbers that make no sense are found out where they are used.
      const fault = typeof e.code === "string" ? e : Object.assign(damaged(), {cause: e}), {code} = fault;
      if (code === "damaged") cache = "reload";
      if (opened === before && code !== "cancelled") {
        if (code === "damaged" || code === "missing") opened = null;
        else (await before).load.recover();
      }
      if (code !== "missing" || again) throw fault;
      return fresh(job, true);
    }
  }

  window.touyan = Object.assign(window.touyan || {}, {
    open(address) {
      base = address;
      opened = null;
      cache = "default";
    },
    search: (query, options) => fresh(index => search(index, query, options || {})),
    suggest: text => fresh(index => suggest(index, String(text))),
    stats: () => Object.assign({}, stats),
    shard: deliver,
    table: packed => deliver("table", packed),
    pinyin: packed => deliver("pinyin", packed),
  });
})();
