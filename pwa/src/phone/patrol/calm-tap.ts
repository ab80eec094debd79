/** A hand that shakes taps twice: the second tap on the same button says nothing new. */

import { useRef } from "preact/hooks";

const TWICE_WITHIN_MS = 700;

/** Say whether a tap on this button counts. `atMs`: the event's own time. */
export function useCalmTap(): (button: string, atMs: number) => boolean {
  const latest = useRef({ button: "", atMs: Number.NEGATIVE_INFINITY });
  return (button, atMs) => {
    const { button: before, atMs: since } = latest.current;
    const isTwice = button === before && atMs - since < TWICE_WITHIN_MS;
    if (!isTwice) latest.current = { button, atMs };
    return !isTwice;
  };
}
