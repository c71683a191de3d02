// Adding a case: a field that searches as one types, and the cases chosen before.

const FOUND = 6; // cases that the search shows

/** searcher loads the search once it is needed. */
let searching = null;
function searcher(facts) {
  if (touyan.search) return Promise.resolve();
  if (!searching) {
    searching = new Promise((resolve, reject) => {
      const e = document.createElement("script");
      for (const name of ["root", "table", "pinyin"]) e.dataset[name] = facts[name];
      e.onload = resolve;
      e.onerror = () => { searching = null; reject(new Error(facts.search)); };
      e.src = facts.search;
      document.head.append(e);
    });
  }
  return searching;
}

/** startPicker makes the field search; add is called with what is picked, shown gives the cases shown. */
function startPicker(add, shown) {
  const form = find(".compare-add"), facts = form.dataset;
  const input = form.querySelector("input"), heard = form.querySelector(".compare-heard");
  const list = element("ul", "compare-found");
  list.setAttribute("aria-label", facts.found);
  heard.parentNode.insertBefore(list, heard.nextSibling);
  let turn = 0, timer = 0;

  const empty = text => {
    list.textContent = "";
    list.hidden = true;
    heard.textContent = text;
  };

  async function ask() {
    const mine = ++turn, text = input.value.trim();
    if (!text) return empty("");
    if (shown().length >= choice.most) return empty(fill(facts.full, choice.most));
    const late = setTimeout(() => { if (mine === turn) heard.textContent = facts.wait; }, 200);
    try {
      await searcher(facts);
      const answer = await touyan.search(text, {page: 1, size: 30, facets: [], cancelled: () => mine !== turn});
      if (mine === turn) tell(answer.results.filter(r => choice.isCase({path: r.url, title: r.title}) && !shown().some(c => c.path === r.url)).slice(0, FOUND));
    } catch (e) {
      if (mine === turn) empty(facts.fault);
    } finally {
      clearTimeout(late);
    }
  }

  function tell(results) {
    list.textContent = "";
    for (const r of results) list.append(offered(r.url, r.title, [r.typeLabel, r.region].filter(Boolean).join(" · ")));
    list.hidden = !results.length;
    heard.textContent = results.length ? fill(facts.heard, results.length) : facts.none;
  }

  form.addEventListener("click", e => {
    const button = e.target.closest("[data-path]");
    if (!button) return;
    input.value = "";
    turn++;
    empty("");
    add(button.dataset.path, button.dataset.title);
    input.focus();
  });
  input.addEventListener("input", e => {
    clearTimeout(timer);
    if (!e.isComposing) timer = setTimeout(ask, 120);
  });
  input.addEventListener("compositionend", ask);
  form.addEventListener("submit", e => {
    e.preventDefault();
    ask();
  });
}

/** offered is a case that can be added. */
function offered(path, title, more) {
  const button = element("button", "", element("span", "unseen", fill(find(".compare-add").dataset.add, "").trim() + " "), element("span", "name", title));
  if (more) button.append(" ", element("span", "remark", more));
  button.type = "button";
  button.dataset.path = path;
  button.dataset.title = title;
  return element("li", "", button);
}

/** offerKept offers what was chosen before and is not shown. */
function offerKept(cases) {
  const box = find(".compare-kept");
  let list = box.querySelector("ul");
  if (!list) {
    list = element("ul", "");
    list.setAttribute("aria-labelledby", "compare_kept");
    box.append(list);
  }
  const kept = choice.list().filter(c => !cases.some(d => d.path === c.path));
  list.textContent = "";
  for (const c of kept) list.append(offered(c.path, c.title, ""));
  box.hidden = !kept.length || cases.length >= choice.most;
}
