/**
 * The digest of a stream: how many rows stand in it, and the xor of a hash of each. Compared after
 * every complete pull, so that silent divergence is impossible. Twin: server/sync/digest.py.
 */

import { sha256Hex } from "./sha256.ts";

const HASH_DIGITS = 16;

/** What counts in a row. */
export interface Counted {
  readonly id: string;
  readonly seq: number;
  readonly revision: string | null;
  readonly review_revision: string | null;
}

/** How many rows, and the xor of their hashes as 16 hex digits: as it goes over the wire. */
export type Digest = readonly [count: number, xor: string];

/** Sum up rows. */
export function digestOf(rows: Iterable<Counted>): Digest {
  let count = 0;
  let xor = 0n;
  for (const row of rows) {
    count += 1;
    xor ^= rowHash(row);
  }
  return [count, xor.toString(16).padStart(HASH_DIGITS, "0")];
}

/** Give the first 8 bytes of sha256(id|seq|revision|review_revision) as a number. */
export function rowHash(row: Counted): bigint {
  const text = `${row.id}|${row.seq}|${row.revision}|${row.review_revision ?? ""}`;
  return BigInt(`0x${sha256Hex(text).slice(0, HASH_DIGITS)}`);
}
