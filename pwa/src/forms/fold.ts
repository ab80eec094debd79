/** Which questions of a page stand in front, and which are folded away until wanted. */

import type { Content, Field, Kind } from "../kinds/kind.ts";
import { holds, isAsked } from "./content.ts";

const TAKEN_THERE = new Set(["point", "photos"]);

export interface Folded {
  readonly front: readonly Field[];
  readonly more: readonly Field[];
}

/**
 * Questions that must be answered stand in front, with those that hang on their answers, those
 * that the kind wants there, and what has to be taken while one stands there: the place, photos. A
 * short page folds nothing away.
 */
export function fold(
  asked: readonly Field[],
  fields: readonly Field[],
  content: Content,
  kind: Kind,
  shortMax: number,
): Folded {
  const shown = asked.filter((field) => isAsked(field, fields, content));
  if (shown.length <= shortMax) return { front: shown, more: [] };
  const isFront = (field: Field): boolean =>
    field.required === true ||
    field.in_front === true ||
    TAKEN_THERE.has(field.type) ||
    isAskedByRule(field, fields, content, kind) ||
    shown.some((other) => other !== field && hangsOn(field, other) && isFront(other));
  return { front: shown.filter(isFront), more: shown.filter((field) => !isFront(field)) };
}

/** Whether the question, or an answer to it, is shown only for certain answers to the other. */
function hangsOn(field: Field, other: Field): boolean {
  const conditions = [field, ...(field.choices ?? [])].map((one) => one.shown_when?.field);
  return conditions.includes(other.name);
}

function isAskedByRule(
  field: Field,
  fields: readonly Field[],
  content: Content,
  kind: Kind,
): boolean {
  return kind.rules.some(
    (rule) =>
      rule.how === "required_when" &&
      rule.field === field.name &&
      holds(rule.when, fields, content),
  );
}
