"use strict";
// What each block was read as and why: `why` of sitegen/explain/html.py, in the order of the page.
const whys = JSON.parse(document.getElementById("data").textContent);
const [raw, made, ties, why, told, map] = ["raw", "made", "ties", "why", "told", "map"].map(id => document.getElementById(id));
const SURE = +document.getElementById("data").dataset.sure;
const welcome = [...told.childNodes];
const lines = [...raw.querySelectorAll(".line")];
const pieces = [...made.querySelectorAll(".f")];
const blocks = whys.map(() => ({ lines: [], pieces: [], kin: [] }));
for (const line of lines) blocks[line.dataset.b].lines.push(line);
for (const piece of pieces) blocks[piece.dataset.b].pieces.push(piece);
// Fragments of one paragraph, in reading order; each pair is an arc.
const arcs = [];
for (const paragraph of made.querySelectorAll(".p-body")) {
  const members = [...new Set([...paragraph.querySelectorAll(".f")].map(piece => +piece.dataset.b))];
  members.forEach((block, at) => {
    blocks[block].kin = members.length > 1 ? members : [];
    if (at) arcs.push([members[at - 1], block]);
  });
}
const weak = whys.flatMap((each, at) => (each.weak ? [at] : []));
const narrow = matchMedia("(max-width: 760px)");
let selected = -1, hovered = -1, toldOf = -1, pending = 0;
// The pane the reader scrolls, and the one that was scrolled for him and must not answer.
let leader = null, led = null;

function make(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made[name] = value;
  made.append(...children);
  return made;
}

// ---- pointing at a block

const shownBlock = () => (hovered >= 0 ? hovered : selected);

function mark() {
  const on = shownBlock();
  const kin = on >= 0 ? blocks[on].kin : [];
  for (const element of document.querySelectorAll(".on, .sel, .kin")) element.classList.remove("on", "sel", "kin");
  const dress = (block, name) => [...blocks[block].lines, ...blocks[block].pieces].forEach(each => each.classList.add(name));
  kin.forEach(block => dress(block, "kin"));
  if (hovered >= 0) dress(hovered, "on");
  if (selected >= 0) dress(selected, "sel");
  // What is told already stays as it is: a pointer on its way to a button there must not take the button away.
  if (on !== toldOf) tell(toldOf = on);
  draw();
}

function hover(block) {
  if (block === hovered) return;
  hovered = block;
  mark();
}

function select(block, from) {
  selected = block;
  hovered = -1;
  leader = null;
  why.classList.toggle("open", block >= 0);
  mark();
  if (block < 0) return;
  if (narrow.matches) {
    clear(from === "made" ? blocks[block].pieces[0] : blocks[block].lines[0]);
  } else {
    show(blocks[block].lines[0], raw, from === "raw" ? 0 : 50);
    show(blocks[block].pieces[0], made, from === "made" ? 0 : 50);
  }
  rove(blocks[block].lines[0], lines);
  if (blocks[block].pieces[0]) rove(blocks[block].pieces[0], pieces);
}

// Scrolls a pane only where it must: an element that begins in sight, clear of the edges by so many pixels, stays where it is.
function show(element, pane, clear) {
  if (!element) return;
  const { top } = element.getBoundingClientRect(), frame = pane.getBoundingClientRect();
  if (top > frame.top + 20 + clear && top < frame.bottom - 30 - clear) return;
  led = pane;
  pane.scrollTo({ top: pane.scrollTop + top - frame.top - frame.height / 3, behavior: "instant" });
}

// On a phone the reasons cover the lower half: what is pointed at moves out from under them.
function clear(element) {
  const { top } = element.getBoundingClientRect();
  if (top > innerHeight * .36 || top < 50) scrollBy({ top: top - innerHeight * .2, behavior: "instant" });
}

function rove(element, all) {
  for (const each of all) if (each.tabIndex === 0) each.tabIndex = -1;
  element.tabIndex = 0;
}

function go(element) {
  if (!element) return;
  element.focus({ preventScroll: true });
  if (!narrow.matches) element.scrollIntoView({ block: "nearest", behavior: "instant" });
  select(+element.dataset.b, raw.contains(element) ? "raw" : "made");
}

