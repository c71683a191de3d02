// Excerpts: the stretch of a document that shows the most of what was asked. It
// repeats excerpt.go of generator/search, on the blocks that are loaded.

const EXCERPT = 90; // characters of an excerpt
const WINDOW = EXCERPT * 3; // bytes of UTF-8 in which marks count together
const TITLE = 1, SUMMARY = 2, BODY = 0, PRACTICE = 6;
const REPEATED = 0.05; // what a mark is worth that stands in a window once more
const SENTENCE_ENDS = "。！？；\n";

/**
 * excerpt returns {excerpt, anchor, section} of a document. It loads the block
 * that comes first in an order, for it likely shows most; the next one if the
 * excerpt is cut short where that one ends; and all only if it shows nothing, not even
 * in the title.
 */
async function excerpt(index, document, marks, order) {
  const all = document.blocks.map((_, n) => n);
  let blocks = marks.length ? order.slice(0, 1) : [0];
  for (;;) {
    const parts = await index.parts(document, blocks), whole = !marks.length || blocks.length === all.length;
    let shown = await bestPart(parts, marks);
    if (!shown && (whole || parts.some(p => p.field === TITLE && findMarks(p.text, marks).length))) shown = opening(parts);
    const last = blocks[blocks.length - 1];
    if (shown && shown.ends && blocks.length === 1 && last > 0 && last + 1 < all.length) blocks = [last, last + 1];
    else if (shown || whole) return {excerpt: shown ? shown.excerpt : [], anchor: shown ? shown.anchor : "", section: shown ? shown.section : ""};
    else blocks = all;
  }
}

/** The fields that are names, as field.named in Go: organisation, brand, problem, tag, region. */
const NAMES = [3, 4, 5, 7, 8];

/** What the marks of a heading are worth beside those of a text. */
const HEADING = 0.01;

/**
 * bestPart returns the excerpt of the part with the most marks, or null; where only
 * headings have some, of the first part below the best. A name is followed by how
 * the page begins. ends says that there is
 * little of it before the last part ends.
 */
async function bestPart(parts, marks) {
  let best = null;
  for (const part of parts) {
    if (part.field === TITLE) continue; // shown with every result
    // Text that cannot be folded for want of the table is shown all the same.
    await ready(part.text + part.section).catch(() => {});
    const hits = findMarks(part.text, marks), w = bestWindow(hits, part.text);
    if (part.field === PRACTICE) w.value *= 1.2; // what can be copied is what readers look for
    if (!hits.length && part.text) w.value = HEADING * bestWindow(findMarks(part.section, marks), part.section).value;
    if (w.value > (best ? best.value : 0)) best = {value: w.value, start: w.start, hits, part};
  }
  if (!best) return null;
  const {part, start, hits} = best;
  let fragments = cut(part, start, hits);
  if (NAMES.includes(part.field) && !part.anchor) {
    // A name alone, such as a problem's, says little of the page.
    const begin = opening(parts);
    if (begin) fragments = fragments.concat({text: " · ", hit: false}, begin.excerpt);
  }
  const ends = hits.length > 0 && part === parts[parts.length - 1] && part.text.length - start < EXCERPT / 2;
  return {excerpt: fragments, anchor: part.anchor, section: part.section, ends};
}

/** opening is how a page begins, the excerpt where nothing but the title matched. */
function opening(parts) {
  const part = parts.find(p => p.field === SUMMARY && p.text) || parts.find(p => p.field === BODY && p.text);
  return part ? {excerpt: cut(part, 0, []), anchor: "", section: ""} : null;
}

/** places leads from the places of folded text to those of the text, as far as they differ. */
function places(text, folded) {
  if (!/[\ud800-\udfff]/.test(text + folded)) return at => at;
  const of = [];
  let j = 0;
  for (let i = 0; i < folded.length; i += sizeAt(folded, i), j += sizeAt(text, j)) of[i] = j;
  of[folded.length] = text.length;
  return at => of[at];
}

/** findMarks returns where a text has the folded marks, as {from, to, n}, in order. */
function findMarks(text, marks) {
  const folded = fold(text), found = [];
  marks.forEach((m, n) => {
    for (let i = m ? folded.indexOf(m) : -1; i >= 0; i = folded.indexOf(m, i + sizeAt(folded, i))) {
      found.push({from: i, to: i + m.length, n});
    }
  });
  if (found.length) {
    const place = places(text, folded);
    for (const f of found) {
      f.from = place(f.from);
      f.to = place(f.to);
    }
  }
  return found.sort((a, b) => a.from - b.from || a.to - b.to);
}

/** bestWindow finds where an excerpt should begin to hold the most of different marks, and how much that is worth. */
function bestWindow(hits, text) {
  let start = 0, value = 0;
  if (!hits.length) return {start, value};
  const bytes = new Uint32Array(text.length + 1);
  for (let i = 0; i < text.length; i++) bytes[i + 1] = bytes[i] + bytesOf(text[i]);
  const times = new Map(); // how often each mark is among the hits from i to end
  let end = 0;
  hits.forEach((h, i) => {
    for (; end < hits.length && bytes[hits[end].to] <= bytes[h.from] + WINDOW; end++) times.set(hits[end].n, (times.get(hits[end].n) || 0) + 1);
    const v = times.size + REPEATED * (end - i - times.size), n = times.get(h.n);
    if (v > value) {
      start = h.from;
      value = v;
    }
    if (end === i) end++; // it is longer than the window
    else if (n > 1) times.set(h.n, n - 1);
    else times.delete(h.n);
  });
  return {start: sentenceStart(text, start), value};
}

/** sentenceStart moves a start back to where its sentence begins, if that is near, or else by a few characters. */
function sentenceStart(text, start) {
  let at = start;
  for (let n = 0; at > 0; n++) {
    if (SENTENCE_ENDS.includes(text[at - 1]) || n === 24) break;
    at -= at > 1 && sizeAt(text, at - 2) > 1 ? 2 : 1;
  }
  return at;
}

/** joined joins overlapping and touching marks. */
function joined(hits) {
  const out = [];
  for (const h of hits) {
    const last = out[out.length - 1];
    if (last && h.from <= last.to) last.to = Math.max(last.to, h.to);
    else out.push({from: h.from, to: h.to});
  }
  return out;
}

/** cut makes the fragments of an excerpt of a part, {text, hit}. Marks that would be cut are not shown as such. */
function cut(part, start, hits) {
  const {text} = part, out = [];
  let end = start;
  for (let n = 0; end < text.length && n < EXCERPT; n++) end += sizeAt(text, end);
  const add = (s, hit) => { if (s) out.push({text: s.replace(/\n/g, " "), hit}); };
  if (start > 0 || part.goesOn) add("…", false);
  let at = start;
  for (const h of joined(hits.filter(h => h.from >= start && h.to <= end))) {
    add(text.slice(at, h.from), false);
    add(text.slice(h.from, h.to), true);
    at = h.to;
  }
  add(text.slice(at, end), false);
  if (end < text.length) add("…", false);
  return out;
}
