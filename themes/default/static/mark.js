// Shows a reader who comes from a search (…/#q=医师节%20表彰) where the words stand: marks every place, goes to the first one and
// offers the way to the others. cite.js fetches it only then. Its words, and the addresses of all that it needs, stand in the search page.

const home = new URL("../", import.meta.url).href;
const tree = /^zh-han[st]\//.exec(location.href.slice(home.length))?.[0] ?? "";
const article = document.querySelector("article.text");
const otherScript = document.querySelector(".other-script");

const loaded = (element) =>
  new Promise((done, failed) => {
    element.onload = done;
    element.onerror = failed;
    document.head.append(element);
  });

/** Load what finds words in a page; gives the words of the line. The page links to the search, which may be another site's. */
async function load() {
  const address = document.querySelector('header a[href$="search/"]')?.href ?? `${home}${tree}search/`;
  const answer = await fetch(address);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const parts = page.querySelector(".found-parts");
  const named = (name) => {
    const wanted = `[src*="/${name}?"], [href*="/${name}?"]`;
    return page.querySelector(wanted) ?? parts.content.querySelector(wanted);
  };
  const script = (name) =>
    Object.assign(document.createElement("script"), { src: new URL(named(name).getAttribute("src"), address) });
  const style = Object.assign(document.createElement("link"), {
    rel: "stylesheet",
    href: new URL(named("mark.css").getAttribute("href"), address),
  });
  await Promise.all([script("find.js"), script("search-query.js"), style].map(loaded));
  // Without the folding of scripts, what is written as it is printed is found all the same.
  const index = new URL(page.querySelector("[data-index]").dataset.index, address);
  await finding.load(new URL("fold.bin", index)).catch(() => {});
  return parts.dataset;
}

let words;
let line; // with the buttons, while there is anything marked
let places = []; // of each its <mark> elements: one that goes on into a name or a link has several
let here = 0;

function asked() {
  try {
    return decodeURIComponent(/^#q=(.*)/.exec(location.hash)?.[1] ?? "");
  } catch {
    return ""; // a link that was cut off
  }
}

/** Where the phrases stand in a text of the article; what overlaps or touches is one place. */
function rangesIn(entry, phrases) {
  const all = phrases.flatMap(({ text }) => Array.from(finding.places(entry, text), (start) => [start, start + text.length]));
  all.sort((one, two) => one[0] - two[0]);
  const merged = [];
  for (const [start, end] of all) {
    const last = merged.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else merged.push([start, end]);
  }
  return merged;
}

/** The <mark> elements of a text by place: no text stands between those of one place. */
function marksOf(element) {
  const groups = [];
  const between = document.createRange();
  for (const mark of element.querySelectorAll("mark")) {
    between.setEndBefore(mark);
    if (groups.length && between.toString() === "") groups.at(-1).push(mark);
    else groups.push([mark]);
    between.setStartAfter(mark);
  }
  return groups;
}

function unmark() {
  for (const mark of article.querySelectorAll("mark")) {
    const parent = mark.parentNode;
    mark.replaceWith(...mark.childNodes);
    parent.normalize();
  }
  line?.remove();
  line = null;
  if (otherScript) otherScript.hash = "";
}

function button(name, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = words[name];
  made.addEventListener("click", act);
  return made;
}

/** Stand at a place, the first one coming after the last. */
function stand(at) {
  places[here].forEach((mark) => mark.removeAttribute("class"));
  here = (at + places.length) % places.length;
  places[here].forEach((mark) => { mark.className = "here"; });
  const news = places.length > 1 ? words.place : words.count;
  line.firstChild.textContent = news.replace("{n}", here + 1).replace("{of}", places.length);
}

/** Bring the place into the middle, in a vertical text sideways; at once, for moving text troubles some readers. */
const reach = () => places[here]?.[0].scrollIntoView({ block: "center", inline: "center" });

function go(steps) {
  stand(here + steps);
  reach();
}

function clear() {
  unmark();
  history.replaceState(null, "", location.pathname + location.search);
  document.querySelector("main").focus({ preventScroll: true });
}

/** Mark what the address asks for; a phrase that is not there leaves the page as it is. */
function show() {
  const { phrases } = asking.parse(asked());
  unmark();
  const wanted = phrases.filter((phrase) => !phrase.excluded);
  const entries = finding.texts(article).map((entry) => [entry, rangesIn(entry, wanted)]);
  for (const [entry, ranges] of entries) if (ranges.length) finding.mark(entry, ranges);
  places = entries.flatMap(([entry]) => marksOf(entry.element));
  if (!places.length) return;
  line = document.createElement("div");
  line.className = "found";
  const status = document.createElement("p");
  status.setAttribute("role", "status");
  line.append(status);
  if (places.length > 1) line.append(button("previous", () => go(-1)), button("next", () => go(1)));
  line.append(button("clear", clear));
  document.querySelector("main").prepend(line);
  if (otherScript) otherScript.hash = location.hash;
  stand(0);
}

load().then((given) => {
  words = given;
  show();
  // Who comes back, or loads the page again, is where he was.
  if (performance.getEntriesByType("navigation")[0]?.type === "navigate") reach();
  addEventListener("hashchange", () => {
    if (!asked()) return;
    show();
    reach();
  });
}).catch(() => {}); // without a network, the article is as it always is
