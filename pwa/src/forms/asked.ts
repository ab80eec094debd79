/** What a field tells its control: the kind's words, and whether an answer may be left out. */

import { tl } from "../i18n/t.ts";
import type { Asked } from "../ui/question.tsx";
import { elementIdOf, type FieldProps } from "./tools.ts";

export function askedOf({ field, path, fault }: FieldProps): Asked {
  return {
    id: elementIdOf(path),
    label: tl(field.labels),
    hint: field.hint && tl(field.hint),
    fault,
    isOptional: field.required !== true,
  };
}
