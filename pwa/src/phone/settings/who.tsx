/** Who is signed in on this phone: name, groups, commune. */

import { t } from "../../i18n/t.ts";
import { me, nameOf, placesOfKind, setting } from "../../session/directory.ts";
import { useSession } from "../../session/session.ts";

export function Who() {
  const { account } = useSession();
  const lines = [
    { word: t("settings.name"), value: me.value?.content["name"] ?? account.name },
    { word: t("settings.group"), value: groupsOf(account.person).join("\n") },
    { word: t("settings.commune"), value: setting.value["name"] ?? account.communeName },
  ].filter(({ value }) => typeof value === "string" && value !== "");
  return (
    <section class="stack">
      <h2 class="label">{t("settings.who")}</h2>
      <dl class="card who">
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

/** One person has a member record in each group. */
function groupsOf(person: string): string[] {
  return placesOfKind("member")
    .filter(({ content }) => content["account"] === person && content["status"] !== "da_nghi")
    .map(({ content }) => nameOf(content["group"]));
}
