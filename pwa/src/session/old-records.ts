/** How long records lie whole on the phone: the commune's setting, looked after once a day. */

import { effect } from "@preact/signals";
import { readState } from "../db/state.ts";
import { addDays, type Day, dayOf } from "../lib/dates.ts";
import { stubBefore } from "../sync/stubs.ts";
import { directory, setting } from "./directory.ts";
import { changes, opened, type Session } from "./session.ts";

const DAYS = 90;
const LEAST_DAYS = 30;
const MOST_DAYS = 365;

/** Let old records become outlines from now on; once, at the start. */
export function followOldRecords(): () => void {
  return effect(() => {
    changes.value;
    const now = opened.value;
    const days = daysOf(setting.value["phone_full_days"]);
    if (now.now !== "open" || directory.value.places.size === 0) return;
    tidy(now.session, days).catch((error: unknown) => globalThis.reportError(error));
  });
}

/** The setting within its bounds; where there is none, a season. */
export function daysOf(value: unknown): number {
  if (typeof value !== "number" || !Number.isFinite(value)) return DAYS;
  return Math.min(MOST_DAYS, Math.max(LEAST_DAYS, Math.floor(value)));
}

/** By the server's clock, as it last answered: the phone's own may be years ahead. */
async function tidy({ disk }: Session, days: number): Promise<void> {
  const { lastExchangeAt, fullFrom } = await disk.read(["meta"], readState);
  if (lastExchangeAt === null) return;
  const day: Day = addDays(dayOf(lastExchangeAt), -days);
  if (fullFrom === null || fullFrom < day) await stubBefore(disk, day);
}
