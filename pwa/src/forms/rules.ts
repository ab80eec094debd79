/** Rules across fields, which the form carries out; their meaning stands in docs/KINDS.md. */

import type { Content, Field, Kind, Rule } from "../kinds/kind.ts";
import { dayOf } from "../lib/dates.ts";
import type { Json } from "../lib/json.ts";
import { holds, isFilled, liveItems } from "./content.ts";

const HOUR_MS = 60 * 60 * 1000;

/** One place where a rule is broken: the path of its field, items by their key. */
export interface Breach {
  readonly path: string;
  readonly rule: Rule;
}

/** Every breach of the kind's rules; a rule that this phone does not know is none. */
export function breachesOf(kind: Kind, content: Content): Breach[] {
  return kind.rules.flatMap((rule) =>
    placesOf(kind, rule, content)
      .filter((place) => isBroken(rule, place))
      .map(({ path }) => ({ path, rule })),
  );
}

/** Where a rule applies: the record, or each item of the list that its field is in. */
interface Place {
  readonly path: string;
  readonly fields: readonly Field[];
  readonly near: Content;
  readonly content: Content;
}

function placesOf(kind: Kind, rule: Rule, content: Content): Place[] {
  const [outer = "", inner] = rule.field.split(".");
  if (inner === undefined) return [{ path: outer, fields: kind.fields, near: content, content }];
  const list = kind.fields.find((field) => field.name === outer);
  if (!list?.key) return [];
  const { key, fields = [] } = list;
  return liveItems(content[outer]).map((near) => ({
    path: `${outer}.${String(near[key])}.${inner}`,
    fields,
    near,
    content,
  }));
}

function isBroken(rule: Rule, place: Place): boolean {
  const value = place.near[nameOf(rule.field)];
  switch (rule.how) {
    case "not_before":
      return isBefore(value, otherOf(rule, place));
    case "at_most":
      return isAbove(value, otherOf(rule, place));
    case "span_at_most_h":
      return isSpanOver(otherOf(rule, place), value, rule.limit ?? 0);
    case "required_when":
      return !isFilled(value) && holds(rule.when, place.fields, place.near);
    case "refused_when":
      return (
        holds(rule.when, place.fields, place.near) &&
        !(rule.unless && holds(rule.unless, place.fields, place.near))
      );
    case "stands_alone":
      return Array.isArray(value) && value.length > 1 && value.includes(rule.code ?? "");
    default:
      return false;
  }
}

function otherOf({ field, other = "" }: Rule, { near, content }: Place): Json | undefined {
  const isInSameList = other.includes(".") && other.split(".")[0] === field.split(".")[0];
  return isInSameList ? near[nameOf(other)] : content[other];
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf(".") + 1);
}

/** Days are compared as days, also with a moment; moments to the millisecond. */
function isBefore(value: Json | undefined, other: Json | undefined): boolean {
  if (typeof value !== "string" || typeof other !== "string") return false;
  if (value.length === other.length && value.length <= 10) return value < other;
  if (value.length <= 10 || other.length <= 10) return dayIn(value) < dayIn(other);
  return Date.parse(value) < Date.parse(other);
}

function dayIn(text: string): string {
  return text.length <= 10 ? text : dayOf(text);
}

function isAbove(value: Json | undefined, other: Json | undefined): boolean {
  return typeof value === "number" && typeof other === "number" && value > other;
}

function isSpanOver(from: Json | undefined, to: Json | undefined, limit_h: number): boolean {
  if (typeof from !== "string" || typeof to !== "string") return false;
  return Date.parse(to) - Date.parse(from) > limit_h * HOUR_MS;
}
