// The index of docs/search.md, read: which articles hold what is asked, in which order, and where their pages are.
const searching = (() => {
  const FORMAT = 1;
  const STRIDE_BITS = 10;
  const HEAD = 128;
  const LONGEST_STRING = 12;
  // What nearness adds: within so many units, so much.
  const NEARNESS = [[16, 6], [64, 4], [256, 2]];
  const FAR = 2 ** 32 - 1;
  const KINDS = { 图: "photo", photo: "photo", 文: "article", article: "article" };

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

  const shardOf = (string, bits) => {
    let hash = 0;
    for (let place = 0; place < string.length; place++) {
      hash = Math.imul(hash ^ string.charCodeAt(place), 0x9e3779b1);
      hash ^= hash >>> 15;
    }
    const number = bits && hash >>> (32 - bits);
    return [number >> 7, number & 127].map((part) => part.toString(16).padStart(2, "0")).join("/");
  };

  // Reads the Rice code that begins at a bit, into the arrays if they are given; gives its end.
  const rice = (bytes, bit, { count, choice, marked }, entries, marks) => {
    const low = 31 - Math.clz32(Math.max(1, Math.floor((2 * choice) / (3 * count))));
    // The next 25 bits, at the top of a word.
    const word = () => {
      const byte = bit >> 3;
      return ((bytes[byte] << 24) | (bytes[byte + 1] << 16) | (bytes[byte + 2] << 8) | bytes[byte + 3]) << (bit & 7);
    };
    let entry = -1;
    for (let index = 0; index < count; index++) {
      let zeros;
      let gap = 0;
      while ((zeros = Math.clz32(word())) >= 25) {
        if (bit >> 3 > bytes.length) throw new RangeError("a list is cut off");
        gap += 25;
        bit += 25;
      }
      bit += zeros + 1;
      entry += 1 + ((gap + zeros) << low) + (low && word() >>> (32 - low));
      bit += low;
      if (entries) entries[index] = entry;
      if (marks) marks[index] = word() >>> 29;
      if (marked) bit += 3;
    }
    return bit;
  };

  // The list of a string in a shard, undefined where it has none.
  const listed = (bytes, string, { documents, places, table }) => {
    let at = 0;
    const number = () => {
      let value = 0;
      for (let scale = 1; ; scale *= 128) {
        const byte = bytes[at++];
        value += (byte & 127) * scale;
        if (!(byte > 127)) return value;
      }
    };
    const lists = [];
    Array.from({ length: number() }, number).forEach((count, longer) => {
      for (; count > 0; count--) {
        let of = "";
        for (let unit = 0; unit <= longer; unit++, at += 2) of += String.fromCharCode(bytes[at] | (bytes[at + 1] << 8));
        const marked = ofDocuments(of, table.frequent);
        lists.push({ of, marked, choice: marked ? documents : places });
      }
    });
    for (const list of lists) {
      const entries = number();
      list.count = entries >> 1;
      list.own = entries & 1;
    }
    let bit = at * 8;
    for (const [index, list] of lists.entries()) {
      if (list.of === string) return { ...list, index, bytes, bit };
      if (!list.own) bit = rice(bytes, bit, list);
    }
  };

  // ---- A segment

  const tableOf = ({ papers, issues, strides, photos, frequent }) => {
    const documents = strides.length;
    // A run is what an issue has on a page. `at` has the document of each stride, `first` the first stride of each document.
    const table = { frequent: new Set(frequent), photos: new Set(photos), runs: [], run: new Uint32Array(documents) };
    table.first = new Uint32Array(documents);
    table.at = new Uint32Array(strides.reduce((sum, count) => sum + count, 0));
    let next = 0;
    for (const [paper, key, year, pages] of issues) {
      for (let place = 0; place < pages.length; place += 2) {
        table.run.fill(table.runs.length, next, (next += pages[place + 1]));
        table.runs.push({ slug: papers[paper], key, year, page: pages[place] });
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

    constructor(home, { name, documents, places, bits }) {
      Object.assign(this, { name, home: `${home}${name}/`, documents, places, bits });
    }

    file(name, kind = "json") {
      return remembered(this.#memory, name, () => fetched(this.home + name, kind));
    }

    async open() {
      this.table ??= tableOf(await this.file("segment.json"));
    }

    // A shard without strings has no file: where it is missing, the segment itself is looked for.
    shard(string) {
      const name = `${shardOf(string, this.bits)}.bin`;
      return remembered(this.#memory, name, async () => {
        try {
          return new Uint8Array(await fetched(this.home + name, "arrayBuffer"));
        } catch (error) {
          if (!(error instanceof Gone)) throw error;
          await fetched(`${this.home}segment.json`, "blob", "no-cache");
          return new Uint8Array(1);
        }
      });
    }

    async list(string) {
      return listed(await this.shard(string), string, this);
    }

    async read(list) {
      const entries = new Int32Array(list.count);
      const marks = new Uint8Array(list.count);
      const own = list.own && (await this.file(`${shardOf(list.of, this.bits)}-${list.index}.bin`, "arrayBuffer"));
      rice(own ? new Uint8Array(own) : list.bytes, own ? 0 : list.bit, list, entries, marks);
      return { entries, marks };
    }
  }

  // ---- Phrases

  const ofDocuments = (string, frequent) => string.length === 1 || frequent.has(string);

  // The strings that find a phrase, each with its distance from the beginning.
  const cover = (phrase, frequent) => {
    if (ofDocuments(phrase, frequent)) return [[phrase, 0]];
    const hasPlaces = (string) =>
      !ofDocuments(string, frequent) &&
      (string.length === 2 || frequent.has(string.slice(0, -1)) || frequent.has(string.slice(1)));
    const strings = [];
    // Of those that hold the unit at `at`, the one that reaches furthest to the right.
    const furthest = (at) => {
      for (let end = Math.min(phrase.length, at + LONGEST_STRING); end > at; end--) {
        for (let start = Math.max(0, end - LONGEST_STRING); start <= at; start++) {
          const string = phrase.slice(start, end);
          if (hasPlaces(string)) return strings.push([string, start]) && end;
        }
      }
      throw new RangeError("the index does not hold together");
    };
    for (let at = 0; at < phrase.length; ) at = furthest(at);
    return strings;
  };

  // Those of the places from which one of the others is at a distance.
  const meeting = (places, others, distance) => {
    let next = 0;
    return places.filter((place) => {
      while (others[next] < place + distance) next++;
      return others[next] === place + distance;
    });
  };

  const weight = (head, step) => 32 * head + 2 * step;

  // The documents in which a phrase stands, what it adds to the score of each, and its places if they are known.
  const found = async (segment, strings) => {
    const { at, first } = segment.table;
    const [[{ marked }]] = strings;
    if (marked) {
      const { entries, marks } = await segment.read(strings[0][0]);
      return { documents: entries, weights: Array.from(marks, (mark) => weight(mark >> 2, mark & 3)) };
    }
    let places;
    // Lists of their own are fetched only where the others leave something to find.
    for (const own of [0, 1]) {
      const some = places?.length === 0 ? [] : strings.filter(([list]) => list.own === own);
      const read = await Promise.all(some.map(([list]) => segment.read(list)));
      read.forEach(({ entries }, index) => {
        const distance = some[index][1];
        places = places ? meeting(places, entries, distance) : entries.map((entry) => entry - distance);
      });
    }
    const documents = [];
    const weights = [];
    for (let start = 0, end = 0; start < places.length; start = end) {
      const document = at[places[start] >> STRIDE_BITS];
      while (end < places.length && at[places[end] >> STRIDE_BITS] === document) end++;
      documents.push(document);
      const head = places[start] - (first[document] << STRIDE_BITS) < HEAD;
      weights.push(weight(head, Math.min(3, 31 - Math.clz32(end - start))));
    }
    return { documents, weights, places };
  };

  // What nearness adds in each document, given the places of each phrase.
  const nearness = ([firsts, ...rest], { at, run }) => {
    const largest = new Uint32Array(run.length);
    for (const places of rest) {
      const smallest = new Uint32Array(run.length).fill(FAR);
      let next = 0;
      for (const place of firsts) {
        const document = at[place >> STRIDE_BITS];
        while (places[next] < place) next++;
        for (let other = Math.max(next - 1, 0); other <= next && other < places.length; other++) {
          const distance = Math.abs(places[other] - place);
          if (at[places[other] >> STRIDE_BITS] === document && distance < smallest[document]) smallest[document] = distance;
        }
      }
      for (const document of largest.keys()) largest[document] = Math.max(largest[document], smallest[document]);
    }
    return (document) => NEARNESS.find(([units]) => largest[document] <= units)?.[1] ?? 0;
  };

  // ---- Fields

  const NAMED = { author: "authors.json", column: "columns.json" };

  const rising = (gaps) => {
    let document = 0;
    return gaps.map((gap) => (document += gap));
  };

  // A test for documents.
  const tested = async (segment, { name, value, exact }, papers) => {
    const { runs, run, photos } = segment.table;
    const wanted = finding.fold(value).text;
    const fits = (one) => (exact ? finding.fold(one).text === wanted : finding.fold(one).text.includes(wanted));
    if (name === "kind") return (document) => KINDS[wanted] === (photos.has(document) ? "photo" : "article");
    if (name in NAMED) {
      const { names, said, documents } = await segment.file(NAMED[name]);
      const forms = (index) => [names[index], ...Object.values(said).map((other) => other[index] ?? names[index])];
      const having = new Set(documents.filter((_, index) => forms(index).some(fits)).flatMap(rising));
      return (document) => having.has(document);
    }
    const number = /^\d+$/.test(wanted) ? Number(wanted) : -1;
    const namesOf = new Map(papers.map(({ slug, names }) => [slug, Object.values(names)]));
    const called = ({ slug }) => namesOf.get(slug)?.some(fits) || (exact && fits(slug));
    const fitting = runs.map((one) => (name === "newspaper" ? called(one) : one[name] === number));
    return (document) => fitting[run[document]];
  };

  // ---- A query in a segment

  const search = async (segment, { phrases, fields }, papers, signal) => {
    const nothing = { segment, documents: [], scores: [] };
    if (!segment.table) {
      // Together with the table comes what is needed whatever is frequent; what fails fails again below.
      const strings = phrases.flatMap(({ text }) => cover(text, new Set()));
      for (const [string] of strings) segment.shard(string).catch(() => {});
      for (const { name } of fields) if (name in NAMED) segment.file(NAMED[name]).catch(() => {});
    }
    await segment.open();
    const count = segment.documents;
    const fits = new Uint8Array(count).fill(1);
    for (const field of fields) {
      const test = await tested(segment, field, papers);
      for (let document = 0; document < count; document++) if (!test(document) !== field.excluded) fits[document] = 0;
    }
    if (!fits.includes(1)) return nothing;

    // First whether the shards have all strings, then what their lists say.
    signal?.throwIfAborted();
    const plans = await Promise.all(phrases.map(({ text }) => Promise.all(
      cover(text, segment.table.frequent).map(async ([string, distance]) => [await segment.list(string), distance]))));
    const whole = plans.map((strings) => strings.every(([list]) => list));
    if (phrases.some(({ excluded }, index) => !excluded && !whole[index])) return nothing;
    signal?.throwIfAborted();
    const standing = await Promise.all(plans.map((strings, index) => whole[index] && found(segment, strings)));
    signal?.throwIfAborted();

    const asked = standing.filter((_, index) => !phrases[index].excluded);
    const met = new Uint8Array(count);
    const scores = new Uint16Array(count);
    asked.forEach(({ documents, weights }, index) => {
      documents.forEach((document, place) => {
        if (met[document] === index) met[document]++;
        scores[document] += weights[place];
      });
    });
    standing.forEach((one, index) => {
      if (one && phrases[index].excluded) for (const document of one.documents) fits[document] = 0;
    });
    const places = asked.map((one) => one.places);
    const near = asked.length > 1 && places.every(Boolean) ? nearness(places, segment.table) : () => 0;
    const documents = [...fits.keys()].filter((document) => fits[document] && met[document] === asked.length);
    return { segment, documents, scores: documents.map((document) => scores[document] + near(document)) };
  };

  // ---- An answer

  // Like an array, but hits are made when they are asked for: there may be very many.
  class Hits {
    constructor(parts, order) {
      this.length = order.length;
      this.slice = (from, to) => Array.from(order.slice(from, to), (place) => {
        const { segment, documents, scores, start } = parts.findLast((part) => part.start <= place);
        const document = documents[place - start];
        const { runs, run, photos } = segment.table;
        const photo = photos.has(document);
        return { ...runs[run[document]], segment: segment.name, document, photo, score: scores[place - start] };
      });
    }
  }

  // The highest first; of equal ones the first stays the first.
  const byScore = (scores) => scores.map((_, place) => place).sort((one, other) => scores[other] - scores[one]);

  // How many there are of each value of a field, most first.
  const counts = async (parts, field, papers) => {
    const { lang } = document.documentElement;
    const tally = new Map();
    const add = (value, name) => {
      if (!tally.has(value)) tally.set(value, { value, name, count: 0 });
      tally.get(value).count++;
    };
    const files = await Promise.all(parts.map(({ segment }) => field in NAMED && segment.file(NAMED[field])));
    for (const [index, { segment, documents }] of parts.entries()) {
      const { runs, run, photos } = segment.table;
      if (field in NAMED) {
        const { names, said, documents: having } = files[index];
        const hits = new Set(documents);
        names.forEach((name, at) => {
          for (const one of rising(having[at])) if (hits.has(one)) add(name, said[lang]?.[at] ?? name);
        });
      } else {
        for (const one of documents) {
          const { slug } = runs[run[one]];
          if (field === "kind") add(photos.has(one) ? "photo" : "article", "");
          else if (field === "newspaper") add(slug, slug);
          else add(runs[run[one]][field], "");
        }
      }
    }
    for (const { slug, names } of papers) if (tally.has(slug)) tally.get(slug).name = names[lang] ?? Object.values(names)[0];
    return [...tally.values()].sort((one, other) => other.count - one.count || (one.value < other.value ? -1 : 1));
  };

  // ---- The index

  class Index {
    #home;
    #opened = new Map();
    #segments = new Map();
    papers = [];

    constructor(home) {
      this.#home = home;
    }

    #open() {
      return remembered(this.#opened, "", async () => {
        const { format, papers, segments } = await fetched(`${this.#home}index.json`, "json", "no-cache");
        if (format !== FORMAT) throw new Error("the index has another format");
        this.papers = papers;
        for (const one of segments) if (!this.#segments.has(one.name)) this.#segments.set(one.name, new Segment(this.#home, one));
        return segments.map(({ name }) => this.#segments.get(name));
      });
    }

    async #search(parsed, signal) {
      const segments = await this.#open();
      return Promise.all(segments.map((segment) => search(segment, parsed, this.papers, signal)));
    }

    async #answer(parsed, order, signal) {
      const nothing = !parsed.phrases.length && !parsed.fields.length;
      const parts = nothing ? [] : await this.#search(parsed, signal).catch((error) => {
        // Where a segment has gone the site was built anew.
        if (!(error instanceof Gone)) throw error;
        this.#opened.clear();
        return this.#search(parsed, signal);
      });
      let total = 0;
      for (const part of parts) {
        part.start = total;
        total += part.documents.length;
      }
      const scores = parts.flatMap((part) => part.scores);
      const hits = new Hits(parts, order === "date" ? [...scores.keys()] : byScore(scores));
      return { total, hits, counts: (field) => counts(parts, field, this.papers) };
    }

    answer(parsed, { order, signal } = {}) {
      return new Promise((resolve, reject) => {
        const stop = () => reject(signal.reason);
        if (signal?.aborted) return stop();
        signal?.addEventListener("abort", stop);
        this.#answer(parsed, order, signal).then(resolve, reject);
      });
    }

    async route({ segment, document, slug, key }) {
      try {
        const ids = await this.#segments.get(segment).file(`ids/${document >> 8}.txt`, "text");
        return `${slug}/${key}/${ids.split("\n")[document & 255]}/`;
      } catch (error) {
        if (error instanceof Gone) this.#opened.clear();
        throw error;
      }
    }
  }

  return { open: (home) => new Index(home) };
})();
