/** One record: where it stands, what it says, what was said about it, what can be done. */

import { isFilled } from "../../forms/content.ts";
import { t } from "../../i18n/t.ts";
import { kindOf } from "../../records/speaker.ts";
import { directory, setting } from "../../session/directory.ts";
import { useLive } from "../../session/live.ts";
import { useSession } from "../../session/session.ts";
import { stateOf } from "../../session/standing.ts";
import { type Entry, type Found, findRecord } from "../../sync/list.ts";
import type { Shown } from "../../sync/overlay.ts";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Note } from "../../ui/note.tsx";
import { List, Row } from "../../ui/row.tsx";
import { Opening } from "./opening.tsx";
import { RecordFrame, RecordHeading, RecordTalk, SaidRecord } from "./record-parts.tsx";
import { RemoveButton, RemovedNote } from "./record-remove.tsx";
import { RecordSiblings } from "./record-siblings.tsx";
import { RecordStanding } from "./record-state.tsx";
import { RecordStub } from "./record-stub.tsx";

export function RecordScreen({ id }: { id: string }) {
  const { disk, catalog } = useSession();
  const live = useLive(() => findRecord(disk, id, catalog.itemKeysOf), [disk, id]);
  const found = live.value;
  if (!found) {
    return (
      <RecordFrame>
        <Opening live={live} />
      </RecordFrame>
    );
  }
  const { entry } = found;
  return (
    <RecordFrame>
      {!entry && <Unknown found={found} />}
      {entry && !entry.shown.content && <RecordStub entry={entry} onCame={live.again} />}
      {entry?.shown.content && <Whole entry={entry} found={found} />}
    </RecordFrame>
  );
}

function Whole({ entry, found }: { entry: Entry; found: Found }) {
  const { shown } = entry;
  const mayWrite = mayWriteIn(shown.stream);
  return (
    <>
      <RecordHeading shown={shown} />
      <RecordStanding entry={entry} />
      <RemovedNote shown={shown} mayWrite={mayWrite && !isLocked(shown)} />
      <RecordSiblings entry={entry} mayWrite={mayWrite} />
      <section class="stack">
        <h2 class="heading">{t("record.says")}</h2>
        <SaidRecord shown={shown} />
        {mayWrite ? <Deeds entry={entry} /> : <p class="quiet">{t("record.read_only")}</p>}
      </section>
      <RecordTalk found={found} shown={shown} mayWrite={mayWrite} />
      <List>
        <Row
          title={t("book.history")}
          icon="clock"
          tone="plain"
          href={`/record/${shown.id}/history`}
        />
      </List>
      {mayWrite && !shown.deleted && !isLocked(shown) && <RemoveButton shown={shown} />}
    </>
  );
}

/** What its author can do with the record itself. */
function Deeds({ entry }: { entry: Entry }) {
  const session = useSession();
  const { shown } = entry;
  const kind = kindOf(session, shown.kind);
  const state = stateOf(entry);
  if (shown.deleted) return null;
  if (kind?.open_without !== undefined && !isFilled(shown.content?.[kind.open_without])) {
    if (shown.person === undefined || shown.person === session.account.person) {
      return (
        <Button look="2" isFull icon="play" href="/patrol">
          {t("record.finish")}
        </Button>
      );
    }
  }
  return (
    <>
      {isLocked(shown) && <Note>{t("record.locked")}</Note>}
      {(state === "accepted" || state === "seen") && (
        <p class="quiet">{t("record.edit_accepted")}</p>
      )}
      <Button look="2" isFull icon="pencil-line" href={`/record/${shown.id}/edit`}>
        {t("record.edit")}
      </Button>
    </>
  );
}

/** Nothing of it is in the book; what the reader himself wrote is still on this phone. */
function Unknown({ found: { own } }: { found: Found }) {
  const closed = own.filter(({ result }) => result?.verdict === "held");
  const [first] = closed;
  if (!first) {
    return (
      <>
        <h1 class="title">{t("record.unknown")}</h1>
        <EmptyState icon="notebook-pen" words={t("record.unknown_detail")}>
          <Button look="2" href="/book">
            {t("record.to_book")}
          </Button>
        </EmptyState>
      </>
    );
  }
  const { mutation } = first;
  const content = Object.assign({}, ...closed.map((one) => one.mutation.content));
  const shown: Shown = {
    id: mutation.record_id,
    stream: mutation.stream ?? "",
    kind: mutation.kind ?? "",
    seq: 0,
    revision: null,
    review_revision: null,
    content,
  };
  return (
    <>
      <RecordHeading shown={shown} />
      <Note tone="sent" icon="clock-alert">
        {t("record.closed")}
      </Note>
      <SaidRecord shown={shown} />
    </>
  );
}

function mayWriteIn(stream: string): boolean {
  return /write|desk/.test(directory.value.streams[stream] ?? "");
}

/** Counted in a period whose figures are closed: what is written to it now is held. */
function isLocked({ counted_on }: Shown): boolean {
  const { closed_until: until } = setting.value;
  return typeof until === "string" && typeof counted_on === "string" && counted_on <= until;
}
