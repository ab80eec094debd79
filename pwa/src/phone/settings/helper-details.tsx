/** What somebody who helps over the telephone asks for; folded away from everybody else. */

import { t } from "../../i18n/t.ts";
import { APP_VERSION } from "../../lib/version.ts";
import { useSession } from "../../session/session.ts";
import { isKept } from "../../session/storage.ts";
import { Icon } from "../../ui/icon.tsx";

export function HelperDetails() {
  const { account } = useSession();
  const lines = [
    { word: t("settings.version"), value: APP_VERSION },
    { word: t("settings.device_id"), value: account.deviceId ?? "" },
    { word: t("settings.install_id"), value: account.installId },
    { word: t("settings.person_id"), value: account.person },
    { word: t("settings.commune_id"), value: account.communeId },
    { word: t("settings.kept"), value: sayKept(isKept.value) },
  ].filter(({ value }) => value !== "");
  return (
    <details class="fold">
      <summary>
        <span class="grow row-title">{t("trouble.for_helper")}</span>
        <Icon name="chevron-down" />
      </summary>
      <dl class="stack who helper-text">
        {lines.map(({ word, value }) => (
          <div key={word}>
            <dt>{word}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

/** Whether the browser may clear the book by itself; "" where it does not say. */
function sayKept(promised: boolean | null): string {
  if (promised === null) return "";
  return promised ? t("settings.kept_yes") : t("settings.kept_no");
}
