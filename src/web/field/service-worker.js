// The field face without a line: its page and what that loads are held here by the build that made them. Nothing of
// the server's answers is held: what a person took along stands in the page's own database.
const BUILD = "__BUILD__";
const FILES = __FILES__;
const PAGE = "/field";

self.addEventListener("install", (event) => {
  event.waitUntil(
    caches.open(BUILD).then(async (cache) => {
      await cache.addAll(FILES);
      const page = await fetch(PAGE, { headers: { accept: "text/html" }, cache: "reload" });
      if (!page.ok) throw new Error(`the page answers ${page.status}`);
      await cache.put(PAGE, page);
    }),
  );
});

// A new build takes over when no page of the old one is open: a page never loses the files it has still to load.
self.addEventListener("activate", (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((name) => name !== BUILD).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  const isPage = request.mode === "navigate" && (pathname === PAGE || pathname.startsWith(`${PAGE}/`));
  if (!isPage && !FILES.includes(pathname)) return;
  event.respondWith(
    caches
      .open(BUILD)
      .then((cache) => cache.match(isPage ? PAGE : pathname))
      .then((held) => held ?? fetch(request)),
  );
});
