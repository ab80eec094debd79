/** How to put An Thôn on the home screen. */

import { t } from "../../i18n/t.ts";
import { askToInstall, installPrompt, isInstalled } from "../../session/install.ts";
import { isApplePhone } from "../../session/platform.ts";
import { AppBar } from "../../ui/app-bar.tsx";
import { Button } from "../../ui/button.tsx";
import { FootBar } from "../../ui/foot-bar.tsx";
import { Note } from "../../ui/note.tsx";
import { goBack } from "../../ui/route.ts";
import { HomeScreen } from "./install-offer.tsx";
import { InstallSteps } from "./install-steps.tsx";

export function InstallHelp() {
  const isApple = isApplePhone(window);
  const back = () => goBack("/settings");
  return (
    <div class="screen">
      <AppBar onBack={back} />
      <main class="main">
        <HomeScreen />
        <h1 class="title">{t("install.title")}</h1>
        {isInstalled.value ? (
          <Note tone="done">
            <p>{t("install.installed")}</p>
          </Note>
        ) : (
          <>
            <p>{t(isApple ? "install.ios_help" : "install.android_help")}</p>
            <InstallSteps platform={isApple ? "ios_browser" : "android_browser"} />
            <p>{t("install.why")}</p>
          </>
        )}
      </main>
      <FootBar>
        {installPrompt.value && !isInstalled.value ? (
          <Button look="1" isHero icon="square-plus" onPress={() => void askToInstall()}>
            {t("install.go")}
          </Button>
        ) : (
          <Button look="1" isHero onPress={back}>
            {t("install.done")}
          </Button>
        )}
      </FootBar>
    </div>
  );
}
