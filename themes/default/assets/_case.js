// A case's page: the table of contents follows the reading; links are copied, that of
// the page and those of its practices; printing.
(function () {
  "use strict";
  const actions = document.querySelector(".actions");
  if (!actions) return;
  const status = actions.querySelector("[role=status]");

  // copy puts a text on the clipboard: by the old way where the page has no right to
  // the new one, as on a plain http host.
  function copy(text) {
    if (navigator.clipboard && window.isSecureContext) return navigator.clipboard.writeText(text);
    const area = document.createElement("textarea");
    area.value = text;
    area.className = "unseen";
    document.body.appendChild(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done ? Promise.resolve() : Promise.reject(new Error("copy"));
  }

  let fading = 0;
  function say(words) {
    status.textContent = words;
    clearTimeout(fading);
    fading = setTimeout(function () { status.textContent = ""; }, 4000);
  }

  function share(hash) {
    copy((actions.dataset.url || location.href.split("#")[0]) + hash).then(
      function () { say(actions.dataset.done); },
      function () { say(actions.dataset.failed); });
  }

  actions.querySelector(".copy").addEventListener("click", function () { share(""); });
  actions.querySelector(".print").addEventListener("click", function () { window.print(); });
  document.addEventListener("click", function (e) {
    const anchor = e.target.closest(".practices h3 a");
    if (anchor) share(anchor.hash);
  });

  // The part being read is the last whose beginning is near the top of the window or above.
  const links = Array.from(document.querySelectorAll(".toc a"));
  const parts = links.map(function (a) { return document.getElementById(decodeURIComponent(a.hash.slice(1))); });
  let waiting = false, current = null;
  function follow() {
    waiting = false;
    let at = -1;
    parts.forEach(function (part, i) {
      if (part && part.getBoundingClientRect().top < Math.min(innerHeight / 4, 160)) at = i;
    });
    if (links[at] === current) return;
    if (current) current.removeAttribute("aria-current");
    current = links[at] || null;
    if (current) current.setAttribute("aria-current", "true");
  }
  function wait() {
    if (!waiting) requestAnimationFrame(follow);
    waiting = true;
  }
  if (links.length) {
    window.addEventListener("scroll", wait, {passive: true});
    window.addEventListener("resize", wait);
    follow();
  }
})();
