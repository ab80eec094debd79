/** Some codes of several. */

import { tl } from "../../i18n/t.ts";
import { ChoiceMany } from "../../ui/choice.tsx";
import { askedOf } from "../asked.ts";
import { openChoices } from "../check.ts";
import type { FieldProps } from "../tools.ts";

export function ChoicesField(props: FieldProps) {
  const { field, fields, content, onValue } = props;
  const value = content[field.name];
  const options = openChoices(field, fields, content).map(({ code, labels }) => ({
    code,
    label: tl(labels),
  }));
  return (
    <ChoiceMany
      {...askedOf(props)}
      options={options}
      values={Array.isArray(value) ? value.map(String) : []}
      onChoose={(codes) => onValue(codes.length > 0 ? codes : null)}
    />
  );
}
