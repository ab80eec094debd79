/** What was thrown away, and the way to have it back. */

import { t } from "../../i18n/t.ts";
import { type FormDraft, forgetDraft, keepDraft } from "../../session/drafts.ts";
import { useSession } from "../../session/session.ts";
import { Button } from "../../ui/button.tsx";
import { Note } from "../../ui/note.tsx";
import { nameOfDraft } from "./draft-rows.tsx";

interface ThrownNoteProps {
  draft: FormDraft;
  onChange: () => void;
}

export function ThrownNote({ draft, onChange }: ThrownNoteProps) {
  const session = useSession();
  const { disk } = session;
  const takeBack = async () => {
    await keepDraft(disk, { ...draft, thrownAt: null });
    onChange();
  };
  const close = async () => {
    await forgetDraft(disk, draft.id);
    onChange();
  };
  return (
    <Note icon="trash-2" isAnnounced>
      <p>{t("form.thrown_away", { kind: nameOfDraft(session, draft) })}</p>
      <p class="line wrap">
        <Button look="2" icon="undo-2" onPress={() => void takeBack()}>
          {t("form.take_back")}
        </Button>
        <Button look="3" onPress={() => void close()}>
          {t("ui.close")}
        </Button>
      </p>
    </Note>
  );
}
