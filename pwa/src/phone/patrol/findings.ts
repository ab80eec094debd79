/** What was found on a patrol. */

import { liveItems } from "../../forms/content.ts";
import type { Content } from "../../kinds/kind.ts";
import { msOf } from "./moments.ts";

/** Units that are called when something has to be done at once. */
const CALLED_OUT = new Set(["cax", "113", "114", "115"]);

/** In the order in which they were seen. */
export function findingsOf(content: Content): Content[] {
  return liveItems(content["findings"]).sort(
    (one, next) => msOf(one["occurred_at"]) - msOf(next["occurred_at"]),
  );
}

/** Whether something was found that was told to the police, or that called somebody out. */
export function hasSomethingToLookAt(content: Content): boolean {
  return findingsOf(content).some(
    (finding) =>
      finding["first_action"] === "bao_cong_an" || CALLED_OUT.has(String(finding["called_unit"])),
  );
}
