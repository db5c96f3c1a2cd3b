// Keeps pages for reading without a network. How it decides: docs/offline.md.
// This file is a template; it is different, and so taken over by browsers, whenever what it lists is.
const scope = registration.scope;
const offlinePages = {{ view.pages|tojson }}.map((page) => scope + page);
const searchPages = {{ view.searches|tojson }}.map((page) => scope + page);
{% if view.folding %}
const folding = `${scope}{{ view.folding }}`; // how a search tells one script from the other
{% else %}
const folding = null; // there is no search
{% endif %}

// Several archives may share one host, and with it all caches: the names of ours hold our path.
const ours = `sitegen ${new URL(scope).pathname} `;
const shell = `${ours}shell {{ view.mark }}`; // the offline and search pages and what they need
const read = `${ours}pages`; // pages as they were last read, the least recently read first
const files = `${ours}files`; // styles, scripts and icons
const issue = `${ours}issue `; // and its address: one cache for each saved issue, holding all it needs

const mostPages = 200;
const mostFiles = 100;
const patience = 3000; // milliseconds until a page kept here is shown instead of one that does not come
const lanes = 4; // so many pages of an issue are fetched at a time

const withoutQuery = (address) => address.split(/[?#]/)[0];
const among = (address, folder) => address.startsWith(folder);
const kept = (address, options) => caches.match(address, { ignoreVary: true, ...options });
const fresh = { cache: "no-cache" }; // ask the server whether the browser's own copy still holds

function keepable(response) {
  const forbidden = /no-store/.test(response.headers.get("cache-control"));
  return response.status === 200 && response.type === "basic" && !response.redirected && !forbidden;
}

const isData = (address) => address.endsWith("/issue.json"); // an issue's text, which a search without a network reads
const isPage = (response) => /^text\/html/.test(response.headers.get("content-type"));

/** Put an answer at the end of a cache and let the oldest ones go. */
async function append(name, address, response, most) {
  const cache = await caches.open(name);
  await cache.put(address, response);
  const addresses = await cache.keys();
  await Promise.all(addresses.slice(0, Math.max(0, addresses.length - most)).map((old) => cache.delete(old)));
}

/** The caches of the saved issues. */
async function issueCaches() {
  return (await caches.keys()).filter((name) => among(name, issue));
}

/** Where a page is to be kept: in the saved issue it belongs to, else among the pages read; the shell has its own already. */
async function placeOf(address) {
  if ([...offlinePages, ...searchPages].includes(address)) return null;
  return (await issueCaches()).find((name) => among(address, name.slice(issue.length))) ?? read;
}

/**
 * Keep a page that was read; forget one that the archive has taken down. Leaves the answer to be read by others.
 * A page that is asked for by a "search", which only quotes it, must not push out one that a "reader" has opened.
 */
async function remember(address, response, by) {
  if (response.status === 404 || response.status === 410) {
    for (const name of await caches.keys()) if (among(name, ours)) await (await caches.open(name)).delete(address);
  } else if (keepable(response) && isPage(response)) {
    const copy = response.clone(); // at once, before anybody has begun to read
    const place = await placeOf(address);
    if (place === read && by === "reader") await append(read, address, copy, mostPages);
    else if (place && place !== read) await append(place, address, copy, Infinity);
  }
}

/** The offline page of the tree that the address stands in, its links set right for that address. */
async function offline(address) {
  const trees = offlinePages.filter((page) => among(address, new URL("./", page).href));
  const page = trees.sort((one, two) => two.length - one.length)[0];
  const response = await kept(page);
  if (!response) return Response.error();
  const absolute = (all, name, link) => ` ${name}="${new URL(link, page).href}"`;
  const html = (await response.text()).replace(/ (href|src)="([^"#][^"]*)"/g, absolute);
  return new Response(html, { status: 503, headers: { "content-type": "text/html; charset=utf-8" } });
}

/** A page from the network; where that is silent or slow, as it is kept here; else the offline page. */
async function page(event) {
  const { request } = event;
  const address = withoutQuery(request.url);
  // Going back in history asks for the browser's own copy, whatever its age; that is left so.
  const network = fetch(request, request.cache === "default" ? fresh : {});
  const quoted = request.mode !== "navigate" && searchPages.includes(withoutQuery(request.referrer));
  const by = quoted ? "search" : "reader";
  event.waitUntil(network.then((response) => remember(address, response, by)).catch(() => {}));
  const late = new Promise((resolve) => setTimeout(resolve, patience));
  const answer = await Promise.race([network.catch(() => {}), late]);
  if (answer && answer.status < 500) return answer;
  const copy = await kept(address);
  if (copy) {
    event.waitUntil(used(address, copy.clone()).catch(() => {}));
    return copy;
  }
  return network.catch(() => (request.mode === "navigate" ? offline(address) : Response.error()));
}

/** A page read again without a network counts as read now. */
async function used(address, response) {
  if (await (await caches.open(read)).match(address)) await append(read, address, response, mostPages);
}

/** A style, script, picture or the folding. One with a mark never changes, so that the kept one is as good as the server's. */
async function file(event) {
  const { request } = event;
  const marked = new URL(request.url).searchParams.has("v");
  const copy = marked && (await kept(request.url));
  if (copy) return copy;
  try {
    const response = await fetch(request);
    if (keepable(response)) event.waitUntil(replace(request.url, response.clone()).catch(() => {}));
    return response;
  } catch {
    // A page read long ago may ask for a style that has been replaced since: any is better than none.
    return (await kept(request.url, { ignoreSearch: true })) ?? Response.error();
  }
}

/** Keep a file instead of its former versions. */
async function replace(address, response) {
  await (await caches.open(files)).delete(address, { ignoreSearch: true });
  await append(files, address, response, mostFiles);
}

/** Fetch a page into one cache and the files it names into another; gives the addresses of all of them. */
async function fetchInto(cache, beside, address) {
  const response = await checked(address, fresh);
  const html = await response.clone().text();
  const links = [...html.matchAll(/ (?:href|src|data-mark)="([^"]+\?v=[^"]+)"/g)].map((found) => new URL(found[1], address).href);
  const wanted = [...new Set(links)].filter((link) => among(link, `${scope}static/`));
  const supply = async (link) => {
    if (!(await beside.match(link))) await beside.put(link, (await kept(link)) ?? (await checked(link)));
  };
  await Promise.all(wanted.map(supply));
  await cache.put(address, response);
  return [address, ...wanted];
}

async function checked(address, options) {
  const response = await fetch(address, options);
  if (!keepable(response)) throw new TypeError(`${address}: ${response.status}`);
  return response;
}

/** Fetch an issue, several pages at a time, its own page last: where that is kept, all others are. */
async function fetchIssue({ issue: own, pages }, tell) {
  // Opened once: where the reader removes the issue meanwhile, all that still comes goes with it.
  const cache = await caches.open(issue + own);
  const waiting = pages.filter((page) => page !== own);
  const needed = [];
  let done = 0;
  const next = async (address) => {
    if (isData(address)) {
      await cache.put(address, await checked(address, fresh));
      needed.push(address);
    } else if (among(address, own)) needed.push(...(await fetchInto(cache, cache, address)));
    // The home page and the newspaper's belong to no issue.
    else await remember(address, await fetch(address, fresh), "reader");
    tell({ done: ++done, of: pages.length });
  };
  const lane = async () => {
    while (waiting.length) await next(waiting.shift());
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  await next(own);
  const stale = (await cache.keys()).filter((request) => !needed.includes(request.url));
  await Promise.all(stale.map((request) => cache.delete(request)));
  // From now on they are kept here, and go when the reader removes the issue.
  const others = await caches.open(read);
  for (const { url } of await others.keys()) if (among(url, own)) await others.delete(url);
}

async function isSaved(own) {
  return Boolean(await caches.match(own, { cacheName: issue + own }));
}

// The issues being saved now, each with those who want to hear how far it is.
const running = new Map();

/** Save an issue, or nothing of it. */
async function saveIssue(order, tell) {
  try {
    await fetchIssue(order, tell);
    tell({ saved: true });
  } catch (error) {
    await caches.delete(issue + order.issue);
    tell({ failed: error.name === "QuotaExceededError" ? "full" : "network" });
  } finally {
    running.delete(order.issue);
  }
}

// What pages ask for; each answers through `tell`.
const orders = {
  async save(order, tell) {
    const listeners = running.get(order.issue);
    if (listeners) listeners.push(tell);
    else {
      const all = [tell];
      running.set(order.issue, all);
      await saveIssue(order, (news) => all.forEach((each) => each(news)));
    }
  },
  async remove({ issue: own }, tell) {
    await caches.delete(issue + own);
    tell({});
  },
  /** Whether an issue is saved. If so, what has changed in it since is fetched, too. */
  async ask(order, tell) {
    if (running.has(order.issue)) return orders.save(order, tell);
    const saved = await isSaved(order.issue);
    tell({ saved });
    // What a browser that was closed has left half done is of no use to anybody.
    if (saved) await fetchIssue(order, () => {}).catch(() => {});
    else await caches.delete(issue + order.issue);
  },
  /** The addresses of the saved issues and of the pages read, newest first. */
  async list(_order, tell) {
    const own = (await issueCaches()).map((name) => name.slice(issue.length));
    const saved = await Promise.all(own.map(isSaved));
    const pages = await (await caches.open(read)).keys();
    tell({ issues: own.filter((_, place) => saved[place]).reverse(), pages: pages.map(({ url }) => url).reverse() });
  },
};

addEventListener("install", (event) => {
  skipWaiting();
  const fetchAll = async (cache) => {
    const pages = [...offlinePages, ...searchPages].map((address) => fetchInto(cache, cache, address));
    if (folding) pages.push(checked(folding, fresh).then((response) => cache.put(folding, response)));
    await Promise.all(pages);
  };
  event.waitUntil(caches.open(shell).then(fetchAll));
});

/** Take over: old caches go, open pages stay as they are, and those opened before there was a worker are kept. */
async function takeOver() {
  const current = [shell, read, files];
  const old = (name) => among(name, ours) && !among(name, issue) && !current.includes(name);
  await Promise.all((await caches.keys()).filter(old).map((name) => caches.delete(name)));
  const open = await clients.matchAll({ type: "window", includeUncontrolled: true });
  await clients.claim();
  const unknown = open.map((client) => withoutQuery(client.url)).filter((address) => among(address, scope));
  Promise.allSettled(unknown.map(keepOpen));
}

async function keepOpen(address) {
  if (!(await kept(address))) await fetchInto(await caches.open(read), await caches.open(files), address);
}

addEventListener("activate", (event) => event.waitUntil(takeOver()));

addEventListener("message", (event) => {
  const [port] = event.ports;
  event.waitUntil(orders[event.data.what](event.data, (answer) => port.postMessage(answer)));
});

addEventListener("fetch", (event) => {
  const { request } = event;
  const address = withoutQuery(request.url);
  if (request.method !== "GET" || request.headers.has("range") || !among(address, scope)) return;
  if (among(address, `${scope}static/`) || address === folding) event.respondWith(file(event));
  else if (request.mode === "navigate" || address.endsWith("/")) event.respondWith(page(event));
});
