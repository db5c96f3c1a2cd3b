// Search without a network, in the texts of the issues that this device keeps. The answer is the one that search-index.js would give
// if the archive held these issues only; how texts are laid out and what a score is made of is told in docs/search.md.
const saved = (() => {
  const HEAD = 128;
  const NEARNESS = [[16, 6], [64, 4], [256, 2]];
  const KINDS = { 图: "photo", photo: "photo", 文: "article", article: "article" };
  const DATE = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(~)?(\/\.\.)?$/;

  const home = new URL("../", document.currentScript.src).href;
  const split = (address) => /^(zh-han[st]\/)?(.*)/.exec(address.slice(home.length));
  const fold = (text) => finding.fold(text).text;
  const kept = (address) => caches.match(address, { ignoreVary: true });
  const known = new Map(); // by address of a saved issue: a promise of its articles

  /** The addresses of the saved issues, as the worker knows them; of one that is kept in both scripts, that of this page's. */
  async function addresses() {
    const worker = (await navigator.serviceWorker?.getRegistration(home))?.active;
    if (!worker) return [];
    const { port1, port2 } = new MessageChannel();
    const told = new Promise((tell) => { port1.onmessage = tell; });
    worker.postMessage({ what: "list" }, [port2]);
    const chosen = new Map();
    for (const address of (await told).data.issues) {
      const [, tree, route] = split(address);
      if (tree === split(location.href)[1] || !chosen.has(route)) chosen.set(route, address);
    }
    return [...chosen.values()];
  }

  async function read(address) {
    const { articles } = await (await kept(`${home}${split(address)[2]}issue.json`)).json();
    return articles.map((article) => {
      const [, year = 0, month = 0, day = 0, about, open] = DATE.exec(article.date) ?? [];
      const age = ((year * 13 + +month) * 32 + +day) * 4 + (open ? 2 : 0) + (about ? 1 : 0);
      const own = { address: `${address}${article.id}/`, author: article.authors, year: +year };
      return { ...article, ...own, age, texts: laid(article) };
    });
  }

  /** The texts of an article with their places on its line. */
  function laid({ title, kicker, subtitle, column, byline, photos, paragraphs }) {
    let end = 0;
    const lay = (texts) =>
      texts.map(fold).filter(Boolean).map((text) => {
        const start = end;
        end += text.length + 1;
        return { text, start };
      });
    const head = lay([title, kicker, subtitle]);
    end = Math.max(end, HEAD);
    const captions = photos.flatMap(({ caption, credit }) => [caption, credit]);
    return [...head, ...lay([column, byline, ...captions, ...paragraphs.map(({ text }) => text)])];
  }

  const placesOf = ({ texts }, { text }) => texts.flatMap((each) => finding.places(each, text).map((at) => each.start + at));

  function scoreOf(phrases, places) {
    let score = 0;
    for (const { 0: first, length } of places) score += (first < HEAD ? 32 : 0) + 2 * Math.min(3, 31 - Math.clz32(length));
    // The index knows no places of a single unit.
    if (places.length < 2 || phrases.some(({ text }) => text.length < 2)) return score;
    const near = (some) => Math.min(...some.map((one) => Math.min(...places[0].map((other) => Math.abs(one - other)))));
    const distance = Math.max(...places.slice(1).map(near));
    return score + (NEARNESS.find(([most]) => distance <= most)?.[1] ?? 0);
  }

  const valuesOf = (article, field) => [article[field]].flat().filter((value) => value !== "");

  function meets(article, { name, value, exact }) {
    const wanted = fold(value);
    if (name === "kind") return KINDS[wanted] === article.kind;
    if (name === "year" || name === "page") return /^\d+$/.test(wanted) && +wanted === article[name];
    if (exact && name === "newspaper" && fold(article.newspaper_slug) === wanted) return true;
    return valuesOf(article, name).map(fold).some((form) => (exact ? form === wanted : form.includes(wanted)));
  }

  /** An article as a hit; false where it does not answer. */
  function hitOf(article, phrases, fields) {
    if (fields.some((field) => meets(article, field) === field.excluded)) return false;
    const places = phrases.map((phrase) => placesOf(article, phrase));
    if (phrases.some(({ excluded }, at) => excluded === places[at].length > 0)) return false;
    const score = scoreOf(phrases.filter(({ excluded }) => !excluded), places.filter(({ length }) => length));
    const { newspaper_slug: slug, issue: key, year, page, kind } = article;
    return { article, slug, key, year, page, photo: kind === "photo", score };
  }

  async function counts(hits, field) {
    const counted = new Map();
    for (const { article } of hits) {
      const paper = field === "newspaper";
      for (const value of paper ? [article.newspaper_slug] : valuesOf(article, field)) {
        counted.set(value, { value, name: paper ? article.newspaper : value, count: (counted.get(value)?.count ?? 0) + 1 });
      }
    }
    return [...counted.values()].sort((one, two) => two.count - one.count || (one.value < two.value ? -1 : 1));
  }

  async function answer({ phrases, fields }, { order, signal } = {}) {
    const own = await addresses();
    for (const address of own) if (!known.has(address)) known.set(address, read(address).catch(() => null));
    const issues = (await Promise.all(own.map((address) => known.get(address)))).filter(Boolean);
    const place = (article) => `${article.newspaper_slug}/${article.issue}`;
    const articles = issues.flat().sort((one, two) => two.age - one.age || (place(one) < place(two) ? -1 : +(place(one) > place(two))));
    const asked = phrases.length + fields.length ? articles : [];
    let hits = asked.map((article) => hitOf(article, phrases, fields)).filter(Boolean);
    // What the archive has taken down since is kept no longer.
    const there = await Promise.all(hits.map(({ article }) => kept(article.address)));
    signal?.throwIfAborted();
    hits = hits.filter((_, at) => there[at]);
    if (order !== "date") hits.sort((one, two) => two.score - one.score);
    saved.papers = articles.map(({ newspaper_slug: slug, newspaper }) => ({ slug, names: [newspaper] }));
    return { issues: issues.length, total: hits.length, hits, counts: (field) => counts(hits, field) };
  }

  return { answer, papers: [], head: async ({ article }) => ({ route: article.address }) };
})();
