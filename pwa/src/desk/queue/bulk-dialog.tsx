/** Accepting together what no check flags: said once how many, then done. */

import { t } from "../../i18n/t.ts";
import { SavingTrouble, useSaving } from "../../records/use-saving.tsx";
import type { Case } from "../../review/queue.ts";
import { Button } from "../../ui/button.tsx";
import { Sheet } from "../../ui/sheet.tsx";

interface BulkDialogProps {
  cases: readonly Case[];
  onAccept: () => Promise<void>;
  onClose: () => void;
}

export function BulkDialog({ cases, onAccept, onClose }: BulkDialogProps) {
  const saving = useSaving();
  return (
    <Sheet
      title={t("desk.bulk_title", { count: cases.length })}
      isBusy={saving.isBusy}
      onClose={onClose}
    >
      <p>{t("desk.bulk_detail")}</p>
      <SavingTrouble saving={saving} />
      <Button
        look="1"
        isFull
        icon="check"
        isBusy={saving.isBusy}
        onPress={() => saving.run(onAccept)}
      >
        {t("desk.bulk_go", { count: cases.length })}
      </Button>
      <Button look="3" isFull onPress={onClose}>
        {t("desk.ask_stop")}
      </Button>
    </Sheet>
  );
}
