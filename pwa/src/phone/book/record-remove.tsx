/** Taking a record out of the book, with a reason; and having it back. */

import { useState } from "preact/hooks";
import { t } from "../../i18n/t.ts";
import { SavingTrouble, useSaving } from "../../records/use-saving.tsx";
import { useSession } from "../../session/session.ts";
import type { Shown } from "../../sync/overlay.ts";
import { Button } from "../../ui/button.tsx";
import { Note } from "../../ui/note.tsx";
import { Sheet } from "../../ui/sheet.tsx";

export function RemoveButton({ shown }: { shown: Shown }) {
  const [isAsking, ask] = useState(false);
  return (
    <>
      <Button look="3" isFull icon="trash-2" onPress={() => ask(true)}>
        {t("record.remove")}
      </Button>
      {isAsking && <RemoveSheet shown={shown} onClose={() => ask(false)} />}
    </>
  );
}

function RemoveSheet({ shown, onClose }: { shown: Shown; onClose: () => void }) {
  const { phone } = useSession();
  const saving = useSaving();
  const remove = (reason: string): void =>
    saving.run(async () => {
      await phone.act({ act: "remove", recordId: shown.id, content: { reason } });
      onClose();
    });
  const reasons = [t("record.remove_wrong"), t("record.remove_twice"), t("record.remove_other")];
  return (
    <Sheet title={t("record.remove_title")} isBusy={saving.isBusy} onClose={onClose}>
      <p>{t("record.remove_detail")}</p>
      <p>
        <b>{t("record.remove_why")}</b>
      </p>
      {reasons.map((reason) => (
        <Button key={reason} look="2" isFull isBusy={saving.isBusy} onPress={() => remove(reason)}>
          {reason}
        </Button>
      ))}
      <SavingTrouble saving={saving} />
      <Button look="3" isFull onPress={onClose}>
        {t("ui.close")}
      </Button>
    </Sheet>
  );
}

/** What was removed says so, and comes back by one tap. */
export function RemovedNote({ shown, mayWrite }: { shown: Shown; mayWrite: boolean }) {
  const { phone } = useSession();
  const saving = useSaving();
  if (!shown.deleted) return null;
  const { removed: reason } = shown;
  const bringBack = (): void =>
    saving.run(async () => {
      await phone.act({ act: "resolve", recordId: shown.id, content: { removed: null } });
    });
  return (
    <Note tone="plain" icon="circle-x">
      <p>{reason ? t("record.removed_why", { reason }) : t("record.removed_plain")}</p>
      <SavingTrouble saving={saving} />
      {mayWrite && (
        <Button look="2" isFull icon="undo-2" isBusy={saving.isBusy} onPress={bringBack}>
          {t("record.bring_back")}
        </Button>
      )}
    </Note>
  );
}
