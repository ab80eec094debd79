/** A patrol is over and safe: what was saved, and where it is now. */

import { useEffect } from "preact/hooks";
import { sayDuration } from "../../i18n/say.ts";
import { t } from "../../i18n/t.ts";
import { useLive } from "../../session/live.ts";
import { isNightNow } from "../../session/looks.ts";
import { useSession } from "../../session/session.ts";
import { stateOf } from "../../session/standing.ts";
import { type Entry, findEntry } from "../../sync/list.ts";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Icon } from "../../ui/icon.tsx";
import { Loading } from "../../ui/loading.tsx";
import { Note } from "../../ui/note.tsx";
import { elapsedMin } from "./elapsed.ts";
import { findingsOf } from "./findings.ts";
import { textOf } from "./moments.ts";
import { roundOf } from "./round.ts";

export function SavedPatrol({ id }: { id: string }) {
  const { disk, catalog } = useSession();
  const { value: entry, again } = useLive(
    () => findEntry(disk, id, catalog.itemKeysOf),
    [disk, catalog, id],
  );
  // The night theme was for this patrol; the next screen is the person's own again.
  useEffect(
    () => () => {
      isNightNow.value = false;
    },
    [],
  );
  const ended = textOf(entry?.shown.content?.["ended_at"]);
  return (
    <div class="screen">
      <main class="main patrol-saved">
        {entry === undefined && <Loading onRetry={again} />}
        {entry === null && (
          <>
            <h1 class="title">{t("patrol.finish")}</h1>
            <EmptyState icon="footprints" words={t("patrol.unknown")} />
          </>
        )}
        {entry && ended === "" && (
          <>
            <h1 class="title">{t("patrol.saved_open")}</h1>
            <Button look="2" isFull icon="footprints" href="/patrol">
              {t("today.resume_patrol")}
            </Button>
          </>
        )}
        {entry && ended !== "" && <Saved entry={entry} />}
        <div class="patrol-home">
          <Button look="1" isHero href="/">
            {t("patrol.home")}
          </Button>
        </div>
      </main>
    </div>
  );
}

function Saved({ entry }: { entry: Entry }) {
  const content = entry.shown.content ?? {};
  const { passed } = roundOf(entry, []);
  return (
    <>
      <span class="saved-mark">
        <Icon name="check" />
      </span>
      <div class="stack">
        <h1 class="title">{t("patrol.saved_title")}</h1>
        <p>
          {t("patrol.thanks")}{" "}
          {t("patrol.saved_sum", {
            duration: sayDuration(elapsedMin(content, new Date())),
            points: t("patrol.count_points", { count: passed }),
            findings: t("patrol.count_findings", { count: findingsOf(content).length }),
          })}
        </p>
      </div>
      <div class="saved-where" role="status">
        <Where entry={entry} />
      </div>
    </>
  );
}

/** Where it is now, as the database says: nothing is received before its verdict. */
function Where({ entry }: { entry: Entry }) {
  switch (stateOf(entry)) {
    case "aside":
      return (
        <Note tone="stop">
          <p>{t("patrol.saved_aside")}</p>
          <Button look="2" isFull href="/sync">
            {t("sync.aside_detail")}
          </Button>
        </Note>
      );
    case "waiting":
      return (
        <Note tone="wait" icon="smartphone">
          <p>
            <b>{t("patrol.saved_here")}</b> {t("patrol.saved_here_detail")}
          </p>
        </Note>
      );
    case "held":
      return <Note tone="sent">{t("patrol.saved_held")}</Note>;
    default:
      return (
        <Note tone="sent">
          <p>
            <b>{t("patrol.saved_received")}</b> {t("patrol.saved_received_detail")}
          </p>
        </Note>
      );
  }
}
