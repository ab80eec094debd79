/** While the phone reads its own store, and where that fails. */

import { t } from "../../i18n/t.ts";
import type { Live } from "../../session/live.ts";
import { Button } from "../../ui/button.tsx";
import { Loading } from "../../ui/loading.tsx";
import { Note } from "../../ui/note.tsx";

export function Opening({ live }: { live: Live<unknown> }) {
  if (!live.error) return <Loading onRetry={live.again} />;
  return (
    <div class="stack stack-wide">
      <Note tone="stop" isAnnounced>
        <p>{t("book.cannot_read")}</p>
        <p>{t("trouble.safe")}</p>
      </Note>
      <Button look="2" onPress={live.again}>
        {t("ui.retry")}
      </Button>
    </div>
  );
}
