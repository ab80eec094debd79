/** A question of the police: the question, the answer under it, the reader's own record below. */

import { useState } from "preact/hooks";
import { sayDay } from "../../i18n/say.ts";
import { t } from "../../i18n/t.ts";
import { dayOf, isMoment, timeOf } from "../../lib/dates.ts";
import { kindOf, nameOfPerson } from "../../records/speaker.ts";
import { labelOf, Talk } from "../../records/talk.tsx";
import { SavingTrouble, useSaving } from "../../records/use-saving.tsx";
import { useLive } from "../../session/live.ts";
import { useSession } from "../../session/session.ts";
import { type Question, stateOf } from "../../session/standing.ts";
import { type Entry, type Found, findRecord } from "../../sync/list.ts";
import { Button } from "../../ui/button.tsx";
import { FootBar } from "../../ui/foot-bar.tsx";
import { Note } from "../../ui/note.tsx";
import { StateChip } from "../../ui/state-chip.tsx";
import { type Asking, askingOf } from "./answers.ts";
import { Opening } from "./opening.tsx";
import { RecordFrame, RecordHeading, SaidRecord } from "./record-parts.tsx";
import { answerDraftId } from "./typed-draft.ts";
import { useTyped } from "./use-typed.ts";
import { useSend, WriteBox } from "./write-box.tsx";

export function Returned({ id }: { id: string }) {
  const { disk, catalog } = useSession();
  const [isChanging, change] = useState(false);
  const live = useLive(() => findRecord(disk, id, catalog.itemKeysOf), [disk, id]);
  const found = live.value;
  if (!found) {
    return (
      <RecordFrame>
        <Opening live={live} />
      </RecordFrame>
    );
  }
  const asking = askingOf(found);
  if (!found.entry || asking.now === "nothing") return <NothingAsked id={id} />;
  if (asking.now === "answered" && !isChanging) {
    return (
      <Answered found={found} entry={found.entry} asking={asking} onChange={() => change(true)} />
    );
  }
  return (
    <AnswerForm
      entry={found.entry}
      found={found}
      question={asking.question}
      earlier={asking.now === "answered" ? asking.answer : ""}
      onSaved={() => change(false)}
    />
  );
}

function NothingAsked({ id }: { id: string }) {
  return (
    <RecordFrame>
      <h1 class="title">{t("returned.none")}</h1>
      <Button look="2" isFull href={`/record/${id}`}>
        {t("returned.see")}
      </Button>
    </RecordFrame>
  );
}

interface AnswerFormProps {
  entry: Entry;
  found: Found;
  question: Question;
  /** The answer that is being changed; "" for the first. */
  earlier: string;
  onSaved: () => void;
}

function AnswerForm({ entry, found, question, earlier, onSaved }: AnswerFormProps) {
  const { disk, phone } = useSession();
  const { shown } = entry;
  const draftId = answerDraftId(question.id);
  const [typed, type] = useTyped(disk, draftId);
  const [isBegun, begin] = useState(false);
  const saving = useSaving();
  const text = typed === "" && !isBegun ? earlier : (typed ?? "");
  const write = (words: string): void => {
    begin(true);
    type(words);
  };
  const { isBare, press } = useSend("answer", text, (words) =>
    saving.run(async () => {
      const content = { type: "answer", text: words };
      await phone.act({ act: "note", recordId: shown.id, target: question.id, content }, draftId);
      onSaved();
      window.scrollTo(0, 0);
    }),
  );
  return (
    <RecordFrame
      foot={
        <FootBar>
          <Button look="1" isHero icon="send" isBusy={saving.isBusy} onPress={press}>
            {t("returned.send")}
          </Button>
          <p class="small quiet centred">{t("returned.offline")}</p>
        </FootBar>
      }
    >
      <Heading entry={entry} />
      <QuestionBlock question={question} />
      <WriteBox
        id="answer"
        label={t("returned.answer")}
        hint={t("returned.hint")}
        fault={isBare ? t("returned.empty") : undefined}
        text={text}
        onText={write}
      />
      {earlier !== "" && <p class="quiet">{t("returned.edit_note")}</p>}
      <SavingTrouble saving={saving} />
      <MendLink entry={entry} question={question} />
      <Earlier found={found} entry={entry} question={question} />
      <section class="stack">
        <h2 class="heading">{t("returned.wrote")}</h2>
        <SaidRecord shown={shown} />
        <Button look="2" isFull icon="pencil-line" href={`/record/${shown.id}/edit`}>
          {t("record.edit")}
        </Button>
      </section>
    </RecordFrame>
  );
}

