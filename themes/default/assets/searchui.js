// The search box in the head of every page: suggestions and the first results
// drop down while a reader types. Loaded, after search.js, when a reader goes to
// the box; the search page uses touyan.ui as well.
//
// The box follows the ARIA pattern of a combobox with a list: the focus stays in
// the field, the arrow keys move aria-activedescendant through the options, Enter
// opens the one chosen or goes to the search page, Escape closes. All words are
// data attributes of the form, which the layout writes.
(function () {
  "use strict";
  const touyan = window.touyan = window.touyan || {};

  const pause = 80; // milliseconds from the last key to the search
  const patience = 200; // milliseconds before a wait is told of
  const shownTerms = 5; // suggestions in the list
  const shownPages = 4; // results in the list

  // element makes an element of a class ("" for none) with texts and nodes in it.
  function element(name, className, ...content) {
    const e = document.createElement(name);
    if (className) e.className = className;
    e.append(...content);
    return e;
  }

  // words fills {1}, {2} … in a text of the catalogue.
  function words(text, ...args) {
    return text.replace(/\{([1-9])\}/g, (all, n) => n <= args.length ? String(args[n - 1]) : all);
  }

  // plural is words for a number: one is the text for 1, other for the rest.
  function plural(one, other, n) {
    return n === 1 ? one : words(other, n);
  }

  // address is that of a page of the site as seen from here.
  function address(root, url, anchor) {
    return (root || "./") + url + (anchor ? "#" + encodeURIComponent(anchor) : "");
  }

  // marked turns an excerpt into nodes.
  function marked(excerpt) {
    return (excerpt || []).map(part => part.hit ? element("mark", "", part.text) : document.createTextNode(part.text));
  }

  // typed calls ask with what stands in a field once the reader pauses, but not
  // while an input method still composes a word. It returns a function that drops
  // what is still to come.
  function typed(input, ask) {
    let timer = 0;
    let composing = !!input.composing;
    const later = () => {
      clearTimeout(timer);
      timer = setTimeout(() => ask(input.value), pause);
    };
    input.addEventListener("compositionstart", () => { composing = true; clearTimeout(timer); });
    input.addEventListener("compositionend", () => { composing = false; later(); });
    input.addEventListener("input", e => { if (!composing && !e.isComposing) later(); });
    if (!composing && input.value && document.activeElement === input) later();
    return () => clearTimeout(timer);
  }

  // soon calls tell unless the promise is settled before a reader would wonder.
  function soon(promise, tell) {
    const timer = setTimeout(tell, patience);
    const stop = () => clearTimeout(timer);
    promise.then(stop, stop);
    return promise;
  }

  touyan.ui = {element, words, plural, address, marked, typed, soon};

  // Box is the search box of a page.
  class Box {
    constructor(form) {
      this.form = form;
      this.input = form.elements.q;
      this.facts = form.dataset;
      this.turn = 0; // counts searches, so that only the last one's answer counts
      this.options = [];
      this.at = -1; // the chosen option; -1 for none
      this.build();
      typed(this.input, text => this.ask(text));
      this.input.addEventListener("keydown", e => this.key(e));
      form.addEventListener("submit", () => this.close());
      form.addEventListener("focusout", e => { if (!form.contains(e.relatedTarget)) this.close(); });
      window.addEventListener("pagehide", () => this.close());
    }

    // build adds the list, the line below it, and what is told to screen readers.
    build() {
      this.list = element("div", "");
      this.list.id = this.input.id + "_list";
      this.list.setAttribute("role", "listbox");
      this.list.setAttribute("aria-label", this.facts.suggestions);
      this.note = element("p", "search-note");
      this.drop = element("div", "search-drop", this.list, this.note);
      this.drop.hidden = true;
      this.heard = element("span", "unseen");
      this.heard.setAttribute("role", "status");
      this.form.append(this.drop, this.heard);
      this.input.setAttribute("aria-controls", this.list.id);
    }

    // ask searches for a text and shows what is found.
    async ask(text) {
      const turn = ++this.turn;
      const query = text.trim();
      if (!query) return this.close();
      const answer = Promise.all([
        touyan.suggest(query).catch(() => []),
        touyan.search(query, {page: 1, size: shownPages, facets: [], cancelled: () => turn !== this.turn}),
      ]);
      try {
        const [terms, found] = await soon(answer, () => { if (turn === this.turn) this.tell(this.facts.wait); });
        if (turn === this.turn) this.show(query, terms, found);
      } catch (e) {
        if (turn === this.turn) this.tell(this.facts.fault);
      }
    }

    // tell shows a line instead of options.
    tell(text) {
      this.fill([]);
      this.open(text);
    }

    show(query, terms, found) {
      const shown = new Set();
      const first = terms.slice(0, shownTerms).map(t => this.term(t, shown));
      const pages = found.results.filter(r => !shown.has(r.url)).map(r => this.page(r));
      const groups = [[this.facts.terms, first], [this.facts.pages, pages]];
      if (found.total > shownPages) {
        const all = element("a", "search-all", plural(this.facts.allOne, this.facts.all, found.total));
        all.href = this.results({q: query});
        groups.push(["", [all]]);
      }
      this.fill(groups);
      const n = this.options.length;
      this.open(n ? "" : this.facts.none, n ? plural(this.facts.heardOne, this.facts.heard, n) : this.facts.none);
    }

    // term is the option of a suggestion. Its page's address joins those shown.
    term(t, shown) {
      const option = element("a", "search-term", element("span", "", t.text));
      if (this.facts[t.kind]) option.append(" ", element("span", "search-kind", this.facts[t.kind]));
      if (t.url) {
        shown.add(t.url);
        option.href = address(this.facts.root, t.url);
      } else {
        option.href = this.results(t.value ? {[t.kind]: t.value} : {q: t.text});
      }
      return option;
    }

    // page is the option of a result.
    page(r) {
      const option = element("a", "search-page", element("span", "", r.title));
      const facts = [r.region, r.section].filter(Boolean).join(" · ");
      if (facts) option.append(" ", element("span", "search-kind", facts));
      option.href = address(this.facts.root, r.url, r.anchor);
      return option;
    }

    // results is the address of the search page for some parameters.
    results(parameters) {
      return this.form.getAttribute("action") + "?" + new URLSearchParams(parameters);
    }

    // fill puts options into the list, each group a name and its options.
    fill(groups) {
      this.list.textContent = "";
      this.options = [];
      for (const [name, options] of groups) {
        if (!options.length) continue;
        let home = this.list;
        if (name) {
          home = this.list.appendChild(element("div", ""));
          home.setAttribute("role", "group");
          home.setAttribute("aria-label", name);
        }
        for (const option of options) {
          option.id = this.list.id + this.options.length;
          option.tabIndex = -1;
          option.setAttribute("role", "option");
          option.setAttribute("aria-selected", "false");
          this.options.push(option);
        }
        home.append(...options);
      }
      this.choose(-1);
    }

    // open shows the list, with a line below it where there is one to say, and
    // lets screen readers hear a text.
    open(note, heard) {
      if (!this.form.contains(document.activeElement)) return;
      this.note.textContent = note;
      this.note.hidden = !note;
      this.list.hidden = !this.options.length;
      this.heard.textContent = heard || note;
      this.drop.hidden = false;
      this.input.setAttribute("aria-expanded", String(this.options.length > 0));
    }

    close() {
      this.turn++;
      this.drop.hidden = true;
      this.heard.textContent = "";
      this.input.setAttribute("aria-expanded", "false");
      this.choose(-1);
    }

    // choose marks an option; -1 leaves the field itself.
    choose(at) {
      const before = this.options[this.at], now = this.options[at];
      if (before) before.setAttribute("aria-selected", "false");
      this.at = now ? at : -1;
      if (!now) return this.input.removeAttribute("aria-activedescendant");
      now.setAttribute("aria-selected", "true");
      now.scrollIntoView({block: "nearest"});
      this.input.setAttribute("aria-activedescendant", now.id);
    }

    // move goes up or down through the options and the field, round and round.
    move(step) {
      const n = this.options.length + 1;
      this.choose((this.at + 1 + step + n) % n - 1);
    }

    key(e) {
      // 229 is a key that an input method takes for itself.
      if (e.isComposing || e.keyCode === 229 || e.ctrlKey || e.metaKey || e.altKey) return;
      if (e.key === "ArrowDown" || e.key === "ArrowUp") {
        e.preventDefault();
        if (this.drop.hidden) this.ask(this.input.value);
        else this.move(e.key === "ArrowDown" ? 1 : -1);
      } else if (e.key === "Enter" && this.at >= 0) {
        e.preventDefault();
        this.options[this.at].click();
      } else if (e.key === "Escape" && !this.drop.hidden) {
        e.preventDefault();
        this.close();
      }
    }
  }

  const form = document.querySelector(".search-box");
  if (form) new Box(form);
})();
