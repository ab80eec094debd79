/** Asking back: one question, at most two hundred characters, perhaps about one field. */

import { useEffect, useState } from "preact/hooks";
import { t, tl } from "../../i18n/t.ts";
import { saidSteps } from "../../records/describe.ts";
import { nameWithin, speakerNow } from "../../records/speaker.ts";
import { SavingTrouble, useSaving } from "../../records/use-saving.tsx";
import { QUESTION_MAX } from "../../review/decisions.ts";
import type { Case } from "../../review/queue.ts";
import { useSession } from "../../session/session.ts";
import { Button } from "../../ui/button.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { TextArea } from "../../ui/text-area.tsx";
import { KeyCap } from "../key-cap.tsx";
import { isWide } from "../width.ts";
import { askable } from "./askable.ts";

const SEND_KEYS = ["Ctrl", "Enter"];

interface AskDialogProps {
  one: Case;
  onAsk: (question: string, field: string) => Promise<void>;
  onClose: () => void;
}

export function AskDialog({ one: { entry, kind }, onAsk, onClose }: AskDialogProps) {
  const session = useSession();
  const saving = useSaving();
  const name = nameWithin(entry.shown.person, session);
  const begun = t("desk.ask_begin", { name });
  const ending = t("desk.ask_end");
  const [text, type] = useState(begun + ending);
  const [field, choose] = useState("");
  useEffect(() => {
    const box = document.getElementById("question");
    if (!(box instanceof HTMLTextAreaElement)) return;
    box.focus();
    box.setSelectionRange(begun.length, begun.length);
  }, []);
  const length = [...text.trim()].length;
  const isBare = text.trim() === "" || text === begun + ending;
  const isLong = length > QUESTION_MAX;
  const send = (): void => {
    if (!isBare && !isLong) saving.run(() => onAsk(text, field));
  };
  const content = entry.shown.content ?? {};
  const said = saidSteps(kind, content, [], speakerNow()).flatMap(({ lines }) => lines);
  const fields = askable(kind, content, new Set(said.map((line) => line.name)));
  return (
    <Sheet title={t("desk.ask_title", { name })} isBusy={saving.isBusy} onClose={onClose}>
      <form
        class="ask"
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || !event.ctrlKey || event.isComposing) return;
          event.preventDefault();
          send();
        }}
      >
        <p class="quiet">{t("desk.ask_detail", { name })}</p>
        <label class="label" for="question-field">
          {t("desk.ask_about")}
        </label>
        <select
          id="question-field"
          class="select full"
          value={field}
          onChange={(event) => choose(event.currentTarget.value)}
        >
          <option value="">{t("desk.ask_whole")}</option>
          {fields.map((one) => (
            <option key={one.name} value={one.name}>
              {tl(one.labels)}
            </option>
          ))}
        </select>
        <TextArea
          id="question"
          label={t("desk.question")}
          hint={t("desk.question_hint", { count: length, most: QUESTION_MAX })}
          fault={isLong ? t("desk.question_long", { most: QUESTION_MAX }) : undefined}
          rows={3}
          value={text}
          onText={type}
        />
        <SavingTrouble saving={saving} />
        <div class="ask-foot">
          <Button
            look="1"
            icon="send"
            isSubmit
            isBusy={saving.isBusy}
            isDisabled={isBare || isLong}
          >
            {t("desk.ask_send")}{" "}
            {isWide.value && SEND_KEYS.map((cap) => <KeyCap key={cap}>{cap}</KeyCap>)}
          </Button>
          <Button look="3" onPress={onClose}>
            {t("desk.ask_stop")}
          </Button>
        </div>
      </form>
    </Sheet>
  );
}