function Heading({ entry }: { entry: Entry }) {
  return (
    <div class="stack">
      <RecordHeading shown={entry.shown} />
      <p>
        <StateChip state={stateOf(entry)} />
      </p>
    </div>
  );
}

/** The question stands in larger type than the record. */
function QuestionBlock({ question: { person, text, at } }: { question: Question }) {
  const session = useSession();
  const today = dayOf(new Date());
  return (
    <section class="asked stack">
      <p class="asked-by">{t("returned.asks", { name: nameOfPerson(person, session) })}</p>
      <p class="asked-text">{text || t("talk.purged")}</p>
      {isMoment(at) && <p class="small quiet">{`${timeOf(at)}, ${sayDay(dayOf(at), today)}`}</p>}
    </section>
  );
}

/** Where the question names a field, that field is one tap away. */
function MendLink({ entry: { shown }, question }: { entry: Entry; question: Question }) {
  const { field } = question;
  const label = labelOf(kindOf(useSession(), shown.kind), field);
  if (field === null || label === "") return null;
  const name = encodeURIComponent(field.split("/")[0] ?? "");
  return (
    <div class="stack">
      <p>{t("returned.mend_hint")}</p>
      <Button look="2" isFull icon="pencil-line" href={`/record/${shown.id}/edit?field=${name}`}>
        {t("returned.mend", { label })}
      </Button>
    </div>
  );
}

/** What was said before this question, where it is not the first. */
function Earlier({ found, entry, question }: { found: Found; entry: Entry; question: Question }) {
  const entries = (entry.shown.conversation ?? []).filter(({ id }) => id !== question.id);
  if (entries.length === 0) return null;
  return (
    <section class="stack">
      <h2 class="heading">{t("book.conversation")}</h2>
      <TalkOf found={found} entry={entry} entries={entries} />
    </section>
  );
}

interface TalkOfProps {
  found: Found;
  entry: Entry;
  entries: NonNullable<Entry["shown"]["conversation"]>;
}

function TalkOf({ found, entry, entries }: TalkOfProps) {
  const session = useSession();
  const unsent = found.own.filter(({ result }) => result === null);
  return (
    <Talk
      entries={entries}
      unsent={new Set(unsent.map(({ mutation }) => mutation.id))}
      kind={kindOf(session, entry.shown.kind)}
      session={session}
    />
  );
}

interface AnsweredProps {
  found: Found;
  entry: Entry;
  asking: Extract<Asking, { now: "answered" }>;
  onChange: () => void;
}

function Answered({ found, entry, asking, onChange }: AnsweredProps) {
  return (
    <RecordFrame>
      <Heading entry={entry} />
      <Note tone="done" isAnnounced>
        <p>
          <b>{t("returned.saved")}</b>{" "}
          {t(asking.isUnsent ? "returned.saved_detail" : "state.received.means")}
        </p>
      </Note>
      <section class="stack">
        <h2 class="heading">{t("book.conversation")}</h2>
        <TalkOf found={found} entry={entry} entries={entry.shown.conversation ?? []} />
      </section>
      {asking.isUnsent && (
        <Button look="2" isFull icon="pencil-line" onPress={onChange}>
          {t("returned.edit_answer")}
        </Button>
      )}
      <Button look="3" isFull href={`/record/${entry.shown.id}`}>
        {t("returned.see")}
      </Button>
    </RecordFrame>
  );
}
