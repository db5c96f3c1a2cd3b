// Registers the worker that keeps pages for reading offline.
(async () => {
  const workers = navigator.serviceWorker; // only where the connection is secure
  if (!workers) return;
  const worker = new URL("../sw.js", document.currentScript.src);
  // A preview shows each change at once; nothing may be kept there.
  if (document.querySelector('script[src^="/.sitegen/"]')) (await workers.getRegistration(worker))?.unregister();
  else addEventListener("load", () => workers.register(worker).catch(() => {}));
})();
