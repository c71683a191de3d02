// How many times a figure grew, as the template function times says it: part of
// compare.js and indicator.js, which have fill and words.

/** timesOf writes a ratio, or nothing where nothing is left of the first figure. */
function timesOf(x) {
  if (!(x >= 0.005)) return "";
  if (x < 9999.995) return x.toFixed(2);
  const [word, unit] = x >= 1e8 ? [words.yi, 1e8] : [words.wan, 1e4];
  const n = x / unit;
  return fill(word, parseFloat(n.toFixed(n < 10 ? 2 : n < 100 ? 1 : 0)), Math.round(x).toLocaleString("en-US"));
}
