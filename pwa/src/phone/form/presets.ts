/** What a new record begins with, told from its kind's fields alone: less is left to type. */

import type { Content, Field, Kind } from "../../kinds/kind.ts";
import type { Day } from "../../lib/dates.ts";
import type { Json } from "../../lib/json.ts";

export interface Known {
  /** The member record of whoever writes; null before the directory has come. */
  readonly me: string | null;
  /** The areas of the group that it is written for. */
  readonly areas: readonly string[];
  readonly today: Day;
  /** What the link asked for: values under their field names, and `from=paper`. */
  readonly asked: URLSearchParams;
}

/** A record typed in from a paper book says so, and that its times are not the phone's. */
const FROM_PAPER: Content = { entered_from_paper: true, clock_source: "sua_tay" };

export function presetsOf(kind: Kind, known: Known): Content {
  const isFromPaper = known.asked.get("from") === "paper";
  const begun: Record<string, Json> = {};
  for (const field of kind.fields) {
    if (field.retired !== undefined) continue;
    const value =
      askedFor(field, known.asked) ??
      (isFromPaper ? FROM_PAPER[field.name] : undefined) ??
      field.begins_as ??
      toldBy(field, kind, known, isFromPaper);
    if (value !== undefined && value !== null) begun[field.name] = value;
  }
  return begun;
}

function toldBy(
  field: Field,
  kind: Kind,
  { me, areas, today }: Known,
  isFromPaper: boolean,
): Json | undefined {
  // What stands on paper was hardly today's.
  if (field.name === kind.day && field.type === "date" && !isFromPaper) return today;
  if (!field.required || field.filled_by === "app") return undefined;
  if (field.type === "ref" && field.ref === "area" && areas.length === 1) return areas[0];
  return me === null ? undefined : withMe(field, me);
}

/** Whoever writes was there: first of those who took part. */
function withMe(field: Field, me: string): Json | undefined {
  if (field.type === "refs" && field.ref === "member") return [me];
  const key = field.fields?.find((one) => one.name === field.key);
  const isOfMembers = field.type === "items" && key?.type === "ref" && key.ref === "member";
  return isOfMembers && key ? [{ [key.name]: me }] : undefined;
}

/** Only values that a link can hold whole, and of a choice only those that the kind knows. */
function askedFor(field: Field, asked: URLSearchParams): Json | undefined {
  const said = asked.get(field.name);
  if (said === null || said === "") return undefined;
  switch (field.type) {
    case "bool":
      return said === "true" || said === "false" ? said === "true" : undefined;
    case "choice":
      return field.choices?.some(({ code }) => code === said) ? said : undefined;
    case "ref":
    case "date":
    case "datetime":
      return said;
    default:
      return undefined;
  }
}
