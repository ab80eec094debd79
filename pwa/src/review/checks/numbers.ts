/** Phone numbers, identity numbers and plates in free text: this book keeps nobody's. */

import { liveItems } from "../../forms/content.ts";
import type { Content, Field } from "../../kinds/kind.ts";
import { findPersonal } from "../../lib/privacy.ts";
import { type Check, type NumbersFlag, placeAt } from "./flag.ts";

export const checkNumbers: Check = ({ kind, content }) => numbersIn(kind.fields, content, "");

function numbersIn(fields: readonly Field[], content: Content, above: string): NumbersFlag[] {
  return fields.flatMap((field): NumbersFlag[] => {
    const value = content[field.name];
    const path = above + field.name;
    if (field.type === "items") {
      const { key = "id", fields: inner = [] } = field;
      return liveItems(value).flatMap((item) =>
        numbersIn(inner, item, `${path}.${String(item[key])}.`),
      );
    }
    if (field.type !== "text" || typeof value !== "string") return [];
    return findPersonal(value).map((span) => ({
      check: "numbers",
      ...placeAt(path),
      detail: span,
    }));
  });
}
