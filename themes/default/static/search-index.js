//# allFunctionsCalledOnLoad
// The search index of docs/search.md, asked: which articles hold what is asked, in which order, and where their pages are.
const searching = (() => {
  const { Gone, Segment, STRIDE_BITS, fetched, ofDocuments, remembered, rising } = indexFiles;
  const FORMAT = 2;
  const HEAD = 128;
  const LONGEST_STRING = 12;
  // What nearness adds: within so many units, so much.
  const NEARNESS = [[16, 6], [64, 4], [256, 2]];
  const FAR = 2 ** 32 - 1;
  const KINDS = { 图: "photo", photo: "photo", 文: "article", article: "article" };

  // ---- Phrases

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

  // What a document has in a field of one value.
  const valueOf = ({ runs, run, photos }, field, document) =>
    field === "kind" ? (photos.has(document) ? "photo" : "article") : runs[run[document]][field];

  // A test for documents.
  const tested = async (segment, { name, value, exact }, papers) => {
    const wanted = finding.fold(value).text;
    const fits = (one) => (exact ? finding.fold(one).text === wanted : finding.fold(one).text.includes(wanted));
    if (name in NAMED) {
      const { names, said, documents } = await segment.file(NAMED[name]);
      const forms = (index) => [names[index], ...Object.values(said).map((other) => other[index] ?? names[index])];
      const having = new Set(documents.filter((_, index) => forms(index).some(fits)).flatMap(rising));
      return (document) => having.has(document);
    }
    const values = new Set([name === "kind" ? KINDS[wanted] : /^\d+$/.test(wanted) && Number(wanted)]);
    if (name === "newspaper") {
      for (const { slug, names } of papers) if (Object.values(names).some(fits) || (exact && fits(slug))) values.add(slug);
    }
    return (document) => values.has(valueOf(segment.table, name, document));
  };

  // ---- A query in a segment

  // Those of the documents that fit in which the phrases stand as they should, with their scores.
  const ranked = ({ documents: count, table }, fits, phrases, standing) => {
    const asked = standing.filter((_, index) => !phrases[index].excluded);
    const met = new Uint8Array(count);
    const scores = new Uint16Array(count);
    asked.forEach(({ documents, weights }) => {
      documents.forEach((document, place) => {
        met[document]++;
        scores[document] += weights[place];
      });
    });
    standing.forEach((one, index) => {
      if (one && phrases[index].excluded) for (const document of one.documents) fits[document] = 0;
    });
    const places = asked.map((one) => one.places);
    const near = asked.length > 1 && places.every(Boolean) ? nearness(places, table) : () => 0;
    const documents = [];
    for (let document = 0; document < count; document++) if (fits[document] && met[document] === asked.length) documents.push(document);
    return { documents, scores: documents.map((document) => scores[document] + near(document)) };
  };

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
    return { segment, ...ranked(segment, fits, phrases, standing) };
  };

  // ---- An answer

  // Like an array, but hits are made when they are asked for: there may be very many.
  const hitsOf = (parts, order) => ({
    length: order.length,
    slice: (from, to) => order.slice(from, to).map((place) => {
      const { segment, documents, scores, start } = parts.findLast((part) => part.start <= place);
      const document = documents[place - start];
      const { newspaper, ...where } = segment.table.runs[segment.table.run[document]];
      const photo = segment.table.photos.has(document);
      return { segment: segment.name, document, slug: newspaper, ...where, photo, score: scores[place - start] };
    }),
  });

  // The highest first; of equal ones the first stays the first.
  const byScore = (scores) => {
    const places = [];
    scores.forEach((score, place) => (places[score] ??= []).push(place));
    return places.reverse().flat();
  };

  // How many there are of each value of a field, most first.
  const counted = async (parts, field, papers) => {
    const { lang } = document.documentElement;
    const tally = new Map();
    const add = (value, name) => {
      if (!tally.has(value)) tally.set(value, { value, name, count: 0 });
      tally.get(value).count++;
    };
    await Promise.all(parts.map(async ({ segment, documents }) => {
      if (!(field in NAMED)) return documents.forEach((one) => add(valueOf(segment.table, field, one), ""));
      const file = await segment.file(NAMED[field]);
      const hits = new Set(documents);
      file.names.forEach((name, at) => {
        for (const one of rising(file.documents[at])) if (hits.has(one)) add(name, file.said[lang]?.[at] ?? name);
      });
    }));
    if (field === "newspaper") {
      const there = papers.filter(({ slug }) => tally.has(slug));
      for (const { slug, names } of there) tally.get(slug).name = names[lang] ?? Object.values(names)[0];
    }
    return [...tally.values()].sort((one, other) => other.count - one.count || (one.value < other.value ? -1 : 1));
  };

  // ---- The index

  class Index {
    #home;
    #opened = new Map();
    #segments = new Map();
    #script;
    papers = [];

    constructor(home) {
      this.#home = home;
    }

    #open() {
      return remembered(this.#opened, "", async () => {
        const { format, scripts, papers, segments } = await fetched(`${this.#home}index.json`, "json", "no-cache");
        if (format !== FORMAT) throw new Error("the index has another format");
        this.papers = papers;
        this.#script = scripts.find((script) => script === document.documentElement.lang) ?? scripts[0];
        const known = this.#segments;
        for (const one of segments) {
          if (known.get(one.name)?.version !== one.version) known.set(one.name, new Segment(this.#home, one));
        }
        return segments.map(({ name }) => known.get(name));
      });
    }

    // Fetches what every query needs: for when the reader is about to ask.
    async ready() {
      await Promise.all((await this.#open()).map((segment) => segment.open()));
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
      const hits = hitsOf(parts, order === "date" ? [...scores.keys()] : byScore(scores));
      return { total, hits, counts: (field) => counted(parts, field, this.papers) };
    }

    answer(parsed, { order, signal } = {}) {
      return new Promise((resolve, reject) => {
        const stop = () => reject(signal.reason);
        if (signal?.aborted) return stop();
        signal?.addEventListener("abort", stop);
        this.#answer(parsed, order, signal).then(resolve, reject);
      });
    }

    // Where a hit's page is, and what stands at its head.
    async head({ segment, document, slug, key }) {
      try {
        const [id, title, kicker, rubric] = await this.#segments.get(segment).head(document, this.#script);
        return { route: `${slug}/${key}/${id}/`, title, kicker, rubric };
      } catch (error) {
        if (error instanceof Gone) this.#opened.clear();
        throw error;
      }
    }
  }

  return { open: (home) => new Index(home) };
})();
