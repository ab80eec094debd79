/** Begins the correction of a record, at the field that was asked for. */

import { useEffect, useState } from "preact/hooks";
import { t } from "../../i18n/t.ts";
import { beginDraft, type FormDraft, readDrafts } from "../../session/drafts.ts";
import { type Session, useSession } from "../../session/session.ts";
import { findEntry } from "../../sync/list.ts";
import type { Shown } from "../../sync/overlay.ts";
import type { Phone } from "../../sync/phone.ts";
import { fetchWhole } from "../../sync/record-fetch.ts";
import { AppBar } from "../../ui/app-bar.tsx";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Loading } from "../../ui/loading.tsx";
import { go, route } from "../../ui/route.ts";
import { CannotBegin } from "./cannot-begin.tsx";
import { heldOf } from "./instead.ts";

export function EditRecord({ id }: { id: string }) {
  const session = useSession();
  const [isMissing, miss] = useState(false);
  const [error, tell] = useState<unknown>(null);
  const [tries, again] = useState(0);
  useEffect(() => {
    tell(null);
    draftOf(session, id).then(
      (draft) => (draft ? go(hrefOf(draft), "replace") : miss(true)),
      (fault: unknown) => tell(() => fault),
    );
  }, [session, id, tries]);
  if (error !== null) return <CannotBegin error={error} onAgain={() => again(tries + 1)} />;
  return isMissing ? <Missing id={id} /> : <Loading />;
}

/** Of the record only the outline is on this phone, or nothing: it must be had whole first. */
function Missing({ id }: { id: string }) {
  return (
    <div class="screen">
      <AppBar backHref={`/record/${id}`} />
      <main class="main">
        <h1 class="title">{t("form.not_whole")}</h1>
        <EmptyState icon="cloud-off" words={t("form.not_whole_why")}>
          <Button look="2" href={`/record/${id}`}>
            {t("ui.back")}
          </Button>
        </EmptyState>
      </main>
    </div>
  );
}

/** What was begun goes on; it knows by itself what its author saw then. */
async function draftOf(
  { disk, phone, catalog }: Session,
  recordId: string,
): Promise<FormDraft | null> {
  const begun = await readDrafts(disk);
  const known = begun.find((draft) => !draft.isNew && draft.recordId === recordId);
  if (known) return known;
  const shown = await wholeOf(phone, recordId);
  if (!shown?.content || shown.deleted) return null;
  const entry = await findEntry(disk, recordId, catalog.itemKeysOf);
  const replaces = heldOf(entry, phone.owner.person);
  const draft: FormDraft = {
    id: phone.newId(),
    kind: shown.kind,
    recordId,
    isNew: false,
    stream: shown.stream,
    content: shown.content,
    base: shown.content,
    baseRevision: shown.revision,
    ...(replaces && { replaces }),
    // Whoever corrects one thing should not have to walk through all the steps to save it.
    layout: "page",
    place: { step: 0 },
    field: null,
    savedAt: null,
    thrownAt: null,
  };
  await beginDraft(disk, draft);
  return draft;
}

/** An old one is only outlined on this phone, and has to be fetched before it is corrected. */
async function wholeOf(phone: Phone, recordId: string): Promise<Shown | null> {
  const shown = await phone.view(recordId);
  if (!shown || shown.content) return shown;
  await fetchWhole(phone, recordId);
  return phone.view(recordId);
}

function hrefOf({ id }: FormDraft): string {
  const field = route.value.query.get("field");
  const outer = field?.split(".")[0];
  return `/draft/${id}?step=1${outer ? `&field=${encodeURIComponent(outer)}` : ""}`;
}
