/** Which checkpoints there are, which were reached or skipped, which comes next. */

import { liveItems } from "../../forms/content.ts";
import type { Content } from "../../kinds/kind.ts";
import type { Place } from "../../session/directory.ts";
import { tappedMs, textOf } from "./moments.ts";

export interface Point {
  readonly id: string;
  readonly name: string;
  readonly standing: "ahead" | "passed" | "skipped";
  /** Its last passing or skipping in the open record; null where that was in an earlier part. */
  readonly item: Content | null;
  /** When it was reached; null unless it was. */
  readonly passedAt: string | null;
}

export interface Progress {
  readonly points: readonly Point[];
  readonly passed: number;
  /** The first that is neither reached nor skipped; the order is a suggestion. */
  readonly next: Point | null;
  /** What was tapped last in the open record. */
  readonly latest: Point | null;
}

/** `earlier`: the parts that the record continues; what was reached there need not be again. */
export function progressOf(
  offered: readonly Place[],
  content: Content,
  earlier: readonly Content[],
): Progress {
  const own = liveItems(content["checkpoints"]);
  const before = earlier.flatMap((part) => liveItems(part["checkpoints"]));
  const points = offered.map((place) => pointOf(place, own, before));
  const tapped = points
    .filter((point) => point.item !== null)
    .sort((one, next) => tappedMs(next.item ?? {}) - tappedMs(one.item ?? {}));
  return {
    points,
    passed: points.filter(({ standing }) => standing === "passed").length,
    next: points.find(({ standing }) => standing === "ahead") ?? null,
    latest: tapped[0] ?? null,
  };
}

/** The checkpoints to offer: the route's in its order, else those of the record's or group's areas. */
export function offeredCheckpoints(
  content: Content,
  find: (id: unknown) => Place | null,
  all: readonly Place[],
  groupAreas: unknown,
): Place[] {
  const visited = new Set(liveItems(content["checkpoints"]).map((item) => item["checkpoint"]));
  const isOffered = (place: Place) =>
    place.content["status"] !== "thoi_dung" || visited.has(place.id);
  const onRoute = idsIn(find(content["route"])?.content["checkpoints"]);
  if (onRoute.length > 0) {
    return onRoute.flatMap((id) => find(id) ?? []).filter(isOffered);
  }
  const area = textOf(content["area"]);
  const areas = area === "" ? idsIn(groupAreas) : [area];
  return all.filter((place) => areas.includes(textOf(place.content["area"])) && isOffered(place));
}

export function idsIn(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

function pointOf(place: Place, own: readonly Content[], before: readonly Content[]): Point {
  const isHere = (item: Content) => item["checkpoint"] === place.id;
  const item = newest(own.filter(isHere));
  const passing = newest([...before, ...own].filter((one) => isHere(one) && isPassed(one)));
  const isSkipped = item !== null || before.some(isHere);
  return {
    id: place.id,
    name: textOf(place.content["name"]),
    standing: passing ? "passed" : isSkipped ? "skipped" : "ahead",
    item,
    passedAt: passing ? textOf(passing["passed_at"]) : null,
  };
}

function isPassed(item: Content): boolean {
  return textOf(item["passed_at"]) !== "";
}

function newest(items: readonly Content[]): Content | null {
  return [...items].sort((one, next) => tappedMs(next) - tappedMs(one))[0] ?? null;
}
