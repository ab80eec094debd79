/**
 * Records that continue one another are one chain: a patrol that went on in another phone.
 *
 * A removed record still holds its chain together, and so does one that is not there; the direction
 * of a link says nothing, so that a circle or a fork is one chain too.
 */

import type { Json } from "../lib/json.ts";

export class Chains {
  readonly #above = new Map<string, string>();

  /** `links`: record id and what its ref to the record before it holds. */
  constructor(links: Iterable<readonly [string, Json | undefined]>) {
    for (const [id, before] of links) {
      if (typeof before !== "string") continue;
      const root = this.of(before);
      this.#above.set(root, root);
      this.#above.set(this.of(id), root);
    }
  }

  /** Whether the record is linked with another, or said to be. */
  has(id: string): boolean {
    return this.#above.has(id);
  }

  /** The name of a record's chain; one without links is a chain by itself. */
  of(id: string): string {
    let root = id;
    for (;;) {
      const above = this.#above.get(root);
      if (above === undefined || above === root) break;
      root = above;
    }
    let at = id;
    while (at !== root) {
      const above = this.#above.get(at) ?? root;
      this.#above.set(at, root);
      at = above;
    }
    return root;
  }
}
