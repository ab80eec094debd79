/**
 * The time by the server's clock, as far as this phone has learnt how far off its own is: "today"
 * in a form must be today also on a phone whose clock is years off.
 */

import { readState } from "../db/state.ts";
import { useLive } from "./live.ts";
import type { Session } from "./session.ts";

export type Clock = () => Date;

/** Give a clock that is right by what is known now; it does not jump while somebody writes. */
export async function readTrueClock({ disk }: Session): Promise<Clock> {
  const { clockOffsetMs } = await disk.read(["meta"], readState);
  return () => new Date(Date.now() + clockOffsetMs);
}

/** The same for a screen that follows what is learnt; the phone's own until it was read. */
export function useTrueClock(session: Session): Clock {
  const clock = useLive(() => readTrueClock(session), [session.disk]).value;
  return clock ?? phonesOwn;
}

function phonesOwn(): Date {
  return new Date();
}
