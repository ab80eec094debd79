/** What is open beside the list, or alone on a narrow screen: a record, or what the server holds. */

import { useLayoutEffect } from "preact/hooks";
import { t } from "../../i18n/t.ts";
import { kindOf } from "../../records/speaker.ts";
import type { HeldCase } from "../../review/held.ts";
import type { Case } from "../../review/queue.ts";
import { isDisputed } from "../../review/waits.ts";
import { useLive } from "../../session/live.ts";
import { useSession } from "../../session/session.ts";
import { findRecord } from "../../sync/list.ts";
import { Icon } from "../../ui/icon.tsx";
import { goBack } from "../../ui/route.ts";
import { HeldDetail } from "../held/held-detail.tsx";
import { DecisionBar, UndoLine } from "../record/decision-bar.tsx";
import { RecordDetail } from "../record/record-detail.tsx";
import { isWide } from "../width.ts";

/** Why it can't be decided yet; null: it can. */
export function obstacleOf({ entry }: Case): string | null {
  if (entry.shown.content === undefined) return t("desk.read_first");
  return isDisputed(entry) ? t("desk.choose_first") : null;
}

/** Once it is released or closed it is no longer there, and that is said. */
export function OpenHeld({ one }: { one: HeldCase | undefined }) {
  return (
    <div class="record-pane">
      {!isWide.value && <BackBar place="" />}
      {one ? <HeldDetail one={one} /> : <p class="record-unknown">{t("desk.held_gone")}</p>}
    </div>
  );
}

function BackBar({ place }: { place: string }) {
  return (
    <header class="app-bar">
      <button type="button" class="back" onClick={() => goBack("/desk")}>
        <Icon name="chevron-left" />
        <span>{t("desk.queue")}</span>
      </button>
      <span class="quiet">{place}</span>
    </header>
  );
}

/** The record that a fast hand went into before it stood on the screen. */
let awaited: string | null = null;

/** Put the focus on the title of the open record, now or as soon as it stands there. */
export function goInto(id: string | null): void {
  awaited = id;
  arrive(id);
}

function arrive(id: string | null): void {
  if (awaited === null || awaited !== id) return;
  const title = document.querySelector<HTMLElement>(`[data-record="${id}"] #record-title`);
  if (!title) return;
  awaited = null;
  title.focus();
}

interface OpenRecordProps {
  id: string | null;
  one: Case | null;
  place: string;
  isBusy: boolean;
  onAccept: () => void;
  onAsk: () => void;
  onUndo: (recordId: string) => void;
  onUndoLast: () => void;
  onNext: (() => void) | null;
}

export function OpenRecord({ id, one, place, ...deeds }: OpenRecordProps) {
  const session = useSession();
  const { disk, catalog } = session;
  const live = useLive(
    () => (id === null ? Promise.resolve(null) : findRecord(disk, id, catalog.itemKeysOf)),
    [disk, id],
  );
  const found = live.value;
  const isNow = found?.entry ? found.entry.shown.id === id : true;
  useLayoutEffect(() => arrive(id));
  if (id === null) {
    return (
      <div class="record-empty">
        <Icon name="clipboard-check" size="mark" />
        <p>{t("desk.none_open")}</p>
        <UndoLine onUndo={deeds.onUndoLast} />
      </div>
    );
  }
  return (
    <section class="record-pane" data-record={isNow ? found?.entry?.shown.id : undefined}>
      {!isWide.value && <BackBar place={place} />}
      {found && isNow && <RecordDetail found={found} flags={one?.flags ?? []} />}
      {found?.entry && isNow && (
        <DecisionBar
          recordId={id}
          kind={kindOf(session, found.entry.shown.kind)}
          isWaiting={one !== null}
          obstacle={one ? obstacleOf(one) : null}
          isBusy={deeds.isBusy}
          onAccept={deeds.onAccept}
          onAsk={deeds.onAsk}
          onUndo={() => deeds.onUndo(id)}
          onUndoLast={deeds.onUndoLast}
          onNext={deeds.onNext}
        />
      )}
    </section>
  );
}
