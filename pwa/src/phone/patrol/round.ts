/** The round of a patrol: its checkpoints as the directory has them, and how far it has come. */

import type { Content } from "../../kinds/kind.ts";
import { placeOf, placesOfKind } from "../../session/directory.ts";
import type { Entry } from "../../sync/list.ts";
import { offeredCheckpoints, type Progress, progressOf } from "./progress.ts";
import { seatOf } from "./seats.ts";

/** `earlier`: the parts that it continues. */
export function roundOf({ shown }: Entry, earlier: readonly Entry[]): Progress {
  const content: Content = shown.content ?? {};
  const areas = seatOf(shown.stream)?.group.content["areas"];
  const offered = offeredCheckpoints(content, placeOf, placesOfKind("checkpoint"), areas);
  return progressOf(
    offered,
    content,
    earlier.map((part) => part.shown.content ?? {}),
  );
}
