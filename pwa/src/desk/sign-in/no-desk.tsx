/** Somebody without a seat at the desk came here: one sentence, and the way to his own app. */

import { t } from "../../i18n/t.ts";
import { Button } from "../../ui/button.tsx";
import { Front } from "../front.tsx";

export function NoDesk() {
  return (
    <Front title={t("desk.not_yours")}>
      <p>{t("desk.not_yours_detail")}</p>
      <a class="button button-1" href="/" target="_self">
        {t("desk.to_phone")}
      </a>
      <Button look="3" href="/desk/sign-in">
        {t("desk.as_officer")}
      </Button>
    </Front>
  );
}
