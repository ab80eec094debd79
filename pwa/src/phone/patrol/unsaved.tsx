/** There was no room: what happened, what is safe, one thing to do. */

import { t } from "../../i18n/t.ts";
import { Button } from "../../ui/button.tsx";
import { Note } from "../../ui/note.tsx";

export function Unsaved({ onAgain }: { onAgain: () => void }) {
  return (
    <Note tone="stop" isAnnounced>
      <p>
        <b>{t("patrol.unsaved")}</b> {t("trouble.safe")}
      </p>
      <Button look="2" isFull onPress={onAgain}>
        {t("trouble.save_again")}
      </Button>
    </Note>
  );
}
