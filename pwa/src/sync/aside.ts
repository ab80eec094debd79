/** What was set aside because nothing could take it: trying again before its day is over. */

import type { Disk } from "../db/disk.ts";
import { outboxOf, setAside } from "../db/outbox.ts";

const LONG_AGO_MS = 0; // so that the next exchange tries it; it stays visible until it is taken

/** Let the next exchange try what was set aside of this record. */
export function tryAsideAgain(disk: Disk, recordId: string): Promise<void> {
  return disk.write(["outbox"], async (to) => {
    for (const { mutation, asideAt } of await outboxOf(to, recordId)) {
      if (asideAt !== null) await setAside(to, mutation.id, LONG_AGO_MS);
    }
  });
}
