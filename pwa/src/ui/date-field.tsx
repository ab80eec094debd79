/**
 * A day: today, yesterday, or typed as day, month, year.
 *
 * Not the browser's own picker: it follows the phone's language ("11/21/2026" on an English one),
 * and its small calendar is hard on thumbs.
 */

import { useState } from "preact/hooks";
import { sayShortDay } from "../i18n/say.ts";
import { t } from "../i18n/t.ts";
import { addDays, type Day, makeDay, partsOf } from "../lib/dates.ts";
import { Button } from "./button.tsx";
import { NumberBox } from "./number-box.tsx";
import { type Asked, QuestionGroup } from "./question.tsx";
import { Band } from "./segmented.tsx";

interface DateFieldProps extends Asked {
  value: Day | null;
  today: Day;
  /** Null while there is no whole day; `isOdd` when what was typed is none. */
  onDay: (day: Day | null, isOdd: boolean) => void;
}

export function DateField(props: DateFieldProps) {
  return (
    <QuestionGroup asked={props}>
      <DayInput {...props} />
      {props.isOptional && props.value !== null && !props.isReadOnly && (
        <Button look="3" icon="x" onPress={() => props.onDay(null, false)}>
          {t("form.clear_value")}
        </Button>
      )}
    </QuestionGroup>
  );
}

/** The band and the boxes alone. */
export function DayInput(props: DateFieldProps) {
  const { id, value, today, onDay } = props;
  const yesterday = addDays(today, -1);
  const isNear = value === today || value === yesterday;
  const [isOther, chooseOther] = useState(value !== null && !isNear);
  const showsOther = (isOther && !isNear) || (value !== null && !isNear);

  const choose = (code: string) => {
    chooseOther(code === "other");
    if (code === "other") onDay(null, false);
    else onDay(code, false);
  };
  return (
    <>
      <Band
        name={`${id}-band`}
        value={showsOther ? "other" : value}
        isReadOnly={props.isReadOnly}
        onChoose={choose}
        segments={[
          { code: today, label: t("day.today"), detail: sayShortDay(today, today) },
          { code: yesterday, label: t("day.yesterday"), detail: sayShortDay(yesterday, today) },
          { code: "other", label: t("day.other") },
        ]}
      />
      {showsOther && <DayBoxes {...props} />}
    </>
  );
}

interface Typed {
  day: string;
  month: string;
  year: string;
}

function DayBoxes(props: DateFieldProps) {
  const { id, value, today, onDay } = props;
  const [typed, keep] = useState<Typed>(() => typedOf(value, today));
  const shown = value === dayOfTyped(typed) ? typed : typedOf(value, today);

  const type = (part: keyof Typed) => (text: string) => {
    const next = { ...shown, [part]: text };
    keep(next);
    const day = dayOfTyped(next);
    onDay(day, day === null && (next.day !== "" || next.month !== ""));
  };
  const shared = {
    isOdd: props.fault !== undefined,
    isReadOnly: props.isReadOnly,
  };
  return (
    <div class="number-boxes">
      <NumberBox
        {...shared}
        id={`${id}-day`}
        label={t("day.day")}
        letters={2}
        value={shown.day}
        onText={type("day")}
      />
      <NumberBox
        {...shared}
        id={`${id}-month`}
        label={t("day.month")}
        letters={2}
        value={shown.month}
        onText={type("month")}
      />
      <NumberBox
        {...shared}
        id={`${id}-year`}
        label={t("day.year")}
        letters={4}
        value={shown.year}
        onText={type("year")}
      />
    </div>
  );
}

function typedOf(value: Day | null, today: Day): Typed {
  if (value === null) return { day: "", month: "", year: String(partsOf(today).year) };
  const { year, month, day } = partsOf(value);
  return { day: String(day), month: String(month), year: String(year) };
}

function dayOfTyped({ day, month, year }: Typed): Day | null {
  const isWhole = /^\d{1,2}$/.test(day) && /^\d{1,2}$/.test(month) && /^\d{4}$/.test(year);
  return isWhole ? makeDay({ year: Number(year), month: Number(month), day: Number(day) }) : null;
}
