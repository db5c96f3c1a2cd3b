// Beside an article's text: buttons that copy a citation, and the address of each paragraph.
// The words come from the attributes of .cite; without this script the citations and the paragraphs' ids are there all the same.
(() => {
  const cite = document.querySelector(".cite");
  if (!cite) return;
  const words = cite.dataset;

  const told = document.createElement("p");
  told.className = "told";
  told.setAttribute("role", "status");
  document.body.append(told);
  let fading;

  function tell(text) {
    told.textContent = text;
    clearTimeout(fading);
    fading = setTimeout(() => { told.textContent = ""; }, 2500);
  }

  // The clipboard is closed on a page that came unencrypted; then the text is selected for the reader to copy.
  async function copy(text, element) {
    try {
      await navigator.clipboard.writeText(text);
      tell(words.copied);
    } catch {
      if (element) getSelection().selectAllChildren(element);
      tell(words.notCopied);
    }
  }

  // The day of reading goes into what is copied, not into what stands there: a longer line would move the page. Swedish dates are
  // written as the standard wants them: 2021-08-18.
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
  // Where nothing hovers, a touch shows the mark of the paragraph that was touched.
  body.addEventListener("click", ({ target }) => {
    const mark = target.closest(".mark");
    if (mark) copy(mark.href);
    for (const near of body.querySelectorAll(".near")) near.classList.remove("near");
    target.closest(".body > p[id]")?.classList.add("near");
  });
})();
