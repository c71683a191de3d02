// The search page: what a reader types, filters and pages through becomes a
// search, its results, and the page's address, which holds all of it at every
// moment. Typing replaces the entry in the browser's history; a search that is
// sent off, a filter, an order or a page adds one, so that the way back goes by
// what the reader did.
//
// The layout writes all parts and words; here they are shown, hidden and filled.
(function () {
  "use strict";
  const touyan = window.touyan || {};
  const root = document.querySelector(".search");
  if (!root || !touyan.search || !touyan.ui) return;
  const {element, words, plural, address, marked, typed, soon, Facet} = touyan.ui;

  const size = 10; // results of a page

  // @import "_date.js";
  // @import "_searchpage-address.js";

  // Page is the search page at work.
  class Page {
    constructor() {
      const find = selector => document.querySelector(selector);
      this.facts = root.dataset;
      this.form = find(".search-form");
      this.input = this.form.elements.q;
      this.sort = find("#page_sort");
      this.count = find(".search-count");
      this.panel = find(".search-filters");
      this.found = find(".search-found");
      this.meant = find(".search-meant");
      this.wait = find(".search-wait");
      this.empty = find(".search-empty");
      this.fault = find(".search-fault");
      this.start = find(".search-start");
      this.examples = find(".search-examples");
      this.ways = find(".search-ways");
      this.title = document.title;
      this.sort.parentNode.hidden = true;
      this.turn = 0;
      this.list = this.found.appendChild(element("ol", "hits"));
      this.pager = this.found.appendChild(element("nav", "pager"));
      this.pager.setAttribute("aria-label", this.facts.pager);
      this.chips = root.insertBefore(element("ul", "search-chips"), root.querySelector(".search-grid"));
      this.chips.setAttribute("aria-label", this.facts.chosen);
      this.facets = Array.from(root.querySelectorAll(".facet")).map(d =>
        new Facet(d, this.facts, (id, values) => this.filter(id, values), () => this.narrow()));
      this.listen();
      this.widen();
      this.take();
    }

    listen() {
      this.drop = typed(this.input, text => this.type(text));
      this.form.addEventListener("submit", e => {
        e.preventDefault();
        this.drop();
        this.go({q: this.input.value.trim(), page: 1}, true);
      });
      this.sort.addEventListener("change", () => this.go({sort: this.sort.value, page: 1}));
      this.empty.querySelector("button").addEventListener("click", () => this.go({filters: {}, page: 1}));
      this.fault.querySelector("button").addEventListener("click", () => this.run());
      if (this.panel) this.panel.addEventListener("toggle", () => this.narrow());
      for (const part of [this.found, this.examples]) {
        if (part) part.addEventListener("click", e => this.follow(e));
      }
      window.addEventListener("popstate", () => this.take());
    }

    // widen keeps the filters open where there is room beside the results.
    widen() {
      if (!this.panel) return;
      const room = window.matchMedia("(min-width: 54em)");
      const fit = () => { this.panel.open = room.matches; };
      room.addListener(fit);
      fit();
    }

    // take takes the search from the page's address.
    take() {
      this.state = read(location.search);
      this.kept = write(this.state); // the last address that the history keeps
      this.drop();
      this.input.value = this.state.q;
      this.run();
    }

    // type searches for what is being typed.
    type(text) {
      const q = text.trim();
      if (q === this.state.q) return;
      this.state = Object.assign({}, this.state, {q, page: 1});
      this.remember("replaceState", write(this.state));
      this.run();
    }

    // go changes the search by something that the way back should undo. sent says
    // that the words in the field are sent off: the entry that typing has replaced
    // gets back what it was.
    go(change, sent) {
      this.state = Object.assign({}, this.state, change);
      const to = write(this.state);
      if (sent && to !== this.kept) this.remember("replaceState", this.kept);
      if (to !== this.kept) this.remember("pushState", to);
      this.kept = to;
      this.input.value = this.state.q;
      return this.run();
    }

    // remember writes an address into the history. Browsers refuse when it comes
    // to hundreds within seconds; the search goes on.
    remember(how, to) {
      try {
        history[how](null, "", to);
      } catch (e) { /* the address is late, no more */ }
    }

    // filter chooses values of a facet.
    filter(id, values) {
      const filters = Object.assign({}, this.state.filters);
      if (values.length) filters[id] = values; else delete filters[id];
      return this.go({filters, page: 1});
    }

    // follow takes a click on a link to a search here, where it means no new tab.
    async follow(e) {
      const link = e.target.closest("a[data-search], .search-examples a");
      if (!link || e.button || e.ctrlKey || e.metaKey || e.shiftKey || e.altKey) return;
      e.preventDefault();
      await this.go(read(link.search));
      this.found.focus({preventScroll: true});
      this.form.scrollIntoView();
    }

    // run searches and shows what comes of it.
    async run() {
      const turn = ++this.turn, s = this.state;
      this.sort.value = s.sort;
      document.title = s.q ? short(s.q) + " - " + this.title : this.title;
      this.fault.hidden = true;
      // A second choice may come before the numbers of the first.
      for (const f of this.facets) f.chosen = s.filters[f.id] || [];
      this.showChips();
      if (!s.q && !Object.keys(s.filters).length) return this.idle();
      const late = () => { if (turn === this.turn) this.waiting(true); };
      try {
        const answer = await soon(touyan.search(s.q, {
          filters: s.filters, page: s.page, size, sort: s.sort, facets: [], cancelled: () => turn !== this.turn,
        }), late);
        if (turn !== this.turn) return;
        const pages = Math.ceil(answer.total / size);
        if (pages && s.page > pages) return this.turnTo(pages);
        this.show(answer);
      } catch (e) {
        if (turn === this.turn) this.fail(e);
        return;
      }
      this.narrow();
    }

    // turnTo goes to the last page instead of one behind it.
    turnTo(page) {
      this.state = Object.assign({}, this.state, {page});
      this.kept = write(this.state);
      this.remember("replaceState", this.kept);
      return this.run();
    }

    // waiting shows that the search is under way, or no longer is.
    waiting(yes) {
      if (yes && root.hidden) this.only(root);
      this.wait.hidden = !yes;
      this.found.setAttribute("aria-busy", String(yes));
    }

    // only shows some of the page's parts and hides the others.
    only(...parts) {
      for (const part of [root, this.start, this.examples, this.ways, this.fault]) {
        if (part) part.hidden = !parts.includes(part);
      }
      this.waiting(false);
    }

    idle() {
      this.only(this.start, this.examples, this.ways);
      this.count.textContent = "";
    }

    fail(error) {
      this.only(this.fault, this.ways);
      this.count.textContent = "";
      this.tell(error);
    }

    // tell says what went wrong, beside what is shown.
    tell(error) {
      this.fault.querySelector("p").textContent = this.facts[error.code] || this.facts.fault;
      this.fault.hidden = false;
    }

    show(answer) {
      const none = !answer.total;
      this.only(root, ...(none ? [this.examples, this.ways] : []));
      this.showCount(answer.total, answer.more);
      this.showMeant(answer.didYouMean);
      this.showEmpty(none);
      this.list.textContent = "";
      this.list.start = (this.state.page - 1) * size + 1;
      this.list.hidden = none;
      this.list.append(...answer.results.map(r => this.hit(r)));
      this.showPager(Math.ceil(answer.total / size));
    }

    showCount(total, more) {
      const pages = Math.ceil(total / size);
      let text = more ? words(this.facts.countLeast, total) : plural(this.facts.countOne, this.facts.count, total);
      if (pages > 1) text += " " + words(this.facts.pageOf, this.state.page, pages);
      this.count.textContent = text;
      this.sort.parentNode.hidden = total < 2;
    }

    showMeant(query) {
      this.meant.hidden = !query;
      const old = this.meant.querySelector("a");
      if (old) old.remove();
      if (query) this.meant.append(this.link({q: query, page: 1}, query));
    }

    showEmpty(none) {
      const filtered = Object.keys(this.state.filters).length > 0;
      if (this.panel) this.panel.hidden = none && !filtered;
      this.empty.hidden = !none;
      if (!none) return;
      this.empty.querySelector("h2").textContent = this.state.q ? words(this.facts.empty, short(this.state.q)) : this.facts.emptyFilters;
      this.empty.querySelector("ul").hidden = !this.state.q;
      this.empty.querySelector("button").parentNode.hidden = !filtered;
    }

    // hit is one result.
    hit(r) {
      const link = element("a", "", r.title);
      link.href = address(this.facts.root, r.url, r.anchor);
      const facts = element("p", "hit-facts");
      const type = this.facets.find(f => f.id === "type");
      if (r.type) facts.append(element("span", "type", type ? type.label(r.type) : r.type));
      if (r.region) facts.append(element("span", "", r.region));
      if (r.date) facts.append(element("span", "", date(r.date)));
      if (r.organization) facts.append(element("span", "", r.organization));
      const hit = element("li", "hit", element("h2", "", link));
      if (facts.firstChild) hit.append(facts);
      const text = element("p", "hit-text", ...marked(r.excerpt));
      if (r.section) text.prepend(element("span", "hit-section", r.section), " ");
      if (text.firstChild) hit.append(text);
      if (touyan.choice) touyan.choice.offer(hit, r.url, r.title);
      return hit;
    }

    // link leads to this search with a change.
    link(change, text) {
      const a = element("a", "", text);
      a.href = write(Object.assign({}, this.state, change));
      a.dataset.search = "";
      return a;
    }

    showPager(pages) {
      const at = this.state.page;
      this.pager.hidden = pages < 2;
      this.pager.textContent = "";
      if (pages < 2) return;
      const list = element("ul", "");
      for (const n of sheets(at, pages)) {
        const inside = n === at ? element("span", "", String(n)) : n ? this.link({page: n}, String(n)) : element("span", "gap", "…");
        if (n === at) inside.setAttribute("aria-current", "page");
        list.append(element("li", "", inside));
      }
      const turn = (n, rel, text) => {
        const a = this.link({page: n}, text);
        a.className = a.rel = rel;
        return a;
      };
      if (at > 1) this.pager.append(turn(at - 1, "prev", this.facts.previous));
      this.pager.append(list);
      if (at < pages) this.pager.append(turn(at + 1, "next", this.facts.next));
    }

    // showChips shows the chosen values, each a button that drops it.
    showChips() {
      const held = Array.from(this.chips.querySelectorAll("button")).indexOf(document.activeElement);
      this.chips.textContent = "";
      const cross = () => {
        const mark = element("span", "cross", "×");
        mark.setAttribute("aria-hidden", "true");
        return mark;
      };
      const chip = (text, click) => {
        const button = element("button", "", ...text);
        button.type = "button";
        button.addEventListener("click", click);
        this.chips.append(element("li", "", button));
      };
      let n = 0;
      for (const f of this.facets) {
        const values = this.state.filters[f.id] || [];
        for (const v of values) {
          n++;
          chip([element("span", "unseen", this.facts.remove + " "), f.title + " " + f.label(v), cross()], () => this.filter(f.id, values.filter(w => w !== v)));
        }
      }
      if (n > 1) chip([this.facts.clear], () => this.go({filters: {}, page: 1}));
      this.chips.hidden = !n;
      if (held < 0) return;
      const left = this.chips.querySelectorAll("button");
      (left[Math.min(held, left.length - 1)] || this.input).focus();
    }

    // narrow fills the filters that are open, and not yet filled for this search.
    async narrow() {
      const turn = this.turn, {filters} = this.state;
      if (!this.panel || !this.panel.open || root.hidden) return;
      const open = this.facets.filter(f => f.details.open && f.turn !== turn);
      for (const f of open) f.turn = turn;
      try {
        const counted = await this.countFor(open);
        if (turn !== this.turn) return;
        for (const f of open) f.show(counted[f.id] || [], filters[f.id] || []);
        this.panel.classList.add("filled");
      } catch (e) {
        for (const f of open) f.turn = 0;
        if (turn === this.turn) this.tell(e);
      }
    }

    // countFor counts the results by some facets. A facet's own choice does not
    // count for its numbers, or nothing could be added to it.
    async countFor(facets) {
      const turn = this.turn, {q, filters} = this.state;
      const ask = (chosen, ids) => touyan.search(q, {
        filters: chosen, page: 1, size: 0, facets: ids, cancelled: () => turn !== this.turn,
      });
      const free = facets.filter(f => !filters[f.id]);
      const jobs = free.length ? [ask(filters, free.map(f => f.id))] : [];
      for (const f of facets) if (filters[f.id]) jobs.push(ask(this.without(f.id), [f.id]));
      return Object.assign({}, ...(await Promise.all(jobs)).map(a => a.facets));
    }

    // without is the filters but for one facet. Where nothing at all would be
    // left to ask for, it asks for the cases of every type.
    without(id) {
      const filters = Object.assign({}, this.state.filters);
      delete filters[id];
      const type = this.facets.find(f => f.id === "type");
      if (!this.state.q && !Object.keys(filters).length && type) filters.type = type.known;
      return filters;
    }
  }

  new Page();
})();
