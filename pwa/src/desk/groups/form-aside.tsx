/** A record of the directory as it is written: the kind's own form, kept after every change. */

import { useEffect, useMemo, useRef } from "preact/hooks";
import { withNamed } from "../../drafts/options.ts";
import { SaveTrouble } from "../../drafts/save-trouble.tsx";
import { useSavingDraft } from "../../drafts/saving.ts";
import { useFoundDraft, useKeptDraft } from "../../drafts/use-draft.ts";
import { Form } from "../../forms/form.tsx";
import { browserLocator } from "../../forms/location.ts";
import { t } from "../../i18n/t.ts";
import type { Kind, Option } from "../../kinds/kind.ts";
import { kindOf } from "../../records/speaker.ts";
import { useBusy } from "../../session/busy.ts";
import { optionsOf, placeOf } from "../../session/directory.ts";
import { type FormDraft, keepDraftAgain } from "../../session/drafts.ts";
import { useSession } from "../../session/session.ts";
import type { Clock } from "../../session/true-clock.ts";
import { go, goBack } from "../../ui/route.ts";
import { isWide } from "../width.ts";
import { homeOf, hrefTo, NOWHERE } from "./address.ts";
import { AdviceNotes } from "./advice-notes.tsx";
import { areaIdsOf } from "./lines.ts";
import { RouteOrder } from "./route-order.tsx";
import { titleOf } from "./said.ts";

export function FormAside({ id, at }: { id: string; at: string }) {
  const session = useSession();
  const found = useFoundDraft(session, id);
  const draft = found?.draft;
  const kind = draft ? kindOf(session, draft.kind) : undefined;
  const isGone = found !== undefined && (!draft || draft.thrownAt !== null || !kind);
  useEffect(() => {
    if (isGone) go(homeOf(at), "replace"); // it was saved or thrown away, and Back led here
  }, [isGone]);
  if (!found || !draft || !kind || isGone) return null;
  return <OpenForm at={at} kind={kind} found={draft} now={found.now} />;
}

interface OpenFormProps {
  at: string;
  kind: Kind;
  found: FormDraft;
  now: Clock;
}

function OpenForm({ at, kind, found, now }: OpenFormProps) {
  const session = useSession();
  const kept = useKeptDraft(session, found);
  const { draft } = kept;
  const frame = useRef<HTMLElement>(null);
  const locator = useMemo(() => browserLocator(window.navigator), []);
  const saving = useSavingDraft(session, kind, kept, (isSaved) => {
    const home = at === NOWHERE ? hrefTo(draft.recordId) : homeOf(at);
    go(isSaved ? `${home}?saved=${draft.recordId}` : home, "replace");
  });
  useBusy("form");
  useEffect(() => frame.current?.querySelector<HTMLElement>(".title")?.focus(), []);

  const leave = () => {
    void kept.flush();
    goBack(homeOf(at));
  };
  const throwAway = async () => {
    await kept.flush();
    await keepDraftAgain(session.disk, { ...draft, thrownAt: new Date().toISOString() });
    go(homeOf(at), "replace");
  };
  const title = titleOf(kind, draft);
  return (
    <aside class="groups-aside groups-form" aria-label={title} ref={frame}>
      <Form
        kind={kind}
        content={draft.content}
        base={draft.base}
        layout="page"
        place={draft.place}
        within={isWide.value ? "h2" : "h1"}
        title={title}
        isSaved={kept.keeping === "kept" && draft.savedAt !== null}
        isBusy={saving.isBusy}
        after={
          <>
            {kind.id === "route" && <RouteOrder draft={draft} onChange={kept.change} />}
            {kind.fields.some(({ type }) => type === "point") && (
              <p class="hint">{t("directory.place_advice")}</p>
            )}
          </>
        }
        warning={<AdviceNotes draft={draft} onChange={kept.change} />}
        trouble={<SaveTrouble kept={kept} saving={saving} />}
        options={(ref) => withNamed(offeredFor(ref, draft), ref, draft)}
        now={now}
        newId={() => session.phone.newId()}
        locator={locator}
        onChange={kept.change}
        onGo={kept.move}
        onBack={leave}
        onThrowAway={draft.savedAt === null ? undefined : () => void throwAway()}
        onSave={(content) => void saving.save(content)}
      />
    </aside>
  );
}

/** A route leads past the checkpoints of its group's areas. */
function offeredFor(ref: string, { kind, content }: FormDraft): readonly Option[] {
  const offered = optionsOf(ref);
  const group = placeOf(content["group"]);
  if (kind !== "route" || ref !== "checkpoint" || !group) return offered;
  const areas = areaIdsOf(group);
  return offered.filter(({ id }) => areas.includes(String(placeOf(id)?.content["area"])));
}
