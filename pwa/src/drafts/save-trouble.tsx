/** What stopped a form from being kept or saved: what happened, what is safe, one thing to do. */

import { useEffect, useRef } from "preact/hooks";
import { isQuotaError } from "../db/disk.ts";
import { t } from "../i18n/t.ts";
import { Button } from "../ui/button.tsx";
import { Note } from "../ui/note.tsx";
import type { SavingDraft } from "./saving.ts";
import type { KeptDraft } from "./use-draft.ts";

interface SaveTroubleProps {
  kept: KeptDraft;
  saving: SavingDraft;
}

export function SaveTrouble({ kept, saving }: SaveTroubleProps) {
  const frame = useRef<HTMLDivElement>(null);
  const fault = saving.error ?? (kept.keeping === "failed" ? kept.error : null);
  const isTried = saving.error !== null && !saving.isBusy;
  useEffect(() => {
    if (isTried) frame.current?.scrollIntoView({ block: "center" });
  }, [isTried, saving.error]);

  const again = () => (saving.error === null ? void kept.flush() : saving.again());
  return (
    <div ref={frame} role="alert">
      {kept.keeping === "gone" && <Note tone="wait">{t("form.gone")}</Note>}
      {fault !== null && (
        <Note tone="stop">
          <p>{isQuotaError(fault) ? t("trouble.full") : t("form.not_saved")}</p>
          <p>{isQuotaError(fault) ? t("form.full_how") : t("form.not_saved_how")}</p>
          <Button look="2" isFull icon="refresh-cw" isBusy={saving.isBusy} onPress={again}>
            {t("trouble.save_again")}
          </Button>
        </Note>
      )}
    </div>
  );
}
