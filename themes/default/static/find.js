//# allFunctionsCalledOnLoad
// Folding as docs/search.md tells it, and phrases in the texts of an article's page. An entry is one text of the page:
// {element, head, text, raw, at}: its folded text, the text as it stands there, and where in it each folded unit comes from.
const finding = (() => {
  // Each of these holds a text of its own; a text node belongs to the nearest of them.
  const BODY = ["p", "li", "h2", "h3", "h4", "h5", "h6"].map((name) => `.body ${name}`);
  const HEAD = ".kicker, .headline, .deck";
  const TEXTS = `${HEAD}, .rubric, .names, .caption p, ${BODY}`;
  // Where a snippet may well begin.
  const STOP = /[。!?;,] ?/;

  const scripts = new Map();
  const known = new Map();
  let loading;

  const load = (address) => {
    loading ??= (async () => {
      try {
        const response = await fetch(address);
        if (!response.ok) throw new Error(`${address}: ${response.status}`);
        learn(new Uint8Array(await response.arrayBuffer()));
      } catch (error) {
        loading = undefined;
        throw error;
      }
    })();
    return loading;
  };

  const learn = (bytes) => {
    let place = 0;
    const number = () => {
      let value = 0;
      let scale = 1;
      while (bytes[place] > 127) {
        value += (bytes[place++] & 127) * scale;
        scale *= 128;
      }
      return value + bytes[place++] * scale;
    };
    let [char, end] = [0, 0];
    for (let left = number(); left > 0; left--) {
      char += number();
      const difference = number();
      end += difference & 1 ? -(difference + 1) / 2 : difference / 2;
      scripts.set(String.fromCodePoint(char), String.fromCodePoint(end));
    }
    known.clear();
  };

  // One character stays one: where width or case would make it several, it stays as it is.
  const single = (char, other) => (other.length === 1 || [...other].length === 1 ? other : char);
  const folded = (char) => {
    if (/[\s\0]/.test(char)) return " ";
    const narrow = single(char, char.normalize("NFKC"));
    const small = single(narrow, narrow.toLowerCase());
    const end = scripts.get(small) ?? small;
    return /\s/.test(end) ? " " : end;
  };

  const fold = (text) => {
    const at = [];
    let result = "";
    let place = 0;
    let space = true;
    for (const char of text) {
      let end = known.get(char);
      if (end === undefined) known.set(char, (end = folded(char)));
      if (end !== " " || !space) {
        for (let unit = 0; unit < end.length; unit++) at.push(place + (unit && char.length > 1 ? 1 : 0));
        result += end;
      }
      space = end === " ";
      place += char.length;
    }
    // White space at the end counts for nothing.
    if (space && result) return { text: result.slice(0, -1), at };
    at.push(place);
    return { text: result, at };
  };

  const nodesOf = (element) => {
    const nodes = [];
    const walker = element.ownerDocument.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      if (walker.currentNode.parentElement.closest(TEXTS) === element) nodes.push(walker.currentNode);
    }
    return nodes;
  };

  const texts = (article) =>
    [...article.querySelectorAll(TEXTS)]
      .map((element) => {
        const raw = nodesOf(element).map((node) => node.data).join("");
        return { element, head: element.matches(HEAD), raw, ...fold(raw) };
      })
      .filter((entry) => entry.text);

  const places = ({ text }, phrase) => {
    const found = [];
    if (phrase) for (let at = text.indexOf(phrase); at >= 0; at = text.indexOf(phrase, at + 1)) found.push(at);
    return found;
  };

  const merged = (ranges) => {
    const whole = [];
    for (const [start, end] of [...ranges].sort((one, other) => one[0] - other[0])) {
      const last = whole.at(-1);
      if (last && start < last[1]) last[1] = Math.max(last[1], end);
      else whole.push([start, end]);
    }
    return whole;
  };

  const markOf = (page, content) => {
    const made = page.createElement("mark");
    made.append(content);
    return made;
  };

  const mark = ({ element, at }, ranges) => {
    const wanted = merged(ranges).map(([start, end]) => [at[start], at[end]]).reverse();
    let first = null;
    let start = 0;
    for (const node of nodesOf(element)) {
      const { length } = node;
      let earliest = null;
      // From the end, so that what is cut off does not move what is still to be found.
      for (const [begin, end] of wanted) {
        const [from, to] = [Math.max(begin - start, 0), Math.min(end - start, length)];
        if (from >= to) continue;
        const piece = from ? node.splitText(from) : node;
        if (to - from < piece.length) piece.splitText(to - from);
        const spot = document.createComment("");
        piece.replaceWith(spot);
        spot.replaceWith((earliest = markOf(element.ownerDocument, piece)));
      }
      first ??= earliest;
      start += length;
    }
    return first;
  };

  const snippet = ({ text, raw, at }, ranges, length) => {
    const shown = merged(ranges);
    const [begin, finish] = shown[0] ?? [0, 0];
    // No half of a pair.
    const whole = (place) => (/[\udc00-\udfff]/.test(text[place]) ? place + 1 : place);
    let start = whole(Math.max(0, Math.min(begin - (length >> 2), text.length - length)));
    let end = whole(Math.min(text.length, Math.max(start + length, finish)));
    const torn = shown.find(([from, to]) => from > begin && from < end && end < to);
    if (torn) end = torn[0];
    const stop = start && STOP.exec(text.slice(start, begin));
    if (stop) start += stop.index + stop[0].length;

    const fragment = document.createDocumentFragment();
    const words = (from, to) => raw.slice(at[from], at[to]).replace(/\s+/g, " ");
    if (start) fragment.append("…");
    let done = start;
    for (const [from, to] of shown) {
      if (from >= end) break;
      if (to <= start) continue;
      const [left, right] = [Math.max(from, start), Math.min(to, end)];
      fragment.append(words(done, left), markOf(document, words(left, right)));
      done = right;
    }
    fragment.append(words(done, end));
    if (end < text.length) fragment.append("…");
    return fragment;
  };

  return { load, fold, texts, places, mark, snippet };
})();
