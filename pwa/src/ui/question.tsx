/** The frame of every input: label and hint above, the fault under the field with an icon. */

import type { ComponentChildren } from "preact";
import { t } from "../i18n/t.ts";
import { Icon } from "./icon.tsx";

/** What every input is told beside its value. */
export interface Asked {
  /** Of the input itself; hint and fault get ids made from it. */
  id: string;
  label: string;
  hint?: string | undefined;
  /** In words; read out with the field. */
  fault?: string | undefined;
  isOptional?: boolean | undefined;
  isReadOnly?: boolean | undefined;
}

/** The ids of what describes the input, for aria-describedby. */
export function describedBy({ id, hint, fault }: Asked): string | undefined {
  const ids = [fault && `${id}-fault`, hint && `${id}-hint`].filter(Boolean);
  return ids.length > 0 ? ids.join(" ") : undefined;
}

interface FrameProps {
  asked: Asked;
  children: ComponentChildren;
}

/** Frame of one control. */
export function Question({ asked, children }: FrameProps) {
  return (
    <div class="question">
      <label class="label" for={asked.id}>
        <LabelWords asked={asked} />
      </label>
      <Hint asked={asked} />
      {children}
      <Fault asked={asked} />
    </div>
  );
}

interface GroupProps extends FrameProps {
  /** Where one control within carries the question's own id. */
  frameId?: string;
}

/** Frame of several controls that answer one question. */
export function QuestionGroup({ asked, frameId, children }: GroupProps) {
  return (
    <fieldset
      class="question"
      id={frameId ?? asked.id}
      tabIndex={-1}
      aria-describedby={describedBy(asked)}
    >
      <legend class="label">
        <LabelWords asked={asked} />
      </legend>
      <Hint asked={asked} />
      {children}
      <Fault asked={asked} />
    </fieldset>
  );
}

function LabelWords({ asked }: { asked: Asked }) {
  return (
    <>
      {asked.label}
      {asked.isOptional && (
        <>
          {" "}
          <span class="optional">{t("ui.optional")}</span>
        </>
      )}
    </>
  );
}

function Hint({ asked }: { asked: Asked }) {
  if (!asked.hint) return null;
  return (
    <p class="hint" id={`${asked.id}-hint`}>
      {asked.hint}
    </p>
  );
}

function Fault({ asked }: { asked: Asked }) {
  if (!asked.fault) return null;
  return (
    <p class="fault" id={`${asked.id}-fault`}>
      <Icon name="triangle-alert" />
      <span>{asked.fault}</span>
    </p>
  );
}
