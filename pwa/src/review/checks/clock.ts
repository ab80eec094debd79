/**
 * Whether the phone's clock was right when the record was last written.
 *
 * The record itself does not tell; its history does. Without it only this much is sure: an id that
 * was made later than now was made by a clock that was ahead.
 */

import type { Check } from "./flag.ts";

const WRONG_MINUTES = 10;
const MINUTE_MS = 60 * 1000;
const UUID_OF_TIME = /^([0-9a-f]{8})-([0-9a-f]{4})-7/;

export const checkClock: Check = ({ entry, around }) => {
  const aheadMs = aheadBy(entry.shown.revision, around);
  const minutes = Math.trunc(aheadMs / MINUTE_MS);
  return Math.abs(minutes) > WRONG_MINUTES ? [{ check: "clock", detail: { minutes } }] : [];
};

function aheadBy(
  revision: string | null,
  { now, clockOffsetMs }: { now: Date; clockOffsetMs?: number | null },
): number {
  if (typeof clockOffsetMs === "number") return -clockOffsetMs;
  return Math.max(0, (madeMs(revision ?? "") ?? 0) - now.getTime());
}

/** When an id was made, by the clock of the phone that made it; null: it does not say. */
export function madeMs(id: string): number | null {
  const found = UUID_OF_TIME.exec(id);
  return found ? Number.parseInt(`${found[1]}${found[2]}`, 16) : null;
}
