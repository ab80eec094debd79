/** What was just saved, and where it stands now: out of the database, whatever the address says. */

import { t } from "../../i18n/t.ts";
import { dayOf } from "../../lib/dates.ts";
import { headingOf } from "../../records/describe.ts";
import { kindOf } from "../../records/speaker.ts";
import { useLive } from "../../session/live.ts";
import { useSession } from "../../session/session.ts";
import { stateOf } from "../../session/standing.ts";
import { findEntry } from "../../sync/list.ts";
import { Button } from "../../ui/button.tsx";
import { Note } from "../../ui/note.tsx";
import { StateChip } from "../../ui/state-chip.tsx";

export function SavedNote({ recordId }: { recordId: string }) {
  const session = useSession();
  const { disk, catalog } = session;
  const entry = useLive(
    () => findEntry(disk, recordId, catalog.itemKeysOf),
    [disk, recordId],
  ).value;
  if (!entry) return null;
  const state = stateOf(entry);
  const kind = kindOf(session, entry.shown.kind);
  return (
    <Note tone="done" isAnnounced>
      <p>
        <b>{t("form.saved")}</b> {headingOf(kind, entry.shown, dayOf(new Date()))}
      </p>
      {state !== "waiting" && <StateChip state={state} />}
      <p class="line wrap">
        <Button look="2" href={`/record/${recordId}`}>
          {t("form.see_it")}
        </Button>
        <Button look="3" href="/">
          {t("ui.close")}
        </Button>
      </p>
    </Note>
  );
}
