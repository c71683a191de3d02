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

  /** site opens the index once; a failure is not kept. */
  function site() {
    if (!opened) {
      const mine = opened = new Index(base).open();
      mine.catch(() => { if (opened === mine) opened = null; });
    }
    return opened;
  }

  /**
   * fresh runs a job on the index, and once more on a newly opened one where a
   * shard was gone: the site has been published anew.
   */
  async function fresh(job) {
    const before = site(), index = await before;
    try {
      return await job(index);
    } catch (e) {
      // Numbers that make no sense are found out where they are used.
      if (typeof e.code !== "string") throw Object.assign(damaged(), {cause: e});
      if (e.code !== "missing") throw e;
      if (opened === before) opened = null;
      return job(await site());
    }
  }

  window.touyan = Object.assign(window.touyan || {}, {
    open(address) {
      base = address;
      opened = null;
    },
    search: (query, options) => fresh(index => search(index, query, options || {})),
    suggest: text => fresh(index => suggest(index, String(text))),
    stats: () => Object.assign({}, stats),
    shard: deliver,
    table: packed => deliver("table", packed),
    pinyin: packed => deliver("pinyin", packed),
  });
})();
