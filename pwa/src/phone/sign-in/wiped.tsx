/** The phone was reported stolen, and the book on it was deleted. */

import type { Account } from "../../db/registry.ts";
import { t } from "../../i18n/t.ts";
import { lastDutyNumber } from "../../session/duty-number.ts";
import { forgetWiped } from "../../session/sign-in.ts";
import { Button } from "../../ui/button.tsx";
import { CallButtons } from "../../ui/call-buttons.tsx";
import { Icon } from "../../ui/icon.tsx";
import { Note } from "../../ui/note.tsx";

export function Wiped({ account }: { account: Account }) {
  const begin = () => void forgetWiped(account).catch(globalThis.reportError);
  return (
    <div class="screen">
      <main class="main sign-in">
        <header class="sign-in-head">
          <Icon name="gate" size="mark" />
          <h1 class="title">{t("wiped.title")}</h1>
        </header>
        <Note tone="stop">
          <p>{t("wiped.why")}</p>
        </Note>
        <Note tone="done">
          <p>{t("wiped.safe")}</p>
        </Note>
        <p>{t("wiped.what_to_do")}</p>
        <Button look="1" isHero onPress={begin}>
          {t("sign_in.anew")}
        </Button>
        <CallButtons dutyNumber={lastDutyNumber.value} />
      </main>
    </div>
  );
}
