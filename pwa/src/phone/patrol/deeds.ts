/**
 * Writing a patrol: one tap after the other, each on what the record holds by then, so that two
 * quick taps both land and neither says that the other was not there.
 */

import { useState } from "preact/hooks";
import { useSession } from "../../session/session.ts";
import type { Phone } from "../../sync/phone.ts";
import type { Change } from "./changes.ts";

let last: Promise<unknown> = Promise.resolve();

/** Do it once everything asked for before has been done, or has failed. */
export function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const mine = last.then(work);
  last = mine.catch(() => undefined);
  return mine;
}

/** Save what a tap changes; nothing is saved where it changes nothing. */
export function write(phone: Phone, recordId: string, change: Change): Promise<void> {
  return inTurn(async () => {
    await phone.actOn(recordId, (shown) => {
      const content = change(shown?.content ?? {});
      return content && { act: "edit", recordId, content };
    });
  });
}

export interface Deeds {
  /** Save a tap; false where it could not be saved: it then waits for `again`. */
  readonly save: (change: Change) => Promise<boolean>;
  readonly hasUnsaved: boolean;
  readonly again: () => void;
}

/** The taps on one record; those that found no room are kept to be tried again. */
export function useDeeds(recordId: string): Deeds {
  const { phone } = useSession();
  const [unsaved, keep] = useState<readonly Change[]>([]);
  const save = async (change: Change): Promise<boolean> => {
    try {
      await write(phone, recordId, change);
      return true;
    } catch (error) {
      globalThis.reportError(error);
      keep((others) => [...others, change]);
      return false;
    }
  };
  const again = () => {
    keep([]);
    for (const change of unsaved) void save(change);
  };
  return { save, hasUnsaved: unsaved.length > 0, again };
}
