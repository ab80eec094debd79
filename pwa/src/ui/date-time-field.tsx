/** A moment: a day and a time of Vietnam's clocks, whatever zone and language the phone has. */

import { useState } from "preact/hooks";
import { t } from "../i18n/t.ts";
import { type Day, dayOf, isMoment, type Moment, momentOf, timeOf } from "../lib/dates.ts";
import { Button } from "./button.tsx";
import { DayInput } from "./date-field.tsx";
import { type Asked, QuestionGroup } from "./question.tsx";
import { TimeInput } from "./time-field.tsx";

interface DateTimeFieldProps extends Asked {
  value: Moment | null;
  now: () => Date;
  /** Null while day or time is missing; `isOdd` when one of them is there without the other. */
  onMoment: (moment: Moment | null, isOdd: boolean) => void;
}

interface Parts {
  day: Day | null;
  time: string | null;
}

export function DateTimeField(props: DateTimeFieldProps) {
  const { id, value, now, onMoment } = props;
  const [parts, keep] = useState<Parts>(() => partsOfMoment(value));
  const isOurs =
    value === null || (parts.day !== null && parts.time !== null && value === joined(parts));
  const shown = isOurs ? parts : partsOfMoment(value);

  const tell = (next: Parts, isOdd: boolean) => {
    keep(next);
    const isHalf = (next.day === null) !== (next.time === null);
    onMoment(joined(next), isOdd || isHalf);
  };
  return (
    <QuestionGroup asked={props}>
      <DayInput
        {...props}
        id={`${id}-date`}
        value={shown.day}
        today={dayOf(now())}
        onDay={(day, isOdd) => tell({ ...shown, day }, isOdd)}
      />
      <TimeInput
        {...props}
        id={`${id}-time`}
        value={shown.time}
        onTime={(time, isOdd) => {
          const day = time !== null && shown.day === null ? dayOf(now()) : shown.day;
          tell({ day, time }, isOdd);
        }}
      />
      {!props.isReadOnly && (
        <Button
          look="2"
          icon="clock"
          onPress={() => tell(partsOfMoment(now().toISOString()), false)}
        >
          {t("day.now")}
        </Button>
      )}
      {props.isOptional && value !== null && !props.isReadOnly && (
        <Button look="3" icon="x" onPress={() => tell({ day: null, time: null }, false)}>
          {t("form.clear_value")}
        </Button>
      )}
    </QuestionGroup>
  );
}

function partsOfMoment(value: Moment | null): Parts {
  if (value === null || !isMoment(value)) return { day: null, time: null };
  return { day: dayOf(value), time: timeOf(value) };
}

function joined({ day, time }: Parts): Moment | null {
  return day !== null && time !== null ? momentOf(day, time) : null;
}
