// Opens the app without signal. It keeps files only, never an answer of the server: what people read offline is in
// IndexedDB, where signing out empties it. The build fills in the three names in capitals.
const version = "__VERSION__";
const files = "__FILES__";
const entry = "__ENTRY__";
const cacheName = `${entry} ${version}`;

self.addEventListener("install", (event) => {
  // `reload`: what the browser kept from before the last update must not get in.
  const fresh = files.map((file) => new Request(file, { cache: "reload" }));
  event.waitUntil(caches.open(cacheName).then((cache) => cache.addAll(fresh)));
});

self.addEventListener("activate", (event) => {
  const mine = (name) => name.startsWith(`${entry} `) && name !== cacheName;
  event.waitUntil(
    caches.keys()
      .then((names) => Promise.all(names.filter(mine).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

// A new version waits until every page of the old one is closed, or the person presses "换新版".
self.addEventListener("message", (event) => {
  if (event.data === "use-new-version") self.skipWaiting();
});

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== self.location.origin) return;
  const page = event.request.mode === "navigate" && url.pathname.startsWith(entry);
  const key = page ? entry : url.pathname;
  if (!files.includes(key)) return;
  event.respondWith(caches.match(key, { cacheName }).then((kept) => kept || fetch(event.request)));
});
