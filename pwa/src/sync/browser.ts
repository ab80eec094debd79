/** The runner's host in a page and in a service worker alike: nothing is touched at import. */

import { APP_VERSION } from "../lib/version.ts";
import type { Change, Host, Reason } from "./engine.ts";
import type { Surroundings } from "./phone.ts";
import type { ItemKeysOf } from "./view.ts";

const LOCK_WAIT_MS = 180_000;
const SYNC_TAG = "an-thon-sync";
const CHANNEL = "an-thon";

/** Take clock, chance, network and room from the browser; kinds come from the caller. */
export function browserSurroundings(
  itemKeysOf: ItemKeysOf,
  kindVersionOf: (kind: string) => number,
): Surroundings {
  return {
    appVersion: APP_VERSION,
    fetch: (url, options) => globalThis.fetch(url, options),
    now: () => Date.now(),
    randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
    chance: () => Math.random(),
    quotaLeft,
    itemKeysOf,
    kindVersionOf,
  };
}

async function quotaLeft(): Promise<number | null> {
  const { quota, usage } = (await globalThis.navigator.storage?.estimate()) ?? {};
  return quota === undefined || usage === undefined ? null : Math.max(0, quota - usage);
}

/** What only the app can do. */
export interface HostParts {
  note(standing: string | null): Promise<void>;
  fail(error: unknown): void;
}

/** Make a host of the browser's own parts, each of which may be missing. */
export function browserHost(parts: HostParts): Host {
  return { ...parts, ...channelHost(), hold, after, listen, askBackgroundSync };
}

/**
 * Wait for the lock, but not for ever: a page that the system froze may hold it, and correctness
 * does not rest on it.
 */
async function hold(name: string, work: () => Promise<void>): Promise<void> {
  await afterThis(); // what was saved is told before it is sent
  const { locks } = globalThis.navigator;
  if (!locks) return work();
  let isHeld = false;
  const held = (): Promise<void> => {
    isHeld = true;
    return work();
  };
  try {
    await locks.request(name, { signal: AbortSignal.timeout(LOCK_WAIT_MS) }, held);
  } catch (error) {
    if (isHeld) throw error;
    await work();
  }
}

function afterThis(): Promise<void> {
  return new Promise((next) => setTimeout(next));
}

function after(waitMs: number, callback: () => void): () => void {
  const timer = setTimeout(callback, waitMs);
  return () => clearTimeout(timer);
}

function listen(callback: (reason: Reason) => void): () => void {
  const ends = new AbortController();
  const options = { signal: ends.signal };
  globalThis.addEventListener("online", () => callback("online"), options);
  const { document } = globalThis as Partial<Pick<typeof globalThis, "document">>;
  document?.addEventListener(
    "visibilitychange",
    () => {
      if (document.visibilityState === "visible") callback("visible");
    },
    options,
  );
  return () => ends.abort();
}

/** `from`: the host that announces, because a page's own channels hear each other. */
interface Announcement {
  readonly change: Change;
  readonly from: string;
}

function channelHost(): Pick<Host, "announce" | "heard"> {
  const self = crypto.getRandomValues(new Uint32Array(4)).join("-");
  return {
    announce(name, change) {
      const channel = new BroadcastChannel(`${CHANNEL}:${name}`);
      channel.postMessage({ change, from: self } satisfies Announcement);
      channel.close();
    },
    heard(name, callback) {
      const channel = new BroadcastChannel(`${CHANNEL}:${name}`);
      channel.addEventListener("message", ({ data }: MessageEvent<Announcement>) =>
        callback(data.change, data.from === self),
      );
      return () => channel.close();
    },
  };
}

/** A service worker's registration, where the browser has background sync (Chromium only). */
interface WithSync {
  readonly sync?: { register(tag: string): Promise<void> };
}

/** It only ever hastens: where the person or the browser forbids it, the page sends by itself. */
async function askBackgroundSync(): Promise<void> {
  await afterThis();
  const registration = await globalThis.navigator.serviceWorker?.getRegistration();
  try {
    await (registration as WithSync | undefined)?.sync?.register(SYNC_TAG);
  } catch (error) {
    if (!(error instanceof Error) || error.name !== "NotAllowedError") throw error;
  }
}
