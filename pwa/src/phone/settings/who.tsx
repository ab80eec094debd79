/** Who is signed in on this phone: name, group, commune. */

import { t } from "../../i18n/t.ts";
import { me, myGroup, setting } from "../../session/directory.ts";
import { useSession } from "../../session/session.ts";

export function Who() {
  const { account } = useSession();
  const lines = [
    { word: t("settings.name"), value: me.value?.content["name"] ?? account.name },
    { word: t("settings.group"), value: myGroup.value?.content["name"] },
    { word: t("settings.commune"), value: setting.value["name"] ?? account.communeName },
  ].filter(({ value }) => typeof value === "string" && value !== "");
  return (
    <section class="stack">
      <h2 class="label">{t("settings.who")}</h2>
      <dl class="card answers">
        {lines.map(({ word, value }) => (
          <div key={word}>
            <dt>{word}</dt>
            <dd>{String(value)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
