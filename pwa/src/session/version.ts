/**
 * The app's own version: the service worker that keeps its files on the phone, and a newer one that
 * waits until nothing is open and the person agrees. Nothing here reloads a page under somebody.
 */

import { effect, signal } from "@preact/signals";
import { isBusy, whenFree } from "./busy.ts";

/**
 * "ready": a newer version lies here whole and waits for `applyUpdate`. "changing": the person said
 * yes; the browser first lets the old one end what it does, as a rule within half a minute.
 */
export const update = signal<"none" | "ready" | "changing">("none");

const WORKER = "/service-worker.js";
const LOOK_EVERY_MS = 60 * 60 * 1000;

let registration: ServiceWorkerRegistration | null = null;
let isReloading = false;

/** Keep the app on this phone and look for newer versions; once, at the start. */
export function followVersion(view: Window): void {
  const { serviceWorker } = view.navigator;
  // Only a build stands in /assets/: while the app is being written there is nothing to keep.
  if (!serviceWorker || !new URL(import.meta.url).pathname.startsWith("/assets/")) return;
  followWorker(view, serviceWorker);
  const look = () => void lookForUpdate(serviceWorker);
  if (view.document.readyState === "complete") look();
  else view.addEventListener("load", look, { once: true });
  view.document.addEventListener("visibilitychange", () => {
    if (view.document.visibilityState === "visible") look();
  });
  view.setInterval(look, LOOK_EVERY_MS);
}

/**
 * Change to the version that waits; every tab is loaded anew. False: a form or a patrol is open in
 * some tab, or nothing waits, and nothing happens.
 */
export async function applyUpdate(): Promise<boolean> {
  const waiting = registration?.waiting;
  if (!waiting) return false;
  // A page that the person loaded past the worker hears of no change of workers.
  waiting.addEventListener("statechange", () => {
    if (waiting.state === "activated") reloadWhenFree(window);
  });
  return whenFree(() => {
    update.value = "changing";
    waiting.postMessage("skip-waiting");
  });
}

/** Load the page anew once another version has taken over, in this tab or in another. */
function followWorker(view: Window, container: ServiceWorkerContainer): void {
  let hadWorker = container.controller !== null;
  container.addEventListener("controllerchange", () => {
    if (hadWorker) reloadWhenFree(view);
    hadWorker = true; // the first one brings no other version, it only begins to answer
  });
}

async function lookForUpdate(container: ServiceWorkerContainer): Promise<void> {
  try {
    // Asked each time: a first install that failed leaves nothing behind that could be updated.
    const found = await container.register(WORKER, { updateViaCache: "none" });
    if (found === registration) await found.update();
    else follow(container, found);
  } catch {
    // No network, a portal, a private window: what is here works on, and it looks again later.
  }
}

function follow(container: ServiceWorkerContainer, found: ServiceWorkerRegistration): void {
  registration = found;
  const tell = () => {
    const { active, waiting } = found;
    if (!waiting || !active) update.value = "none";
    else if (update.value === "none") update.value = "ready";
    // A page that was loaded before there was a worker, or past it, is answered by it from now on.
    if (active?.state === "activated" && !container.controller) active.postMessage("claim");
  };
  const watch = () => {
    for (const worker of [found.installing, found.waiting, found.active]) {
      worker?.addEventListener("statechange", tell);
    }
  };
  found.addEventListener("updatefound", watch);
  watch();
  tell();
}

function reloadWhenFree(view: Window): void {
  effect(() => {
    if (isBusy.value || isReloading) return;
    isReloading = true;
    view.location.reload();
  });
}
