/** Unfinished forms, and desk decisions in the seconds in which they can be undone. Never sent. */

import type { Transaction } from "./disk.ts";

/** Keep a draft, in the place of the one with its id. */
export async function putDraft(to: Transaction, id: string, draft: unknown): Promise<void> {
  await to.raw.objectStore("drafts").put({ id, body: to.codec.seal(draft) });
}

/** Find a draft. */
export async function findDraft(to: Transaction, id: string): Promise<unknown> {
  const found = await to.raw.objectStore("drafts").get(id);
  return found ? to.codec.open(found.body) : null;
}

/** Give all drafts with their ids. */
export async function allDrafts(to: Transaction): Promise<{ id: string; draft: unknown }[]> {
  const lines = await to.raw.objectStore("drafts").getAll();
  return lines.map((found) => ({ id: found.id, draft: to.codec.open(found.body) }));
}

/** Drop a draft. */
export async function dropDraft(to: Transaction, id: string): Promise<void> {
  await to.raw.objectStore("drafts").delete(id);
}
