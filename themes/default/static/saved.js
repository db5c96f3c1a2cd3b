// Fills the offline page's lists with what this device keeps, and says so where it stands in for another page.
(async () => {
  const home = new URL("../", document.currentScript.src).href;
  const shown = document.querySelector("[data-missing]");
  if (!location.pathname.endsWith("/offline.html")) {
    shown.hidden = false;
    shown.querySelector("button").onclick = () => location.reload();
  }
  const registration = await navigator.serviceWorker?.getRegistration(home);
  if (!registration?.active) return;

  const entry = async (address) => {
    const html = await (await caches.match(address, { ignoreVary: true }))?.text();
    const page = new DOMParser().parseFromString(html ?? "", "text/html");
    const link = document.createElement("a");
    link.href = address;
    link.lang = page.documentElement.lang;
    link.textContent = page.querySelector('meta[property="og:title"]')?.content || page.title || decodeURI(address);
    const item = document.createElement("li");
    item.append(link);
    return item;
  };

  const fill = async (name, addresses) => {
    const section = document.querySelector(`[data-list=${name}]`);
    section.querySelector("ul").replaceChildren(...(await Promise.all(addresses.map(entry))));
    section.querySelector("p").hidden = addresses.length > 0;
  };

  const { port1, port2 } = new MessageChannel();
  port1.onmessage = ({ data }) => {
    fill("issues", data.issues);
    fill("pages", data.pages);
  };
  registration.active.postMessage({ what: "list" }, [port2]);
})();
