/**
 * Where somebody was when the camera opened. A phone short of memory closes the app just then; this
 * leads him back to the very field, and no further than that: it is read once.
 */

import type { Disk } from "../db/disk.ts";
import { dropDraft, findDraft, putDraft } from "../db/drafts.ts";
import { withRoom } from "../db/room.ts";

/** `path`: of the field. `atMs`: by the phone's clock. */
export interface Awaiting {
  readonly href: string;
  readonly path: string;
  readonly atMs: number;
}

const ID = "awaiting:camera";
/** Who comes back a day later has given that photo up. */
const LATEST_MS = 12 * 60 * 60 * 1000;

/** Note it before the camera opens. */
export function beginAwaiting(disk: Disk, awaiting: Awaiting): Promise<void> {
  return withRoom(disk, () => disk.write(["drafts"], (to) => putDraft(to, ID, awaiting)));
}

/** Forget it: the camera is closed, or he is back. */
export function endAwaiting(disk: Disk): Promise<void> {
  return disk.write(["drafts"], (to) => dropDraft(to, ID));
}

/** Give where he was; null: nowhere, or long ago. */
export async function readAwaiting(disk: Disk): Promise<Awaiting | null> {
  const found = await disk.read(["drafts"], (to) => findDraft(to, ID));
  const awaiting = found as Awaiting | null;
  return awaiting && Math.abs(Date.now() - awaiting.atMs) < LATEST_MS ? awaiting : null;
}
