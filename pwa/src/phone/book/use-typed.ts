/** A text that is being typed, kept at every letter so that nothing of it is lost with the app. */

import { useEffect, useState } from "preact/hooks";
import type { Disk } from "../../db/disk.ts";
import { keepTyped, readTyped } from "./typed-draft.ts";

/** The text, and what takes a newer one; undefined until it was read. */
export function useTyped(
  disk: Disk,
  draftId: string,
): [string | undefined, (text: string) => void] {
  const [text, show] = useState<string>();
  useEffect(() => {
    readTyped(disk, draftId).then(show, (error: unknown) => {
      globalThis.reportError(error);
      show("");
    });
  }, [disk, draftId]);
  const type = (typed: string): void => {
    show(typed);
    keepTyped(disk, draftId, typed).catch((error: unknown) => globalThis.reportError(error));
  };
  return [text, type];
}
