/** Text size, theme, language, form of address; who is signed in; help; the way out. */

import "../../i18n/invite.ts";
import { useState } from "preact/hooks";
import { t } from "../../i18n/t.ts";
import { isAtDesk } from "../../session/directory.ts";
import { lastDutyNumber } from "../../session/duty-number.ts";
import { canInstall } from "../../session/install.ts";
import { groupsLed } from "../../session/invite.ts";
import { useLive } from "../../session/live.ts";
import { useSession } from "../../session/session.ts";
import { Button } from "../../ui/button.tsx";
import { CallButtons } from "../../ui/call-buttons.tsx";
import { List, Row } from "../../ui/row.tsx";
import { PhoneTabs } from "../phone-tabs.tsx";
import { readAsked } from "../today/read-asked.ts";
import { HelperDetails } from "./helper-details.tsx";
import { SignOutSheet } from "./sign-out-sheet.tsx";
import { Spoken } from "./spoken.tsx";
import { TextSizeChoice } from "./text-size-choice.tsx";
import { ThemeChoice } from "./theme-choice.tsx";
import { VersionState } from "./version-state.tsx";
import { Who } from "./who.tsx";

export function Settings() {
  const [isLeaving, leave] = useState(false);
  const session = useSession();
  const asked = useLive(() => readAsked(session), [session]).value ?? [];
  return (
    <div class="screen">
      <header class="screen-head">
        <h1 class="title">{t("settings.title")}</h1>
      </header>
      <main class="main settings">
        <TextSizeChoice />
        <ThemeChoice />
        <Spoken />
        <Who />
        <List>
          {groupsLed().length > 0 && (
            <Row title={t("invite.title")} icon="users" href="/settings/group" />
          )}
          <Row title={t("sign_in.notice")} icon="shield-check" href="/settings/privacy" />
          {canInstall(window) && (
            <Row title={t("install.title")} icon="square-plus" href="/settings/install" />
          )}
        </List>
        {isAtDesk.value && (
          <a class="button button-2 full" href="/desk" target="_self">
            {t("settings.to_desk")}
          </a>
        )}
        <VersionState />
        <section class="stack">
          <h2 class="heading">{t("sign_in.help")}</h2>
          <CallButtons dutyNumber={lastDutyNumber.value} />
        </section>
        <Button look="3" isFull icon="log-out" onPress={() => leave(true)}>
          {t("sign_out.title")}
        </Button>
        <HelperDetails />
      </main>
      <PhoneTabs current="settings" asked={asked.length} />
      {isLeaving && (
        <SignOutSheet
          title={t("sign_out.title")}
          words={t("sign_out.why")}
          onClose={() => leave(false)}
        />
      )}
    </div>
  );
}
