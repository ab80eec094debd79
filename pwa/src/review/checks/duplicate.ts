/**
 * The same matter logged twice: by two phones on one patrol, or by two who stood at one pole.
 *
 * Sessions are the same where one group's overlap; what has a place of its own, where it lies
 * within 30 m, or bears the same name, on the same day.
 */

import { roundingOf } from "../../forms/rounding.ts";
import type { Content, Field, Kind } from "../../kinds/kind.ts";
import { isObject, type Json } from "../../lib/json.ts";
import { fold } from "../../lib/search.ts";
import type { Entry } from "../../sync/list.ts";
import type { Check, DuplicateFlag } from "./flag.ts";

const NEAR_M = 30;
const METRES_PER_DEGREE = 111_320; // of latitude; of longitude at the equator
const MINUTE_MS = 60 * 1000;
const PLACE_NAME = "place_text";

export const checkDuplicate: Check = ({ entry, kind, content, others }) =>
  others
    .filter(({ shown }) => shown.stream === entry.shown.stream && shown.content !== undefined)
    .flatMap((other): DuplicateFlag[] => {
      const detail = sameness(kind, entry, content, other);
      if (!detail) return [];
      return [{ check: "duplicate", detail: { recordId: other.shown.id, ...detail } }];
    });

type Detail =
  | { why: "overlap"; minutes: number }
  | { why: "near"; metres: number }
  | { why: "place"; place: string };

/** Say whether two of this kind can be the same matter at all. */
export function canBeDouble(kind: Kind): boolean {
  return kind.open_without !== undefined || pointOf(kind) !== undefined;
}

function sameness(kind: Kind, entry: Entry, content: Content, other: Entry): Detail | null {
  const beside = other.shown.content ?? {};
  if (kind.open_without !== undefined) return overlap(kind, entry, other);
  if (entry.shown.occurred_on !== other.shown.occurred_on) return null;
  if (areTold(content, beside)) return null;
  return near(kind, content, beside) ?? samePlace(content, beside);
}

/** The parts of one session, handed from phone to phone, follow each other. */
function overlap(kind: Kind, entry: Entry, other: Entry): Detail | null {
  if (isContinued(entry, other) || isContinued(other, entry)) return null;
  const one = spanOf(kind, entry.shown.content ?? {});
  const next = spanOf(kind, other.shown.content ?? {});
  if (!one || !next) return null;
  const commonMs = Math.min(one.end, next.end) - Math.max(one.start, next.start);
  return commonMs >= MINUTE_MS
    ? { why: "overlap", minutes: Math.floor(commonMs / MINUTE_MS) }
    : null;
}

function isContinued(entry: Entry, by: Entry): boolean {
  return by.shown.content?.["continues"] === entry.shown.id;
}

function spanOf(kind: Kind, content: Content): { start: number; end: number } | null {
  const start = Date.parse(String(content[kind.day ?? ""] ?? ""));
  const end = Date.parse(String(content[kind.open_without ?? ""] ?? ""));
  return Number.isNaN(start) || Number.isNaN(end) ? null : { start, end };
}

/** Two codes that differ tell two things at one place from each other. */
function areTold(one: Content, next: Content): boolean {
  return ["camera_code", "site_code"].some((name) => {
    const [a, b] = [one[name], next[name]];
    return typeof a === "string" && typeof b === "string" && fold(a) !== fold(b);
  });
}

function pointOf(kind: Kind): Field | undefined {
  return kind.fields.find(({ type }) => type === "point");
}

/** A point that was coarsened says nothing within a hundred metres. */
function near(kind: Kind, one: Content, next: Content): Detail | null {
  const field = pointOf(kind);
  if (!field) return null;
  const isRough = (content: Content): boolean => roundingOf(field, kind.fields, content) !== null;
  if (isRough(one) || isRough(next)) return null;
  const metres = metresBetween(one[field.name], next[field.name]);
  return metres !== null && metres <= NEAR_M ? { why: "near", metres: Math.round(metres) } : null;
}

/** On so short a way the earth is flat. */
function metresBetween(one: Json | undefined, next: Json | undefined): number | null {
  if (!isObject(one) || !isObject(next)) return null;
  const [a, b] = [one["lat"], one["lng"]];
  const [c, d] = [next["lat"], next["lng"]];
  if (typeof a !== "number" || typeof b !== "number") return null;
  if (typeof c !== "number" || typeof d !== "number") return null;
  const north = (a - c) * METRES_PER_DEGREE;
  const east = (b - d) * METRES_PER_DEGREE * Math.cos((a * Math.PI) / 180);
  return Math.hypot(north, east);
}

function samePlace(one: Content, next: Content): Detail | null {
  const [place, other] = [one[PLACE_NAME], next[PLACE_NAME]];
  if (typeof place !== "string" || typeof other !== "string") return null;
  if (place.trim() === "" || words(place) !== words(other)) return null;
  return { why: "place", place };
}

function words(text: string): string {
  return fold(text).trim().replace(/\s+/g, " ");
}
