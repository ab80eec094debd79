/** Whether the phone may have a network: its "no" is certain, its "yes" is not. */

import { signal } from "@preact/signals";

export const isOnline = signal(globalThis.navigator?.onLine ?? true);

globalThis.addEventListener?.("online", () => {
  isOnline.value = true;
});
globalThis.addEventListener?.("offline", () => {
  isOnline.value = false;
});
