/** What only a reset needs comes late: before the transaction of a reply, which waits for no file. */

import type { Disk } from "../db/disk.ts";
import { readState } from "../db/state.ts";
import type { Reply } from "../lib/wire.ts";
import type { GiveBack } from "./digests.ts";
import { NoAnswer } from "./transport.ts";

/** Load it where this reply may end a reset. Throws NoAnswer where it can't be fetched now. */
export async function loadGiveBack(disk: Disk, reply: Reply, person: string): Promise<GiveBack> {
  const isDue = !reply.more && (await disk.read(["meta"], readState)).isReset;
  if (!isDue) return async () => [];
  const { giveBack } = await import("./give-back.ts").catch(() => Promise.reject(new NoAnswer()));
  return (to, state) => giveBack(to, state, person);
}
