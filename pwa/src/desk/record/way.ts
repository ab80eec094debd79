/** The way of a record: written, received, changed, decided; from the server, else from the copy. */

import { useEffect, useState } from "preact/hooks";
import { t } from "../../i18n/t.ts";
import { titleOfAct } from "../../records/acts.ts";
import { type Past, pastOf } from "../../records/past.ts";
import { nameOfPerson } from "../../records/speaker.ts";
import { changes, type Session, useSession } from "../../session/session.ts";
import type { Found } from "../../sync/list.ts";
import { fetchHistory, type PastAct } from "../../sync/record-fetch.ts";

export interface Leg {
  readonly id: string;
  readonly at: Date | null;
  readonly words: string;
}

export interface Way {
  readonly legs: readonly Leg[];
  /** Whether the server told it; else it is what this machine knows. */
  readonly isComplete: boolean;
  /** The acts as the server told them; null: it has not. */
  readonly acts: readonly PastAct[] | null;
}

/** Whoever runs through the queue by the arrow keys does not ask for each. */
const STAYS_MS = 250;

/** Follow it while a record is shown. */
export function useWay(found: Found): Way {
  const session = useSession();
  const { phone } = session;
  const id = found.entry?.shown.id ?? "";
  const [told, tell] = useState<{ id: string; acts: PastAct[] | null }>({ id: "", acts: null });
  const change = changes.value;
  useEffect(() => {
    let isOver = false;
    const timer = setTimeout(() => {
      fetchHistory(phone, id).then(
        (answer) => {
          const acts = answer !== "offline" && "came" in answer ? answer.came : null;
          if (!isOver) tell({ id, acts });
        },
        (error: unknown) => globalThis.reportError(error),
      );
    }, STAYS_MS);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [phone, id, change]);
  const acts = told.id === id ? told.acts : null;
  const isAsking = told.id !== id;
  return { legs: legsOf(found, acts, session), isComplete: acts !== null || isAsking, acts };
}

/** Put it in words; many edits of one hand in a row are one line. */
export function legsOf(found: Found, acts: readonly PastAct[] | null, session: Session): Leg[] {
  const past = pastOf(found, acts);
  const received = new Map((acts ?? []).map((one) => [String(one.mutation["id"]), one]));
  const legs: (Leg & { key: string; count: number })[] = [];
  for (const one of past) {
    const title = titleOfAct(one.act, nameOfPerson(one.act.person, session));
    if (title === null) continue;
    const last = legs.at(-1);
    const key = `${one.act.act} ${one.act.person}`;
    if (last?.key === key && one.act.act === "edit") {
      legs[legs.length - 1] = { ...last, at: one.act.at, count: last.count + 1 };
      continue;
    }
    legs.push({ id: one.act.id, at: one.act.at, words: title, key, count: 1 });
    legs.push(...receivedOf(one, received));
  }
  legs.sort((one, next) => (one.at?.getTime() ?? 0) - (next.at?.getTime() ?? 0));
  return legs.map(({ id, at, words, count }) => ({
    id,
    at,
    words: count > 1 ? t("desk.way_times", { words, count }) : words,
  }));
}

/** When the first writing of it arrived: what lies between was a phone without a network. */
function receivedOf(
  { act }: Past,
  received: ReadonlyMap<string, PastAct>,
): (Leg & { key: string; count: number })[] {
  const told = received.get(act.id);
  if (act.act !== "create" || !told) return [];
  const at = new Date(told.received_at);
  return [{ id: `${act.id}+`, at, words: t("desk.way_received"), key: "received", count: 1 }];
}
