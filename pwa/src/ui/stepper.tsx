/** A small whole number: one less, one more, or typed. */

import { useState } from "preact/hooks";
import { t } from "../i18n/t.ts";
import { readWholeNumber } from "../lib/words.ts";
import { Icon } from "./icon.tsx";
import { type Asked, describedBy, QuestionGroup } from "./question.tsx";
import { useTypedText } from "./typed-text.ts";

interface StepperProps extends Asked {
  value: number | null;
  min: number;
  max: number;
  unit?: string | undefined;
  /** Null when emptied; `isOdd` when what was typed is no number. Limits are the caller's. */
  onNumber: (value: number | null, isOdd: boolean) => void;
}

export function Stepper(props: StepperProps) {
  return (
    <QuestionGroup asked={props} frameId={`${props.id}-frame`}>
      <Counter {...props} />
    </QuestionGroup>
  );
}

/** The buttons and the number alone. */
export function Counter(props: StepperProps) {
  const { id, label, value, min, max, unit, isReadOnly, onNumber } = props;
  const [odd, keepOdd] = useState("");
  const shown = value === null ? odd : String(value);
  const typed = useTypedText<HTMLInputElement>(shown, (text) => {
    const number = readWholeNumber(text);
    keepOdd(number === null ? text : "");
    onNumber(number, number === null && text.trim() !== "");
  });
  const isLeast = isReadOnly || value === null || value <= min;
  const isMost = isReadOnly || (value !== null && value >= max);
  return (
    <div class="stepper">
      <button
        type="button"
        class="button button-2"
        aria-label={`${t("stepper.less")}: ${label}`}
        disabled={isLeast}
        onClick={() => onNumber(Math.max(min, (value ?? min) - 1), false)}
      >
        <Icon name="minus" />
      </button>
      <input
        {...typed}
        id={id}
        class="input"
        type="text"
        inputMode="numeric"
        autoComplete="off"
        aria-label={label}
        aria-invalid={props.fault ? true : undefined}
        aria-describedby={describedBy(props)}
        readOnly={isReadOnly}
      />
      <button
        type="button"
        class="button button-2"
        aria-label={`${t("stepper.more")}: ${label}`}
        disabled={isMost}
        onClick={() =>
          onNumber(value === null ? Math.max(min, 1) : Math.min(max, value + 1), false)
        }
      >
        <Icon name="plus" />
      </button>
      {unit && <span class="unit">{unit}</span>}
    </div>
  );
}
