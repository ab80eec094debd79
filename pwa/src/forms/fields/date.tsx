/** A day. */

import { DateField as DateControl } from "../../ui/date-field.tsx";
import { askedOf } from "../asked.ts";
import { type FieldProps, useTools } from "../tools.ts";

export function DateField(props: FieldProps) {
  const { field, content, onValue } = props;
  const { today } = useTools();
  const value = content[field.name];
  return (
    <DateControl
      {...askedOf(props)}
      today={today}
      value={typeof value === "string" ? value : null}
      onDay={(day, isOdd) => onValue(day, isOdd ? "form.fault.not_a_day" : null)}
    />
  );
}
