/** The records of which the police have asked something that nobody has answered. */

import { bookKinds } from "../../records/speaker.ts";
import type { Session } from "../../session/session.ts";
import { openQuestion } from "../../session/standing.ts";
import { type Entry, listEntries } from "../../sync/list.ts";

export async function readAsked(session: Session): Promise<Entry[]> {
  const { disk, catalog } = session;
  const kinds = bookKinds(session).map(({ id }) => id);
  const entries = await listEntries(disk, { kinds, itemKeysOf: catalog.itemKeysOf });
  return entries.filter((entry) => openQuestion(entry) !== null);
}
