/** What a question may be about: all that its author filled in, or may still fill in. Pure. */

import { fieldsNamed, isAsked } from "../../forms/content.ts";
import type { Content, Field, Kind } from "../../kinds/kind.ts";

/** Give the fields in the order of the form; `saidNames`: those that say something now. */
export function askable(kind: Kind, content: Content, saidNames: ReadonlySet<string>): Field[] {
  const inForm = fieldsNamed(
    kind,
    kind.steps.flatMap(({ fields }) => fields),
  );
  const others = kind.fields.filter((field) => !inForm.includes(field));
  return [...inForm, ...others].filter(
    (field) => saidNames.has(field.name) || isAsked(field, kind.fields, content),
  );
}
