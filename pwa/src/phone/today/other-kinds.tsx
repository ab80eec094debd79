/** The other things that can be logged: one row for each kind that this person may write. */

import { t, tl } from "../../i18n/t.ts";
import { useSession } from "../../session/session.ts";
import { List, Row } from "../../ui/row.tsx";
import { formKindsOf, paperKindsOf, wordsOf } from "./written-kinds.ts";

export function OtherKinds() {
  const session = useSession();
  const forms = formKindsOf(session);
  const papers = paperKindsOf(session);
  if (forms.length + papers.length === 0) return null;
  return (
    <section class="stack">
      <h2 class="heading">{t("today.other")}</h2>
      <List label={t("today.other")}>
        {forms.map((kind) => (
          <Row key={kind.id} icon={kind.icon} title={wordsOf(kind)} href={`/new/${kind.id}`} />
        ))}
        {papers.map((kind) => (
          <Row
            key={`paper ${kind.id}`}
            icon="keyboard"
            title={t("today.from_paper", { kind: tl(kind.labels) })}
            href={`/new/${kind.id}?from=paper`}
          />
        ))}
      </List>
    </section>
  );
}
