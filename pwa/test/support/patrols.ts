/** Patrols of one evening, for tests of what the phone makes of them. */

import type { Content } from "../../src/kinds/kind.ts";
import { makeId } from "../../src/lib/ids.ts";
import type { Place } from "../../src/session/directory.ts";
import type { Entry } from "../../src/sync/list.ts";

export const STARTED = at("20:05");

export function at(time: string, day = "2026-11-21"): string {
  return `${day}T${time}:00+07:00`;
}

export function now(time: string, day?: string): Date {
  return new Date(at(time, day));
}

let made = 0;

/** An id of an item that was tapped then. */
export function tapped(time: string): string {
  made += 1;
  return makeId(Date.parse(at(time)), new Uint8Array(10).fill(made));
}

export function anEntry(id: string, content: Content, parts: Partial<Entry["shown"]> = {}): Entry {
  const shown = {
    id,
    stream: "log:g",
    kind: "patrol",
    seq: 1,
    revision: "r",
    review_revision: null,
    content: { started_at: STARTED, ...content },
    ...parts,
  };
  return { shown, waiting: 0, aside: 0, held: [] };
}

export function aPlace(id: string, content: Content = {}): Place {
  return {
    id,
    kind: "checkpoint",
    content: { name: id, area: "a", status: "dang_dung", ...content },
  };
}
