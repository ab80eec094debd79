/** A phone number of the directory: an office's, never a villager's. */

import { Field } from "../../ui/field.tsx";
import { askedOf } from "../asked.ts";
import type { FieldProps } from "../tools.ts";

const NUMBER = /^\+?\d(?:[ .]?\d){2,14}$/; // as the server takes it

export function PhoneField(props: FieldProps) {
  const { field, content, onValue } = props;
  const value = content[field.name];
  return (
    <Field
      {...askedOf(props)}
      inputMode="tel"
      value={typeof value === "string" ? value : ""}
      onText={(text) => {
        const isEmpty = text.trim() === "";
        const isNumber = NUMBER.test(text.trim());
        onValue(isEmpty ? null : text, isEmpty || isNumber ? null : "form.fault.not_a_phone");
      }}
    />
  );
}
