//# allFunctionsCalledOnLoad
// The files of a segment of the search index, read: its table of documents, its shards, its lists. Their form: docs/search.md.
const indexFiles = (() => {
  const STRIDE_BITS = 7;

  // A file that is not, or no longer, there.
  class Gone extends Error {}

  const fetched = async (address, kind, cache) => {
    const response = await fetch(address, { cache });
    if (response.ok) return response[kind]();
    throw new (response.status === 404 ? Gone : Error)(`${address}: ${response.status}`);
  };

  // Keeps promises, so that nothing is fetched twice; what failed is forgotten.
  const remembered = (memory, name, make) => {
    if (!memory.has(name)) {
      memory.set(name, make());
      memory.get(name).catch(() => memory.delete(name));
    }
    return memory.get(name);
  };

  // ---- Bytes

  const hash = (string) => {
    let mixed = 0;
    for (let place = 0; place < string.length; place++) {
      mixed = Math.imul(mixed ^ string.charCodeAt(place), 0x9e3779b1);
      mixed ^= mixed >>> 15;
    }
    return mixed;
  };

  const lowest = (number, bits) => number & ((1 << bits) - 1);
  const shardOf = (string, bits) => lowest(hash(string.slice(0, -1)) + string.charCodeAt(string.length - 1), bits);
  const pathOf = (number) => [number >> 7, number & 127].map((part) => part.toString(16).padStart(2, "0")).join("/");

  // A string in the name of a file: four digits for each unit.
  const spelledOut = (string) => string.split("").map((unit) => unit.charCodeAt(0).toString(16).padStart(4, "0")).join("");

  class Bits {
    constructor(bytes, at) {
      this.bytes = bytes;
      this.at = at;
    }

    // The next 25 bits, at the top of a word.
    word() {
      const { bytes, at } = this;
      const byte = at >> 3;
      return ((bytes[byte] << 24) | (bytes[byte + 1] << 16) | (bytes[byte + 2] << 8) | bytes[byte + 3]) << (at & 7);
    }

    take(count) {
      const taken = count && this.word() >>> (32 - count);
      this.at += count;
      return taken;
    }

    // How many zeros come before the next one.
    zeros() {
      let zeros = 0;
      let run;
      while ((run = Math.clz32(this.word())) >= 25) {
        if (this.at >> 3 > this.bytes.length) throw new RangeError("a list is cut off");
        zeros += 25;
        this.at += 25;
      }
      this.at += run + 1;
      return zeros + run;
    }

    // A number in Elias' gamma code.
    gamma() {
      const size = this.zeros();
      return (1 << size) | this.take(size);
    }

    // A list goes into the arrays, or is passed over if there are none.
    list({ count, choice, marked }, entries, marks) {
      const low = 31 - Math.clz32(Math.max(1, Math.floor((2 * choice) / (3 * count))));
      let entry = -1;
      for (let index = 0; index < count; index++) {
        entry += 1 + (this.zeros() << low) + this.take(low);
        const mark = marked ? this.zeros() : 0;
        if (!entries) continue;
        entries[index] = entry;
        marks[index] = mark;
      }
    }
  }

  // Whether a string has a list of documents; all others have places.
  const ofDocuments = (string, frequent) => string.length === 1 || frequent.has(string);

  // Where the strings of a shard end, how many are of one unit, which of them is the wanted one (-1 for none) and which are frequent.
  const stringsOf = (bytes, string, shard, { bits, table }) => {
    let [at, index, wanted] = [0, 0, -1];
    const frequent = new Set();
    const number = () => {
      let value = 0;
      for (let shift = 0; ; shift += 7) {
        const byte = bytes[at++];
        value |= (byte & 127) << shift;
        if (!(byte > 127)) return value;
      }
    };
    const counts = Array.from({ length: number() }, number);
    const initial = string.charCodeAt(0);
    counts.forEach((count, before) => {
      let first = 0;
      for (const end = index + count; index < end; index++) {
        // All but the last unit, whose lowest bits follow from these and the shard.
        if (before) first += number();
        const middle = at;
        if (before) at += 2 * (before - 1);
        const last = number();
        // The first unit tells most strings apart from those that matter.
        if (before && first !== initial && !table.initials.has(first)) continue;
        let one = before ? String.fromCharCode(first) : "";
        for (let place = middle; one.length < before; place += 2) one += String.fromCharCode(bytes[place] | (bytes[place + 1] << 8));
        one += String.fromCharCode((last << bits) | lowest(shard - hash(one), bits));
        if (one === string) wanted = index;
        if (table.frequent.has(one)) frequent.add(index);
      }
    });
    return { at, single: counts[0], wanted, frequent };
  };

  // The list of a string in its shard, undefined where it has none.
  const listed = (bytes, string, shard, segment) => {
    const { at, single, wanted, frequent } = stringsOf(bytes, string, shard, segment);
    if (wanted < 0) return;
    const reading = new Bits(bytes, at * 8);
    for (let index = 0; ; index++) {
      const marked = index < single || frequent.has(index);
      const own = reading.take(1);
      const count = reading.gamma();
      const list = { count, own, marked, choice: marked ? segment.documents : segment.places };
      if (index === wanted) return { ...list, of: string, bytes, at: reading.at };
      if (!own) reading.list(list);
    }
  };

  // ---- A segment

  const rising = (gaps) => {
    let number = 0;
    return gaps.map((gap) => (number += gap));
  };

  // How many strides a character tells: none is half of a pair.
  const stridesOf = (sign) => {
    const point = sign.codePointAt(0);
    return point - (point > 0xdfff ? 0x800 : 0) - 47;
  };

  const tableOf = (told) => {
    const { papers, issues } = told;
    const strides = Array.from(told.strides, stridesOf);
    const documents = strides.length;
    // A run is what an issue has on a page. `at` has the document of each stride, `first` the first stride of each document.
    const [frequent, photos] = [new Set(told.frequent), new Set(rising(told.photos))];
    const initials = new Set(told.frequent.map((string) => string.charCodeAt(0)));
    const table = { frequent, initials, photos, runs: [], run: new Uint32Array(documents) };
    table.first = new Uint32Array(documents);
    table.at = new Uint32Array(strides.reduce((sum, count) => sum + count, 0));
    let next = 0;
    for (const [paper, key, year, pages] of issues) {
      for (let place = 0; place < pages.length; place += 2) {
        table.run.fill(table.runs.length, next, (next += pages[place + 1]));
        table.runs.push({ newspaper: papers[paper], key, year, page: pages[place] });
      }
    }
    let stride = 0;
    strides.forEach((count, document) => {
      table.first[document] = stride;
      table.at.fill(document, stride, (stride += count));
    });
    return table;
  };

  class Segment {
    #memory = new Map();

    constructor(home, { name, version, documents, places, bits }) {
      Object.assign(this, { name, version, home: `${home}${name}/`, documents, places, bits });
    }

    // A file may change under its name; a newer version has another address.
    #fetched(name, kind, cache) {
      return fetched(`${this.home}${name}?v=${this.version}`, kind, cache);
    }

    file(name, kind = "json") {
      return remembered(this.#memory, name, () => this.#fetched(name, kind));
    }

    async open() {
      this.table ??= tableOf(await this.file("segment.json"));
    }

    // A shard without strings has no file: where it is missing, the segment itself is looked for.
    shard(string) {
      const name = `${pathOf(shardOf(string, this.bits))}.bin`;
      return remembered(this.#memory, name, async () => {
        try {
          return new Uint8Array(await this.#fetched(name, "arrayBuffer"));
        } catch (error) {
          if (!(error instanceof Gone)) throw error;
          await this.#fetched("segment.json", "blob", "no-cache");
          return new Uint8Array(1);
        }
      });
    }

    // What a hit says before its page is read: id, headline, kicker, column.
    async head(document, script) {
      const heads = await this.file(`heads/${script}/${pathOf(document >> 4)}.txt`, "text");
      return heads.split("\n")[document & 15].split("\t");
    }

    async list(string) {
      return listed(await this.shard(string), string, shardOf(string, this.bits), this);
    }

    async read(list) {
      let [reading, count] = [new Bits(list.bytes, list.at), list.count];
      if (list.own) {
        const path = `${pathOf(shardOf(list.of, this.bits))}-${spelledOut(list.of)}.bin`;
        reading = new Bits(new Uint8Array(await this.file(path, "arrayBuffer")), 0);
        count = reading.gamma();
      }
      const entries = new Int32Array(count);
      const marks = new Uint8Array(count);
      reading.list({ ...list, count }, entries, marks);
      return { entries, marks };
    }
  }

  return { Gone, Segment, STRIDE_BITS, fetched, ofDocuments, remembered, rising };
})();
