/**
 * The service worker, published as worker.js at the site's root. The network comes first, so nobody
 * reads an old page; without it, what was stored or visited before is shown. FILES is filled in by
 * hooks/offline.py: the address of each file to store, with a hash of what is in it.
 */

const FILES = {};
const STORE = "site";

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(
    (async () => {
      const store = await caches.open(STORE);
      await Promise.all(
        Object.entries(FILES).map(async ([path, hash]) => {
          const url = new URL(path, self.registration.scope).href;
          const kept = await store.match(url);
          if (kept?.headers.get("x-hash") === hash) return;
          const answer = await fetch(url, { cache: "reload" });
          if (!answer.ok) return;
          const headers = new Headers(answer.headers);
          headers.set("x-hash", hash);
          await store.put(url, new Response(await answer.blob(), { headers }));
        }),
      );
    })(),
  );
});

self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(self.registration.scope)) return;
  event.respondWith(
    (async () => {
      const store = await caches.open(STORE);
      try {
        const answer = await fetch(request);
        if (answer.ok && answer.status === 200) event.waitUntil(store.put(request, answer.clone()));
        return answer;
      } catch (error) {
        const kept = await store.match(request, { ignoreSearch: true, ignoreVary: true });
        if (kept) return kept;
        throw error;
      }
    })(),
  );
});
