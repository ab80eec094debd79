/**
 * The engine for the service worker: one file of its own, because a worker that every browser
 * takes (Firefox ESR too) can't import modules. It writes nothing new, so it needs no kinds.
 */

import { Registry } from "./db/registry.ts";
import { syncEverybody } from "./sync/background.ts";
import { browserHost, browserSurroundings } from "./sync/browser.ts";

/**
 * Send what waits, for everybody who is signed in. Rejects where something is left, so that the
 * browser tries the sync event again.
 */
export async function syncNow(): Promise<void> {
  const registry = new Registry();
  const around = browserSurroundings(
    () => ({}),
    () => 1,
  );
  const isLeft = await syncEverybody(registry, around, ({ communeId, person }) =>
    browserHost({
      note: (standing) => registry.noteStanding(communeId, person, standing),
      fail: (error) => globalThis.reportError(error),
    }),
  );
  if (isLeft) throw new Error("something is left to send");
}
