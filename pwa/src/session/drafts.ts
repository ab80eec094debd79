/** Unfinished forms: kept after every change, apart from the outbox, and never sent. */

import type { Disk } from "../db/disk.ts";
import { allDrafts, dropDraft, findDraft, putDraft } from "../db/drafts.ts";
import { withRoom } from "../db/room.ts";
import type { Content } from "../kinds/kind.ts";
import type { Mutation } from "../lib/wire.ts";

/** A form somebody began: of a new record, or of one being corrected (`base`: what it holds). */
export interface FormDraft {
  readonly id: string;
  readonly kind: string;
  readonly recordId: string;
  readonly isNew: boolean;
  /** The stream that a new record goes to; of one that stands, its own. */
  readonly stream: string;
  readonly content: Content;
  /** What its author saw when he began, and at which revision: what he changes is told from it. */
  readonly base: Content;
  readonly baseRevision: string | null;
  /** What the server holds because its inside is wrong, and this goes in the place of. */
  readonly replaces?: Mutation;
  readonly layout: "steps" | "page";
  /** Where in the form he is, for when the address is lost with the app. */
  readonly place: DraftPlace;
  /** The path of the field written to last; null before the first. */
  readonly field: string | null;
  /** When it was last written to, ISO time by the phone's clock; null: it was only opened. */
  readonly savedAt: string | null;
  /** When it was thrown away: it can be had back until another form begins; null: it was not. */
  readonly thrownAt: string | null;
}

/** A draft that somebody has written in. */
export type WrittenDraft = FormDraft & { readonly savedAt: string };

/** A step from 0, and within it perhaps one item of a list. */
export interface DraftPlace {
  readonly step: number;
  readonly item?: { readonly field: string; readonly id: string };
}

/** Keep a draft, in the place of the one with its id; makes room where there is none. */
export function keepDraft(disk: Disk, draft: FormDraft): Promise<void> {
  return withRoom(disk, () => disk.write(["drafts"], (to) => putDraft(to, draft.id, draft)));
}

/**
 * Keep a draft that was kept before; false where it is gone, because it was saved or thrown away
 * in another tab: it must not come back by this one.
 */
export function keepDraftAgain(disk: Disk, draft: FormDraft): Promise<boolean> {
  return withRoom(disk, () =>
    disk.write(["drafts"], async (to) => {
      if ((await findDraft(to, draft.id)) === null) return false;
      await putDraft(to, draft.id, draft);
      return true;
    }),
  );
}

/** Give a draft; null where it is not there, or was saved. */
export function readDraft(disk: Disk, id: string): Promise<FormDraft | null> {
  return disk.read(["drafts"], async (to) => (await findDraft(to, id)) as FormDraft | null);
}

/** Give all that were written to, the last first. */
export async function readDrafts(disk: Disk): Promise<WrittenDraft[]> {
  return (await readWritten(disk)).filter(({ thrownAt }) => thrownAt === null);
}

/** Give those thrown away that can still be had back, the last written to first. */
export async function readThrownAway(disk: Disk): Promise<WrittenDraft[]> {
  return (await readWritten(disk)).filter(({ thrownAt }) => thrownAt !== null);
}

async function readWritten(disk: Disk): Promise<WrittenDraft[]> {
  const found = await disk.read(["drafts"], allDrafts);
  return found
    .filter(({ id }) => isForms(id))
    .map(({ draft }) => draft as WrittenDraft)
    .filter(({ savedAt }) => typeof savedAt === "string")
    .sort((one, next) => (one.savedAt < next.savedAt ? 1 : -1));
}

/** Keep the draft of a form that was just opened; those left as they were, or thrown away, go. */
export function beginDraft(disk: Disk, draft: FormDraft): Promise<void> {
  return withRoom(disk, () =>
    disk.write(["drafts"], async (to) => {
      for (const { id, draft: other } of await allDrafts(to)) {
        if (!isForms(id)) continue;
        const { savedAt, thrownAt } = other as FormDraft;
        if (savedAt === null || typeof thrownAt === "string") await dropDraft(to, id);
      }
      await putDraft(to, draft.id, draft);
    }),
  );
}

/** Drop a draft for good. */
export function forgetDraft(disk: Disk, id: string): Promise<void> {
  return disk.write(["drafts"], (to) => dropDraft(to, id));
}

/** Answers being typed and decisions of the desk lie here too; their ids say so: "answer:<id>". */
function isForms(id: string): boolean {
  return !id.includes(":");
}
