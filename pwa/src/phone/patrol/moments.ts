/** When things happened in a patrol, by the clock of the phone that wrote them. */

import { liveItems } from "../../forms/content.ts";
import type { Content } from "../../kinds/kind.ts";
import { type Moment, VIETNAM_OFFSET } from "../../lib/dates.ts";
import type { Json } from "../../lib/json.ts";

const OFFSET_MS = 7 * 60 * 60 * 1000;
const TIME_DIGITS = 12; // the first 48 bits of a UUIDv7 are its milliseconds

/** The moment as records hold it, to the second: "2026-11-21T20:05:10+07:00". */
export function momentAt(now: Date | number): Moment {
  const vietnam = new Date(Number(now) + OFFSET_MS).toISOString().slice(0, 19);
  return vietnam + VIETNAM_OFFSET;
}

/** When an item was tapped, ms: its id was made in that moment. A skipped point has no other. */
export function tappedMs(item: Content): number {
  const id = typeof item["id"] === "string" ? item["id"] : "";
  const isTimed = id.charAt(14) === "7";
  return isTimed ? Number.parseInt(id.replaceAll("-", "").slice(0, TIME_DIGITS), 16) : Number.NaN;
}

/** When something last happened on a patrol, ms: its start, a tap, a pause, someone's coming. */
export function lastEventMs(content: Content): number {
  const items = [
    ...liveItems(content["checkpoints"]).flatMap((one) => [msOf(one["passed_at"]), tappedMs(one)]),
    ...liveItems(content["findings"]).flatMap((one) => [
      msOf(one["occurred_at"]),
      msOf(one["called_at"]),
    ]),
    ...liveItems(content["pauses"]).flatMap((one) => [msOf(one["from"]), msOf(one["to"])]),
    ...liveItems(content["participants"]).flatMap((one) => [msOf(one["from"]), msOf(one["to"])]),
  ];
  const started = msOf(content["started_at"]);
  return Math.max(started, ...items.filter((ms) => !Number.isNaN(ms) && ms >= started));
}

/** NaN for what is no moment. */
export function msOf(value: Json | undefined): number {
  return typeof value === "string" ? Date.parse(value) : Number.NaN;
}

/** The text of a field; "" for none. */
export function textOf(value: Json | undefined): string {
  return typeof value === "string" ? value : "";
}