const under = event => event.target.closest("[data-b]");
for (const [pane, name] of [[raw, "raw"], [made, "made"]]) {
  pane.addEventListener("pointerover", event => {
    if (event.pointerType !== "touch" && !narrow.matches) hover(under(event) ? +under(event).dataset.b : -1);
  });
  pane.addEventListener("pointerleave", () => hover(-1));
  pane.addEventListener("click", event => {
    const element = under(event);
    if (!element) return;
    element.focus({ preventScroll: true });
    select(+element.dataset.b, name);
  });
}

document.addEventListener("keydown", event => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("button, a, summary") && event.key === "Enter") return;
  const here = document.activeElement.closest("[data-b]");
  const all = here && made.contains(here) ? pieces : lines;
  const at = here ? all.indexOf(here) : -1;
  const block = here ? +here.dataset.b : selected;
  const moves = {
    ArrowDown: () => go(all[Math.min(at + 1, all.length - 1)]),
    ArrowUp: () => go(all[Math.max(at - 1, 0)]),
    ArrowRight: () => block >= 0 && go(blocks[block].pieces[0]),
    ArrowLeft: () => block >= 0 && go(blocks[block].lines[0]),
    Enter: () => block >= 0 && go((all === lines ? blocks[block].pieces : blocks[block].lines)[0]),
    Home: () => here && go(all[0]),
    End: () => here && go(all[all.length - 1]),
    n: () => nextWeak(1),
    p: () => nextWeak(-1),
    Escape: () => select(-1),
  };
  if (!(event.key in moves)) return;
  event.preventDefault();
  moves[event.key]();
});

function nextWeak(step) {
  if (!weak.length) return;
  const later = step > 0 ? weak.find(block => block > selected) : weak.findLast(block => block < (selected < 0 ? Infinity : selected));
  go(blocks[later ?? weak.at(step > 0 ? 0 : -1)].lines[0]);
}
document.getElementById("next-weak").addEventListener("click", () => nextWeak(1));
document.getElementById("close").addEventListener("click", () => select(-1));
told.addEventListener("click", event => {
  const link = event.target.closest(".todo a, .known a");
  if (!link) return;
  event.preventDefault();
  go(document.getElementById(link.hash.slice(1)));
});

// ---- why

const signed = number => (number < 0 ? "−" : "+") + Math.abs(number).toFixed(1);

function bar(label, cue, weight, most, kind) {
  const fill = make("i", { className: weight < 0 ? "minus" : "plus" });
  const share = Math.min(50, 50 * Math.abs(weight) / most);
  fill.style.width = share + "%";
  fill.style.left = (weight < 0 ? 50 - share : 50) + "%";
  const words = make("span", {}, label);
  if (cue && cue !== label) words.append(make("code", {}, cue));
  return make("div", { className: "bar " + kind }, words, make("s", {}, fill), make("output", {}, signed(weight)));
}

function tell(block) {
  if (block < 0) return told.replaceChildren(...welcome);
  const each = whys[block];
  const most = Math.max(1, Math.abs(each.around), ...each.bars.map(([, , weight]) => Math.abs(weight)));
  const gauge = make("div", { className: "gauge" }, make("i", {}), make("b", { title: "低于此线即存疑" }));
  gauge.firstChild.style.width = 100 * each.sure + "%";
  gauge.lastChild.style.left = 100 * SURE + "%";
  const badge = make("b", { className: "badge" }, blocks[block].lines[0].querySelector(".badge").textContent);
  const box = make("div", { className: "r-" + each.role },
    make("div", { className: "verdict" }, badge, each.name + " ", make("em", {}, each.over ? "而不是" + each.over : "")),
    gauge,
    make("div", { className: "facts" },
      make("span", {}, each.lines + (each.article ? " · 第 " + each.article + " 篇" : "")),
      make("span", {}, "把握 " + Math.round(100 * each.sure) + "%" + (!each.weak ? "" : each.sure < SURE ? " · 存疑" : " · 衔接存疑"))));
  if (each.over) {
    box.append(make("div", { className: "sides" }, make("span", {}, "← " + each.over), make("span", {}, each.name + " →")));
    const shown = each.bars.slice(0, 8), rest = each.bars.slice(8);
    box.append(...shown.map(([words, cue, weight]) => bar(words, cue, weight, most, "")));
    if (rest.length) {
      const sum = rest.reduce((total, [, , weight]) => total + weight, 0);
      box.append(make("details", {}, make("summary", {}, "另有 " + rest.length + " 条，合计 " + signed(sum)),
        ...rest.map(([words, cue, weight]) => bar(words, cue, weight, most, ""))));
    }
    box.append(bar("前后各行", "", each.around, most, "around"), bar("差距", "", each.margin, Math.max(most, Math.abs(each.margin)), "sum"));
  }
  const links = each.links.map(link => {
    const label = link.to >= 0 ? make("button", { type: "button", onclick: () => go(blocks[link.to].lines[0]) }, link.words) : link.words + "：";
    return make("li", { className: link.weak ? "weak" : "" }, label, link.because + "（" + Math.round(100 * link.sure) + "%）");
  });
  if (links.length) box.append(make("h3", {}, "衔接"), make("ul", { className: "links" }, ...links));
  const typed = each.typed.map(([before, after, times]) => (before.trim() ? before : "空格") + " → " + (after || "去掉") + (times > 1 ? " ×" + times : ""));
  const notes = [...each.notes, ...(typed.length ? ["排字归整：" + typed.join("　")] : [])];
  if (notes.length) box.append(make("h3", {}, "还有"), make("ul", { className: "notes" }, ...notes.map(note => make("li", {}, note))));
  if (each.silent.length) box.append(make("details", {}, make("summary", {}, "另见 " + each.silent.length + " 条，两边一样"), each.silent.join("、")));
  box.append(make("div", { className: "goto" },
    make("button", { type: "button", onclick: () => go(blocks[block].lines[0]) }, "看原文"),
    make("button", { type: "button", onclick: () => go(blocks[block].pieces[0]) }, "看复原")));
  told.replaceChildren(box);
  why.scrollTop = 0;
}

