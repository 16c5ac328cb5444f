// The field face without a line: its page and what that loads are held here by the build that made them. Of the
// server's answers only the ground of the map is held, which is the same for everybody; what a person took along stands
// in the page's own database.
const BUILD = "__BUILD__";
const FILES = __FILES__;
const MAP_FILES = __MAP_FILES__;
const PAGE = "/field";
const MAP = "/api/places/map";
const CELLS = "/api/places/cells";
/** As many squares of cells as a day's ways touch. */
const MOST_CELLS = 300;

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

// The map is large and nobody waits for it: the page asks for it once it has its tasks.
self.addEventListener("message", (event) => {
  if (event.data !== "hold-map") return;
  event.waitUntil(
    caches.open(BUILD).then(async (cache) => {
      for (const file of [...MAP_FILES, MAP])
        if ((await cache.match(file, { ignoreVary: true })) === undefined) await cache.add(file);
    }),
  );
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (pathname === MAP || pathname === CELLS) return event.respondWith(ground(request, pathname));
  const isPage = request.mode === "navigate" && (pathname === PAGE || pathname.startsWith(`${PAGE}/`));
  if (!isPage && !FILES.includes(pathname) && !MAP_FILES.includes(pathname)) return;
  event.respondWith(
    caches
      .open(BUILD)
      .then((cache) => cache.match(isPage ? PAGE : pathname))
      .then((held) => held ?? fetch(request)),
  );
});

/** The ground of the map by the server; without a line as it was when it was last asked for. */
async function ground(request, pathname) {
  const cache = await caches.open(BUILD);
  try {
    const answer = await fetch(request);
    if (answer.ok) await hold(cache, request, answer.clone());
    return answer;
  } catch (fault) {
    const held = await cache.match(request.url, { ignoreVary: true });
    if (held !== undefined) return held;
    if (pathname === CELLS) return heldCells(cache, new URL(request.url));
    throw fault;
  }
}

/** A full phone holds nothing more: the answer itself is there all the same. */
async function hold(cache, request, answer) {
  try {
    await cache.put(request.url, answer);
    const cells = (await cache.keys()).filter(({ url }) => new URL(url).pathname === CELLS);
    for (const old of cells.slice(0, Math.max(0, cells.length - MOST_CELLS))) await cache.delete(old);
  } catch {
    return;
  }
}

/** The cells within bounds out of all the squares that were asked for with a line. */
async function heldCells(cache, { searchParams }) {
  const [west, south, east, north] = (searchParams.get("bounds") ?? "").split(",").map(Number);
  const found = new Map();
  for (const key of await cache.keys()) {
    if (new URL(key.url).pathname !== CELLS) continue;
    const answer = await cache.match(key, { ignoreVary: true });
    for (const cell of (await answer.json()).cells.features) {
      const [lon, lat] = cell.geometry.coordinates.flat(Number.POSITIVE_INFINITY);
      if (lon >= west && lon <= east && lat >= south && lat <= north) found.set(cell.properties.code, cell);
    }
  }
  return Response.json({ cells: { type: "FeatureCollection", features: [...found.values()] } });
}
