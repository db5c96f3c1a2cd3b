//# allFunctionsCalledOnLoad
// What was found, hit by hit: its head is read from the index when it comes near the screen, its text from its own page when the place for it does.
const showing = (() => {
  const PATIENCE = 2000; // milliseconds until a hit is shown without its head
  const SHOWN = 20; // hits at a time
  const FIRST = 2; // hits that are near the screen wherever it ends
  const LANES = 6; // pages fetched at a time
  const REMEMBERED = 100; // pages
  const SNIPPET = 90; // characters, or fewer: about what two lines hold
  const [SEEN, NEAR] = ["-4% 0%", "50% 0%"]; // on the screen but for a sliver; so much of a screen away, for a reader who goes on

  const page = document.querySelector(".search-page");
  const words = page.dataset;
  const home = new URL(words.home, location).href;
  const pageAt = (route) => new URL(route, words.split ? siteOf(route, words) : home).href; // see volumes.js
  const [list, further] = page.querySelectorAll(".hits, .further");

  const element = (name, kind, ...content) => {
    const made = document.createElement(name);
    if (kind) made.className = kind;
    made.append(...content);
    return made;
  };
  const linked = (address, ...content) => {
    const link = element("a", "", ...content);
    link.href = address;
    return link;
  };

  /** What a value of a field is called; `name` is how the index calls it. */
  const named = (field, value, name) => {
    if (field === "kind") return value === "photo" ? words.photoStory : words.articles;
    if (field === "year") return +value ? words.year.replace("{n}", value) : words.undated;
    if (field === "page") return words.page.replace("{n}", value);
    return name || words.unidentified;
  };
  const paper = ({ papers }, slug) => {
    const names = papers.find((each) => each.slug === slug)?.names ?? {};
    return names[document.documentElement.lang] ?? Object.values(names)[0];
  };
  const date = ({ key, year }) => {
    const [, month, day] = /^\d{4}-(\d\d)-(\d\d)$/.exec(key) ?? [];
    return named("year", year) + (day ? words.day.replace("{month}", +month).replace("{day}", +day) : "");
  };
  const dot = () => {
    const made = element("span", "dot", "·");
    made.ariaHidden = "true";
    return made;
  };
  const dotted = (parts) => parts.flatMap((part, at) => (at ? [" ", dot(), " ", part] : [part]));

  /** A phrase as it is typed. */
  const quoted = (phrase) => (/[\s:=]|^-/.test(phrase) && !phrase.includes('"') ? `"${phrase}"` : phrase);

  const pages = new Map();

  /** The text of an article, and the way to it in words: newspaper, date, page. */
  async function read(address, signal) {
    if (!pages.has(address)) {
      // All that is shown stands before the article's footer.
      const [above] = (await (await fetch(address, { signal })).text()).split("<footer", 1);
      const html = new DOMParser().parseFromString(above, "text/html");
      const way = [...html.querySelectorAll(".crumbs a")].map((link) => link.textContent);
      pages.set(address, { article: html.querySelector("article.text"), way });
      if (pages.size > REMEMBERED) pages.delete(pages.keys().next().value);
    }
    const { article, way } = pages.get(address);
    return { article: article.cloneNode(true), way };
  }

  /** An article with nothing but its head. */
  function bare({ rubric, kicker, title }) {
    const parts = [["rubric", rubric], ["kicker", kicker], ["headline", title]].filter(([, text]) => text);
    return element("article", "", ...parts.map((part) => element("p", ...part)));
  }

  const spansOf = (text, phrases) =>
    phrases.flatMap((phrase) => finding.places(text, phrase).map((at) => [at, at + phrase.length]));

  /** Give a hit the head of an article, the phrases marked in it; gives the texts of the article that are left. */
  function writeHead({ place, link }, phrases, article) {
    const texts = finding.texts(article);
    const taken = (kind) => texts.splice(texts.findIndex((text) => text.element.matches(kind)) >>> 0, 1);
    const rubric = taken(".rubric").map((text) => element("p", "rubric", finding.snippet(text, spansOf(text, phrases), SNIPPET)));
    // These two keep the places where they may break.
    const [kicker, headline] = [taken(".kicker"), taken(".headline")];
    for (const text of [...kicker, ...headline]) finding.mark(text, spansOf(text, phrases));
    for (const former of place.querySelectorAll(".rubric, .kicker")) former.remove();
    place.prepend(...rubric, ...kicker.map((text) => text.element));
    link.replaceChildren(...article.querySelector(".headline").childNodes);
    return texts;
  }

  /** Fill a hit with the words of its page. */
  function write(item, phrases, { article, way }, length) {
    const texts = writeHead(item, phrases, article);
    item.where.replaceChildren(...dotted(way));
    const holds = (text) => phrases.filter((phrase) => finding.places(text, phrase).length).length;
    const most = Math.max(0, ...texts.map(holds));
    // Where the headline alone holds them, the text is shown from its beginning.
    const best = texts.find((text) => (most ? holds(text) === most : !text.element.matches(".deck, .names")));
    if (best) item.lead.append(finding.snippet(best, spansOf(best, phrases), length));
    item.place.classList.add("read");
  }

  /**
   * Show the hits of an answer that has some, until another is asked for. `source` is the index or the saved issues.
   * What stands there gives way once the first of them can be seen, and then this is done: all is laid out once.
   */
  function hits(answer, source, phrases, signal) {
    const items = [];
    const waiting = [];
    let busy = 0;
    let next; // the link to which the reader goes on who has asked for more
    let ready; // to be called once the first hit can be seen
    let length; // of a snippet; only known where the page is laid out
    const fragment = phrases.length ? `#q=${encodeURIComponent(phrases.map(quoted).join(" "))}` : "";

    // A hit is shown once all before it are that anybody has asked for: what is seen does not move.
    const settle = (item) => {
      item.settled = true;
      if (item === items[0]) ready();
      for (const { place, link, settled } of items.filter((each) => each.begun)) {
        if (!settled) return;
        place.classList.add("shown");
        if (link !== next) continue;
        link.focus({ preventScroll: true });
        next = null;
      }
    };
    // What a hit says at its head; gives the address of its page.
    const head = async (item) => {
      const known = await source.head(item.hit);
      signal.throwIfAborted();
      const address = pageAt(known.route);
      item.link.href = address + fragment;
      if (known.title) {
        writeHead(item, phrases, bare(known));
        settle(item);
      } else want(item);
      return address;
    };
    const begin = (item) => {
      if (item.begun) return;
      setTimeout(settle, PATIENCE, item);
      item.begun = head(item);
      item.begun.catch(() => settle(item));
    };
    const fill = async (item) => {
      const text = await read(await item.begun, signal);
      signal.throwIfAborted();
      const width = list.clientWidth || page.clientWidth;
      length ??= Math.min(SNIPPET, Math.floor((2.05 * width) / parseFloat(getComputedStyle(list).fontSize)));
      write(item, phrases, text, length);
    };
    const work = () => {
      while (busy < LANES && waiting.length && !signal.aborted) {
        const item = waiting.shift();
        busy += 1;
        const done = () => {
          busy -= 1;
          settle(item);
          work();
        };
        fill(item).then(done, done);
      }
    };
    const want = (item) => {
      if (item.wanted) return;
      item.wanted = true;
      begin(item);
      waiting.push(item);
      work();
    };
    const near = (seen) => {
      for (const { target } of seen.filter((each) => each.isIntersecting)) {
        observer.unobserve(target);
        const item = items.find(({ place, lead }) => target === place || target === lead);
        (target === item.lead ? want : begin)(item);
      }
    };
    // A page is only read where its text would be seen: it may be the longest of the archive.
    let observer;
    const watch = (rootMargin) => {
      observer?.disconnect();
      observer = new IntersectionObserver(near, { rootMargin });
      for (const { place, lead, begun, wanted } of items) {
        if (!begun) observer.observe(place);
        if (!wanted) observer.observe(lead);
      }
    };
    signal.addEventListener("abort", () => observer?.disconnect());
    addEventListener("scroll", () => watch(NEAR), { once: true, passive: true, signal });

    // Until its page comes, a hit says what the index knows.
    const madeOf = (hit) => {
      const link = linked(pageAt(`${hit.slug}/${hit.key}/`), words.open);
      const title = element("h2", "headline", link);
      if (hit.photo) {
        const photo = element("abbr", "photo-mark", words.photo);
        photo.title = words.photoStory;
        title.prepend(photo, " ");
      }
      const known = [named("newspaper", "", paper(source, hit.slug)), date(hit), named("page", hit.page)];
      const [where, lead] = [element("p", "where", ...dotted(known)), element("p", "lead")];
      return { hit, link, where, lead, place: element("li", "hit story", title, where, lead) };
    };
    const make = (from, to) => {
      const made = answer.hits.slice(from, to).map(madeOf);
      items.push(...made);
      return made;
    };
    const put = (some, rootMargin) => {
      list.append(...some.map(({ place }) => place));
      further.hidden = items.length >= answer.total;
      watch(rootMargin);
    };
    const first = new Promise((done) => { ready = done; });
    // The first ones are on their way while the others are made.
    make(0, FIRST).forEach(want);
    make(FIRST, SHOWN);
    return first.then(() => {
      if (signal.aborted) return;
      list.replaceChildren();
      put(items, SEEN);
      further.onclick = () => {
        const added = make(items.length, items.length + SHOWN);
        next = added[0].link;
        added.slice(0, FIRST).forEach(want);
        put(added, NEAR);
      };
    });
  }

  return { element, linked, named, paper, quoted, hits };
})();
