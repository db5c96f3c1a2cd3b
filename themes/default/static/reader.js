// The reader's choice (`size-4 hei dark`) is kept on the device; base.html has put it into `data-reader`, for the style sheet.
{
  const root = document.documentElement;
  const chosen = root.dataset;
  const panel = document.getElementById("reader");
  const radios = [...panel.querySelectorAll("input")];
  const button = document.querySelector(".reader-button");
  const text = document.querySelector(".setting");
  const bars = [...document.querySelectorAll("[name=theme-color]")].map((bar) => [bar, bar.content]);
  const vertical = () => text && /vertical/.test(chosen.reader);
  let upright = false;

  // A vertical text goes on to the left: so do wheel and keys, until its end.
  const TURNS = { " ": -0.9, PageDown: -0.9, PageUp: 0.9, ArrowLeft: -0.2, ArrowRight: 0.2, Home: 99, End: -99 };
  const turn = (event) => {
    if (!vertical() || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key && event.target.closest(event.key === " " ? "button, summary, input, dialog" : "input, dialog")) return;
    const pixels = event.key ? TURNS[event.key] * text.clientWidth : -event.deltaY * (event.deltaMode ? 32 : 1);
    const before = text.scrollLeft;
    text.scrollLeft += (event.shiftKey ? -pixels : pixels) || 0;
    if (text.scrollLeft !== before) event.preventDefault();
  };

  // Short numbers and quotation marks stand upright in it.
  const setUpright = (node) => {
    if (node.firstChild) return [...node.childNodes].forEach(setUpright);
    const pieces = (node.data || "").split(/([\w.,:/%+-]+|[“”‘’])/).map((piece) => {
      const kind = /^\d\d?$/.test(piece) ? "two" : /^[“”‘’]/.test(piece) && "quote";
      if (!kind) return piece;
      const mark = document.createElement("span");
      mark.className = kind;
      mark.textContent = piece;
      return mark;
    });
    if (pieces[1]) node.replaceWith(...pieces);
  };

  const settle = () => {
    const paper = /light|sepia|dark/.test(chosen.reader) && getComputedStyle(root).getPropertyValue("--paper");
    for (const [bar, content] of bars) bar.content = paper || content;
    if (text) text.tabIndex = vertical() ? 0 : -1;
    if (upright || !vertical()) return;
    upright = true;
    setUpright(text);
    text.addEventListener("wheel", turn, { passive: false });
    addEventListener("keydown", turn);
  };

  const read = () => {
    try {
      chosen.reader = localStorage.getItem("reader") || "";
    } catch {}
    settle();
  };

  panel.addEventListener("change", () => {
    chosen.reader = radios.filter((radio) => radio.checked && !radio.defaultChecked).map((radio) => radio.value).join(" ");
    try {
      localStorage.setItem("reader", chosen.reader);
    } catch {}
    settle();
  });
  button.addEventListener("click", () => {
    panel.firstElementChild.reset();
    for (const radio of radios) if (chosen.reader.split(" ").includes(radio.value)) radio.checked = true;
    panel.showModal();
    panel.querySelector(":checked").focus();
  });
  // A click beside the panel falls on the dialog.
  panel.addEventListener("click", (event) => event.target === panel && panel.close());
  for (const news of ["storage", "pageshow"]) addEventListener(news, read);
  button.hidden = false;
  settle();
}
