/** Forms that were begun, each leading back to where it was left. */

import { sayWhen } from "../../i18n/say.ts";
import { t, tl } from "../../i18n/t.ts";
import { kindOf } from "../../records/speaker.ts";
import type { FormDraft } from "../../session/drafts.ts";
import { type Session, useSession } from "../../session/session.ts";
import { List, Row } from "../../ui/row.tsx";

interface DraftRowsProps {
  drafts: readonly FormDraft[];
  label: string;
}

export function DraftRows({ drafts, label }: DraftRowsProps) {
  const session = useSession();
  return (
    <List label={label}>
      {drafts.map((draft) => (
        <Row
          key={draft.id}
          icon={kindOf(session, draft.kind)?.icon ?? "pencil-line"}
          title={nameOfDraft(session, draft)}
          detail={t("form.left_at", { when: sayWhen(draft.savedAt ?? "", new Date()) })}
          state="draft"
          href={`/draft/${draft.id}`}
        />
      ))}
    </List>
  );
}

/** "Hòa giải", or "Sửa: Hòa giải". */
export function nameOfDraft(session: Session, draft: FormDraft): string {
  const kind = kindOf(session, draft.kind);
  const words = kind ? tl(kind.labels) : t("form.unknown_option");
  return draft.isNew ? words : t("form.correct", { kind: words });
}
