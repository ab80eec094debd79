/** Where a record stands: the chip, what it means, and for what is not through, why and what now. */

import { useState } from "preact/hooks";
import { type PlainKey, t } from "../../i18n/t.ts";
import { detailOf, saidSteps, titleOf } from "../../records/describe.ts";
import { heldReasons, heldWords } from "../../records/held-words.ts";
import { kindOf, nameOfPerson, speakerNow } from "../../records/speaker.ts";
import { SavingTrouble, useSaving } from "../../records/use-saving.tsx";
import { useSession } from "../../session/session.ts";
import { openQuestion, stateOf } from "../../session/standing.ts";
import { tryAsideAgain } from "../../sync/aside.ts";
import type { Entry } from "../../sync/list.ts";
import { Button } from "../../ui/button.tsx";
import { Note } from "../../ui/note.tsx";
import { StateChip } from "../../ui/state-chip.tsx";
import type { RecordState } from "../../ui/states.ts";
import { TextArea } from "../../ui/text-area.tsx";

const MEANS: Readonly<Record<RecordState, PlainKey>> = {
  draft: "state.draft.means",
  waiting: "state.waiting.means",
  received: "state.received.means",
  held: "state.held.means",
  asked: "state.asked.means",
  accepted: "state.accepted.means",
  seen: "state.seen.means",
  siblings: "state.siblings.means",
  removed: "state.removed.means",
  aside: "state.aside.means",
};

export function RecordStanding({ entry }: { entry: Entry }) {
  const session = useSession();
  const { shown, held } = entry;
  const state = stateOf(entry);
  return (
    <div class="stack">
      <p>
        <StateChip state={state} />
      </p>
      <p role="status">{t(MEANS[state])}</p>
      {shown.person && (
        <p class="quiet">{t("record.by", { name: nameOfPerson(shown.person, session) })}</p>
      )}
      {heldReasons(held.map(({ result }) => result.code)).map((code) => (
        <HeldNote key={code} code={code} />
      ))}
      {entry.aside > 0 && <AsideNote entry={entry} />}
      {openQuestion(entry) && (
        <Button look="1" isHero icon="message-square-text" href={`/record/${shown.id}/answer`}>
          {t("returned.answer")}
        </Button>
      )}
    </div>
  );
}

/** Why the server holds something, and what its author can do. */
function HeldNote({ code }: { code: string | null }) {
  const { why, todo } = heldWords(code);
  return (
    <Note tone="sent" icon="clock-alert">
      <p>
        <b>{t(why)}</b>
      </p>
      <p>{t(todo)}</p>
      <p class="small quiet">
        {t("trouble.for_helper")}: {code}
      </p>
    </Note>
  );
}

function AsideNote({ entry: { shown } }: { entry: Entry }) {
  const { disk, engine } = useSession();
  const saving = useSaving();
  const [isTried, say] = useState(false);
  const again = (): void =>
    saving.run(async () => {
      await tryAsideAgain(disk, shown.id);
      say(true);
      void engine.wake("tap");
    });
  return (
    <>
      <Note tone="stop" isAnnounced>
        <p>
          <b>{t("aside.why")}</b>
        </p>
        <p>{t("aside.todo")}</p>
        {isTried && <p>{t("trouble.trying")}</p>}
      </Note>
      <SavingTrouble saving={saving} />
      <Button look="2" isFull icon="refresh-cw" isBusy={saving.isBusy} onPress={again}>
        {t("trouble.try_again")}
      </Button>
      <CopyText entry={{ shown }} />
    </>
  );
}

/** The whole text for whoever helps; on the screen where the phone does not let it be copied. */
function CopyText({ entry: { shown } }: { entry: Pick<Entry, "shown"> }) {
  const session = useSession();
  const [done, tell] = useState<"copied" | "by hand" | null>(null);
  const kind = kindOf(session, shown.kind);
  const speaker = speakerNow();
  const steps = kind ? saidSteps(kind, shown.content ?? {}, [], speaker) : [];
  const text = [
    titleOf(kind, shown),
    detailOf(kind, shown, speaker, true),
    ...steps.flatMap(({ lines }) => lines.map(({ label, words }) => `${label}: ${words}`)),
    shown.id,
  ].join("\n");
  const copy = (): void => {
    const { clipboard } = navigator as Partial<Navigator>;
    if (!clipboard) tell("by hand");
    else
      clipboard.writeText(text).then(
        () => tell("copied"),
        () => tell("by hand"),
      );
  };
  return (
    <>
      <Button look="2" isFull icon="file-text" onPress={copy}>
        {t("trouble.copy")}
      </Button>
      <p role="status">{done === "copied" && t("trouble.copied")}</p>
      {done === "by hand" && (
        <TextArea
          id="copy"
          label={t("trouble.copy_by_hand")}
          value={text}
          onText={() => undefined}
          isReadOnly
        />
      )}
    </>
  );
}
