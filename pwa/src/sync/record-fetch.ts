/** One record from the server: whole, where the phone has only a stub of it, or with its history. */

import { findRow, putRow } from "../db/copy.ts";
import type { Disk } from "../db/disk.ts";
import { readState } from "../db/state.ts";
import { isObject, type JsonObject } from "../lib/json.ts";
import type { RecordRow, Verdict } from "../lib/wire.ts";
import type { Phone } from "./phone.ts";
import { isRefusal } from "./transport.ts";

/** What came of asking; "offline": nothing that is our server's answer. */
export type Fetched<T> = { readonly came: T } | { readonly refused: string } | "offline";

/** One act of a record's history, in the order in which they took effect. */
export interface PastAct {
  readonly mutation: JsonObject;
  readonly verdict: Verdict;
  readonly seq: number;
  readonly received_at: string;
}

/** Fetch a record whole and put it into the copy, in place of its stub. */
export async function fetchWhole(phone: Phone, recordId: string): Promise<Fetched<RecordRow>> {
  const answer = await phone.look(`records/${encodeURIComponent(recordId)}`);
  if (answer === null) return "offline";
  if (isRefusal(answer)) return { refused: answer.code };
  if (!isWholeRow(answer, recordId)) return "offline";
  await keepWhole(phone.disk, answer);
  return { came: answer };
}

/** Fetch who did what to a record; nothing of it is kept. */
export async function fetchHistory(phone: Phone, recordId: string): Promise<Fetched<PastAct[]>> {
  const answer = await phone.look(`records/${encodeURIComponent(recordId)}/history`);
  if (answer === null) return "offline";
  if (isRefusal(answer)) return { refused: answer.code };
  const { history } = answer;
  if (!Array.isArray(history)) return "offline";
  return { came: history.filter(isPastAct) };
}

/**
 * Put it in, in the form of a pulled row: never an older one over a newer one, only of a stream
 * that is still granted, and only where the copy knows it. So the digests agree as before.
 */
function keepWhole(disk: Disk, row: RecordRow): Promise<void> {
  return disk.write(["meta", "copy_a", "copy_b"], async (to) => {
    const { shown, streams, turn } = await readState(to);
    const held = await findRow(to, shown, row.id);
    if (!held || held.seq > row.seq || !Object.hasOwn(streams, row.stream)) return;
    await putRow(to, shown, row, turn);
  });
}

function isWholeRow(answer: JsonObject, id: string): answer is JsonObject & RecordRow {
  const isNamed = answer["id"] === id && typeof answer["stream"] === "string";
  return isNamed && typeof answer["seq"] === "number" && isObject(answer["content"]);
}

function isPastAct(one: unknown): one is PastAct & JsonObject {
  return isObject(one) && isObject(one["mutation"]) && typeof one["seq"] === "number";
}
