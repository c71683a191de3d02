// The filters of the search page: for each facet a list of its values with the
// numbers of results, of which several may be chosen; regions are a tree that is
// gone down step by step. The layout writes a details element for each facet,
// with the words of values that go by another name than their own.
(function () {
  "use strict";
  const touyan = window.touyan = window.touyan || {};
  const {element, words} = touyan.ui;

  const shown = 8; // values of a list before the button for more

  // under reports whether a region's path is below another.
  const under = (path, above) => path.startsWith(above + "/");

  // lastOf is a region's own name.
  const lastOf = path => path.slice(path.lastIndexOf("/") + 1);

  // Facet is one filter: a details element with a list of check boxes.
  class Facet {
    // change is called with the facet's id and its new values, most when the
    // reader opens or closes it.
    constructor(details, facts, change, toggled) {
      this.details = details;
      this.facts = facts; // words: more, fewer
      this.id = details.dataset.facet;
      this.title = details.querySelector("summary").textContent.trim();
      this.change = change;
      this.chosen = [];
      this.turn = 0; // the search whose numbers it shows
      this.wide = new Set(); // lists that show all their values
      this.titles = {};
      for (const d of details.querySelectorAll("data")) this.titles[d.value] = d.textContent;
      this.list = element("ul", "");
      this.list.setAttribute("aria-label", this.title);
      this.list.addEventListener("change", e => this.changed(e.target));
      details.append(this.list);
      details.addEventListener("toggle", toggled);
    }

    // known are the values that the page knows by itself.
    get known() { return Object.keys(this.titles); }

    // label is the words for a value.
    label(value) {
      return this.titles[value] || (this.id === "region" ? value.split("/").join(" ") : value);
    }

    // show fills the list: counted are the values with their numbers, chosen those
    // that the reader chose, which are there even if nothing has them.
    show(counted, chosen) {
      this.counted = counted.slice();
      this.chosen = chosen;
      for (const value of chosen) {
        if (!counted.some(c => c.value === value)) this.counted.push({value, count: 0});
      }
      if (this.id === "year") this.counted.sort((a, b) => a.value < b.value ? 1 : -1);
      this.draw();
    }

    // draw makes the list anew and gives the focus back to what had it.
    draw() {
      const active = document.activeElement;
      const held = this.list.contains(active) ? active.dataset.key : null;
      this.details.hidden = !this.counted.length;
      const region = this.id === "region";
      const top = region ? this.counted.filter(c => !this.counted.some(d => under(c.value, d.value))) : this.counted;
      this.list.textContent = "";
      this.list.append(...this.items(top, ""));
      if (held === null) return;
      const again = Array.from(this.list.querySelectorAll("[data-key]")).find(e => e.dataset.key === held);
      if (again) again.focus();
    }

    // items makes the entries of one list; key tells the list from others.
    items(values, key) {
      const all = this.wide.has(key) || values.length <= shown + 1;
      const some = all ? values : values.filter((v, i) => i < shown || this.touches(v.value));
      const items = some.map(v => this.item(v));
      if (values.length > shown + 1) items.push(this.button(values.length - some.length, key));
      return items;
    }

    // touches reports whether a value or one below it is chosen.
    touches(value) { return this.chosen.some(c => c === value || under(c, value)); }

    item(v) {
      const box = element("input", "");
      box.type = "checkbox";
      box.value = box.dataset.key = v.value;
      box.checked = this.chosen.includes(v.value);
      box.indeterminate = !box.checked && this.touches(v.value);
      const name = this.id === "region" ? lastOf(v.value) : v.label || this.label(v.value);
      const item = element("li", "", element("label", "", box, element("span", "name", name), " ", element("span", "count", String(v.count))));
      if (this.id === "region" && this.touches(v.value)) this.below(v.value, item);
      return item;
    }

    // below adds the regions one step below a chosen one.
    below(path, item) {
      const depth = path.split("/").length + 1;
      const children = this.counted.filter(c => under(c.value, path) && c.value.split("/").length === depth);
      if (!children.length) return;
      const list = element("ul", "", ...this.items(children, path));
      list.setAttribute("aria-label", lastOf(path));
      item.append(list);
    }

    button(hidden, key) {
      const wide = this.wide.has(key);
      const button = element("button", "more", wide ? this.facts.fewer : words(this.facts.more, hidden));
      button.type = "button";
      button.dataset.key = "more:" + key;
      button.setAttribute("aria-expanded", String(wide));
      button.addEventListener("click", () => {
        if (wide) this.wide.delete(key); else this.wide.add(key);
        this.draw();
      });
      return element("li", "", button);
    }

    // changed takes a box that was ticked or cleared. In the tree a region takes
    // the place of those above and below it: the narrower choice is what is meant.
    changed(box) {
      const value = box.value;
      const rest = this.chosen.filter(c => c !== value && !under(c, value) && !under(value, c));
      this.change(this.id, box.checked ? rest.concat(value) : rest);
    }
  }

  touyan.ui.Facet = Facet;
})();
