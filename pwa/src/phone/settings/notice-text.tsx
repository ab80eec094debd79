/** The privacy notice itself: one question and its answer after the other. */

import type { Account } from "../../db/registry.ts";
import { t } from "../../i18n/t.ts";
import { setting } from "../../session/directory.ts";

export function NoticeText({ account }: { account: Account }) {
  const parts = [
    { title: t("notice.what"), lines: [t("notice.what_1"), t("notice.what_2")] },
    { title: t("notice.never"), lines: [t("notice.never_1"), t("notice.never_2")] },
    { title: t("notice.why"), lines: [t("notice.why_1")] },
    { title: t("notice.where"), lines: [t("notice.where_1")] },
    {
      title: t("notice.how_long"),
      lines: [t("notice.how_long_1"), t("notice.how_long_2"), t("notice.how_long_3")],
    },
    { title: t("notice.who"), lines: [t("notice.who_1"), t("notice.who_2")] },
    { title: t("notice.rights"), lines: [t("notice.rights_1"), t("notice.rights_2")] },
  ];
  return (
    <>
      <p>{t("notice.law")}</p>
      {parts.map(({ title, lines }) => (
        <section class="card" key={title}>
          <h2 class="heading">{title}</h2>
          {lines.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </section>
      ))}
      <section class="card">
        <h2 class="heading">{t("settings.privacy_contact")}</h2>
        <p>{contactOf(account)}</p>
      </section>
    </>
  );
}

/** Whom to ask, as the commune's settings say; the commune's police until they have come. */
function contactOf({ communeName = "" }: Account): string {
  const said = setting.value["privacy_contact"];
  if (typeof said === "string" && said !== "") return said;
  return t("notice.police", { commune: communeName }).trim();
}
