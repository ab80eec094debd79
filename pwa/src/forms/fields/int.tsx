/** A whole number: counted by steps where it is small, typed where it is an amount. */

import { useState } from "preact/hooks";
import { sayNumber } from "../../i18n/say.ts";
import { tl } from "../../i18n/t.ts";
import { readWholeNumber } from "../../lib/words.ts";
import { Field } from "../../ui/field.tsx";
import { Stepper } from "../../ui/stepper.tsx";
import { askedOf } from "../asked.ts";
import type { FieldProps } from "../tools.ts";

const STEPS_MAX = 500;
const SAID_FROM = 10_000; // from here zeros are hard to count

export function IntField(props: FieldProps) {
  const { field } = props;
  const { min = 0, max = 0 } = field;
  return max - min <= STEPS_MAX ? <SmallNumber {...props} /> : <Amount {...props} />;
}

function SmallNumber(props: FieldProps) {
  const { field, content, onValue } = props;
  const value = content[field.name];
  return (
    <Stepper
      {...askedOf(props)}
      value={typeof value === "number" ? value : null}
      min={field.min ?? 0}
      max={field.max ?? 0}
      unit={field.unit && tl(field.unit)}
      onNumber={(number, isOdd) => onValue(number, isOdd ? "form.fault.not_a_number" : null)}
    />
  );
}

function Amount(props: FieldProps) {
  const { field, content, onValue } = props;
  const value = content[field.name];
  const number = typeof value === "number" ? value : null;
  const [typed, keep] = useState(number === null ? "" : String(number));
  const shown = readWholeNumber(typed) === number ? typed : String(number ?? "");
  const unit = field.unit ? tl(field.unit) : "";
  return (
    <Field
      {...askedOf(props)}
      inputMode="numeric"
      value={shown}
      unit={number !== null && number >= SAID_FROM ? `${sayNumber(number)} ${unit}` : unit}
      onText={(text) => {
        const read = readWholeNumber(text);
        keep(text);
        onValue(read, read === null && text.trim() !== "" ? "form.fault.not_a_number" : null);
      }}
    />
  );
}
