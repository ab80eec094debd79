/** An answer or a message that is still being typed: kept like a form's draft, apart from them. */

import type { Disk } from "../../db/disk.ts";
import { dropDraft, findDraft, putDraft } from "../../db/drafts.ts";
import { isObject } from "../../lib/json.ts";

export function answerDraftId(questionId: string): string {
  return `answer:${questionId}`;
}

export function messageDraftId(recordId: string): string {
  return `message:${recordId}`;
}

/** Keep what was typed so far; nothing typed leaves nothing behind. */
export function keepTyped(disk: Disk, id: string, text: string): Promise<void> {
  return disk.write(["drafts"], (to) =>
    text.trim() === "" ? dropDraft(to, id) : putDraft(to, id, { text }),
  );
}

export async function readTyped(disk: Disk, id: string): Promise<string> {
  const draft = await disk.read(["drafts"], (to) => findDraft(to, id));
  return isObject(draft) ? String(draft["text"] ?? "") : "";
}
