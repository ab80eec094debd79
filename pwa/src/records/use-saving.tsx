/** Saving something by one tap: busy meanwhile, and in words what stopped it. */

import { useState } from "preact/hooks";
import { isQuotaError } from "../db/disk.ts";
import { t } from "../i18n/t.ts";
import { Note } from "../ui/note.tsx";

export interface Saving {
  readonly isBusy: boolean;
  readonly error: unknown;
  /** Do it once; a second tap meanwhile does nothing. */
  readonly run: (work: () => Promise<void>) => void;
}

export function useSaving(): Saving {
  const [isBusy, be] = useState(false);
  const [error, tell] = useState<unknown>(null);
  const run = (work: () => Promise<void>): void => {
    if (isBusy) return;
    be(true);
    work()
      .then(
        () => tell(null),
        (fault: unknown) => tell(() => fault),
      )
      .finally(() => be(false));
  };
  return { isBusy, error, run };
}

/** What happened, what is safe, one thing to do. */
export function SavingTrouble({ saving: { error } }: { saving: Saving }) {
  if (error === null) return null;
  return (
    <Note tone="stop" isAnnounced>
      <p>{isQuotaError(error) ? t("trouble.full") : t("trouble.not_saved")}</p>
    </Note>
  );
}
