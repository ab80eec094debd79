/** Reading the database for a screen, again whenever something in it has changed. */

import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { tellShown } from "./first-screen.ts";
import { changes } from "./session.ts";

/** What was read last; undefined until the first time. `error`: why the last reading failed. */
export interface Live<T> {
  readonly value: T | undefined;
  readonly error: unknown;
  readonly again: () => void;
}

/**
 * Read now, after every change of the book, and when one of `keys` is another. A reading that was
 * overtaken by a newer one is not shown.
 */
export function useLive<T>(read: () => Promise<T>, keys: readonly unknown[]): Live<T> {
  const [value, show] = useState<T>();
  const [error, tell] = useState<unknown>(null);
  const [tries, again] = useState(0);
  const latest = useRef(0);
  const asked = useRef(read);
  asked.current = read;
  const change = changes.value;
  // In the same turn: an effect after the paint would let a slow phone paint the empty screen first.
  useLayoutEffect(() => {
    latest.current += 1;
    const mine = latest.current;
    asked.current().then(
      (found) => {
        if (mine !== latest.current) return;
        show(() => found);
        tell(null);
        tellShown();
      },
      (fault: unknown) => {
        if (mine === latest.current) tell(fault);
      },
    );
    return () => {
      latest.current += 1;
    };
  }, [change, tries, ...keys]);
  return { value, error, again: () => again((count) => count + 1) };
}
