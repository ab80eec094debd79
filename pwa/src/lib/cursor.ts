/** A cursor is a place in a commune's history: `<seq>.<8 hex digits of the lineage>`, or `0`. */

export const START = "0";
const CURSOR = /^([1-9][0-9]{0,17})\.[0-9a-f]{8}$/;

/** Give the seq of a cursor; null for what can't be read, which means a reset and no error. */
export function readSeq(cursor: string | null | undefined): number | null {
  if (cursor === START) return 0;
  const found = CURSOR.exec(cursor ?? "");
  return found ? Number(found[1]) : null;
}
