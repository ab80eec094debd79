/** Begins the correction of a record, at the field that was asked for. */

import { useEffect, useState } from "preact/hooks";
import { beginCorrection } from "../../drafts/begin.ts";
import { t } from "../../i18n/t.ts";
import type { FormDraft } from "../../session/drafts.ts";
import { useSession } from "../../session/session.ts";
import { AppBar } from "../../ui/app-bar.tsx";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Loading } from "../../ui/loading.tsx";
import { go, route } from "../../ui/route.ts";
import { CannotBegin } from "./cannot-begin.tsx";

export function EditRecord({ id }: { id: string }) {
  const session = useSession();
  const [isMissing, miss] = useState(false);
  const [error, tell] = useState<unknown>(null);
  const [tries, again] = useState(0);
  useEffect(() => {
    tell(null);
    beginCorrection(session, id).then(
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

function hrefOf({ id }: FormDraft): string {
  const field = route.value.query.get("field");
  const outer = field?.split(".")[0];
  return `/draft/${id}?step=1${outer ? `&field=${encodeURIComponent(outer)}` : ""}`;
}
