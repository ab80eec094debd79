/** How to put An Thôn on the home screen, one drawn step under the other. */

import { t } from "../../i18n/t.ts";
import type { Platform } from "../../session/platform.ts";
import { Icon } from "../../ui/icon.tsx";

interface InstallStep {
  readonly words: string;
  readonly icon: string;
  /** What stands on the button there, as the phone writes it. */
  readonly button?: string;
}

export function InstallSteps({ platform }: { platform: Platform }) {
  const steps = platform === "ios_browser" ? iosSteps() : androidSteps();
  return (
    <ol class="list install-steps">
      {steps.map(({ words, icon, button }, at) => (
        <li class="row" key={words}>
          <span class="badge badge-primary" aria-hidden="true">
            <b>{at + 1}</b>
          </span>
          <span class="grow">
            {words} {button && <b>{button}</b>}
          </span>
          <Icon name={icon} size="large" />
        </li>
      ))}
    </ol>
  );
}

function iosSteps(): readonly InstallStep[] {
  return [
    { words: t("install.ios_share"), icon: "share" },
    { words: t("install.ios_add"), button: t("install.ios_add_button"), icon: "square-plus" },
    { words: t("install.ios_done"), button: t("install.ios_done_button"), icon: "check" },
  ];
}

function androidSteps(): readonly InstallStep[] {
  return [
    { words: t("install.android_menu"), icon: "ellipsis-vertical" },
    {
      words: t("install.android_add"),
      button: t("install.android_add_button"),
      icon: "square-plus",
    },
    {
      words: t("install.android_done"),
      button: t("install.android_done_button"),
      icon: "check",
    },
  ];
}
