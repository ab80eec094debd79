/** A disk without room. */

import type { mock } from "node:test";

/** Let puts into these stores fail for want of room, all of them or so many. */
export function fillUp(
  t: { mock: typeof mock },
  stores: readonly string[],
  times: number = Number.POSITIVE_INFINITY,
): void {
  const { put } = IDBObjectStore.prototype;
  let left = times;
  t.mock.method(IDBObjectStore.prototype, "put", function (this: IDBObjectStore, value: unknown) {
    if (stores.includes(this.name) && left > 0) {
      left -= 1;
      throw new DOMException("no room", "QuotaExceededError");
    }
    return put.call(this, value);
  });
}
