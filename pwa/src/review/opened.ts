/**
 * Opening a mediation at the desk, and printing or exporting anything, leaves a line in the access log: who
 * looked at what, and when. It is kept here at once and goes with the next exchange.
 */

import type { Kind } from "../kinds/kind.ts";
import type { Session } from "../session/session.ts";
import type { Entry } from "../sync/list.ts";

type Desk = Pick<Session, "phone">;

/** Say whether opening a record of this kind is noted. */
export function isOpeningNoted({ stream }: Pick<Kind, "stream">): boolean {
  return stream === "mediation";
}

/**
 * Note that a record is opened, where its kind asks for that: to be called once an opening, before
 * anything of it is shown. Say whether a line was written.
 */
export async function noteOpened(
  desk: Desk,
  { shown }: Pick<Entry, "shown">,
  kind: Kind,
  nowMs: number = Date.now(),
): Promise<boolean> {
  if (!isOpeningNoted(kind)) return false;
  await note(desk, "xem", shown.kind, shown.id, nowMs);
  return true;
}

/** Note that something is printed: a record, or a list under its own name without an id. */
export async function notePrinted(
  desk: Desk,
  objectType: string,
  objectId: string | null,
  nowMs: number = Date.now(),
): Promise<void> {
  await note(desk, "in", objectType, objectId, nowMs);
}

/** Note that something is given out of the app as a file. */
export async function noteExported(
  desk: Desk,
  objectType: string,
  objectId: string | null,
  nowMs: number = Date.now(),
): Promise<void> {
  await note(desk, "xuat", objectType, objectId, nowMs);
}

async function note(
  { phone }: Desk,
  action: "xem" | "in" | "xuat",
  objectType: string,
  objectId: string | null,
  nowMs: number,
): Promise<void> {
  await phone.noteAccess({
    id: phone.newId(),
    at: new Date(nowMs).toISOString(),
    action,
    object_type: objectType,
    object_id: objectId,
  });
}
