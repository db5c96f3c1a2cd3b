// Beside an article's text: buttons that copy a citation, and the address of each paragraph, in the words that .cite holds.
(() => {
  const cite = document.querySelector(".cite");
  if (!cite) return;
  const words = cite.dataset;

  // Who comes from a search is shown the places; what that takes is fetched only then.
  const show = () => words.mark && /^#q=/.test(location.hash) && import(new URL(words.mark, location));
  addEventListener("hashchange", show);
  show();

  const told = document.createElement("p");
  told.className = "told";
  told.setAttribute("role", "status");
  document.body.append(told);
  let fading;

  function tell(text) {
    told.textContent = text;
    clearTimeout(fading);
    fading = text && setTimeout(tell, 2500, "");
  }

  // Where the clipboard is closed (the page came unencrypted), the text is selected for the reader to copy.
  async function copy(text, element) {
    try {
      await navigator.clipboard.writeText(text);
      tell(words.copied);
    } catch {
      if (element) getSelection().selectAllChildren(element);
      tell(words.notCopied);
    }
  }

  // The day of reading is only copied: shown, it would move the page. Swedish dates read 2021-08-18, as the standard wants.
  const dated = (text) => text.replace(`[${words.day}]`, `[${new Date().toLocaleDateString("sv")}]`);
  for (const form of cite.querySelectorAll(".form")) {
    const text = form.querySelector(".quoted");
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = words.copy;
    button.setAttribute("aria-label", `${words.copy} ${form.firstElementChild.textContent}`);
    button.addEventListener("click", () => copy(dated(text.textContent), text));
    text.before(button);
  }

  const body = document.querySelector(".body");
  if (!body) return;
  for (const paragraph of body.querySelectorAll(":scope > p[id]")) {
    const mark = document.createElement("a");
    mark.className = "mark";
    mark.href = `#${paragraph.id}`;
    mark.setAttribute("aria-label", words.paragraph.replace("{n}", paragraph.id.slice(1)));
    paragraph.prepend(mark);
  }
  // Where nothing hovers, a touch shows a paragraph's mark.
  body.addEventListener("click", ({ target }) => {
    const mark = target.closest(".mark");
    if (mark) copy(mark.href);
    for (const near of body.querySelectorAll(".near")) near.classList.remove("near");
    target.closest(".body > p[id]")?.classList.add("near");
  });
})();
