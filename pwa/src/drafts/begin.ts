/** Drafts as they begin: of a new record, and of one that is corrected. */

import type { Content, Kind } from "../kinds/kind.ts";
import { beginDraft, type FormDraft, readDrafts } from "../session/drafts.ts";
import type { Session } from "../session/session.ts";
import { findEntry } from "../sync/list.ts";
import type { Shown } from "../sync/overlay.ts";
import type { Phone } from "../sync/phone.ts";
import { fetchWhole } from "../sync/record-fetch.ts";
import { heldOf } from "./instead.ts";

const UNTOUCHED = { place: { step: 0 }, field: null, savedAt: null, thrownAt: null } as const;

/** Make the draft of a new record, and keep it. */
export async function beginNew(
  { disk, phone }: Session,
  kind: Kind,
  stream: string,
  layout: FormDraft["layout"],
  content: Content,
): Promise<FormDraft> {
  const draft: FormDraft = {
    ...UNTOUCHED,
    id: phone.newId(),
    kind: kind.id,
    recordId: phone.newId(),
    isNew: true,
    stream,
    content,
    base: {},
    baseRevision: null,
    layout,
  };
  await beginDraft(disk, draft);
  return draft;
}

/**
 * Make the draft that corrects a record, and keep it; null where the record is not here whole.
 * What was begun goes on; it knows by itself what its author saw then.
 */
export async function beginCorrection(
  { disk, phone, catalog }: Session,
  recordId: string,
): Promise<FormDraft | null> {
  const begun = await readDrafts(disk);
  const known = begun.find((draft) => !draft.isNew && draft.recordId === recordId);
  if (known) return known;
  const shown = await wholeOf(phone, recordId);
  if (!shown?.content || shown.deleted) return null;
  const entry = await findEntry(disk, recordId, catalog.itemKeysOf);
  const replaces = heldOf(entry, phone.owner.person);
  const draft: FormDraft = {
    ...UNTOUCHED,
    id: phone.newId(),
    kind: shown.kind,
    recordId,
    isNew: false,
    stream: shown.stream,
    content: shown.content,
    base: shown.content,
    baseRevision: shown.revision,
    ...(replaces && { replaces }),
    // Whoever corrects one thing should not have to walk through all the steps to save it.
    layout: "page",
  };
  await beginDraft(disk, draft);
  return draft;
}

/** An old one is only outlined on this phone, and has to be fetched before it is corrected. */
async function wholeOf(phone: Phone, recordId: string): Promise<Shown | null> {
  const shown = await phone.view(recordId);
  if (!shown || shown.content) return shown;
  await fetchWhole(phone, recordId);
  return phone.view(recordId);
}
