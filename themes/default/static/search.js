//# allFunctionsCalledOnLoad
// The search page: asks the index as the reader types. Its state is its address, such as `?q=医师节&year=2021&order=date`.
{
  const { element, linked, named, paper, quoted } = showing;
  const page = document.querySelector(".search-page");
  const words = page.dataset;
  const box = document.querySelector(".search-box input");
  const one = (selector) => page.querySelector(selector);
  const groups = [...page.querySelectorAll("[data-facet]")];
  const status = one(".status");
  const folder = new URL(words.index, location).href;
  const index = searching.open(folder);
  const folded = finding.load(`${folder}fold.bin`).catch(() => {});

  const TYPING = 150; // milliseconds without a key until the index is asked
  const SLOW = 600; // until it is said that this takes its time
  const VALUES = 12; // of a field, before the reader asks for more
  const MORE = 300;

  const FIELDS = groups.map((group) => group.dataset.facet);
  const digits = (number) => String(number).replace(/\B(?=(\d{3})+$)/g, ","); // 1,234; a browser's own way takes longer

  // --- the state, and its address

  let state;
  let typing; // what is typed replaces the address that was typed before, never one that was chosen
  let due; // how the address of what is asked is still to be noted

  const chosen = () => FIELDS.filter((field) => state.get(field));
  const address = (changes) => {
    const next = new URLSearchParams(state);
    for (const [name, value] of changes) value ? next.set(name, value) : next.delete(name);
    return String(next) ? `?${next}` : location.pathname;
  };
  const restore = () => {
    state = new URLSearchParams(location.search);
    box.value = state.get("q") ?? "";
    typing = !box.value;
    due = "";
    ask();
  };
  const go = (target, how) => {
    state = new URL(target, location).searchParams;
    if (due !== "pushState") due = how;
    ask();
  };
  // With an address browsers draw the page's icon again; the answer comes first.
  const note = () => {
    if (!due) return;
    try {
      history[due](null, "", address([]));
    } catch {} // a browser may forbid so many at once
    due = "";
  };

  // --- a question, and its answer

  let running = new AbortController();

  async function ask() {
    running.abort();
    running = new AbortController();
    const { signal } = running;
    const slow = setTimeout(() => {
      if (signal.aborted) return;
      say(words.running);
      note();
    }, SLOW);
    try {
      await folded;
      const query = asking.parse(state.get("q") ?? "");
      const fields = chosen().map((name) => ({ name, value: state.get(name), exact: true, excluded: false }));
      const asked = { ...query, fields: [...query.fields, ...fields] };
      if (!asked.phrases.length && !asked.fields.length) show("how", "");
      else await tell(asked, ...(await answered(asked, { order: state.get("order") ?? "relevance", signal })), signal);
    } catch {
      if (!signal.aborted) show("trouble", "");
    }
    clearTimeout(slow);
    if (!signal.aborted) note();
  }

  /** What searches the saved issues: fetched when it is needed; the worker has it. */
  async function saver() {
    if (typeof saved !== "undefined") return saved;
    const script = document.createElement("script");
    script.src = document.querySelector(".without-network").content.firstElementChild.getAttribute("src");
    await new Promise((done, failed) => {
      Object.assign(script, { onload: done, onerror: failed });
      document.head.append(script);
    });
    return saved;
  }

  /** Where the answer is from, and the answer: without a network it is that of the saved issues. */
  async function answered(asked, options) {
    try {
      return [index, await index.answer(asked, options)];
    } catch (error) {
      if (options.signal.aborted || (navigator.onLine && !(error instanceof TypeError))) throw error;
      const issues = await saver();
      const answer = await issues.answer(asked, options);
      if (!answer.issues) throw error;
      return [issues, answer];
    }
  }

  // A status is read out whenever it is written.
  const say = (text) => text === status.textContent || (status.textContent = text);

  function show(name, text) {
    for (const part of page.children) part.hidden = part !== status && !part.classList.contains(name);
    say(text);
  }

  async function tell({ phrases, cut }, source, answer, signal) {
    if (signal.aborted) return;
    const wanted = phrases.filter((phrase) => !phrase.excluded).map((phrase) => phrase.text);
    if (answer.total) await showing.hits(answer, source, wanted, signal);
    if (signal.aborted) return;
    const news = [answer.total ? words.found.replace("{n}", ` ${digits(answer.total)} `) : words.none];
    if (cut) news.push(words.cut.replace("{n}", 200));
    if (answer.issues) news.push(words.saved.replace("{n}", answer.issues));
    show(answer.total ? "results" : "none", news.join(" · "));
    if (!answer.total) return tellNone(wanted);
    for (const link of page.querySelectorAll("[data-order]")) {
      link.href = address([["order", link.dataset.order]]);
      link.ariaCurrent = (state.get("order") ?? "") === link.dataset.order ? "true" : null;
    }
    one(".chosen").replaceChildren(...chosen().map((field) => chip(field, answer, source)));
    const facets = one(".facets");
    facets.ontoggle = () => facets.open && groups.forEach((group) => fill(group, answer, signal));
    facets.ontoggle();
  }

  function tellNone(wanted) {
    one(".narrowed").hidden = !chosen().length;
    one(".narrowed a").href = address(FIELDS.map((field) => [field]));
    one(".fewer").hidden = wanted.length < 2;
    one(".shorter").hidden = wanted.length > 1;
    one(".fewer span").replaceChildren(...wanted.map((text) => linked(address([["q", quoted(text)]]), text)));
  }

  // --- filters

  /** A filter that is chosen, and how to be rid of it. */
  function chip(field, answer, source) {
    const value = state.get(field);
    const link = linked(address([[field]]));
    const call = (name) => {
      link.textContent = name;
      link.ariaLabel = words.without.replace("{name}", name);
    };
    call(named(field, value, field === "newspaper" ? paper(source, value) : value));
    const known = (counted) => counted.find((each) => each.value === value);
    // The address has names as they are filed, whichever script the page is in.
    if (/author|column/.test(field)) answer.counts(field).then((counted) => call(known(counted)?.name ?? value), () => {});
    return element("li", "", link);
  }

  /** Fill a group of filters; one that costs the reader another file is filled once it is opened. */
  async function fill(group, answer, signal) {
    const field = group.dataset.facet;
    const list = group.querySelector("ul");
    group.ontoggle = group.open === false ? () => fill(group, answer, signal) : null;
    if (chosen().includes(field) || group.open === false) {
      group.hidden = chosen().includes(field);
      return;
    }
    const counted = [...(await answer.counts(field).catch(() => []))];
    if (signal.aborted) return;
    if (field === "year") counted.sort((one, other) => other.value - one.value);
    if (field === "page") counted.sort((one, other) => one.value - other.value);
    group.hidden = group.localName === "section" && counted.length < 2;
    const item = ({ value, name, count }) =>
      element("li", "", linked(address([[field, String(value)]]), named(field, value, name)), element("span", "count", digits(count)));
    const more = element("button", "", words.more);
    more.type = "button";
    more.onclick = () => list.lastChild.replaceWith(...counted.slice(VALUES, MORE).map(item));
    const shown = counted.length ? counted.slice(0, VALUES).map(item) : [words.none];
    list.replaceChildren(...shown.map((each) => (each.nodeType ? each : element("li", "", each))));
    if (counted.length > VALUES) list.append(element("li", "", more));
  }

  // --- the reader

  let timer;
  const typed = () => {
    clearTimeout(timer);
    if (box.value.trim() === (state.get("q") ?? "").trim()) return;
    go(address([["q", box.value.trim()]]), typing ? "replaceState" : "pushState");
    typing = true;
  };
  const later = (event) => {
    clearTimeout(timer);
    if (!event.isComposing) timer = setTimeout(typed, TYPING); // not before an input method has made its word
  };
  for (const news of ["input", "compositionend"]) box.addEventListener(news, later);
  box.form.addEventListener("submit", (event) => {
    event.preventDefault();
    typed();
    typing = false;
    if (matchMedia("(pointer: coarse)").matches) box.blur(); // the keyboard covers what was found
  });
  box.addEventListener("keydown", (event) => {
    const first = event.key === "ArrowDown" && !event.isComposing && one(".shown a");
    if (first) event.preventDefault();
    first?.focus?.();
    if (event.key === "Escape" && !event.isComposing) {
      box.value = "";
      typed();
    }
  });
  addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("[type=search], dialog")) return;
    event.preventDefault();
    box.select();
    box.focus();
  });
  page.addEventListener("click", (event) => {
    const link = event.target.closest(".orders a, .chosen a, .facets a, .narrowed a, .fewer a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    typing = false;
    go(link.getAttribute("href"), "pushState");
    box.value = state.get("q") ?? "";
  });
  one(".trouble button").onclick = ask;
  addEventListener("online", ask);
  addEventListener("popstate", restore);

  // Where there is room for the filters beside the hits they are open from the first.
  const wide = matchMedia("(min-width: 60em)");
  const unfold = () => {
    one(".facets").open = wide.matches;
  };
  wide.onchange = unfold;
  unfold();
  restore();
  if (!box.value) {
    box.focus({ preventScroll: true });
    index.ready().catch(() => {}); // the reader is about to ask
  }
}
