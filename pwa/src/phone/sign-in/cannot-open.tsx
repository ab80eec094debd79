/** The book could not be opened: what happened, what is safe, one thing to do. */

import { t } from "../../i18n/t.ts";
import { lastDutyNumber } from "../../session/duty-number.ts";
import { Button } from "../../ui/button.tsx";
import { CallButtons } from "../../ui/call-buttons.tsx";
import { Icon } from "../../ui/icon.tsx";
import { Note } from "../../ui/note.tsx";

export function CannotOpen({ error }: { error: unknown }) {
  return (
    <div class="screen">
      <main class="main sign-in">
        <header class="sign-in-head">
          <Icon name="gate" size="mark" />
          <h1 class="title">{t("cannot_open.title")}</h1>
        </header>
        <Note tone="stop">
          <p>{t("cannot_open.why")}</p>
        </Note>
        <Note tone="done">
          <p>{t("trouble.safe")}</p>
        </Note>
        <p>{t("cannot_open.what_to_do")}</p>
        <Button look="1" isHero icon="refresh-cw" onPress={() => window.location.reload()}>
          {t("ui.retry")}
        </Button>
        <CallButtons dutyNumber={lastDutyNumber.value} />
        <details class="fold">
          <summary>
            <span class="grow row-title">{t("trouble.for_helper")}</span>
            <Icon name="chevron-down" />
          </summary>
          <p class="stack helper-text">{String(error)}</p>
        </details>
      </main>
    </div>
  );
}
