// What was loaded once is there without a network, too. A new version of the site
// has other files here, and takes the place of the old one.

const version = "{{version}}";
const files = {{files}};

addEventListener("install", (event) => event.waitUntil(caches.open(version).then((cache) => cache.addAll(files)).then(() => skipWaiting())));
addEventListener("activate", (event) => event.waitUntil((async () => {
  for (const name of await caches.keys()) if (name !== version) await caches.delete(name);
  await clients.claim();
})()));
addEventListener("fetch", (event) => {
  if (event.request.method !== "GET") return;
  event.respondWith(caches.match(event.request, { ignoreSearch: true }).then((kept) => kept ?? fetch(event.request)));
});
