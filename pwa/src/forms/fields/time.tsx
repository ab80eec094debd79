/** A time of day. */

import { TimeField as TimeControl } from "../../ui/time-field.tsx";
import { askedOf } from "../asked.ts";
import { meantValue } from "../content.ts";
import type { FieldProps } from "../tools.ts";

export function TimeField(props: FieldProps) {
  const { field, content, onValue } = props;
  const value = meantValue(field, content);
  return (
    <TimeControl
      {...askedOf(props)}
      value={typeof value === "string" ? value : null}
      onTime={(time, isOdd) => onValue(time, isOdd ? "form.fault.not_a_time" : null)}
    />
  );
}
