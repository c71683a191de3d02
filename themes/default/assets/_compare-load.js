// Loading: the files of compare/ as script elements, which work from disk too.

const PATIENCE = 15000; // milliseconds for one file
const known = {}; // facts of cases by path, of all files that are loaded
const buckets = new Map(); // promises of files by number

touyan.cases = list => Object.assign(known, list);

/** bucketOf is the number of the file that holds a case: FNV-1a of its path. */
function bucketOf(path) {
  let hash = 0x811c9dc5;
  for (const c of unescape(encodeURIComponent(path))) hash = Math.imul(hash ^ c.charCodeAt(0), 0x01000193);
  return (hash & (Number(words.buckets) - 1)) >>> 0;
}

/** load returns the facts of a case, or null for one that the site does not have. */
async function load(path) {
  const n = bucketOf(path);
  if (!buckets.has(n)) {
    const loading = script(words.root + "compare/" + n.toString(16) + ".js");
    buckets.set(n, loading);
    loading.catch(() => buckets.delete(n)); // the next time it is tried again
  }
  await buckets.get(n);
  return Object.prototype.hasOwnProperty.call(known, path) ? known[path] : null;
}

/** script loads a script. */
function script(address) {
  const e = document.createElement("script");
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(address)), PATIENCE);
    e.onload = () => { clearTimeout(timer); e.remove(); resolve(); };
    e.onerror = () => { clearTimeout(timer); e.remove(); reject(new Error(address)); };
    e.src = address;
    document.head.append(e);
  });
}
