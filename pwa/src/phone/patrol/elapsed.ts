/** How long a patrol has lasted, its pauses left out: the hours that are paid. */

import { liveItems } from "../../forms/content.ts";
import type { Content } from "../../kinds/kind.ts";
import { msOf, textOf } from "./moments.ts";

const MINUTE_MS = 60_000;

/** Whole minutes from the start to its end, or to now while it goes on. */
export function elapsedMin(content: Content, now: Date): number {
  const from = msOf(content["started_at"]);
  const until = endMs(content, now);
  const paused = pausedSpans(content, until).reduce((sum, [begin, end]) => sum + end - begin, 0);
  return Math.max(0, Math.floor((until - from - paused) / MINUTE_MS));
}

/** Whole minutes of its pauses. */
export function pausedMin(content: Content, now: Date): number {
  const spans = pausedSpans(content, endMs(content, now));
  return Math.floor(spans.reduce((sum, [begin, end]) => sum + end - begin, 0) / MINUTE_MS);
}

/** The pause that goes on; null for none. */
export function runningPause(content: Content): Content | null {
  return liveItems(content["pauses"]).find((pause) => textOf(pause["to"]) === "") ?? null;
}

function endMs(content: Content, now: Date): number {
  const ended = msOf(content["ended_at"]);
  return Number.isNaN(ended) ? now.getTime() : ended;
}

/** The pauses within the patrol, laid together where two of them overlap. */
function pausedSpans(content: Content, until: number): [number, number][] {
  const from = msOf(content["started_at"]);
  const spans = liveItems(content["pauses"])
    .map((pause): [number, number] => {
      const end = msOf(pause["to"]);
      const begin = Math.max(from, msOf(pause["from"]));
      return [begin, Math.min(until, Number.isNaN(end) ? until : end)];
    })
    .filter(([begin, end]) => end > begin)
    .sort(([one], [next]) => one - next);
  const apart: [number, number][] = [];
  for (const [begin, end] of spans) {
    const last = apart.at(-1);
    if (last && begin <= last[1]) last[1] = Math.max(last[1], end);
    else apart.push([begin, end]);
  }
  return apart;
}
