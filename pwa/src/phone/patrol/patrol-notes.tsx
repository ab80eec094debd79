/** What the home screen and the start say of patrols: the phone closed one, and is not sure when. */

import { sayWhen } from "../../i18n/say.ts";
import { t } from "../../i18n/t.ts";
import { timeOf } from "../../lib/dates.ts";
import type { Entry } from "../../sync/list.ts";
import { Button } from "../../ui/button.tsx";
import { Note } from "../../ui/note.tsx";
import { textOf } from "./moments.ts";

/** Those whose author should look at their end again; nothing where there are none. */
export function AutoClosedNotes({ entries, now }: { entries: readonly Entry[]; now: Date }) {
  return (
    <>
      {entries.map(({ shown }) => (
        <Note key={shown.id} tone="wait" icon="clock-alert">
          <p>
            {t("patrol.auto_closed", {
              start: sayWhen(textOf(shown.content?.["started_at"]), now),
              end: timeOf(textOf(shown.content?.["ended_at"])),
            })}
          </p>
          <Button look="2" isFull icon="clock" href={`/patrol/finish/${shown.id}`}>
            {t("patrol.correct_title")}
          </Button>
        </Note>
      ))}
    </>
  );
}
