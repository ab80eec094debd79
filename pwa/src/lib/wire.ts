/** What goes over the wire, under its names there (docs/SYNC.md). */

import type { Digest } from "./digest.ts";
import type { Json, JsonObject } from "./json.ts";

export type Act =
  | "create"
  | "edit"
  | "remove"
  | "resolve"
  | "move"
  | "note"
  | "review"
  | "release"
  | "close"
  | "recover";

/** One act of one person on one record. */
export interface Mutation {
  readonly id: string;
  readonly person: string;
  readonly record_id: string;
  readonly stream: string | null;
  readonly kind: string | null;
  readonly kind_version: number;
  readonly act: Act;
  readonly base: string | null;
  readonly target: Json;
  readonly at: string;
  readonly clock_offset_ms: number;
  readonly content: JsonObject;
  readonly was: JsonObject;
  readonly blobs: readonly string[];
  /** Fields that retention emptied in this copy. */
  readonly purged?: readonly string[];
}

export type Verdict = "applied" | "merged" | "conflict" | "held";

export interface Result {
  readonly id: string;
  readonly seq: number;
  readonly verdict: Verdict;
  readonly code: string | null;
  readonly siblings: readonly string[];
  readonly duplicate?: boolean;
}

/** A value that could not apply and stays visible until somebody closes it. */
export interface Sibling {
  readonly revision: string;
  readonly field: string;
  readonly value: Json;
  readonly person: string;
  readonly at: string;
}

/** A record as the server gives it; a stub (older than `full_from`) lacks all from `content` on. */
export interface RecordRow {
  readonly id: string;
  readonly stream: string;
  readonly kind: string;
  readonly seq: number;
  readonly revision: string | null;
  readonly review_revision: string | null;
  readonly occurred_on?: string | null;
  readonly state?: string;
  readonly kind_version?: number;
  readonly content?: JsonObject;
  readonly review?: JsonObject | null;
  readonly conversation?: readonly JsonObject[];
  readonly siblings?: readonly Sibling[];
  readonly deleted?: boolean;
  /** The account that began it. */
  readonly person?: string;
  /** The reason that it was removed with; null while it stands. */
  readonly removed?: string | null;
  /** The day that it counts for in the figures. */
  readonly counted_on?: string | null;
  /** When what changed it last came in, by the server's clock. */
  readonly received_at?: string | null;
  /** It is not finished: a patrol on its way. */
  readonly open?: boolean;
  /** True of a record from before `full_from`: fetch it whole before it is edited. */
  readonly stub?: boolean;
  /** The photos and voice notes that it names and the server lacks; absent where there are none. */
  readonly missing?: readonly string[];
  /** Field -> the seq at which retention emptied it. */
  readonly purged?: Readonly<Record<string, number>>;
}

/** A record left this stream. */
export interface Departure {
  readonly id: string;
  readonly stream: string;
  readonly seq: number;
}

/** What an officer opened, exported or printed. */
export interface AccessEntry {
  readonly id: string;
  readonly at: string;
  readonly action: string;
  readonly object_type: string;
  readonly object_id?: string | null;
  readonly reason?: string | null;
}

/** How the phone is; the server keeps the latest only. */
export interface Health {
  readonly pending: number;
  readonly oldest_unsent: string | null;
  readonly quota_left: number | null;
  readonly version: string;
  readonly clock_offset_ms: number;
}

export interface Since {
  readonly cursor: string;
  readonly streams: readonly string[];
}

export interface ExchangeRequest {
  readonly protocol: 1;
  readonly app_version: string;
  readonly install_id: string;
  readonly turn: number;
  readonly now: string;
  readonly witness: string | null;
  readonly streams_tag: string | null;
  readonly mutations: readonly Mutation[];
  readonly since: readonly Since[];
  readonly full_from: string | null;
  readonly page_size: number;
  readonly access_log: readonly AccessEntry[];
  readonly health?: Health;
}

/** The reply of one exchange; what is optional is left out by what docs/SYNC.md says. */
export interface Reply {
  readonly commune: string;
  readonly time: string;
  readonly turn?: number;
  readonly results: readonly Result[];
  readonly late_results?: readonly Result[];
  readonly witness: string;
  readonly streams?: Readonly<Record<string, string>>;
  readonly streams_tag?: string;
  readonly records?: readonly RecordRow[];
  readonly departures?: readonly Departure[];
  readonly cursor?: string;
  readonly more: boolean;
  readonly reset: boolean;
  readonly restored?: boolean;
  readonly digests?: Readonly<Record<string, Digest>>;
  readonly backup?: string;
  readonly poll_after_s?: number;
}
