/** A record's past: what the server tells, laid over with what this phone still has. Pure. */

import { isObject, type JsonObject } from "../lib/json.ts";
import type { Found, OwnAct } from "../sync/list.ts";
import type { PastAct } from "../sync/record-fetch.ts";
import { type Act, readAct } from "./acts.ts";

/** `code`: why the server holds it; `isUnsent`: it is only on this phone. */
export interface Past {
  readonly act: Act;
  readonly verdict: string;
  readonly code: string | null;
  readonly isUnsent: boolean;
}

/**
 * Put both in one list, oldest first: the server's in its order, then one's own that it does not
 * tell of, because they wait here or are held there. `told`: null where the server was not asked.
 */
export function pastOf(found: Found, told: readonly PastAct[] | null): Past[] {
  const known = told ? told.map(ofServer) : ofCopy(found);
  const ids = new Set(known.map(({ act }) => act.id));
  const own = found.own.filter(({ mutation }) => !ids.has(mutation.id)).map(ofPhone);
  if (told) return [...known, ...own];
  return [...known, ...own].sort((one, next) => ms(one) - ms(next));
}

function ms({ act: { at } }: Past): number {
  return at?.getTime() ?? 0;
}

function ofServer({ mutation, verdict }: PastAct): Past {
  return { act: readAct(mutation), verdict, code: null, isUnsent: false };
}

function ofPhone({ mutation, result }: OwnAct): Past {
  return {
    act: readAct(mutation as unknown as JsonObject),
    verdict: result?.verdict ?? "",
    code: result?.verdict === "held" ? result.code : null,
    isUnsent: result === null,
  };
}

/** What the copy itself tells of others: the conversation, and the last review. */
function ofCopy({ entry }: Found): Past[] {
  const { conversation = [], review } = entry?.shown ?? {};
  const notes = conversation.map((one) => ({ ...one, act: "note", content: one }));
  const isTold = conversation.some((one) => isObject(review) && one["id"] === review["id"]);
  const reviews =
    isObject(review) && !isTold && review["id"] !== undefined
      ? [{ ...review, act: "review", content: review }]
      : [];
  return [...notes, ...reviews].map((mutation) => ({
    act: readAct(mutation as JsonObject),
    verdict: "",
    code: null,
    isUnsent: false,
  }));
}
