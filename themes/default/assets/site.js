// The one script of every page. It makes the search box a combobox, loads what
// search needs when a reader goes to the box, and lets the key / lead there.
(function () {
  "use strict";
  const box = document.querySelector(".search-box");
  if (!box) return;
  const input = box.elements.q, facts = box.dataset;
  const attributes = {role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-keyshortcuts": "/"};
  for (const name in attributes) input.setAttribute(name, attributes[name]);

  let loading = false;
  input.addEventListener("focus", function () {
    if (loading) return;
    loading = true;
    [facts.search, facts.ui].forEach(function (address) {
      const script = document.createElement("script");
      for (const name of ["root", "table", "pinyin"]) script.dataset[name] = facts[name];
      script.async = false; // in this order
      script.src = address;
      script.onerror = function () { loading = false; }; // the next focus tries again
      document.head.appendChild(script);
    });
  });

  // An input method may be at work before all is loaded.
  for (const type of ["compositionstart", "compositionend"]) {
    input.addEventListener(type, function () { input.composing = type === "compositionstart"; });
  }

  document.addEventListener("keydown", function (e) {
    if (e.key !== "/" || e.ctrlKey || e.metaKey || e.altKey || e.isComposing) return;
    if (e.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]")) return;
    const to = document.querySelector(".search-form input") || input;
    e.preventDefault();
    to.focus();
    to.select();
  });

  // The search page says so when one of its scripts cannot be loaded.
  const fault = document.querySelector(".search-fault");
  if (fault) window.addEventListener("error", function (e) {
    if (e.target.localName !== "script") return;
    fault.hidden = false;
    fault.querySelector("button").onclick = function () { location.reload(); };
  }, true);
})();

// @import "_case.js";
// @import "_choose.js";
