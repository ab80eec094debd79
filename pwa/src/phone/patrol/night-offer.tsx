/** After dark: whether the screen should turn to the night theme for this patrol. */

import { signal } from "@preact/signals";
import { t } from "../../i18n/t.ts";
import { isNightNow, theme } from "../../session/looks.ts";
import { Button } from "../../ui/button.tsx";
import { Note } from "../../ui/note.tsx";
import { isDark } from "./night.ts";

/** Refused for as long as the app stays open: asking again would only be a nuisance. */
const isRefused = signal(false);

export function NightOffer({ now }: { now: Date }) {
  const isNight = isNightNow.value || theme.value === "night";
  if (isNight || isRefused.value || !isDark(now)) return null;
  return (
    <Note icon="flashlight">
      <p>{t("patrol.night_offer")}</p>
      <div class="two">
        <Button
          look="2"
          onPress={() => {
            isNightNow.value = true;
          }}
        >
          {t("patrol.night_yes")}
        </Button>
        <Button
          look="3"
          onPress={() => {
            isRefused.value = true;
          }}
        >
          {t("patrol.night_no")}
        </Button>
      </div>
    </Note>
  );
}

/** On the patrol's screen, quiet and always there after dark. */
export function NightSwitch({ now }: { now: Date }) {
  if (theme.value === "night" || !(isNightNow.value || isDark(now))) return null;
  return (
    <Button
      look="3"
      icon="flashlight"
      onPress={() => {
        isNightNow.value = !isNightNow.value;
      }}
    >
      {t(isNightNow.value ? "patrol.night_off" : "patrol.night_yes")}
    </Button>
  );
}
