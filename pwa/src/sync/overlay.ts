/**
 * What a person sees: the server's copy, and laid over it what he did that is not in it yet (R11).
 * The phone never merges: it shows its own last word on top, and the server decides.
 */

import { liesUntil, type Retained } from "../db/retained.ts";
import type { Cursors } from "../db/state.ts";
import { compose, same, wasHash } from "../lib/canonical.ts";
import { readSeq } from "../lib/cursor.ts";
import { byUnit, isObject, type Json, type JsonObject } from "../lib/json.ts";
import type { Mutation, RecordRow } from "../lib/wire.ts";

/** Item list field -> the name of its items' id. */
export type ItemKeys = Readonly<Record<string, string>>;

/** A record as the screen shows it; one that is only a stub has no content. */
export type Shown = RecordRow;

const REVISING = new Set(["create", "edit", "remove", "resolve", "move"]);

/** How far the phone has come: of the streams, and the head that the last reply told of. */
export interface Reached {
  readonly cursors: Cursors;
  readonly witness: string | null;
}

/**
 * Say whether an answered mutation must still be laid over the copy. Held: yes, until the desk ends
 * it. Judged: until the copy's cursor reaches the witness of the reply that carried the verdict.
 * Where the copy lacks it then, its row has moved on to a later seq: until the cursor reaches the
 * phone's newest witness, when the pull is complete.
 */
export function liesOver(kept: Retained, copy: RecordRow | null, far: Reached): boolean {
  const until = liesUntil(kept);
  if (until === 0) return false;
  const stream = copy ? copy.stream : kept.mutation.stream;
  const reached = readSeq(far.cursors[stream ?? ""] ?? "0");
  if (reached === null || reached < until) return true;
  const hasIt = copy !== null && copy.seq >= kept.result.seq;
  return !hasIt && reached < (readSeq(far.witness) ?? 0);
}

/** Give the record as shown; null where nothing is known of it. */
export function layOver(
  copy: RecordRow | null,
  mutations: readonly Mutation[],
  itemKeys: ItemKeys,
): Shown | null {
  let shown: Shown | null = copy;
  for (const mutation of mutations) {
    shown = apply(shown ?? begin(mutation), mutation, itemKeys);
  }
  return shown;
}

/** Give `was` for an edit of these fields (R3). */
export function whatAuthorSaw(
  present: JsonObject,
  content: JsonObject,
  itemKeys: ItemKeys,
): JsonObject {
  const was = Object.entries(content).map(([field, value]): [string, Json] => {
    const key = itemKeys[field];
    if (key === undefined) return [field, seenHash(present[field])];
    return [field, itemsSeen(present[field], value, key)];
  });
  return Object.fromEntries(was);
}

function itemsSeen(present: Json | undefined, changed: Json, key: string): JsonObject {
  const seen = new Map(items(present).map((item) => [String(item[key]), item]));
  const ids = items(changed).map((item) => String(item[key]));
  return Object.fromEntries(ids.map((id) => [id, seenHash(seen.get(id))]));
}

/** Hash what was seen as the server keeps it: some keyboards type decomposed letters. */
function seenHash(value: Json | undefined): string | null {
  return value === undefined ? null : wasHash(compose(value));
}

function begin(mutation: Mutation): Shown {
  return {
    id: mutation.record_id,
    stream: mutation.stream ?? "",
    kind: mutation.kind ?? "",
    kind_version: mutation.kind_version,
    revision: null,
    review_revision: null,
    content: {},
    review: null,
    conversation: [],
    siblings: [],
    deleted: false,
    seq: 0,
  };
}

function apply(shown: Shown, mutation: Mutation, itemKeys: ItemKeys): Shown {
  const revised = REVISING.has(mutation.act) ? { ...shown, revision: mutation.id } : shown;
  const { content } = mutation;
  switch (mutation.act) {
    case "create":
    case "edit":
      return { ...revised, content: withFields(shown.content ?? {}, content, itemKeys) };
    case "resolve":
      return resolved(revised, mutation, itemKeys);
    case "remove":
      return { ...revised, deleted: true, removed: String(content["reason"] ?? "") };
    case "move":
      return { ...revised, stream: String(content["stream"]) };
    case "note":
      return withNote(shown, mutation);
    case "review":
      return {
        ...shown,
        review: { ...content, target: mutation.target },
        review_revision: mutation.id,
      };
    default:
      return shown;
  }
}

/** The chosen values stand, and the siblings that were decided are gone: he has dealt with them. */
function resolved(shown: Shown, { content, target }: Mutation, itemKeys: ItemKeys): Shown {
  // What no field is, a resolve names without writing it: to settle a move, a move comes before it.
  const { removed, stream: _stream, review: _review, ...fields } = content;
  const closed = Array.isArray(target) ? target : [];
  return {
    ...shown,
    ...(removed !== undefined && {
      deleted: removed !== null,
      removed: removed === null ? null : String(removed),
    }),
    content: withFields(shown.content ?? {}, fields, itemKeys),
    siblings: (shown.siblings ?? []).filter(
      ({ field, revision }) =>
        !(closed.includes(revision) && Object.hasOwn(content, field.split("/")[0] ?? "")),
    ),
  };
}

function withNote(shown: Shown, mutation: Mutation): Shown {
  const conversation = shown.conversation ?? [];
  if (conversation.some((entry) => entry["id"] === mutation.id)) return shown;
  const { id, person, at, target, content } = mutation;
  const entry = { id, person, at, target, ...content };
  return { ...shown, conversation: [...conversation, entry] };
}

function withFields(present: JsonObject, content: JsonObject, itemKeys: ItemKeys): JsonObject {
  const fields = new Map(Object.entries(present));
  for (const [field, value] of Object.entries(content)) {
    const key = itemKeys[field];
    if (value === null) fields.delete(field);
    else if (key !== undefined) fields.set(field, withItems(present[field], value, key));
    else if (!same(present[field], value)) fields.set(field, value);
  }
  return Object.fromEntries(fields);
}

function withItems(present: Json | undefined, changed: Json, key: string): Json {
  const both = [...items(present), ...items(changed)];
  const byId = new Map(both.map((item) => [String(item[key]), item]));
  return [...byId].sort(([one], [next]) => byUnit(one, next)).map(([, item]) => item);
}

function items(list: Json | undefined): readonly JsonObject[] {
  return Array.isArray(list) ? list.filter(isObject) : [];
}
