import manifestUrl from "./field.webmanifest?url";

/** Has the map held for when there is no line, once the face itself is. */
export function holdMap(): void {
  if (!("serviceWorker" in navigator)) return;
  void navigator.serviceWorker.ready.then(({ active }) => active?.postMessage("hold-map"));
}

/** Has the field face installed and opened without a line: its worker holds its pages, and those alone. */
export function startWorker(): void {
  if (document.querySelector('link[rel="manifest"]') === null) {
    const link = document.createElement("link");
    link.rel = "manifest";
    link.href = manifestUrl;
    document.head.append(link);
  }
  // Only over https or on this machine itself; without it the face still keeps what is done, while it is open.
  if (!("serviceWorker" in navigator) || import.meta.env.DEV) return;
  navigator.serviceWorker
    .register("/field-worker.js", { scope: "/field" })
    .then(() => navigator.storage?.persist?.())
    .catch(() => undefined);
}
