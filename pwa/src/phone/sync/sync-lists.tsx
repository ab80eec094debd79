/** What has not gone through, thing by thing: records, and beside them answers and messages. */

import "../../i18n/sync.ts";
import { t } from "../../i18n/t.ts";
import type { Mutation } from "../../lib/wire.ts";
import { detailOf, iconOf, titleOf } from "../../records/describe.ts";
import { kindOf, speakerNow } from "../../records/speaker.ts";
import { type Session, useSession } from "../../session/session.ts";
import type { Unsettled } from "../../sync/list.ts";
import { List, Row } from "../../ui/row.tsx";

export interface Lists {
  readonly unsettled: readonly Unsettled[];
  readonly closed: readonly Mutation[];
}

export function SyncLists({ lists: { unsettled, closed } }: { lists: Lists }) {
  const aside = unsettled.filter(({ entry }) => entry.aside > 0);
  const waiting = unsettled.filter(({ entry }) => entry.aside === 0 && entry.waiting > 0);
  const held = unsettled.filter(({ entry }) => entry.held.length > 0);
  return (
    <>
      <Things title={t("sync_screen.list_aside")} things={aside} />
      <Things title={t("sync_screen.list_waiting")} things={waiting} />
      <Records title={t("sync_screen.list_held")} ids={held.map(({ entry }) => entry.shown)} />
      <Records title={t("sync_screen.list_closed")} ids={oneEach(closed)} />
    </>
  );
}

/** Of several acts on one record the first tells what it was. */
function oneEach(acts: readonly Mutation[]): Outline[] {
  const byRecord = new Map(acts.map((act) => [act.record_id, act]));
  return [...byRecord].map(([id, { kind, content }]) => ({ id, kind: kind ?? "", content }));
}

interface Outline {
  readonly id: string;
  readonly kind: string;
  readonly content?: Mutation["content"];
}

function Records({ title, ids }: { title: string; ids: readonly Outline[] }) {
  const session = useSession();
  if (ids.length === 0) return null;
  return (
    <Titled title={title}>
      {ids.map((outline) => (
        <RecordRow key={outline.id} outline={outline} session={session} />
      ))}
    </Titled>
  );
}

function Things({ title, things }: { title: string; things: readonly Unsettled[] }) {
  const session = useSession();
  if (things.length === 0) return null;
  return (
    <Titled title={title}>
      {things.map(({ entry: { shown }, unsent }) => (
        <>
          {unsent.some(({ mutation }) => mutation.act !== "note") && (
            <RecordRow key={shown.id} outline={shown} session={session} />
          )}
          {unsent
            .filter(({ mutation }) => mutation.act === "note")
            .map(({ mutation }) => (
              <NoteRow key={mutation.id} note={mutation} />
            ))}
        </>
      ))}
    </Titled>
  );
}

function Titled({ title, children }: { title: string; children: preact.ComponentChildren }) {
  return (
    <section class="stack">
      <h2 class="book-heading">{title}</h2>
      <List label={title}>{children}</List>
    </section>
  );
}

function RecordRow({ outline, session }: { outline: Outline; session: Session }) {
  const kind = kindOf(session, outline.kind);
  return (
    <Row
      title={titleOf(kind, outline)}
      detail={detailOf(kind, outline, speakerNow(), true)}
      icon={iconOf(kind)}
      tone="plain"
      href={`/record/${outline.id}`}
    />
  );
}

function NoteRow({ note: { record_id, content } }: { note: Mutation }) {
  const isAnswer = content["type"] === "answer";
  return (
    <Row
      title={t(isAnswer ? "sync_screen.answer" : "sync_screen.message")}
      detail={t("sync_screen.for_police")}
      icon={isAnswer ? "message-circle-question-mark" : "message-square-text"}
      tone="plain"
      href={isAnswer ? `/record/${record_id}/answer` : `/record/${record_id}`}
    />
  );
}
