/**
 * Which patrols go on, which were forgotten, which wait for their author's word.
 *
 * A patrol is this phone's own where this phone holds its beginning: the one who begins it leads it.
 * Companions carry it in their book, too, but it neither opens by itself on their phones nor is
 * closed by them; they may go on with it in a record of their own that `continues` it. A row does
 * not say who wrote it, so `begun` comes from the outbox and what is retained (read-patrols.ts).
 */

import { liveItems } from "../../forms/content.ts";
import type { Content } from "../../kinds/kind.ts";
import type { Entry } from "../../sync/list.ts";
import { lastEventMs, momentAt, msOf, textOf } from "./moments.ts";

const FORGOTTEN_AFTER_MS = 12 * 60 * 60 * 1000;

/** The ids of the records that this phone began. */
export type Begun = ReadonlySet<string>;

/** The patrol that goes on, led from this phone: the one that began last; null for none. */
export function openPatrolOf(entries: readonly Entry[], begun: Begun, now: Date): Entry | null {
  const open = entries.filter(
    (entry) => isOpen(entry) && begun.has(entry.shown.id) && !isOld(entry, now),
  );
  return newestOf(open);
}

/** Those that were begun here and never finished: nothing has happened in them for long. */
export function forgottenOf(entries: readonly Entry[], begun: Begun, now: Date): Entry[] {
  return entries.filter((entry) => isOpen(entry) && begun.has(entry.shown.id) && isOld(entry, now));
}

/**
 * What closes a forgotten patrol: it ended when something last happened in it. Nobody has said
 * how it was, so `situation` stays open: by that its author is asked, until he says it.
 */
export function closingOf(content: Content): Content {
  const ended = momentAt(lastEventMs(content));
  return { ended_at: ended, ...endedPauses(content, ended) };
}

/** Ended without its author's word on how it was: closed by the phone. The newest first. */
export function toCorrectOf(entries: readonly Entry[], begun: Begun): Entry[] {
  return entries
    .filter((entry) => begun.has(entry.shown.id) && isClosedByPhone(entry.shown.content ?? {}))
    .filter(({ shown }) => shown.kind === "patrol" && !shown.deleted)
    .sort((one, next) => startedMs(next) - startedMs(one));
}

export function isClosedByPhone(content: Content): boolean {
  return textOf(content["ended_at"]) !== "" && textOf(content["situation"]) === "";
}

/** The group's patrol on another phone that this one may go on with; null for none. */
export function toContinueOf(
  entries: readonly Entry[],
  begun: Begun,
  stream: string,
  now: Date,
): Entry | null {
  const continued = new Set(entries.map(({ shown }) => textOf(shown.content?.["continues"])));
  const open = entries.filter(
    (entry) =>
      isOpen(entry) &&
      entry.shown.stream === stream &&
      !begun.has(entry.shown.id) &&
      !continued.has(entry.shown.id) &&
      !isOld(entry, now),
  );
  return newestOf(open);
}

/** The patrol that goes on with this one on another phone; null for none. */
export function continuationOf(entries: readonly Entry[], id: string): Entry | null {
  const next = entries.filter(({ shown }) => shown.content?.["continues"] === id);
  return newestOf(next.filter(({ shown }) => !shown.deleted));
}

/** A pause that still runs ends with the patrol. */
export function endedPauses(content: Content, ended: string): Content {
  const running = liveItems(content["pauses"]).filter((pause) => textOf(pause["to"]) === "");
  return running.length === 0 ? {} : { pauses: running.map((pause) => ({ ...pause, to: ended })) };
}

function isOpen({ shown }: Entry): boolean {
  const content = shown.content ?? {};
  const hasBegun = shown.kind === "patrol" && !Number.isNaN(msOf(content["started_at"]));
  return hasBegun && !shown.deleted && textOf(content["ended_at"]) === "";
}

/** A clock that was set back makes no patrol old. */
function isOld({ shown }: Entry, now: Date): boolean {
  return now.getTime() - lastEventMs(shown.content ?? {}) > FORGOTTEN_AFTER_MS;
}

function newestOf(entries: readonly Entry[]): Entry | null {
  return entries.reduce<Entry | null>(
    (newest, entry) => (newest && startedMs(newest) >= startedMs(entry) ? newest : entry),
    null,
  );
}

function startedMs({ shown }: Entry): number {
  return msOf(shown.content?.["started_at"]);
}
