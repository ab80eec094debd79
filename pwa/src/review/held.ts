/** What the server holds, as the desk sees it: the mutation, why, and what waits behind it. */

import type { Kind } from "../kinds/kind.ts";
import { isObject, type JsonObject } from "../lib/json.ts";
import { nfc } from "../lib/search.ts";
import type { Session } from "../session/session.ts";
import type { Entry } from "../sync/list.ts";
import { HELD_KIND } from "./entries.ts";

/** How long a reason may be, in characters. */
export const REASON_MAX = 200;

/** One act that the server took in and has not let take effect. */
export interface HeldCase {
  /** The row of the desk's stream that tells of it. */
  readonly entry: Entry;
  /** The act's own id: what is released or closed. */
  readonly id: string;
  readonly code: string;
  readonly stream: string | null;
  /** As it came, so its inside may be odd; null where the desk may not read it. */
  readonly mutation: JsonObject | null;
  readonly kind: Kind | null;
  /** The record that it is about, as the desk's copy has it; null: it is not there. */
  readonly record: Entry | null;
  /** What is held with it: it builds on this one, or follows it for the same reason. */
  readonly behind: readonly HeldCase[];
  /** An officer has released or closed it on this computer, and that is on its way. */
  readonly isEnding: boolean;
}

/** To judge these again changes nothing: the inside is wrong, until its author or an upgrade mends it. */
const STAYS_HELD: ReadonlySet<string> = new Set(["ID_REUSED", "BAD_DATA", "BAD_VERSION"]);

/** Give what is held, the oldest first. Pure. */
export function heldCases(
  entries: readonly Entry[],
  kinds: Readonly<Record<string, JsonObject>>,
): HeldCase[] {
  const rows = entries.filter(({ shown }) => shown.kind === HELD_KIND && !shown.deleted);
  if (rows.length === 0) return [];
  const records = new Map(entries.map((entry) => [entry.shown.id, entry]));
  const cases = rows
    .map((entry) => readCase(entry, records, kinds))
    .sort(({ entry: one }, { entry: next }) => one.shown.seq - next.shown.seq);
  return cases.map((one) => ({ ...one, behind: behind(one, cases) }));
}

/** Say whether it helps to have it judged again; all can be closed. */
export function canRelease({ code }: HeldCase): boolean {
  return !STAYS_HELD.has(code);
}

/**
 * Have it judged again, with the rights of whoever releases it, and after it what is behind it: by
 * its author's rights alone that would be held again. Throws RangeError: too long a reason.
 */
export async function releaseHeld(session: Session, held: HeldCase, reason = ""): Promise<void> {
  for (const one of [held, ...held.behind]) await end(session, "release", one, reason);
}

/**
 * End it for good, and what is behind it unless that can go on without it. Throws RangeError without
 * a reason, or with one that is too long.
 */
export async function closeHeld(session: Session, held: HeldCase, reason: string): Promise<void> {
  if (reason.trim() === "") throw new RangeError("closing needs a reason");
  const begins = held.mutation?.["act"] === "create";
  const also = held.behind.filter(({ code }) => begins || code === held.code);
  for (const one of [held, ...also]) await end(session, "close", one, reason);
}

async function end(
  { phone }: Session,
  act: "release" | "close",
  { entry, id }: HeldCase,
  reason: string,
): Promise<void> {
  const said = nfc(reason).trim();
  if ([...said].length > REASON_MAX) throw new RangeError("the reason is too long");
  const { id: recordId, kind, stream } = entry.shown;
  const content: JsonObject = said === "" ? {} : { reason: said };
  await phone.act({ act, recordId, kind, stream, target: id, content });
}

function readCase(
  entry: Entry,
  records: ReadonlyMap<string, Entry>,
  kinds: Readonly<Record<string, JsonObject>>,
): HeldCase {
  const { content = {}, id: rowId } = entry.shown;
  const mutation = isObject(content["mutation"]) ? content["mutation"] : null;
  const code = String(content["code"] ?? "");
  const record = records.get(String(mutation?.["record_id"])) ?? null;
  const kindId = record?.shown.kind ?? String(mutation?.["kind"] ?? "");
  return {
    entry,
    id: actId(rowId, code, mutation),
    code,
    stream: typeof content["stream"] === "string" ? content["stream"] : null,
    mutation,
    kind: (kinds[kindId] as Kind | undefined) ?? null,
    record,
    behind: [],
    isEnding: entry.waiting > 0,
  };
}

/** Another body under a known id is kept under one of the server's, and the row has that. */
function actId(rowId: string, code: string, mutation: JsonObject | null): string {
  const own = mutation?.["id"];
  return typeof own === "string" && code !== "ID_REUSED" ? own : rowId;
}

/** Why the same hand is held again and again: what it may do does not change from act to act. */
const OF_RIGHTS: ReadonlySet<string> = new Set(["OUT_OF_SCOPE", "READ_ONLY", "RETIRED_DEVICE"]);

function behind(held: HeldCase, all: readonly HeldCase[]): HeldCase[] {
  return all.filter((one) => one.id !== held.id && (buildsOn(one, held) || follows(one, held)));
}

function buildsOn({ code, mutation: later }: HeldCase, { id, mutation }: HeldCase): boolean {
  if (code !== "UNKNOWN_BASE") return false;
  const begins = mutation?.["act"] === "create" ? mutation["record_id"] : undefined;
  const isOnBase = later?.["base"] === id || later?.["target"] === id;
  // What was given back is released with the act that it was shown by, and what builds on that.
  const lost = mutation?.["act"] === "recover" ? mutation["target"] : undefined;
  const isOnLost = lost !== undefined && (later?.["base"] === lost || later?.["id"] === lost);
  return isOnBase || isOnLost || (begins !== undefined && later?.["record_id"] === begins);
}

/** The same hand went on writing into the same record. */
function follows(one: HeldCase, { code, entry, mutation }: HeldCase): boolean {
  if (!OF_RIGHTS.has(code) || one.code !== code || !mutation) return false;
  const isSame = (name: string): boolean => one.mutation?.[name] === mutation[name];
  return isSame("record_id") && isSame("person") && one.entry.shown.seq > entry.shown.seq;
}
