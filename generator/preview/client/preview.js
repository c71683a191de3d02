/* The preview's script: keeps a page up to date, and shows the bar, faults and views.
   It is served by touyan watch alone and is in no published file. */
(function () {
  "use strict";
  var own = document.currentScript;
  var page = own.getAttribute("data-page"), frame = own.getAttribute("data-frame");
  var framed = window.top !== window;
  var server = "", words = {}, stream = null, wait = 300, last = null;
  var base = null; // the page as it was served, to compare a newer one with
  own.remove(); // the page is as published again

  function t(key) {
    var text = words[key] || "";
    for (var i = 1; i < arguments.length; i++) text = text.split("{" + i + "}").join(arguments[i]);
    return text;
  }
  function stored(area, key, value) {
    try {
      if (value === undefined) return window[area].getItem(key);
      if (value === null) window[area].removeItem(key); else window[area].setItem(key, value);
    } catch (e) { /* the browser keeps nothing; then nothing is remembered */ }
    return null;
  }
  function make(tag, name, text) {
    var e = document.createElement(tag);
    if (name) e.className = name;
    if (text) e.textContent = text;
    return e;
  }
  function all(selector) { return Array.prototype.slice.call(document.querySelectorAll(selector)); }

  /* The stream. A tab in the background lets go of it, since browsers open only six
     connections to one server, and catches up when it is looked at again. */
  function connect() {
    if (stream || document.visibilityState === "hidden") return;
    stream = new EventSource("/.touyan/events?path=" + encodeURIComponent(decoded(location.pathname)) +
      "&page=" + page + "&frame=" + frame);
    stream.onmessage = function (e) { wait = 300; hear(JSON.parse(e.data)); };
    stream.onerror = function () {
      close();
      bar.state(false);
      setTimeout(connect, wait);
      wait = Math.min(wait * 1.5, 3000);
    };
  }
  function decoded(path) { try { return decodeURIComponent(path); } catch (e) { return path; } }
  function close() { if (stream) stream.close(); stream = null; }
  document.addEventListener("visibilitychange", function () {
    if (document.visibilityState === "hidden") close(); else connect();
  });
  window.addEventListener("pagehide", close);
  window.addEventListener("pageshow", function (e) { if (e.persisted) connect(); });

  function hear(news) {
    if (server && server !== news.server) { reload(); return; }
    var first = !server, same = last && last.number === news.number && !news.change;
    server = news.server;
    if (news.words) words = news.words;
    last = news;
    bar.show(news, same); // the same update once more: the checks have more to tell
    panel.news(news);
    if (first && looped(news.change)) { setTimeout(reload, 2000); return; }
    switch (news.change) {
      case "style": restyle(news); break;
      case "reload": refresh(news); break;
      case "gone": page = frame = ""; break;
    }
  }

  /* A page that is told to be old whenever it is loaded may come out differently each
     time; after a few it is loaded less often. */
  function looped(change) {
    var n = change === "reload" ? Number(stored("sessionStorage", "touyan.again")) + 1 : 0;
    stored("sessionStorage", "touyan.again", n ? String(n) : null);
    return n > 3;
  }

  /* A new page, the old place. */
  function reload() {
    close();
    var open = all("details").map(function (d) { return d.open; });
    stored("sessionStorage", "touyan.place", JSON.stringify({
      at: location.pathname, x: window.pageXOffset, y: window.pageYOffset, open: open
    }));
    location.reload();
  }
  function restore() {
    var place = null;
    try { place = JSON.parse(stored("sessionStorage", "touyan.place")); } catch (e) { /* none */ }
    stored("sessionStorage", "touyan.place", null);
    if (!place || place.at !== location.pathname) return;
    var details = all("details");
    if (details.length === place.open.length) details.forEach(function (d, i) { d.open = place.open[i]; });
    var go = function () {
      document.documentElement.style.scrollBehavior = "auto";
      window.scrollTo(place.x, place.y);
      document.documentElement.style.scrollBehavior = "";
    };
    go();
    window.addEventListener("load", function () { if (Math.abs(window.pageYOffset - place.y) > 1) go(); });
  }

  /* Only style sheets differ: the new ones take the places of the old when loaded. */
  function restyle(news) {
    var links = all('link[rel~="stylesheet"]');
    if (links.length !== news.styles.length) { reload(); return; }
    page = news.page; frame = news.frame;
    base = null;
    links.forEach(function (old, i) {
      if (old.getAttribute("href") === news.styles[i]) return;
      var link = old.cloneNode(false);
      link.setAttribute("href", news.styles[i]);
      link.onload = function () { old.remove(); };
      link.onerror = reload;
      old.parentNode.insertBefore(link, old.nextSibling);
    });
    remember();
  }

  /* Remember the page as served, so that the next one can be put in by parts. */
  function parse(text) {
    var doc = new DOMParser().parseFromString(text, "text/html");
    var script = doc.querySelector("script[data-page][data-frame]");
    if (!script) return null;
    script.remove();
    return { doc: doc, page: script.getAttribute("data-page") };
  }
  function remember() {
    fetch(location.href, { cache: "force-cache" }).then(function (r) { return r.text(); }).then(function (text) {
      var now = parse(text);
      if (now && now.page === page) base = now.doc;
    }).catch(function () { /* then the page is loaded anew */ });
  }
  function refresh(news) {
    var now = base && news.html && new DOMParser().parseFromString(news.html, "text/html");
    if (!now || !patch(base, now)) { reload(); return; }
    base = now; page = news.page; frame = news.frame;
    bar.count();
  }

  /* Puts the differences of two pages into the one on show. Only text and plain
     elements are exchanged, and only where the page on show is still as it was
     served: what a script of the page has hold of is left to a reload. All
     differences are found before the first is put in. */
  var PLAIN = /^(P|UL|OL|LI|BLOCKQUOTE|EM|STRONG|A|CODE|PRE|BR|SPAN|SUP|SUB|DEL|INS|MARK|S|B|I|U|SMALL|DL|DT|DD|HR|RUBY|RT|RP|TIME|CITE|Q|ABBR|KBD|META)$/;
  function plain(node) {
    if (node.nodeType !== 1) return true;
    if (!PLAIN.test(node.nodeName) || node.hasAttribute("http-equiv")) return false;
    return Array.prototype.every.call(node.children, plain);
  }
  function patch(a, b) {
    var steps = [];
    if (!find(document.head, a.head, b.head, steps) || !find(document.body, a.body, b.body, steps)) return false;
    steps.forEach(function (step) { step(); });
    return true;
  }
  function sameTag(a, b) { return a.nodeType === 1 && b.nodeType === 1 && a.cloneNode(false).isEqualNode(b.cloneNode(false)); }
  function find(live, a, b, steps) {
    if (a.isEqualNode(b)) return true;
    if (a.nodeType === 3 && b.nodeType === 3) {
      if (live.nodeType !== 3 || live.data !== a.data) return false;
      steps.push(function () { live.data = b.data; });
      return true;
    }
    if (!sameTag(a, b) || live.nodeName !== a.nodeName) return false;
    if (a.nodeName === "SCRIPT" && a.type !== "application/ld+json" || a.nodeName === "STYLE") return false;
    var from = 0, endA = a.childNodes.length, endB = b.childNodes.length, nodes = align(live, a);
    if (!nodes) return false;
    while (from < endA && from < endB && a.childNodes[from].isEqualNode(b.childNodes[from])) from++;
    while (endA > from && endB > from && a.childNodes[endA - 1].isEqualNode(b.childNodes[endB - 1])) { endA--; endB--; }
    if (endA - from !== endB - from) return exchange(live, nodes, a, b, from, endA, from, endB, steps);
    for (var i = from; i < endA; i++) {
      if (!find(nodes[i], a.childNodes[i], b.childNodes[i], steps) &&
        !exchange(live, nodes, a, b, i, i + 1, i, i + 1, steps)) return false;
    }
    return true;
  }
  /* The nodes on show that were served as the children of a: scripts of the page may
     have put others between them. A wrong guess is found out by what is in them. */
  function align(live, a) {
    var at = 0, nodes = [], kids = live.childNodes;
    for (var i = 0; i < a.childNodes.length; i++) {
      var want = a.childNodes[i], j = at;
      while (j < kids.length && !kids[j].isEqualNode(want)) j++;
      if (j === kids.length) for (j = at; j < kids.length && !alike(kids[j], want);) j++;
      if (j === kids.length) return null;
      nodes.push(kids[j]);
      at = j + 1;
    }
    return nodes;
  }
  function alike(x, y) {
    return x.nodeType === 1 && x.nodeName === y.nodeName && x.id === y.id && x.classList[0] === y.classList[0];
  }
  function exchange(live, nodes, a, b, fromA, endA, fromB, endB, steps) {
    var old = nodes.slice(fromA, endA), fresh = Array.prototype.slice.call(b.childNodes, fromB, endB);
    var stale = Array.prototype.slice.call(a.childNodes, fromA, endA);
    if (!stale.every(plain) || !fresh.every(plain)) return false;
    if (!old.every(function (n, i) { return n.isEqualNode(stale[i]); })) return false;
    var before = nodes[endA] || endA > 0 && nodes[endA - 1].nextSibling || null;
    steps.push(function () {
      fresh.forEach(function (n) { live.insertBefore(document.importNode(n, true), before); });
      old.forEach(function (n) { n.remove(); });
    });
    return true;
  }

  /* What stands beside the page: a shadow root, so that no style of the page's
     reaches in, with a style sheet of its own. */
  var host = document.createElement("touyan-preview"), root = host.attachShadow({ mode: "open" });
  host.hidden = true;
  var style = make("link");
  style.rel = "stylesheet";
  style.href = "/.touyan/preview.css";
  style.onload = function () { host.hidden = false; if (panel.open) panel.box.focus(); };
  root.appendChild(style);

  var bar = (function () {
    var box = make("section", "bar"), fold = make("button", "fold"), items = make("div", "items");
    var source = make("span", "source"), count = make("span", "count"), review = make("details", "review");
    var checks = make("details", "checks"), warn = make("button", "warn"), phone = make("button", "view"), paper = make("button", "view");
    var note = make("div", "note");
    var folded = stored("localStorage", "touyan.bar") === "folded", away = "";
    fold.type = warn.type = phone.type = paper.type = "button";
    note.setAttribute("role", "status");
    [source, count, checks, review, warn, phone, paper].forEach(function (e) { items.appendChild(e); });
    box.appendChild(fold); box.appendChild(items); box.appendChild(note);
    if (!framed) root.appendChild(box);
    fold.onclick = function () {
      folded = !folded;
      stored("localStorage", "touyan.bar", folded ? "folded" : null);
      layout();
    };
    warn.onclick = function () { panel.warnings(); };
    phone.onclick = function () { look("phone"); };
    paper.onclick = function () { look("paper"); };

    function layout() {
      items.hidden = folded;
      box.classList.toggle("folded", folded);
      fold.setAttribute("aria-expanded", String(!folded));
    }
    function sourceOf(info) {
      source.textContent = "";
      if (!info.source) { source.textContent = t("none"); source.className = "source none"; return; }
      source.className = "source";
      var e = make(info.edit ? "a" : "span", "path", info.source.replace(/^content\//, ""));
      if (info.edit) { e.href = info.edit; e.title = t("edit", info.source); }
      source.appendChild(e);
    }
    function reviewOf(steps) {
      review.hidden = !steps || !steps.length;
      if (review.hidden) return;
      var open = review.open, list = make("ol");
      review.textContent = "";
      review.appendChild(make("summary", "", t("review", steps.length)));
      steps.forEach(function (s) {
        var li = make("li");
        li.appendChild(make("b", "", s.step));
        li.appendChild(document.createTextNode([s.by, s.date, s.outdated && t("outdated")].filter(Boolean).join(" ")));
        list.appendChild(li);
      });
      review.appendChild(list);
      review.open = open;
    }
    function checksOf(found) {
      var open = checks.open;
      checks.hidden = !found || !found.length;
      checks.textContent = "";
      if (checks.hidden) return;
      var list = make("ol"), parts = [], worst = found[0].severity;
      ["error", "warning", "hint"].forEach(function (s) {
        var n = found.filter(function (f) { return f.severity === s; }).length;
        if (n) parts.push(t(s + "s.n", n));
      });
      checks.appendChild(make("summary", "mark-" + worst, t("checked", parts.join(" · "))));
      found.forEach(function (f) { list.appendChild(panel.row(f)); });
      checks.appendChild(list);
      checks.open = open;
    }
    function noteOf(news) {
      note.textContent = "";
      if (news.change === "gone") note.appendChild(make("p", "", t("gone")));
      (news.edited || []).forEach(function (j) {
        var p = make("p", "", t("edited") + " "), a = make("a", "", j.title);
        a.href = j.url;
        p.appendChild(a);
        note.appendChild(p);
      });
      if (!note.firstChild) return;
      var x = make("button", "close", "×");
      x.type = "button";
      x.setAttribute("aria-label", t("close"));
      x.onclick = function () { note.textContent = ""; };
      note.appendChild(x);
    }
    return {
      show: function (news, same) {
        box.setAttribute("aria-label", t("bar"));
        this.state(true);
        phone.textContent = t("phone"); paper.textContent = t("paper");
        sourceOf(news.info);
        reviewOf(news.info.review);
        var n = news.found.filter(function (f) { return f.severity !== "error"; }).length;
        warn.hidden = !n;
        warn.textContent = t("warnings", n);
        checksOf(news.checked);
        if (!same) noteOf(news);
        this.count();
        layout();
      },
      state: function (on) {
        away = on ? "" : " away";
        box.className = "bar" + away + (folded ? " folded" : "");
        fold.textContent = on ? t("bar") : t("away") || "…";
        fold.title = t("fold");
      },
      count: function () {
        var parts = all(".prose");
        if (!parts.length) parts = all("main");
        var n = parts.reduce(function (sum, e) { return sum + length(e.textContent); }, 0);
        count.textContent = t("count", n.toLocaleString(), Math.max(1, Math.round(n / 400)));
      }
    };
  })();

  /* Counts as editors do: a Han character is one, a word or a number of others is one. */
  function length(text) {
    var han = text.match(/[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]|[\ud840-\ud8bf][\udc00-\udfff]/g);
    var rest = text.match(/[0-9A-Za-z\u00c0-\u024f]+(?:['’.,-][0-9A-Za-z\u00c0-\u024f]+)*/g);
    return (han ? han.length : 0) + (rest ? rest.length : 0);
  }

  /* The list of faults, over the page. It goes by itself when all are mended. */
  var panel = (function () {
    var back = make("div", "back"), box = make("div", "panel"), hidden = -1, before = null;
    back.hidden = true;
    back.appendChild(box);
    root.appendChild(back);
    box.tabIndex = -1;
    box.setAttribute("aria-modal", "true");
    box.setAttribute("aria-labelledby", "title");
    var self = { box: box, open: false, kind: "", row: row };

    function row(f) {
      var e = make("li", f.severity), place = make(f.edit ? "a" : "span", "place", f.place);
      if (f.edit) { place.href = f.edit; place.title = t("edit", f.place); }
      var head = make("p", "head");
      head.appendChild(make("b", "mark-" + f.severity, t(f.severity)));
      if (f.place) head.appendChild(place);
      head.appendChild(make("code", "code", f.code));
      e.appendChild(head);
      e.appendChild(make("p", "message", f.message));
      if (f.lines) e.appendChild(source(f.lines));
      if (f.mend) e.appendChild(make("p", "mend", f.mend));
      return e;
    }
    function source(lines) {
      var pre = make("pre");
      pre.tabIndex = 0;
      lines.forEach(function (l) {
        var row = make("span", l.mark ? "row at" : "row");
        row.appendChild(make("span", "n", String(l.number)));
        row.appendChild(document.createTextNode(l.before));
        if (l.mark) row.appendChild(make("mark", "", l.mark));
        row.appendChild(document.createTextNode((l.after || "") + "\n"));
        pre.appendChild(row);
      });
      return pre;
    }
    function fill(kind, found) {
      var list = make("ol"), head = make("div", "top"), title = make("h2", "", t(kind === "error" ? "faults" : "warnings", found.length));
      var x = make("button", "close", "×"), top = box.scrollTop;
      title.id = "title";
      x.type = "button";
      x.setAttribute("aria-label", t("close"));
      x.onclick = function () { self.hide(); };
      head.appendChild(title); head.appendChild(x);
      box.textContent = "";
      box.appendChild(head);
      if (kind === "error") box.appendChild(make("p", "behind", t("behind")));
      found.forEach(function (f) { list.appendChild(row(f)); });
      box.appendChild(list);
      box.setAttribute("role", kind === "error" ? "alertdialog" : "dialog");
      box.className = "panel " + kind;
      box.scrollTop = top;
      self.kind = kind;
      if (self.open) return;
      before = document.activeElement;
      self.open = true;
      back.hidden = false;
      box.focus();
    }
    self.hide = function () {
      hidden = last ? last.number : -1;
      if (!self.open) return;
      self.open = false;
      back.hidden = true;
      if (before && before.focus) before.focus({ preventScroll: true });
    };
    self.news = function (news) {
      if (framed) return;
      var errors = news.found.filter(function (f) { return f.severity === "error"; });
      var others = news.found.filter(function (f) { return f.severity !== "error"; });
      if (errors.length && (self.open || news.number !== hidden)) fill("error", errors);
      else if (self.open && self.kind === "warning" && others.length) fill("warning", others);
      else if (self.open) self.hide();
    };
    self.warnings = function () {
      fill("warning", last.found.filter(function (f) { return f.severity !== "error"; }));
    };
    back.addEventListener("click", function (e) { if (e.target === back) self.hide(); });
    return self;
  })();

  /* Views of the page in a frame: as on a phone, as on paper. */
  var view = null;
  function look(as) {
    unlook();
    view = make("div", "look " + as);
    view.setAttribute("role", "dialog");
    view.setAttribute("aria-modal", "true");
    view.setAttribute("aria-label", t(as));
    var top = make("div", "top"), x = make("button", "close", "×"), f = document.createElement("iframe");
    top.appendChild(make("h2", "", t(as)));
    if (as === "paper") {
      var print = make("button", "print", t("print"));
      print.type = "button";
      print.onclick = function () { f.contentWindow.print(); };
      top.appendChild(print);
    }
    x.type = "button";
    x.setAttribute("aria-label", t("close"));
    x.onclick = unlook;
    top.appendChild(x);
    f.name = "touyan-" + as;
    f.title = t(as);
    f.src = location.href;
    view.appendChild(top); view.appendChild(f);
    root.appendChild(view);
    x.focus();
  }
  function unlook() {
    if (view) view.remove();
    view = null;
  }
  /* On paper: what style sheets say of print counts for the frame. */
  function paper() {
    Array.prototype.forEach.call(document.styleSheets, function (sheet) {
      flip(sheet.media);
      Array.prototype.forEach.call(sheet.cssRules, function rule(r) {
        if (r.media) flip(r.media);
        if (r.cssRules) Array.prototype.forEach.call(r.cssRules, rule);
      });
    });
  }
  function flip(media) {
    var text = media.mediaText;
    if (/\bprint\b/.test(text)) media.mediaText = text.replace(/\b(only\s+)?print\b/g, "all");
    else if (/\bscreen\b/.test(text)) media.mediaText = "not all";
  }

  document.addEventListener("keydown", function (e) {
    var box = view || panel.open && panel.box;
    if (!box) return;
    if (e.key === "Escape") { if (view) unlook(); else panel.hide(); return; }
    if (e.key !== "Tab") return;
    var stops = [box].concat(Array.prototype.slice.call(box.querySelectorAll("a[href], button, pre, iframe")));
    var at = stops.indexOf(root.activeElement), to = at + (e.shiftKey ? -1 : 1);
    if (at < 0 || to >= stops.length || to < (box.tabIndex === -1 ? 1 : 0)) {
      e.preventDefault();
      (e.shiftKey ? stops[stops.length - 1] : stops[1] || box).focus();
    }
  });

  document.documentElement.appendChild(host);
  restore();
  if (framed && window.name === "touyan-paper") {
    if (document.readyState === "complete") paper(); else window.addEventListener("load", paper);
  }
  connect();
  if (document.readyState === "complete") remember(); else window.addEventListener("load", remember);
})();