// ---- ties

const NS = "http://www.w3.org/2000/svg";
function draw() {
  pending ||= requestAnimationFrame(() => { pending = 0; narrow.matches ? drawArcs() : drawTies(); });
}

function path(d, className) {
  const made = document.createElementNS(NS, "path");
  made.setAttribute("d", d);
  made.setAttribute("class", className);
  return made;
}

// Top and bottom of elements that stand one below the other.
const extent = elements => elements.length
  ? [elements[0].getBoundingClientRect().top, elements.at(-1).getBoundingClientRect().bottom] : null;

// Ribbons from every block in sight to its place in the article; arcs from fragment to fragment.
function drawTies() {
  const frame = ties.getBoundingClientRect(), width = frame.width, made = [];
  const top = frame.top + 34, bottom = frame.bottom;
  const clamp = y => Math.max(top - 6, Math.min(bottom + 6, y)) - frame.top;
  const inSight = ends => ends && ends[1] > top && ends[0] < bottom;
  const active = shownBlock(), kin = active >= 0 ? blocks[active].kin : [];
  blocks.forEach((block, at) => {
    const [left, right] = [extent(block.lines), extent(block.pieces)];
    const joined = block.kin.length > 0, on = at === active;
    const both = inSight(left) && inSight(right);
    if (!left || !right || !(both || (on || kin.includes(at)) && (inSight(left) || inSight(right)))) return;
    const [a, b, c, d] = [...left, ...right].map(clamp), x = width / 2;
    const state = (joined ? " joined" : "") + (on ? " on" : kin.includes(at) ? " kin" : "") + (whys[at].weak ? " weak" : "");
    const role = "r-" + whys[at].role;
    made.push(path(`M0 ${a + 1}C${x} ${a + 1} ${x} ${c + 1} ${width} ${c + 1}V${d - 1}C${x} ${d - 1} ${x} ${b - 1} 0 ${b - 1}Z`, `band ${role}${state}`));
    if (joined || on) {
      const [from, to] = [(a + b) / 2, (c + d) / 2];
      made.push(path(`M0 ${from}C${x} ${from} ${x} ${to} ${width} ${to}`, `core ${role}`));
    }
  });
  for (const [above, below] of arcs) {
    const [one, other] = [extent(blocks[above].lines), extent(blocks[below].lines)];
    if (!one || !other || !inSight(one) && !inSight(other)) continue;
    made.push(arc(clamp(one[1] - 8), clamp(other[0] + 8), 0, width * .42, above, below, kin));
  }
  ties.replaceChildren(...made);
}

function arc(from, to, x, reach, above, below, kin) {
  const doubtful = whys[below].links.some(link => link.weak && link.to === above);
  const state = (kin.includes(above) && kin.includes(below) ? " on" : "") + (doubtful ? " weak" : "");
  return path(`M${x} ${from}C${x + reach} ${from} ${x + reach} ${to} ${x} ${to}`, "arc" + state);
}

