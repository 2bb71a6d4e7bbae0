/**
 * The service worker, published as worker.js at the site's root. The network comes first, so nobody
 * reads an old page; without it, what was stored or visited before is shown. FILES is filled in by
 * hooks/offline.py: the address of each file to store, with a hash of what is in it.
 */

/** @type {Record<string, string>} */
const FILES = {};
const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const { scope } = worker.registration;
/** A host may carry several sites, and all of them see each other's stores. */
const STORE = `stored ${scope}`;
const VISITED = `visited ${scope}`;
/** Pages and pictures seen on the way, kept until so many newer ones are. */
const MOST = 60;

const addresses = new Map(Object.entries(FILES).map(([path, hash]) => [new URL(path, scope).href, hash]));

/** The address of a file, whatever was asked of it. @param {string} url */
const plain = (url) => url.replace(/[?#].*$/, "");

/** An answer worth keeping: whole, from this site, at the address that was asked for. @param {Response} answer */
const isSound = (answer) => answer.status === 200 && answer.type === "basic" && !answer.redirected;

async function install() {
  const store = await caches.open(STORE);
  await Promise.all(
    [...addresses].map(async ([url, hash]) => {
      if ((await store.match(url))?.headers.get("x-hash") === hash) return;
      const answer = await fetch(url, { cache: "reload" });
      if (!isSound(answer)) return;
      const headers = new Headers(answer.headers);
      headers.set("x-hash", hash);
      await store.put(url, new Response(await answer.blob(), { headers }));
    }),
  );
}

/** Delete what the site no longer has, and the visited pages with it: they were made for the files of their time. */
async function prune() {
  const store = await caches.open(STORE);
  const old = (await store.keys()).filter(({ url }) => !addresses.has(url));
  if (old.length) await caches.delete(VISITED);
  await Promise.all(old.map((file) => store.delete(file)));
  await worker.clients.claim();
}

/** Keep a page or a picture that was visited, and let the oldest go. @param {string} url @param {Response} answer */
async function keep(url, answer) {
  if (addresses.has(url) || !/^(text\/html|image\/)/.test(answer.headers.get("content-type") ?? "")) return;
  const visited = await caches.open(VISITED);
  await visited.delete(url); // so that it stands last
  await visited.put(url, answer);
  for (const { url: old } of (await visited.keys()).slice(0, -MOST)) await visited.delete(old);
}

/** What is kept under an address, or the address at which it is kept. @param {string} url */
async function kept(url) {
  const folder = url.replace(/\/index\.html$/, "/");
  for (const at of [url, folder, `${url}/`])
    for (const name of [STORE, VISITED]) {
      const answer = await (await caches.open(name)).match(at, { ignoreVary: true });
      // Links in a page begin at its address: shown at another one, they would lead nowhere.
      if (answer) return at === url ? answer : Response.redirect(at);
    }
  return undefined;
}

/** @param {FetchEvent} event */
async function answered(event) {
  const url = plain(event.request.url);
  try {
    const answer = await fetch(event.request);
    if (isSound(answer)) event.waitUntil(keep(url, answer.clone()));
    return answer;
  } catch (error) {
    const answer = await kept(url);
    if (answer) return answer;
    throw error;
  }
}

worker.addEventListener("install", (event) => {
  worker.skipWaiting();
  event.waitUntil(install());
});
worker.addEventListener("activate", (event) => event.waitUntil(prune()));
worker.addEventListener("fetch", (event) => {
  const { method, url } = event.request;
  if (method === "GET" && url.startsWith(scope)) event.respondWith(answered(event));
});
