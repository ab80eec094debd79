/**
 * The directory as the desk shows it: what was changed here lies over the copy at once, and says
 * that it has not gone out. Phones read the copy alone: they write nothing into it.
 */

import { computed } from "@preact/signals";
import type { Transaction } from "../db/disk.ts";
import { walkOwn } from "../db/outbox.ts";
import { readState } from "../db/state.ts";
import type { Kind } from "../kinds/kind.ts";
import { DIRECTORY, directory, type Place, type ReadDirectory } from "../session/directory.ts";
import type { Session } from "../session/session.ts";
import { stateOf } from "../session/standing.ts";
import { type Entry, listEntries } from "../sync/list.ts";
import type { RecordState } from "../ui/states.ts";

const UNSETTLED: ReadonlySet<RecordState> = new Set(["waiting", "aside", "held", "siblings"]);

/** Whether whoever sits here may write into the directory. */
export const maintains = computed<boolean>(
  () => directory.value.streams[DIRECTORY]?.split("+").includes("desk") ?? false,
);

/** Read it; what it rests on is read first, so that what comes meanwhile is read the next time. */
export const readWithOwn: ReadDirectory = async (session, known) => {
  const { disk, catalog } = session;
  const kinds = kindsOf(session);
  const { streams, mark } = await disk.read(["meta", "outbox"], async (to) => {
    const { shown, cursors, witness, isBuilding, streams } = await readState(to);
    const rests = [disk.name, shown, cursors, witness, isBuilding, streams, kinds];
    return { streams, mark: JSON.stringify([...rests, await unsentIn(to)]) };
  });
  if (mark === known) return null;
  const entries = await listEntries(disk, { kinds, itemKeysOf: catalog.itemKeysOf });
  const standing = entries.filter(({ shown }) => !shown.deleted);
  const places = new Map(standing.map((entry) => [entry.shown.id, placeOf(entry)]));
  return { mark, directory: { places, streams } };
};

function kindsOf({ catalog }: Pick<Session, "catalog">): string[] {
  const all = Object.values(catalog.kinds) as unknown as Kind[];
  return all.filter(({ stream }) => stream === DIRECTORY).map(({ id }) => id);
}

async function unsentIn(to: Transaction): Promise<string[]> {
  const found: string[] = [];
  for await (const { mutation, asideAt } of walkOwn(to)) {
    if (mutation.stream === DIRECTORY) found.push(`${mutation.id} ${asideAt}`);
  }
  return found;
}

function placeOf(entry: Entry): Place {
  const { id, kind, content = {} } = entry.shown;
  const state = stateOf(entry);
  return UNSETTLED.has(state) ? { id, kind, content, state } : { id, kind, content };
}
