// Runs the button that saves an issue on the device.
(() => {
  const workers = navigator.serviceWorker; // only where the connection is secure
  // A preview shows each change at once; nothing may be kept there.
  if (!workers || document.querySelector('script[src^="/.sitegen/"]')) return;

  const box = document.querySelector("[data-pages]");
  const words = box.dataset;
  const [button, status, news, link] = ["button", "output", "span", "a"].map((each) => box.querySelector(each));
  const issue = new URL("./", location).href;
  const pages = words.pages.split(" ").map((page) => new URL(page, location).href);
  let saved = false;

  const say = ({ done, of, saved: all, failed }, what) => {
    const busy = of > 0;
    button.setAttribute("aria-disabled", busy);
    status.setAttribute("aria-busy", busy); // read out when all is done, not at every page
    if (busy) news.textContent = words.saving.replace("{n}", done).replace("{of}", of);
    else {
      saved = Boolean(all);
      news.textContent = words[failed] ?? (what === "remove" ? words.removed : "");
      link.hidden = !saved;
      button.textContent = saved ? words.remove : words.save;
      button.hidden = false;
    }
  };

  const order = async (what) => {
    const { active } = await workers.ready;
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => say(data, what);
    active.postMessage({ what, issue, pages }, [port2]);
  };

  button.onclick = () => {
    if (button.ariaDisabled === "true") return;
    if (!saved) {
      say({ done: 0, of: pages.length });
      navigator.storage?.persist?.();
    }
    order(saved ? "remove" : "save");
  };
  order("ask");
})();
