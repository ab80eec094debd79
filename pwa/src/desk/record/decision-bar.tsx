/** At the foot of a record: accept or ask, undo what was just decided, go on. */

import type { ComponentChildren } from "preact";
import { type PlainKey, t } from "../../i18n/t.ts";
import type { Kind } from "../../kinds/kind.ts";
import { pending } from "../../review/decisions.ts";
import { Button } from "../../ui/button.tsx";
import { Icon } from "../../ui/icon.tsx";
import { KeyCap } from "../key-cap.tsx";
import { hasKeys } from "../keys.ts";

interface DecisionBarProps {
  recordId: string;
  kind: Kind | undefined;
  /** Whether it waits for a decision. */
  isWaiting: boolean;
  /** Why it cannot be decided here yet, in words. */
  obstacle: string | null;
  isBusy: boolean;
  onAccept: () => void;
  onAsk: () => void;
  onUndo: () => void;
  /** Undo what was decided last, on whichever record. */
  onUndoLast: () => void;
  /** Null where nothing else waits. */
  onNext: (() => void) | null;
}

const NOW: Readonly<Record<string, PlainKey>> = {
  accepted: "desk.accepted_now",
  seen: "desk.seen_now",
  returned: "desk.asked_now",
};

export function DecisionBar(props: DecisionBarProps) {
  const { kind, isWaiting, obstacle } = props;
  const own = pending.value.find(({ recordId }) => recordId === props.recordId);
  if (own) {
    return (
      <Bar>
        <p class="bar-words" role="status">
          <Icon name="circle-check" />
          <span>{t(NOW[own.decision] ?? "desk.accepted_now")}</span>
        </p>
        <Button look="2" icon="undo-2" onPress={props.onUndo}>
          <Key words={t("desk.undo")} cap="U" />
        </Button>
        {props.onNext && (
          <Button look="1" icon="arrow-right" onPress={props.onNext}>
            {t("desk.next")}
          </Button>
        )}
      </Bar>
    );
  }
  if (!isWaiting) {
    return (
      <Bar>
        <p class="bar-words">{t("desk.not_waiting")}</p>
        <UndoLine onUndo={props.onUndoLast} />
        {props.onNext && (
          <Button look="2" icon="arrow-right" onPress={props.onNext}>
            {t("desk.next")}
          </Button>
        )}
      </Bar>
    );
  }
  if (obstacle !== null) {
    return (
      <Bar>
        <p class="bar-words">{obstacle}</p>
        <UndoLine onUndo={props.onUndoLast} />
      </Bar>
    );
  }
  const accept = kind?.stream === "mediation" ? t("desk.see") : t("desk.accept");
  return (
    <Bar>
      <Button look="1" icon="check" isBusy={props.isBusy} onPress={props.onAccept}>
        <Key words={accept} cap="C" />
      </Button>
      <Button look="2" icon="message-circle-question-mark" onPress={props.onAsk}>
        <Key words={t("desk.ask")} cap="H" />
      </Button>
      {pending.value.length > 0 && <UndoLine onUndo={props.onUndoLast} />}
      {pending.value.length === 0 && hasKeys.value && (
        <p class="bar-keys small quiet">
          <KeyCap>↑</KeyCap> <KeyCap>↓</KeyCap> {t("desk.keys_move")}
        </p>
      )}
    </Bar>
  );
}

function Bar({ children }: { children: ComponentChildren }) {
  return <div class="decision-bar">{children}</div>;
}

function Key({ words, cap }: { words: string; cap: string }) {
  return (
    <>
      {words} {hasKeys.value && <KeyCap>{cap}</KeyCap>}
    </>
  );
}

/** What was decided in the last seconds, wherever the officer is by now. */
export function UndoLine({ onUndo }: { onUndo: () => void }) {
  const count = pending.value.length;
  if (count === 0) return null;
  return (
    <p class="undo-line">
      <span role="status">{t("desk.decided", { count })}</span>
      <Button look="3" icon="undo-2" onPress={onUndo}>
        <Key words={t("desk.undo")} cap="U" />
      </Button>
    </p>
  );
}
