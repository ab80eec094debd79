/**
 * What each tap changes: from the record as it stands to the fields that change, items whole with
 * their id. Null: nothing, because what the tap was about has gone or is said already.
 */

import { liveItems } from "../../forms/content.ts";
import type { Content } from "../../kinds/kind.ts";
import type { JsonObject } from "../../lib/json.ts";
import { findMember, type Say, said } from "./crew.ts";
import { runningPause } from "./elapsed.ts";
import { textOf } from "./moments.ts";

export type Change = (content: Content) => Content | null;

export const BY_TAP = "tay";

export function arrive(id: string, checkpoint: string, at: string): Change {
  return () => ({ checkpoints: [{ id, checkpoint, passed_at: at, method: BY_TAP }] });
}

export function skip(id: string, checkpoint: string, reason: string): Change {
  return () => ({ checkpoints: [{ id, checkpoint, skipped_reason: reason }] });
}

export function find(id: string, type: string, at: string, near: string | null): Change {
  const finding = { id, finding_type: type, occurred_at: at };
  return () => ({ findings: [near === null ? finding : { ...finding, checkpoint: near }] });
}

/** Take an item back: it was tapped by mistake. */
export function takeBack(list: string, id: string): Change {
  return (content) => (itemOf(content, list, id) ? { [list]: [{ id, removed: true }] } : null);
}

/** Say more of an item; null clears a field of it. */
export function detail(list: string, id: string, fields: JsonObject): Change {
  return (content) => {
    const item = itemOf(content, list, id);
    if (!item) return null;
    const both = Object.entries({ ...item, ...fields }).filter(([, value]) => value !== null);
    return { [list]: [Object.fromEntries(both)] };
  };
}

export function pause(id: string, at: string): Change {
  return (content) => (runningPause(content) ? null : { pauses: [{ id, from: at }] });
}

export function resume(at: string): Change {
  return (content) => {
    const running = runningPause(content);
    return running ? { pauses: [{ ...running, to: at }] } : null;
  };
}

export function call(memberId: string, say: Say, at: string): Change {
  return (content) => ({
    participants: [said(findMember(content, memberId), memberId, say, at)],
  });
}

/** The place where something was tapped came after it. */
export function withPoint(list: string, id: string, point: JsonObject): Change {
  return (content) => {
    const isTaken = itemOf(content, list, id)?.["point"] !== undefined;
    return isTaken ? null : detail(list, id, { point })(content);
  };
}

export function itemOf(content: Content, list: string, id: string): Content | null {
  return liveItems(content[list]).find((item) => textOf(item["id"]) === id) ?? null;
}
