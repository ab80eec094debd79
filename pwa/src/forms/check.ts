/**
 * What still has to be mended before a record is saved.
 *
 * The server takes a half-filled record, because an odd one is worth more than none; the form asks
 * for what the kind requires, so that it rarely is one.
 */

import { t, tl } from "../i18n/t.ts";
import type { Choice, Content, Field, Kind } from "../kinds/kind.ts";
import type { Json } from "../lib/json.ts";
import { nfc } from "../lib/search.ts";
import { holds, isAsked, isFilled, liveItems, meantValue } from "./content.ts";
import { breachesOf } from "./rules.ts";

/** What is wrong with text that was typed and made no value, by the path of its field. */
export type Oddities = Readonly<Record<string, OddKey>>;
export type OddKey =
  | "form.fault.not_a_number"
  | "form.fault.not_a_day"
  | "form.fault.not_a_time"
  | "form.fault.not_a_phone";

/** Path ("findings.<id>.place_text") to words, in the order of the form. */
export type Faults = ReadonlyMap<string, string>;

export function findFaults(kind: Kind, content: Content, odd: Oddities): Faults {
  const names = kind.steps.flatMap((step) => step.fields);
  const asked = names.flatMap((name) => kind.fields.filter((field) => field.name === name));
  const breaches = new Map(
    breachesOf(kind, content).map(({ path, rule }) => [path, tl(rule.message)]),
  );
  return faultsOf(asked, kind.fields, content, { odd, breaches, above: "" });
}

interface Known {
  readonly odd: Oddities;
  readonly breaches: ReadonlyMap<string, string>;
  readonly above: string;
}

function faultsOf(
  asked: readonly Field[],
  fields: readonly Field[],
  content: Content,
  known: Known,
): Map<string, string> {
  const faults = new Map<string, string>();
  for (const field of asked) {
    if (!isAsked(field, fields, content)) continue;
    const path = known.above + field.name;
    const inside = field.type === "items" ? faultsInItems(field, path, content, known) : null;
    const own = faultOf(field, fields, content, path, known);
    if (own) faults.set(path, own);
    else if (inside && inside.size > 0) faults.set(path, t("form.fault.item"));
    for (const [inner, words] of inside ?? []) faults.set(inner, words);
  }
  return faults;
}

function faultsInItems(field: Field, path: string, content: Content, known: Known) {
  const { key = "id", fields = [] } = field;
  const found = liveItems(content[field.name]).flatMap((item) => [
    ...faultsOf(fields, fields, item, { ...known, above: `${path}.${String(item[key])}.` }),
  ]);
  return new Map(found);
}

function faultOf(
  field: Field,
  fields: readonly Field[],
  content: Content,
  path: string,
  { odd, breaches }: Known,
): string | undefined {
  const oddity = odd[path];
  if (oddity) return t(oddity);
  const value = content[field.name];
  const breach = breaches.get(path);
  if (!isFilled(value)) {
    if (breach) return breach;
    return isMissing(field, content) ? missingWords(field) : undefined;
  }
  return limitFault(field, value) ?? hiddenChoiceFault(field, fields, content, value) ?? breach;
}

function isMissing(field: Field, content: Content): boolean {
  return field.required === true && !isFilled(meantValue(field, content));
}

function missingWords(field: Field): string {
  const isChosen = ["choice", "choices", "ref", "refs", "bool"].includes(field.type);
  return isChosen ? t("form.fault.required_choice") : t("form.fault.required");
}

function limitFault(field: Field, value: Json): string | undefined {
  const { min, max, max_length, max_items } = field;
  const numbers = field.type === "counts" ? Object.values(value as Content) : [value];
  for (const number of numbers) {
    if (typeof number !== "number") continue;
    if (min !== undefined && number < min) return t("form.fault.too_small", { limit: min });
    if (max !== undefined && number > max) return t("form.fault.too_large", { limit: max });
  }
  if (typeof value === "string" && max_length !== undefined) {
    const over = [...nfc(value)].length - max_length;
    if (over > 0) return t("form.fault.too_long", { count: over });
  }
  const length = Array.isArray(value) ? value.length : 0;
  if (max_items !== undefined && length > max_items) {
    return t("form.fault.too_many", { limit: max_items });
  }
  return undefined;
}

/** A choice that another answer has since taken away must be made again. */
function hiddenChoiceFault(
  field: Field,
  fields: readonly Field[],
  content: Content,
  value: Json,
): string | undefined {
  if (field.type !== "choice") return undefined;
  const choice = field.choices?.find((one) => one.code === value);
  const isOpen = choice && holds(choice.shown_when, fields, content);
  return isOpen ? undefined : t("form.fault.required_choice");
}

/** The choices that may be made now; a retired one only where it is already made. */
export function openChoices(
  field: Field,
  fields: readonly Field[],
  content: Content,
): readonly Choice[] {
  const value = content[field.name];
  const isMade = (code: string) => value === code || (Array.isArray(value) && value.includes(code));
  return (field.choices ?? []).filter(
    (choice) =>
      holds(choice.shown_when, fields, content) &&
      (choice.retired === undefined || isMade(choice.code)),
  );
}
