/** Forms that were begun and left, and what was thrown away and can be had back. */

import { t } from "../../i18n/t.ts";
import { kindOf } from "../../records/speaker.ts";
import { placeOf } from "../../session/directory.ts";
import {
  type FormDraft,
  forgetDraft,
  keepDraft,
  readDrafts,
  readThrownAway,
} from "../../session/drafts.ts";
import { useLive } from "../../session/live.ts";
import { useSession } from "../../session/session.ts";
import { Button } from "../../ui/button.tsx";
import { Note } from "../../ui/note.tsx";
import { StateChip } from "../../ui/state-chip.tsx";
import { hrefTo } from "./address.ts";
import { titleOf } from "./said.ts";

interface BegunProps {
  at: string | null;
  /** The record that was just saved. */
  savedId: string | null;
  /** The draft that is open right now. */
  openId: string | null;
}

export function Begun({ at, savedId, openId }: BegunProps) {
  const session = useSession();
  const { disk } = session;
  const { value, again } = useLive(() => readBegun(disk), [disk, at, savedId, openId]);
  const saved = placeOf(savedId);
  const [thrown] = value?.thrown ?? [];
  const begun = value?.begun.filter(({ id }) => id !== openId) ?? [];
  const title = (draft: FormDraft) => {
    const kind = kindOf(session, draft.kind);
    return kind ? titleOf(kind, draft) : "";
  };
  const takeBack = async (draft: FormDraft) => {
    await keepDraft(disk, { ...draft, thrownAt: null });
    again();
  };
  const close = async (draft: FormDraft) => {
    await forgetDraft(disk, draft.id);
    again();
  };
  return (
    <>
      {saved && (
        <Note tone="done" isAnnounced>
          <p>{t("directory.saved", { name: String(saved.content["name"] ?? "") })}</p>
          {saved.state && <StateChip state={saved.state} />}
        </Note>
      )}
      {thrown && (
        <Note icon="trash-2" isAnnounced>
          <p>{t("directory.thrown", { what: title(thrown) })}</p>
          <p class="line wrap">
            <Button look="2" icon="undo-2" onPress={() => void takeBack(thrown)}>
              {t("form.take_back")}
            </Button>
            <Button look="3" onPress={() => void close(thrown)}>
              {t("ui.close")}
            </Button>
          </p>
        </Note>
      )}
      {begun.map((draft) => (
        <Note key={draft.id} icon="pencil-line">
          <p>{t("directory.begun", { what: title(draft) })}</p>
          <Button look="2" href={hrefTo(at, { what: "draft", draftId: draft.id })}>
            {t("directory.go_on")}
          </Button>
        </Note>
      ))}
    </>
  );
}

async function readBegun(disk: Parameters<typeof readDrafts>[0]) {
  return { begun: await readDrafts(disk), thrown: await readThrownAway(disk) };
}
