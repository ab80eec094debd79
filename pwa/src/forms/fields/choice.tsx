/** One code of several; those that other answers rule out are not shown. */

import { tl } from "../../i18n/t.ts";
import { ChoiceOne } from "../../ui/choice.tsx";
import { askedOf } from "../asked.ts";
import { openChoices } from "../check.ts";
import { meantValue } from "../content.ts";
import type { FieldProps } from "../tools.ts";

export function ChoiceField(props: FieldProps) {
  const { field, fields, content, onValue } = props;
  const value = meantValue(field, content);
  const options = openChoices(field, fields, content).map(({ code, labels }) => ({
    code,
    label: tl(labels),
  }));
  return (
    <ChoiceOne
      {...askedOf(props)}
      options={options}
      value={typeof value === "string" ? value : null}
      onChoose={(code) => onValue(code)}
    />
  );
}
