/** A moment, by Vietnam's clocks. */

import { DateTimeField } from "../../ui/date-time-field.tsx";
import { askedOf } from "../asked.ts";
import { type FieldProps, useTools } from "../tools.ts";

export function MomentField(props: FieldProps) {
  const { field, content, onValue } = props;
  const { now } = useTools();
  const value = content[field.name];
  return (
    <DateTimeField
      {...askedOf(props)}
      now={now}
      value={typeof value === "string" ? value : null}
      onMoment={(moment, isOdd) => onValue(moment, isOdd ? "form.fault.not_a_time" : null)}
    />
  );
}
