/**
 * What a new version has to wait for: an open form, a patrol on its way. Told to this page by a
 * signal and to the other tabs by a lock, which the browser lets go when a tab dies.
 */

import { computed, signal } from "@preact/signals";
import { useEffect } from "preact/hooks";

/** What somebody is in the middle of. */
export type Occupation = "form" | "patrol" | "sign-in";

const LOCK = "an-thon-busy";

const occupations = signal<readonly Occupation[]>([]);
const checks: (() => Promise<boolean>)[] = [];

/** Whether something is open on this tab's screen. */
export const isBusy = computed(() => occupations.value.length > 0);

/** For a screen: somebody is in the middle of this as long as it is drawn (and `isSo`). */
export function useBusy(occupation: Occupation, isSo = true): void {
  useEffect(() => (isSo ? keepBusy(occupation) : undefined), [occupation, isSo]);
}

/** Say that something is open; gives what says that it is closed. */
export function keepBusy(occupation: Occupation): () => void {
  occupations.value = [...occupations.value, occupation];
  const ends = new AbortController();
  holdLock(ends.signal);
  return () => {
    const at = occupations.value.indexOf(occupation);
    occupations.value = occupations.value.filter((_, place) => place !== at);
    ends.abort();
  };
}

/** Ask this, too, before a new version is taken: what goes on in the database, on no screen. */
export function alsoBusyWhile(check: () => Promise<boolean>): void {
  checks.push(check);
}

/** Do it where nothing is open in any tab; false: something is, and nothing was done. */
export async function whenFree(work: () => void): Promise<boolean> {
  for (const check of checks) if (await check()) return false;
  if (isBusy.value) return false;
  const { locks } = globalThis.navigator;
  if (!locks) {
    work();
    return true;
  }
  return locks.request(LOCK, { ifAvailable: true }, (lock) => {
    if (lock) work();
    return lock !== null;
  });
}

/** Hold the lock until the signal; shared, because several forms may be open in several tabs. */
function holdLock(until: AbortSignal): void {
  const held = new Promise<void>((end) => until.addEventListener("abort", () => end()));
  globalThis.navigator.locks?.request(LOCK, { mode: "shared" }, () => held).catch(reportError);
}
