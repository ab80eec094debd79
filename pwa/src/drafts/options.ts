/** What a draft may name: what is offered, and what it names though it is no longer offered. */

import type { Option } from "../kinds/kind.ts";
import { everyOption } from "../session/directory.ts";
import type { FormDraft } from "../session/drafts.ts";

/** Give `offered` for refs of this kind with what the draft, or what it corrects, names besides. */
export function withNamed(
  offered: readonly Option[],
  ref: string,
  { content, base }: FormDraft,
): readonly Option[] {
  const named = JSON.stringify([content, base]);
  const known = new Set(offered.map(({ id }) => id));
  const others = everyOption(ref).filter(({ id }) => !known.has(id) && named.includes(id));
  return [...offered, ...others];
}
