/** How a kind's form is laid out. */

import type { Kind } from "../../kinds/kind.ts";

/** One step alone is a page; more go one after another, unless the kind wants them together. */
export function layoutOf({ steps, layout }: Kind): "steps" | "page" {
  return steps.length < 2 ? "page" : (layout ?? "steps");
}
