/** Records of the directory that two officers wrote differently: both values, until one is chosen. */

import { directory } from "../../session/directory.ts";
import { useLive } from "../../session/live.ts";
import { type Session, useSession } from "../../session/session.ts";
import { type Entry, findEntry } from "../../sync/list.ts";
import { maintains } from "../own-directory.ts";
import { Siblings } from "../record/siblings.tsx";

/** Whichever group is open: nobody would look for them. */
export function Disputes() {
  const session = useSession();
  const places = [...directory.value.places.values()];
  const ids = places.filter(({ state }) => state === "siblings").map(({ id }) => id);
  const { value: entries } = useLive(() => readAll(session, ids), [ids.join()]);
  if (!maintains.value || ids.length === 0) return null;
  return (
    <>
      {entries?.map((entry) => (
        <section class="people disputed" key={entry.shown.id}>
          <b>{String(entry.shown.content?.["name"] ?? "")}</b>
          <Siblings entry={entry} />
        </section>
      ))}
    </>
  );
}

async function readAll(
  { disk, catalog }: Session,
  ids: readonly string[],
): Promise<readonly Entry[]> {
  const found = await Promise.all(ids.map((id) => findEntry(disk, id, catalog.itemKeysOf)));
  return found.filter((entry) => entry !== null);
}
