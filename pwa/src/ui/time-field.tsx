/** A time of day on the 24-hour clock, typed as hour and minute. */

import { useState } from "preact/hooks";
import { t } from "../i18n/t.ts";
import { NumberBox } from "./number-box.tsx";
import { type Asked, QuestionGroup } from "./question.tsx";

interface TimeFieldProps extends Asked {
  /** "20:05" */
  value: string | null;
  /** Null while there is no whole time; `isOdd` when what was typed is none. */
  onTime: (time: string | null, isOdd: boolean) => void;
}

export function TimeField(props: TimeFieldProps) {
  return (
    <QuestionGroup asked={props}>
      <TimeInput {...props} />
    </QuestionGroup>
  );
}

interface Typed {
  hour: string;
  minute: string;
}

/** The boxes alone. */
export function TimeInput(props: TimeFieldProps) {
  const { id, value, onTime } = props;
  const [typed, keep] = useState<Typed>(() => typedOf(value));
  const shown = value === timeOfTyped(typed) ? typed : typedOf(value);

  const type = (part: keyof Typed) => (text: string) => {
    const next = { ...shown, [part]: text };
    keep(next);
    const time = timeOfTyped(next);
    onTime(time, time === null && (next.hour !== "" || next.minute !== ""));
  };
  const shared = {
    letters: 2,
    isOdd: props.fault !== undefined,
    isReadOnly: props.isReadOnly,
  };
  return (
    <div class="number-boxes">
      <NumberBox
        {...shared}
        id={`${id}-hour`}
        label={t("day.hour")}
        value={shown.hour}
        onText={type("hour")}
      />
      <NumberBox
        {...shared}
        id={`${id}-minute`}
        label={t("day.minute")}
        value={shown.minute}
        onText={type("minute")}
      />
    </div>
  );
}

function typedOf(value: string | null): Typed {
  const [hour = "", minute = ""] = (value ?? "").split(":");
  return { hour, minute };
}

function timeOfTyped({ hour, minute }: Typed): string | null {
  if (!/^\d{1,2}$/.test(hour) || !/^\d{1,2}$/.test(minute)) return null;
  if (Number(hour) > 23 || Number(minute) > 59) return null;
  return `${hour.padStart(2, "0")}:${minute.padStart(2, "0")}`;
}
