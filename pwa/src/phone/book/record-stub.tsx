/** An old record, of which this phone keeps only the outline: it is fetched when it is opened. */

import { useEffect, useState } from "preact/hooks";
import { t } from "../../i18n/t.ts";
import { useSession } from "../../session/session.ts";
import { chipOf } from "../../session/standing.ts";
import type { Entry } from "../../sync/list.ts";
import { fetchWhole } from "../../sync/record-fetch.ts";
import { Button } from "../../ui/button.tsx";
import { Note } from "../../ui/note.tsx";
import { StateChip } from "../../ui/state-chip.tsx";
import { RecordHeading } from "./record-parts.tsx";

type Asking = "asking" | "offline" | "refused";

export function RecordStub({ entry, onCame }: { entry: Entry; onCame: () => void }) {
  const { phone } = useSession();
  const { shown } = entry;
  const [now, be] = useState<Asking>("asking");
  const [tries, again] = useState(0);
  useEffect(() => {
    be("asking");
    fetchWhole(phone, shown.id).then(
      (fetched) => {
        if (fetched === "offline") be("offline");
        else if ("refused" in fetched) be("refused");
        else onCame();
      },
      (error: unknown) => {
        globalThis.reportError(error);
        be("offline");
      },
    );
  }, [phone, shown.id, tries]);
  const state = chipOf(entry);
  return (
    <>
      <RecordHeading shown={shown} />
      {state && (
        <p>
          <StateChip state={state} />
        </p>
      )}
      <Note icon={now === "offline" ? "cloud-off" : "info"} isAnnounced>
        <p>{t("record.stub")}</p>
        <p>{wordsFor(now)}</p>
      </Note>
      {now !== "asking" && (
        <Button look="2" isFull icon="refresh-cw" onPress={() => again(tries + 1)}>
          {t("ui.retry")}
        </Button>
      )}
    </>
  );
}

function wordsFor(now: Asking): string {
  if (now === "asking") return t("record.stub_coming");
  return now === "offline" ? t("record.stub_offline") : t("record.stub_refused");
}
