/** Who wrote what into a record, and when: from the server, or as far as this phone knows. */

import { useEffect, useState } from "preact/hooks";
import { sayWhen } from "../../i18n/say.ts";
import { t } from "../../i18n/t.ts";
import type { Kind } from "../../kinds/kind.ts";
import { linesOfAct, outcomeOf, titleOfAct } from "../../records/acts.ts";
import { heldWords } from "../../records/held-words.ts";
import { type Past, pastOf } from "../../records/past.ts";
import { kindOf, nameOfPerson, speakerNow } from "../../records/speaker.ts";
import { useLive } from "../../session/live.ts";
import { changes, useSession } from "../../session/session.ts";
import { findRecord } from "../../sync/list.ts";
import { type Fetched, fetchHistory, type PastAct } from "../../sync/record-fetch.ts";
import { Button } from "../../ui/button.tsx";
import { Note } from "../../ui/note.tsx";
import { Opening } from "./opening.tsx";
import { RecordFrame } from "./record-parts.tsx";

export function RecordHistory({ id }: { id: string }) {
  const session = useSession();
  const { disk, catalog } = session;
  const live = useLive(() => findRecord(disk, id, catalog.itemKeysOf), [disk, id]);
  const [told, again] = useTold(id);
  const found = live.value;
  const isOffline = told !== null && (told === "offline" || "refused" in told);
  const acts = told !== null && told !== "offline" && "came" in told ? told.came : null;
  const kind = kindOf(session, found?.entry?.shown.kind ?? kindIn(found?.own));
  const past = found ? pastOf(found, acts) : [];
  return (
    <RecordFrame home={`/record/${id}`} backWords={t("ui.back")}>
      <h1 class="title">{t("book.history")}</h1>
      {!found && <Opening live={live} />}
      {told === null && <p role="status">{t("history.asking")}</p>}
      {isOffline && <Offline onRetry={again} />}
      {found && past.length === 0 && told !== null && <p>{t("history.nothing")}</p>}
      <ol class="stack past">
        {past.map((one) => (
          <PastLine key={one.act.id} past={one} kind={kind} />
        ))}
      </ol>
    </RecordFrame>
  );
}

function kindIn(own: readonly { mutation: { kind: string | null } }[] | undefined): string {
  return own?.find(({ mutation }) => mutation.kind !== null)?.mutation.kind ?? "";
}

/** What the server tells; null while it is asked. It is asked again after each change. */
function useTold(id: string): [Fetched<PastAct[]> | null, () => void] {
  const { phone } = useSession();
  const [told, tell] = useState<Fetched<PastAct[]> | null>(null);
  const [tries, again] = useState(0);
  const change = changes.value;
  useEffect(() => {
    let isOver = false;
    fetchHistory(phone, id).then(
      (fetched) => {
        if (!isOver) tell(fetched);
      },
      (error: unknown) => {
        globalThis.reportError(error);
        if (!isOver) tell("offline");
      },
    );
    return () => {
      isOver = true;
    };
  }, [phone, id, tries, change]);
  const retry = (): void => {
    tell(null);
    again(tries + 1);
  };
  return [told, retry];
}

function Offline({ onRetry }: { onRetry: () => void }) {
  return (
    <>
      <Note icon="cloud-off" isAnnounced>
        <p>{t("history.offline")}</p>
      </Note>
      <Button look="2" isFull icon="refresh-cw" onPress={onRetry}>
        {t("ui.retry")}
      </Button>
    </>
  );
}

function PastLine({ past, kind }: { past: Past; kind: Kind | undefined }) {
  const session = useSession();
  const { act } = past;
  const title = titleOfAct(act, nameOfPerson(act.person, session));
  if (title === null) return null;
  return (
    <li class="card past-line">
      <div>
        <h2 class="lead">{title}</h2>
        {act.at && <p class="small quiet">{sayWhen(act.at.toISOString(), new Date())}</p>}
      </div>
      {linesOfAct(act, kind, speakerNow()).map(({ name, label, words }) => (
        <div key={name}>
          {label !== "" && <p class="small quiet">{label}</p>}
          <p class="said">{words}</p>
        </div>
      ))}
      <Outcome past={past} />
    </li>
  );
}

function Outcome({ past: { verdict, code, isUnsent } }: { past: Past }) {
  if (isUnsent) return <p class="small quiet">{t("state.waiting")}</p>;
  if (code !== null) return <p class="small quiet">{t(heldWords(code).why)}</p>;
  const outcome = outcomeOf(verdict);
  return outcome === "" ? null : <p class="small quiet">{outcome}</p>;
}
