/** No draft could be kept, so there is no form yet: what happened, what is safe, one thing to do. */

import { isQuotaError } from "../../db/disk.ts";
import { t } from "../../i18n/t.ts";
import { AppBar } from "../../ui/app-bar.tsx";
import { Button } from "../../ui/button.tsx";
import { Note } from "../../ui/note.tsx";
import { goBack } from "../../ui/route.ts";

interface CannotBeginProps {
  error: unknown;
  onAgain: () => void;
}

export function CannotBegin({ error, onAgain }: CannotBeginProps) {
  const isFull = isQuotaError(error);
  return (
    <div class="screen">
      <AppBar onBack={() => goBack("/")} />
      <main class="main">
        <h1 class="title">{isFull ? t("trouble.nearly_full") : t("form.not_begun")}</h1>
        <Note tone="stop" isAnnounced>
          <p>{t("trouble.safe")}</p>
          {isFull && <p>{t("form.full_first")}</p>}
        </Note>
        <Button look="1" isHero icon="refresh-cw" onPress={onAgain}>
          {t("ui.retry")}
        </Button>
      </main>
    </div>
  );
}
