/** A disk without room. */

import type { mock } from "node:test";

/** Let writing into these stores fail for want of room, all of it or so many times. */
export function fillUp(
  t: { mock: typeof mock },
  stores: readonly string[],
  times: number = Number.POSITIVE_INFINITY,
): void {
  let left = times;
  for (const method of ["add", "put"] as const) {
    const write = IDBObjectStore.prototype[method];
    t.mock.method(
      IDBObjectStore.prototype,
      method,
      function (this: IDBObjectStore, value: unknown) {
        if (stores.includes(this.name) && left > 0) {
          left -= 1;
          throw new DOMException("no room", "QuotaExceededError");
        }
        return write.call(this, value);
      },
    );
  }
}
