// How the reader wants the pages to look: size of type, colours, contrast. It runs
// in the head, before anything is drawn, and remembers the choice in the browser.
(function () {
  "use strict";
  const root = document.documentElement, key = "touyan.display";
  const system = {
    dark: window.matchMedia("(prefers-color-scheme: dark)"),
    more: window.matchMedia("(prefers-contrast: more)"),
  };

  // Storage may be forbidden, or hold what others put there.
  let chosen = {};
  try {
    chosen = Object.assign({}, JSON.parse(localStorage.getItem(key)));
  } catch (e) { /* the system's choice */ }

  function set(name, value) {
    if (value) root.dataset[name] = value;
    else delete root.dataset[name];
  }

  function apply() {
    const dark = chosen.theme ? chosen.theme === "dark" : system.dark.matches;
    set("theme", dark ? "dark" : "light");
    set("contrast", chosen.contrast === "more" || system.more.matches ? "more" : "");
    set("text", ["large", "larger"].indexOf(chosen.text) < 0 ? "" : chosen.text);
  }

  function keep() {
    try {
      localStorage.setItem(key, JSON.stringify(chosen));
    } catch (e) { /* for this page only */ }
    apply();
  }

  apply();
  for (const name in system) system[name].addListener(apply); // of old browsers too
  // Another tab may change it, and a page may come back from the browser's store.
  window.addEventListener("storage", function (e) {
    if (e.key !== key) return;
    try {
      chosen = Object.assign({}, JSON.parse(e.newValue));
    } catch (bad) { chosen = {}; }
    apply();
  });

  document.addEventListener("DOMContentLoaded", function () {
    const panel = document.querySelector(".display");
    if (!panel) return;
    const summary = panel.querySelector("summary");

    // A choice is a radio button or the one box to tick.
    function show() {
      panel.querySelectorAll("input").forEach(function (choice) {
        choice.checked = (chosen[choice.name] || "") === choice.value;
      });
    }
    panel.addEventListener("change", function (e) {
      chosen[e.target.name] = e.target.checked ? e.target.value : "";
      keep();
    });
    panel.querySelector("button").addEventListener("click", function () {
      chosen = {};
      keep();
      show();
    });
    panel.addEventListener("toggle", show);
    panel.addEventListener("keydown", function (e) {
      if (e.key !== "Escape" || !panel.open) return;
      panel.open = false;
      summary.focus();
    });
    document.addEventListener("click", function (e) {
      if (!panel.contains(e.target)) panel.open = false;
    });
    show();
  });
})();
