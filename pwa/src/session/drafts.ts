/** Unfinished forms: kept after every change, apart from the outbox, and never sent. */

import { type Disk, isQuotaError } from "../db/disk.ts";
import { allDrafts, dropDraft, findDraft, putDraft } from "../db/drafts.ts";
import { makeRoom } from "../db/room.ts";
import type { Content } from "../kinds/kind.ts";

/** A form somebody began: of a new record, or of one being corrected (`base`: what it holds). */
export interface FormDraft {
  readonly id: string;
  readonly kind: string;
  readonly recordId: string;
  readonly isNew: boolean;
  /** The stream that a new record goes to; of one that stands, its own. */
  readonly stream: string;
  readonly content: Content;
  readonly base: Content;
  readonly layout: "steps" | "page";
  /** When it was last written to, ISO time by the phone's clock. */
  readonly savedAt: string;
}

/** Keep a draft, in the place of the one with its id; makes room where there is none. */
export async function keepDraft(disk: Disk, draft: FormDraft): Promise<void> {
  const keep = (): Promise<void> => disk.write(["drafts"], (to) => putDraft(to, draft.id, draft));
  try {
    await keep();
  } catch (error) {
    if (!isQuotaError(error)) throw error;
    await makeRoom(disk);
    await keep();
  }
}

/** Give a draft; null where it is not there, or was saved. */
export function readDraft(disk: Disk, id: string): Promise<FormDraft | null> {
  return disk.read(["drafts"], async (to) => (await findDraft(to, id)) as FormDraft | null);
}

/** Give all of them, the one written to last first. */
export async function readDrafts(disk: Disk): Promise<FormDraft[]> {
  const found = await disk.read(["drafts"], allDrafts);
  return found
    .map(({ draft }) => draft as FormDraft)
    .sort((one, next) => (one.savedAt < next.savedAt ? 1 : -1));
}

/** Throw a draft away. */
export function throwAway(disk: Disk, id: string): Promise<void> {
  return disk.write(["drafts"], (to) => dropDraft(to, id));
}