// On a phone the columns stand one below the other: arcs beside the raw lines show what belongs together.
function drawArcs() {
  const frame = raw.getBoundingClientRect();
  ties.style.height = frame.height + "px";
  const kin = shownBlock() >= 0 ? blocks[shownBlock()].kin : [];
  ties.replaceChildren(...arcs.map(([above, below]) => {
    const [one, other] = [extent(blocks[above].lines), extent(blocks[below].lines)];
    return arc(one[1] - 8 - frame.top, other[0] + 8 - frame.top, 2, 22, above, below, kin);
  }));
}

// ---- the two panes scroll together, article by article

for (const pane of [raw, made]) {
  const lead = () => { leader = pane; led = null; };
  for (const kind of ["wheel", "touchmove", "keydown"]) pane.addEventListener(kind, lead, { passive: true });
  pane.addEventListener("pointerdown", event => event.target === pane && lead());
  pane.addEventListener("scroll", () => {
    if (!narrow.matches && leader === pane && led !== pane) follow(pane);
    led = led === pane ? null : led;
    draw();
    view();
  }, { passive: true });
}

// Where each article begins in both panes: raw lines by their first, articles by their top.
function anchors() {
  const top = [raw, made].map(pane => pane.getBoundingClientRect().top - pane.scrollTop);
  const list = [[0, 0]];
  for (const article of made.querySelectorAll("article[data-article]")) {
    const number = +article.dataset.article;
    const first = number && blocks.find((block, at) => whys[at].article === number && block.lines.length);
    if (!first) continue;
    const pair = [first.lines[0].getBoundingClientRect().top - top[0], article.getBoundingClientRect().top - top[1]];
    if (pair[0] > list.at(-1)[0] && pair[1] > list.at(-1)[1]) list.push(pair);
  }
  return [...list, [raw.scrollHeight, made.scrollHeight]];
}

function follow(pane) {
  const [own, other, target] = pane === raw ? [0, 1, made] : [1, 0, raw];
  const third = pane.clientHeight / 3, at = pane.scrollTop + third, list = anchors();
  const after = Math.max(1, list.findIndex(anchor => anchor[own] > at));
  const [a, b] = [list[after - 1], list[after]];
  const share = (at - a[own]) / Math.max(1, b[own] - a[own]);
  target.scrollTop = a[other] + share * (b[other] - a[other]) - third;
}

// ---- the page in small

const canvas = map.insertBefore(document.createElement("canvas"), map.firstChild);
function chart() {
  const { width, height } = map.getBoundingClientRect(), ratio = devicePixelRatio || 1;
  if (!width) return;
  [canvas.width, canvas.height] = [width * ratio, height * ratio];
  const pen = canvas.getContext("2d"), scale = canvas.height / raw.scrollHeight, top = raw.getBoundingClientRect().top - raw.scrollTop;
  for (const line of lines) {
    const box = line.getBoundingClientRect(), role = whys[line.dataset.b];
    pen.fillStyle = getComputedStyle(line).borderLeftColor;
    pen.globalAlpha = ["body", "furniture"].includes(role.role) ? .45 : 1;
    const [y, tall] = [(box.top - top) * scale, Math.max(1.5, box.height * scale - 1)];
    pen.fillRect(canvas.width * .2, y, canvas.width * .45, tall);
    if (!role.weak) continue;
    pen.globalAlpha = 1;
    pen.fillStyle = getComputedStyle(document.body).getPropertyValue("--seal");
    pen.fillRect(canvas.width * .72, y, canvas.width * .28, Math.max(3 * ratio, tall));
  }
}
function view() {
  const box = map.querySelector("i"), height = map.clientHeight;
  box.style.top = height * raw.scrollTop / raw.scrollHeight + "px";
  box.style.height = height * raw.clientHeight / raw.scrollHeight + "px";
}
function steer(event) {
  const { top, height } = map.getBoundingClientRect();
  leader = raw;
  raw.scrollTop = raw.scrollHeight * (event.clientY - top) / height - raw.clientHeight / 2;
}
map.addEventListener("pointerdown", event => { map.setPointerCapture(event.pointerId); steer(event); });
map.addEventListener("pointermove", event => event.buttons && steer(event));

new ResizeObserver(() => { draw(); chart(); view(); }).observe(document.querySelector("main"));
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", chart);
if (lines[0]) lines[0].tabIndex = 0;
if (pieces[0]) pieces[0].tabIndex = 0;
const asked = location.hash.startsWith("#L") && document.getElementById(location.hash.slice(1));
if (asked) go(asked);
