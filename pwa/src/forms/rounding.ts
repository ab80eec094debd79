/** Points coarsened on the phone, before anything is sent: a private house is placed only roughly. */

import type { Content, Field } from "../kinds/kind.ts";
import { isObject, type Json, type JsonObject } from "../lib/json.ts";
import { holds } from "./content.ts";

const METERS_PER_DEGREE = 111_320; // of latitude; of longitude at the equator
const DECIMALS = 1e6; // a tenth of a metre

/** To how many metres this point is kept; null for as exactly as it was taken. */
export function roundingOf(
  field: Field,
  fields: readonly Field[],
  content: Content,
): number | null {
  const { rounded } = field;
  return rounded && holds(rounded.when, fields, content) ? rounded.to_m : null;
}

/** The middle of the square of a fixed grid that the point lies in; all else is forgotten. */
export function coarsen(point: Json | undefined, to_m: number): JsonObject | null {
  if (!isObject(point)) return null;
  const { lat, lng, accuracy_m } = point;
  if (typeof lat !== "number" || typeof lng !== "number") return null;
  const high = to_m / METERS_PER_DEGREE;
  const middle = snap(lat, high);
  const wide = high / Math.max(0.01, Math.cos((middle * Math.PI) / 180));
  const known_m = typeof accuracy_m === "number" ? accuracy_m : 0;
  return { lat: middle, lng: snap(lng, wide), accuracy_m: Math.max(known_m, to_m) };
}

function snap(degrees: number, step: number): number {
  const middle = (Math.floor(degrees / step) + 0.5) * step;
  return Math.round(middle * DECIMALS) / DECIMALS;
}
