/** What the kind asks for and nobody filled in: the server takes such a record, and the form asks. */

import { isAsked, isFilled, liveItems, meantValue } from "../../forms/content.ts";
import type { Content, Field } from "../../kinds/kind.ts";
import { type Check, type MissingFlag, placeAt } from "./flag.ts";

export const checkMissing: Check = ({ entry, kind, content, breaches }) => {
  const purged = new Set(Object.keys(entry.shown.purged ?? {}));
  const paths = missingIn(kind.fields, content, "").filter((path) => !isIn(path, purged));
  const ruled = breaches
    .filter(({ path, rule }) => rule.how === "required_when" && !isIn(path, purged))
    .filter(({ path }) => !paths.includes(path));
  return [
    ...paths.map((path): MissingFlag => flag(path, null)),
    ...ruled.map(({ path, rule }) => flag(path, rule.message)),
  ];
};

function flag(path: string, message: MissingFlag["detail"]["message"]): MissingFlag {
  return { check: "missing", ...placeAt(path), detail: { message } };
}

/** What retention emptied was there. */
function isIn(path: string, purged: ReadonlySet<string>): boolean {
  return purged.has(path.split(".")[0] ?? "");
}

function missingIn(fields: readonly Field[], content: Content, above: string): string[] {
  return fields
    .filter((field) => isAsked(field, fields, content))
    .flatMap((field) => {
      const path = above + field.name;
      const isEmpty = !isFilled(meantValue(field, content));
      if (isEmpty) return field.required === true ? [path] : [];
      return field.type === "items" ? missingInItems(field, path, content) : [];
    });
}

function missingInItems(field: Field, path: string, content: Content): string[] {
  const { key = "id", fields = [] } = field;
  return liveItems(content[field.name]).flatMap((item) =>
    missingIn(fields, item, `${path}.${String(item[key])}.`),
  );
}
