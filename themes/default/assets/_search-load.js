// Loading: files over http, whole or by slices, or as scripts where there is no
// server; and a memory of what was loaded.

const PATIENCE = 15000; // milliseconds for one file
const PLACES = 6; // files loading at a time
const MEMORY = 8 << 20; // bytes that are kept
const NEAR = 512; // units between two slices that are loaded in one piece all the same

/** stats counts what was loaded, for tests. */
const stats = {requests: 0, bytes: 0};

/** waiting holds the functions to call with the payload of a script, by its key. */
const waiting = new Map();

/** deliver is called by each script file with its payload. */
function deliver(key, payload) {
  const arrived = waiting.get(key);
  if (!arrived) return;
  waiting.delete(key);
  stats.bytes += payload.length * 2;
  for (const give of arrived) give(payload);
}

/** within rejects when a promise takes too long; stop is then called. */
function within(promise, what, stop) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => {
      reject(fault("timeout", what));
      stop();
    }, PATIENCE);
  });
  const done = () => clearTimeout(timer);
  promise.then(done, done);
  return Promise.race([promise, late]);
}

/** Places lets so many jobs run at a time. */
class Places {
  constructor() {
    this.free = PLACES;
    this.queue = [];
  }

  /** run runs a job when one of the places is free. */
  async run(job) {
    if (this.free) this.free--;
    else await new Promise(free => this.queue.push(free));
    try {
      return await job();
    } finally {
      const next = this.queue.shift();
      if (next) next();
      else this.free++;
    }
  }
}

/** twice runs a job once more where the network may have been at fault. */
async function twice(job) {
  try {
    return await job();
  } catch (e) {
    if (e.code !== "offline" && e.code !== "timeout") throw e;
    return job();
  }
}

/** script loads a script and returns the payload that it delivers under a key. */
function script(address, key) {
  stats.requests++;
  const element = document.createElement("script");
  const stop = () => element.remove();
  const payload = new Promise((resolve, reject) => {
    waiting.set(key, (waiting.get(key) || []).concat(resolve));
    element.onerror = () => reject(fault("missing", address));
    element.onload = () => reject(damaged());
    element.src = address;
    document.head.appendChild(element);
  });
  payload.then(stop, stop);
  return within(payload, address, stop);
}

/** request loads a file, or a range of its bytes, and returns {status, data}. */
function request(address, options) {
  stats.requests++;
  const aborter = typeof AbortController === "function" ? new AbortController() : null;
  const signal = aborter ? aborter.signal : undefined;
  const answer = fetch(address, Object.assign({signal}, options)).then(async response => {
    if (response.status === 404 || response.status === 410) throw fault("missing", address);
    if (response.status === 416) throw damaged(); // it ends before the range
    if (!response.ok) throw fault("offline", address + " " + response.status);
    const data = await response.arrayBuffer();
    stats.bytes += data.byteLength;
    return {status: response.status, data};
  }).catch(e => {
    throw typeof e.code === "string" ? e : fault("offline", address);
  });
  return within(answer, address, () => aborter && aborter.abort());
}

/** Cache remembers promises by key. Those unused for longest leave when what they came to is too much. */
class Cache {
  constructor() {
    this.entries = new Map();
    this.size = 0;
  }

  /** get returns the promise under a key, or makes it; size tells how many bytes its value takes. */
  get(key, make, size) {
    let e = this.entries.get(key);
    if (e) {
      this.entries.delete(key);
    } else {
      e = {value: make(), size: 0};
      e.value.then(v => this.grow(key, e, size(v)), () => this.drop(key, e));
    }
    this.entries.set(key, e);
    return e.value;
  }

  grow(key, entry, size) {
    if (this.entries.get(key) !== entry) return;
    entry.size = size;
    this.size += size;
    for (const [old, e] of this.entries) {
      if (this.size <= MEMORY) return;
      if (e !== entry && e.size) this.drop(old, e);
    }
  }

  /** forget drops what is still on its way. */
  forget() {
    for (const [key, e] of this.entries) if (!e.size) this.entries.delete(key);
  }

  drop(key, entry) {
    if (this.entries.get(key) !== entry) return;
    this.entries.delete(key);
    this.size -= entry.size;
  }
}

/** The text before a payload is a byte order mark, touyan.shard(", the name, ",": so many units. END stands behind it. */
const BEFORE = 26, NAME_AT = 15, END = "\");";

