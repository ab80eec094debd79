/** How many of each: a row with a counter for every code. */

import { tl } from "../../i18n/t.ts";
import { isObject, type Json } from "../../lib/json.ts";
import { QuestionGroup } from "../../ui/question.tsx";
import { Counter } from "../../ui/stepper.tsx";
import { askedOf } from "../asked.ts";
import { openChoices } from "../check.ts";
import type { FieldProps } from "../tools.ts";

export function CountsField(props: FieldProps) {
  const { field, fields, content, onValue } = props;
  const asked = askedOf(props);
  const value = content[field.name];
  const counts: Readonly<Record<string, Json>> = isObject(value) ? value : {};

  const count = (code: string, number: number | null, isOdd: boolean) => {
    const { [code]: _, ...others } = counts;
    const next = number ? { ...others, [code]: number } : others;
    const odd = isOdd ? "form.fault.not_a_number" : null;
    onValue(Object.keys(next).length > 0 ? next : null, odd);
  };
  return (
    <QuestionGroup asked={asked}>
      {openChoices(field, fields, content).map(({ code, labels }) => (
        <div key={code} class="count">
          <span class="grow">{tl(labels)}</span>
          <Counter
            id={`${asked.id}-${code}`}
            label={tl(labels)}
            value={Number(counts[code] ?? 0)}
            min={field.min ?? 0}
            max={field.max ?? 0}
            onNumber={(number, isOdd) => count(code, number, isOdd)}
          />
        </div>
      ))}
    </QuestionGroup>
  );
}
