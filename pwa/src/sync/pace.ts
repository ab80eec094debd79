/** When the next exchange may be: full jitter after silences, and what the server asks for. */

const BACK_OFF_FROM_S = 5;
const BACK_OFF_TO_S = 15 * 60;
const RETRY_AFTER_MAX_S = 60 * 60;

/**
 * Silences in a row, and the time before which nothing is asked, ms; 0: now. `isAsked`: the server
 * named that time, so nothing shortens it.
 */
export interface Pace {
  readonly failures: number;
  readonly notBeforeMs: number;
  readonly isAsked: boolean;
}

export const AT_ONCE: Pace = { failures: 0, notBeforeMs: 0, isAsked: false };

/** Wait longer with each failure, or as long as the server asks, at most an hour. */
export function backOff(
  pace: Pace,
  nowMs: number,
  chance: number,
  retryAfterS: number | null,
): Pace {
  const failures = pace.failures + 1;
  const longestS = Math.min(BACK_OFF_TO_S, BACK_OFF_FROM_S * 2 ** Math.min(failures - 1, 20));
  const jitterS = BACK_OFF_FROM_S + chance * (longestS - BACK_OFF_FROM_S);
  const askedS = Math.min(retryAfterS ?? 0, RETRY_AFTER_MAX_S);
  const notBeforeMs = nowMs + Math.max(jitterS, askedS) * 1000;
  return { failures, notBeforeMs, isAsked: retryAfterS !== null };
}

/** End a wait early because the network or the person came back; not one that the server named. */
export function hasten(pace: Pace): Pace {
  return pace.isAsked ? pace : { ...pace, notBeforeMs: 0 };
}

/** How long until it may ask; a clock that was set back must not make it wait for years. */
export function waitMs(pace: Pace, nowMs: number): number {
  const leftMs = pace.notBeforeMs - nowMs;
  return leftMs > RETRY_AFTER_MAX_S * 1000 ? 0 : Math.max(0, leftMs);
}
