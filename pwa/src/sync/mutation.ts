/** Making a mutation on what the screen shows: its base, and what its author saw (R3). */

import type { Json, JsonObject } from "../lib/json.ts";
import { blobsIn } from "../lib/media.ts";
import type { Act, Mutation } from "../lib/wire.ts";
import { type ItemKeys, type Shown, whatAuthorSaw } from "./overlay.ts";

/** What a person does, on which record; what is left out follows from what is shown. */
export interface Deed {
  readonly act: Act;
  readonly recordId: string;
  readonly stream?: string;
  readonly kind?: string;
  readonly content?: JsonObject;
  readonly target?: Json;
}

/** Who does it, when, by which clock. */
export interface Circumstances {
  readonly id: string;
  readonly person: string;
  readonly atMs: number;
  readonly clockOffsetMs: number;
  readonly kindVersion: number;
  readonly itemKeys: ItemKeys;
}

const WITHOUT_BASE = new Set<Act>(["create", "note", "release", "close"]);

/** Make the mutation. */
export function makeMutation(deed: Deed, shown: Shown | null, how: Circumstances): Mutation {
  const content = deed.content ?? {};
  return {
    id: how.id,
    person: how.person,
    record_id: deed.recordId,
    stream: deed.stream ?? shown?.stream ?? null,
    kind: deed.kind ?? shown?.kind ?? null,
    kind_version: how.kindVersion,
    act: deed.act,
    base: base(deed.act, shown),
    target: deed.target ?? null,
    at: new Date(how.atMs).toISOString(),
    clock_offset_ms: how.clockOffsetMs,
    content,
    was: was(deed.act, shown, content, how.itemKeys),
    blobs: blobsIn(content),
  };
}

function base(act: Act, shown: Shown | null): string | null {
  if (!shown || WITHOUT_BASE.has(act)) return null;
  return act === "review" ? shown.review_revision : shown.revision;
}

function was(act: Act, shown: Shown | null, content: JsonObject, itemKeys: ItemKeys): JsonObject {
  if (act === "move" && shown) return whatAuthorSaw({ stream: shown.stream }, content, {});
  if (act !== "edit" && act !== "resolve") return {};
  const present = shown?.content ?? {};
  const isRemoved = act === "resolve" && typeof shown?.removed === "string";
  return whatAuthorSaw(
    isRemoved ? { ...present, removed: shown.removed } : present,
    content,
    itemKeys,
  );
}
