/**
 * On an iPhone the home screen's app and Safari share nothing, and Safari forgets after a week: the
 * app goes to the home screen before anybody signs in, and the invitation is used there.
 */

import { t } from "../../i18n/t.ts";
import { lastDutyNumber } from "../../session/duty-number.ts";
import { Button } from "../../ui/button.tsx";
import { CallButtons } from "../../ui/call-buttons.tsx";
import { Icon } from "../../ui/icon.tsx";
import { InstallSteps } from "../settings/install-steps.tsx";

export function InstallFirst({ onStay }: { onStay: () => void }) {
  return (
    <div class="screen">
      <main class="main sign-in">
        <header class="sign-in-head">
          <Icon name="gate" size="mark" />
          <h1 class="title">{t("install.title")}</h1>
          <p>{t("install.ios_first")}</p>
        </header>
        <InstallSteps platform="ios_browser" />
        <p class="line">
          <Icon name="house" />
          <span class="grow">{t("install.then_open")}</span>
        </p>
        <CallButtons dutyNumber={lastDutyNumber.value} />
        <Button look="3" isFull onPress={onStay}>
          {t("install.stay")}
        </Button>
      </main>
    </div>
  );
}
