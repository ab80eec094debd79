/** Parts of a record's screen: its frame, what it says, what was said about it. */

import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { Album } from "../../album/album.tsx";
import { t } from "../../i18n/t.ts";
import { dayOf } from "../../lib/dates.ts";
import { headingOf, saidSteps } from "../../records/describe.ts";
import { Facts } from "../../records/facts.tsx";
import { kindOf, speakerNow } from "../../records/speaker.ts";
import { Talk } from "../../records/talk.tsx";
import { SavingTrouble, useSaving } from "../../records/use-saving.tsx";
import { useSession } from "../../session/session.ts";
import type { Found } from "../../sync/list.ts";
import type { Shown } from "../../sync/overlay.ts";
import { Button } from "../../ui/button.tsx";
import { Note } from "../../ui/note.tsx";
import { CallFrame } from "../call-frame.tsx";
import { messageDraftId } from "./typed-draft.ts";
import { useTyped } from "./use-typed.ts";
import { useSend, WriteBox } from "./write-box.tsx";

interface FrameProps {
  home?: string;
  backWords?: string;
  children: ComponentChildren;
  foot?: ComponentChildren;
}

export function RecordFrame({ home = "/book", backWords, ...rest }: FrameProps) {
  return (
    <CallFrame home={home} backWords={backWords ?? t("book.title")} class="main record" {...rest} />
  );
}

/** "Hòa giải 19/11". */
export function RecordHeading({ shown }: { shown: Shown }) {
  const kind = kindOf(useSession(), shown.kind);
  return <h1 class="title">{headingOf(kind, shown, dayOf(new Date()))}</h1>;
}

/** All that it says, step by step, in words. */
export function SaidRecord({ shown }: { shown: Shown }) {
  const kind = kindOf(useSession(), shown.kind);
  if (!kind) return <p>{t("book.no_kind")}</p>;
  const purged = Object.keys(shown.purged ?? {});
  const steps = saidSteps(kind, shown.content ?? {}, purged, speakerNow());
  if (steps.length === 0) return <p class="quiet">{t("record.empty")}</p>;
  return (
    <div class="stack">
      {steps.map(({ id, title, lines }) => (
        <section class="stack" key={id}>
          <h3 class="book-heading">{title}</h3>
          <Facts lines={lines} look="card facts" />
        </section>
      ))}
      <Album kind={kind} content={shown.content ?? {}} />
    </div>
  );
}

/** The conversation, and a message to the police under it where the reader may write. */
export function RecordTalk({ found, shown, mayWrite }: RecordTalkProps) {
  const session = useSession();
  const entries = shown.conversation ?? [];
  const unsent = new Set(
    found.own.filter(({ result }) => result === null).map(({ mutation }) => mutation.id),
  );
  if (entries.length === 0 && !mayWrite) return null;
  return (
    <section class="stack">
      <h2 class="heading">{t("book.conversation")}</h2>
      {entries.length > 0 && (
        <Talk
          entries={entries}
          unsent={unsent}
          kind={kindOf(session, shown.kind)}
          session={session}
        />
      )}
      {mayWrite && <Message recordId={shown.id} />}
    </section>
  );
}

interface RecordTalkProps {
  found: Found;
  shown: Shown;
  mayWrite: boolean;
}

function Message({ recordId }: { recordId: string }) {
  const [isOpen, open] = useState(false);
  const [isSaved, say] = useState(false);
  const { disk } = useSession();
  const [text, type] = useTyped(disk, messageDraftId(recordId));
  if (text === undefined) return null;
  if (isOpen || text !== "") {
    const close = (): void => {
      type("");
      open(false);
      say(true);
    };
    return <MessageBox recordId={recordId} text={text} onText={type} onSaved={close} />;
  }
  return (
    <>
      {isSaved && (
        <Note tone="done" isAnnounced>
          <p>{t("talk.saved")}</p>
        </Note>
      )}
      <Button look="2" isFull icon="message-square-text" onPress={() => open(true)}>
        {t("talk.write")}
      </Button>
    </>
  );
}

interface MessageBoxProps {
  recordId: string;
  text: string;
  onText: (text: string) => void;
  onSaved: () => void;
}

function MessageBox({ recordId, text, onText, onSaved }: MessageBoxProps) {
  const { phone } = useSession();
  const saving = useSaving();
  const { isBare, press } = useSend("message", text, (words) =>
    saving.run(async () => {
      const content = { type: "remark", text: words };
      await phone.act({ act: "note", recordId, content }, messageDraftId(recordId));
      onSaved();
    }),
  );
  return (
    <div class="stack">
      <WriteBox
        id="message"
        label={t("talk.text")}
        hint={t("talk.hint")}
        fault={isBare ? t("talk.none") : undefined}
        text={text}
        onText={onText}
      />
      <SavingTrouble saving={saving} />
      <Button look="2" isFull icon="send" isBusy={saving.isBusy} onPress={press}>
        {t("talk.send")}
      </Button>
    </div>
  );
}
