/** What is written beside a group: its draft is begun or found again, then stands in the address. */

import { useEffect, useState } from "preact/hooks";
import { beginCorrection, beginNew } from "../../drafts/begin.ts";
import { t } from "../../i18n/t.ts";
import type { Content } from "../../kinds/kind.ts";
import { dayOf } from "../../lib/dates.ts";
import { kindOf } from "../../records/speaker.ts";
import { DIRECTORY, placeOf } from "../../session/directory.ts";
import { type FormDraft, readDrafts } from "../../session/drafts.ts";
import { type Session, useSession } from "../../session/session.ts";
import { readTrueClock } from "../../session/true-clock.ts";
import { Button } from "../../ui/button.tsx";
import { Note } from "../../ui/note.tsx";
import { go } from "../../ui/route.ts";
import { maintains } from "../own-directory.ts";
import { homeOf, hrefTo, type Task } from "./address.ts";
import { FormAside } from "./form-aside.tsx";
import { prefillsOf } from "./prefills.ts";

interface TaskAsideProps {
  /** The group, or what stands in its place in the address. */
  at: string;
  task: Task;
}

export function TaskAside({ at, task }: TaskAsideProps) {
  if (!maintains.value) return <Stopped at={at} words={t("directory.not_yours")} />;
  if (task.what === "draft") return <FormAside key={task.draftId} id={task.draftId} at={at} />;
  return <Begin key={hrefTo(at, task)} at={at} task={task} />;
}

function Begin({ at, task }: TaskAsideProps) {
  const session = useSession();
  const [fault, tell] = useState<"missing" | "not_begun" | null>(null);
  useEffect(() => {
    begin(session, at, task).then(
      (draft) => {
        if (draft) go(hrefTo(at, { what: "draft", draftId: draft.id }), "replace");
        else tell("missing");
      },
      (error: unknown) => {
        globalThis.reportError(error);
        tell("not_begun");
      },
    );
  }, []);
  return fault === null ? null : <Stopped at={at} words={t(`directory.${fault}`)} />;
}

function Stopped({ at, words }: { at: string; words: string }) {
  return (
    <aside class="groups-aside groups-form">
      <Note tone="wait" isAnnounced>
        <p>{words}</p>
      </Note>
      <Button look="2" isFull href={homeOf(at)}>
        {t("ui.back")}
      </Button>
    </aside>
  );
}

/** What was begun for the same place goes on: nothing that was typed is forgotten. */
async function begin(session: Session, at: string, task: Task): Promise<FormDraft | null> {
  if (task.what === "edit") return beginCorrection(session, task.recordId);
  const kind = task.what === "new" ? kindOf(session, task.kind) : undefined;
  if (kind?.stream !== DIRECTORY) return null;
  const now = await readTrueClock(session);
  const content = prefillsOf(kind.id, {
    group: placeOf(at),
    today: dayOf(now()),
    newId: () => session.phone.newId(),
  });
  const begun = await readDrafts(session.disk);
  const known = begun.find(
    (draft) => draft.isNew && draft.kind === kind.id && isThere(draft.content, content),
  );
  return known ?? beginNew(session, kind, DIRECTORY, "page", content);
}

function isThere(written: Content, begins: Content): boolean {
  return ["group", "area"].every((name) => !begins[name] || begins[name] === written[name]);
}
