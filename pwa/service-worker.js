/*
 * The service worker: the app opens without a network, at every address. It holds one whole set of
 * files, checked against the hashes of its build; the set before works until a new one is complete.
 * It never touches what is sent, nor anything below /api/. docs/adr/0025-the-service-worker.md
 */

/* Address -> sha256 in hex of every file of the build, put in by scripts/finish-build.ts. */
const FILES = {};
/* The hash of that list. */
const VERSION = "";

const PREFIX = "an-thon-files-";
const CACHE = PREFIX + VERSION;
const PAGE = "/index.html";
const DESK_PAGE = "/desk.html";
/* The engine, for sending with no page open; its name holds its hash. */
const ENGINE = Object.keys(FILES).find((path) => path.startsWith("/assets/engine-"));
const RETRY_FRESH = ["default", "reload"];

self.addEventListener("install", (event) => {
  event.waitUntil(fillCache());
});

self.addEventListener("activate", (event) => {
  event.waitUntil(dropOldCaches());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  const { origin, pathname } = new URL(request.url);
  if (origin !== self.location.origin || pathname.startsWith("/api/")) return;
  const path = pathname in FILES || request.mode !== "navigate" ? pathname : pageAt(pathname);
  if (path in FILES) event.respondWith(answer(path, request));
});

self.addEventListener("message", (event) => {
  // The person agreed and nothing is open.
  if (event.data === "skip-waiting") self.skipWaiting();
  // The page has no worker yet: the very first open can already do without a network.
  if (event.data === "claim") event.waitUntil(self.clients.claim());
});

self.addEventListener("sync", (event) => {
  // Run here and not at the top: starting the app should not wait for it.
  importScripts(ENGINE);
  event.waitUntil(self.anThonEngine.syncNow());
});

/* The desk has a page of its own, at every address below /desk. */
function pageAt(pathname) {
  return pathname === "/desk" || pathname.startsWith("/desk/") ? DESK_PAGE : PAGE;
}

/* One after the other: a phone on 3G chokes on twenty at once. What is there already is kept. */
async function fillCache() {
  const cache = await caches.open(CACHE);
  for (const [path, hash] of Object.entries(FILES)) {
    await cache.put(path, (await findKept(path, hash)) ?? (await fetchWhole(path, hash)));
  }
  // Only what was imported while installing may be imported later.
  importScripts(ENGINE);
}

/* From an install that was cut short, or from the set before. */
async function findKept(path, hash) {
  const kept = await caches.match(path);
  return kept && (await isWhole(kept, hash)) ? kept : null;
}

/* A portal's page, a cut file or one of another build never gets in. */
async function fetchWhole(path, hash) {
  for (const cache of RETRY_FRESH) {
    const response = await fetch(path, { cache, credentials: "omit", redirect: "error" });
    if (response.ok && (await isWhole(response, hash))) return response;
  }
  throw new Error(`${path} is not the file of this build`);
}

async function isWhole(response, hash) {
  const digest = await crypto.subtle.digest("SHA-256", await response.clone().arrayBuffer());
  const bytes = Array.from(new Uint8Array(digest));
  return bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("") === hash;
}

async function dropOldCaches() {
  for (const name of await caches.keys()) {
    if (name.startsWith(PREFIX) && name !== CACHE) await caches.delete(name);
  }
}

async function answer(path, request) {
  const cache = await caches.open(CACHE);
  // The browser may have thrown the files away: then only the network has them.
  return (await cache.match(path)) ?? fetch(request);
}
