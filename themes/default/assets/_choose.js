// What a reader chooses to compare: a box on every card and case, and the tray at
// the foot of the page with the choice. Elements that stand for a case have its site
// path in data-case; the box goes to the end of their data-choose, or of themselves.
// The words are the data attributes of the tray.
//
// touyan.memory keeps values of this site in the browser; touyan.choice is the choice.
(function () {
  "use strict";
  const tray = document.querySelector(".tray");
  if (!tray) return;
  const words = tray.dataset;
  const most = Number(words.most);
  const root = new URL(words.root || "./", document.baseURI).href;
  const touyan = window.touyan = window.touyan || {};

  // storage is what keeps texts: for good, else for this tab, else for this page.
  const storage = (function () {
    for (const name of ["localStorage", "sessionStorage"]) {
      try {
        window[name].setItem("touyan", "");
        window[name].removeItem("touyan");
        return window[name];
      } catch (e) { /* turned off or full */ }
    }
    const texts = new Map();
    return {getItem: key => texts.get(key) || null, setItem: (key, text) => texts.set(key, text), removeItem: key => texts.delete(key)};
  })();

  // Sites on one host, or on one disk, share the storage: keys hold the address.
  const keyOf = name => "touyan " + name + " " + root;

  const memory = touyan.memory = {
    get(name) {
      try { return JSON.parse(storage.getItem(keyOf(name))); } catch (e) { return null; }
    },
    set(name, value) {
      try {
        if (value === null) storage.removeItem(keyOf(name));
        else storage.setItem(keyOf(name), JSON.stringify(value));
      } catch (e) { /* it is full */ }
    },
  };

  const fill = (text, ...args) => text.replace(/\{([1-9])\}/g, (all, n) => args[n - 1]);
  const isCase = c => c && typeof c.path === "string" && /^cases\/[\w./-]+\.html$/.test(c.path) && typeof c.title === "string";
  const short = path => path.replace(/^cases\//, "").replace(/\.html$/, "");
  let offers = [];
  let chosen = [];

  function read() {
    const list = memory.get("choice");
    chosen = Array.isArray(list) ? list.filter(isCase).slice(0, most) : [];
  }

  // set makes a list the choice.
  function set(list) {
    chosen = list.slice(0, most);
    memory.set("choice", chosen.length ? chosen : null);
    show();
  }

  // address is that of a comparison.
  const address = list => words.page + "?" + list.map(c => "c=" + short(c.path).split("/").map(encodeURIComponent).join("/")).join("&");

  function element(name, className, text) {
    const e = document.createElement(name);
    if (className) e.className = className;
    if (text) e.textContent = text;
    return e;
  }

  // offer puts a box for a case at the end of a place.
  function offer(place, path, title) {
    if (!isCase({path, title})) return;
    const box = element("input");
    box.type = "checkbox";
    const label = element("label", "choose");
    label.append(box, element("span", "", words.add), element("span", "unseen", " " + title));
    place.append(label);
    offers.push({box, path});
    box.checked = chosen.some(c => c.path === path);
    box.addEventListener("change", () => {
      read();
      const others = chosen.filter(c => c.path !== path);
      const full = box.checked && others.length >= most;
      set(box.checked ? (full ? chosen : others.concat({path, title})) : others);
      if (full) count.textContent = fill(words.full, most);
    });
  }

  const count = tray.querySelector(".tray-count");
  const list = element("ul", "tray-list");
  tray.insertBefore(list, count.nextSibling);
  const link = tray.querySelector("a");

  function show() {
    offers = offers.filter(o => o.box.isConnected);
    for (const o of offers) o.box.checked = chosen.some(c => c.path === o.path);
    tray.hidden = !chosen.length || !!document.querySelector(".compare");
    document.documentElement.classList.toggle("has-tray", !tray.hidden);
    count.textContent = fill(words.count, chosen.length, most);
    link.href = address(chosen);
    list.textContent = "";
    chosen.forEach((c, i) => {
      const item = element("li");
      item.append(element("span", "", c.title));
      const button = element("button", "", "×");
      button.type = "button";
      button.setAttribute("aria-label", fill(words.remove, c.title));
      button.addEventListener("click", () => {
        set(chosen.filter(d => d.path !== c.path));
        const left = list.querySelectorAll("button");
        (left[Math.min(i, left.length - 1)] || document.querySelector("main")).focus();
      });
      item.append(button);
      list.append(item);
    });
  }

  tray.querySelector(".tray-clear").addEventListener("click", () => {
    set([]);
    document.querySelector("main").focus();
  });
  // Other tabs change the choice too, and the way back shows a page as it was.
  for (const type of ["storage", "pageshow"]) window.addEventListener(type, () => { read(); show(); });

  read();
  for (const e of document.querySelectorAll("[data-case]")) {
    const title = e.querySelector("h1, h2, h3");
    if (title) offer(e.querySelector("[data-choose]") || e, e.dataset.case, title.textContent.trim());
  }
  show();
  touyan.choice = {most, isCase, short, address, offer, set, list: () => chosen.slice()};
})();