/** Loader loads the shards of one site, whose search folder is at an address. */
class Loader {
  /** cache is what `fetch` is told of the browser's own cache. */
  constructor(folder, cache) {
    this.folder = folder;
    this.browser = cache;
    this.scripts = folder.startsWith("file:");
    this.whole = this.scripts; // whether slices cannot be asked for
    this.cache = new Cache();
    this.recover();
  }

  /** recover lets go of all that is on its way: what comes next must not wait for what may never come. */
  recover() {
    this.places = new Places();
    this.wanted = new Map(); // slices asked for, by name
    this.cache.forget();
  }

  /** run runs a job on the network in its turn, and once more if it fails. */
  run(job) {
    return twice(() => this.places.run(job));
  }

  /** root loads the payload of the root, as the server has it now. */
  async root() {
    const address = this.folder + "root.js", cache = this.browser === "default" ? "no-cache" : this.browser;
    if (this.scripts) return this.text(address, "root0000");
    return this.payload("root0000", (await this.run(() => request(address, {cache}))).data);
  }

  /** payload returns the units of a whole file's payload. */
  payload(name, data) {
    const units = new Uint16Array(data, 0, data.byteLength >> 1), end = units.length - END.length;
    const text = (from, to) => String.fromCharCode.apply(null, units.subarray(from, to));
    if (end < BEFORE || text(NAME_AT, NAME_AT + 8) !== name || text(end) !== END) throw damaged();
    return units.subarray(BEFORE, end);
  }

  /** text loads a shard as a script. */
  async text(address, name) {
    const text = await this.run(() => script(address, name));
    const units = new Uint16Array(text.length);
    for (let i = 0; i < text.length; i++) units[i] = text.charCodeAt(i);
    return units;
  }

  /** ask loads a shard's file, or a range of its bytes. */
  ask(name, headers) {
    return this.run(() => request(this.address(name), {cache: this.browser, headers}));
  }

  address(name) {
    return this.folder + "shards/" + name + ".js";
  }

  /** units returns the whole payload of a shard. */
  units(name) {
    return this.keep(name, async () => {
      if (this.scripts) return this.text(this.address(name), name);
      return this.payload(name, (await this.ask(name, {})).data);
    });
  }

  keep(name, make) {
    return this.cache.get("file " + name, make, units => units.length * 2);
  }

  /**
   * slice returns the n bytes of a shard that begin at a unit of its payload.
   * Slices asked for in one go are loaded together where they are near.
   */
  slice(name, from, n) {
    if (!n) return Promise.resolve(new Uint8Array(0));
    return new Promise((resolve, reject) => {
      let list = this.wanted.get(name);
      if (!list) {
        this.wanted.set(name, list = []);
        Promise.resolve().then(() => {
          this.wanted.delete(name);
          this.pieces(name, list);
        });
      }
      list.push({from, n, to: from + unitsOf(n), resolve, reject});
    });
  }

  /** pieces loads slices of one shard, neighbours together. */
  pieces(name, list) {
    if (this.whole || this.cache.entries.has("file " + name)) return this.piece(name, list);
    list.sort((a, b) => a.from - b.from);
    for (let i = 0; i < list.length;) {
      let to = list[i].to, k = i + 1;
      for (; k < list.length && list[k].from <= to + NEAR; k++) to = Math.max(to, list[k].to);
      this.piece(name, list.slice(i, k), to);
      i = k;
    }
  }

  /** piece loads slices of one shard in one request, without `to` with the whole file, and gives them to those who asked. */
  async piece(name, list, to) {
    try {
      const got = to ? await this.range(name, list[0].from, to) : {units: await this.units(name), start: 0};
      for (const s of list) s.resolve(unpack(got.units, s.from - got.start, s.n));
    } catch (e) {
      for (const s of list) s.reject(e);
    }
  }

  /**
   * range loads some units of a shard and returns {units, start}, where they start
   * in the payload. A server that gives all of it is not asked for less again.
   */
  async range(name, from, to) {
    const first = 2 * (BEFORE + from), last = 2 * (BEFORE + to) - 1;
    const answer = await this.ask(name, {Range: "bytes=" + first + "-" + last});
    if (answer.status === 206) {
      if (answer.data.byteLength === last + 1 - first) return {units: new Uint16Array(answer.data), start: from};
      return {units: await this.units(name), start: 0};
    }
    const units = this.payload(name, answer.data);
    this.whole = true;
    return {units: await this.keep(name, () => Promise.resolve(units)), start: 0};
  }
}
