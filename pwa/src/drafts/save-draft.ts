/** Saving a draft into the book: what it became and the draft's end are one transaction. */

import type { Content, Kind } from "../kinds/kind.ts";
import { type FormDraft, forgetDraft } from "../session/drafts.ts";
import type { Session } from "../session/session.ts";
import { whatAuthorSaw } from "../sync/overlay.ts";
import { changedOf } from "./changed.ts";
import { contentInstead, wasInstead } from "./instead.ts";

/** Save it; false where a correction changed nothing, so that there was nothing to save. */
export async function saveDraft(
  { phone, disk, catalog }: Session,
  kind: Kind,
  draft: FormDraft,
  content: Content,
): Promise<boolean> {
  const { id, recordId, stream } = draft;
  if (draft.isNew) {
    await phone.act({ act: "create", recordId, kind: kind.id, stream, content }, id);
    return true;
  }
  const changed = changedOf(kind, content, draft.base);
  if (Object.keys(changed).length === 0) {
    await forgetDraft(disk, id);
    return false;
  }
  const { replaces } = draft;
  if (replaces) {
    const whole = contentInstead(kind, replaces, content, changed);
    const { act, base } = replaces;
    const deed = { act, recordId, kind: kind.id, content: whole, target: replaces.id };
    const instead = await phone.mutation(deed);
    const was = wasInstead(replaces, draft.base, whole, catalog.itemKeysOf(kind.id));
    await phone.save([{ ...instead, stream, base, was }], id);
    return true;
  }
  const made = await phone.mutation({ act: "edit", recordId, kind: kind.id, content: changed });
  // What came while the form was open was not seen in it: the author answers for what he saw.
  const base = draft.baseRevision;
  const was = whatAuthorSaw(draft.base, changed, catalog.itemKeysOf(kind.id));
  await phone.save([{ ...made, stream, base, was }], id);
  return true;
}
