/**
 * The stores of one person's database and how they came about. Beside the body there are only the
 * few plain columns that an index or a key needs.
 */

import type { DBSchema, IDBPDatabase, IDBPTransaction } from "idb";
import type { Sealed } from "./codec.ts";

interface Body {
  body: Sealed;
}

export interface MetaLine extends Body {
  key: string;
}

/** `order`: the order of saving, which is the order of sending. `aside_at`: ms, null if not. */
export interface OutboxLine extends Body {
  order?: number;
  id: string;
  record_id: string;
  aside_at: number | null;
  size_bytes: number;
}

/**
 * `order`: its place in the outbox, for its way back. `since`: ms when its verdict came.
 * `lies_until`: the seq from which on the copy holds it.
 */
export interface RetainedLine extends Body {
  id: string;
  record_id: string;
  order: number;
  seq: number;
  since: number;
  lies_until: number;
  size_bytes: number;
}

/**
 * `day`: the ISO date on which it occurred, "" for none. `turn`: how many replies had been applied
 * when it was written, this one included; a line from before version 2 has none.
 */
export interface CopyLine extends Body {
  id: string;
  stream: string;
  kind: string;
  seq: number;
  day: string;
  state: string;
  turn?: number;
}

/** `acknowledged_seq`: the witness's seq of the reply to it; -1: not sent. */
export interface AccessLine extends Body {
  id: string;
  acknowledged_seq: number;
}

export interface DraftLine extends Body {
  id: string;
}

/**
 * A photo or voice note; its bytes lie apart, so that a list of them reads none. `mutation_ids`: the
 * acts that name it, none while only a draft does. `kept_at`, `sent_at` (null: not yet whole on the
 * server), `aside_at` (null: not set aside): ms. `refusals`: how often it was not taken.
 */
export interface BlobLine {
  sha256: string;
  size_bytes: number;
  media_type: string;
  mutation_ids: string[];
  kept_at: number;
  sent_at: number | null;
  refusals: number;
  aside_at: number | null;
}

export interface BytesLine {
  sha256: string;
  bytes: Uint8Array;
}

interface CopyStore {
  key: string;
  value: CopyLine;
  indexes: { stream: string; kind_day: [string, string]; turn: number };
}

/** Two copies of the server's rows: one is shown, in the other a second one is built. */
export interface PhoneSchema extends DBSchema {
  meta: { key: string; value: MetaLine };
  outbox: { key: number; value: OutboxLine; indexes: { id: string; record_id: string } };
  retained: {
    key: string;
    value: RetainedLine;
    indexes: { record_id: string; lies_until: number };
  };
  copy_a: CopyStore;
  copy_b: CopyStore;
  access_log: { key: string; value: AccessLine };
  drafts: { key: string; value: DraftLine };
  blobs: { key: string; value: BlobLine; indexes: { mutation_ids: string } };
  blob_bytes: { key: string; value: BytesLine };
}

export type StoreName =
  | "meta"
  | "outbox"
  | "retained"
  | CopyName
  | "access_log"
  | "drafts"
  | "blobs"
  | "blob_bytes";
export type CopyName = "copy_a" | "copy_b";

export const ALL_STORES: readonly StoreName[] = [
  "meta",
  "outbox",
  "retained",
  "copy_a",
  "copy_b",
  "access_log",
  "drafts",
  "blobs",
  "blob_bytes",
];

type Versioning = IDBPTransaction<PhoneSchema, StoreName[], "versionchange">;
type Upgrade = (db: IDBPDatabase<PhoneSchema>, to: Versioning) => void;

/** The n-th one makes version n of version n-1; what was released never changes. */
export const UPGRADES: readonly Upgrade[] = [makeFirstStores, indexTurns, makeBlobStores];

function makeFirstStores(db: IDBPDatabase<PhoneSchema>): void {
  db.createObjectStore("meta", { keyPath: "key" });
  const outbox = db.createObjectStore("outbox", { keyPath: "order", autoIncrement: true });
  outbox.createIndex("id", "id", { unique: true });
  outbox.createIndex("record_id", "record_id");
  const retained = db.createObjectStore("retained", { keyPath: "id" });
  retained.createIndex("record_id", "record_id");
  retained.createIndex("lies_until", "lies_until");
  for (const name of ["copy_a", "copy_b"] as const) {
    const copy = db.createObjectStore(name, { keyPath: "id" });
    copy.createIndex("stream", "stream");
    copy.createIndex("kind_day", ["kind", "day"]);
  }
  db.createObjectStore("access_log", { keyPath: "id" });
  db.createObjectStore("drafts", { keyPath: "id" });
}

/** What was written since a reading can be found without looking at the rest. */
function indexTurns(_db: IDBPDatabase<PhoneSchema>, to: Versioning): void {
  for (const name of ["copy_a", "copy_b"] as const)
    to.objectStore(name).createIndex("turn", "turn");
}

/** Photos and voice notes, and what is known of each. */
function makeBlobStores(db: IDBPDatabase<PhoneSchema>): void {
  const blobs = db.createObjectStore("blobs", { keyPath: "sha256" });
  blobs.createIndex("mutation_ids", "mutation_ids", { multiEntry: true });
  db.createObjectStore("blob_bytes", { keyPath: "sha256" });
}
