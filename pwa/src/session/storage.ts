/**
 * How safely and how roomily the book lies: whether the browser has promised to keep it, and how
 * much may still be written. Where there is no room at all, db/room.ts throws the copies away.
 */

import { effect, signal } from "@preact/signals";
import { opened } from "./session.ts";

export type Room = "enough" | "nearly_full" | "full";

/** How much room there is, by the browser's estimate. */
export const room = signal<Room>("enough");

/** Whether the browser has promised not to clear the book by itself; null: it does not say. */
export const isKept = signal<boolean | null>(null);

const MIB = 1024 * 1024;
/** A season of records and some hundred photos of a phone (200 KB each): time to make room. */
const NEARLY_FULL_BELOW_BYTES = 30 * MIB;
/** Less than one blob of a record's photos, and so little that a save may be refused any time. */
const FULL_BELOW_BYTES = 2 * MIB;
const LOOK_EVERY_MS = 60 * 60 * 1000;

/** Ask for the promise as soon as somebody's book is open here, and watch the room; once. */
export function followStorage(view: Window): void {
  const { storage } = view.navigator;
  if (!storage) return;
  const look = () => void measure(storage).catch(reportError);
  effect(() => {
    if (opened.value.now !== "open") return;
    void askToKeep(storage).catch(reportError);
    look();
  });
  view.document.addEventListener("visibilitychange", () => {
    if (view.document.visibilityState === "visible") look();
  });
  view.setInterval(look, LOOK_EVERY_MS);
}

/** Say what so many free bytes mean; null: the browser does not say, which is no reason to worry. */
export function roomOf(leftBytes: number | null): Room {
  if (leftBytes === null || leftBytes >= NEARLY_FULL_BELOW_BYTES) return "enough";
  return leftBytes < FULL_BELOW_BYTES ? "full" : "nearly_full";
}

/** The browser decides by itself, by use and by installation, so it is asked at every start. */
async function askToKeep(storage: StorageManager): Promise<void> {
  if (!storage.persist) return;
  isKept.value = (await storage.persisted()) || (await storage.persist());
}

async function measure(storage: StorageManager): Promise<void> {
  const { quota, usage } = (await storage.estimate?.()) ?? {};
  room.value = roomOf(quota === undefined || usage === undefined ? null : quota - usage);
}
