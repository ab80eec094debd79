/** The form of a draft: the address says where in it the person is, the disk what was written. */

import { useEffect, useMemo } from "preact/hooks";
import { useMedia } from "../../camera/use-media.tsx";
import { withNamed } from "../../drafts/options.ts";
import { SaveTrouble } from "../../drafts/save-trouble.tsx";
import { useSavingDraft } from "../../drafts/saving.ts";
import { type KeptDraft, useFoundDraft, useKeptDraft } from "../../drafts/use-draft.ts";
import { isAnswering, revealField } from "../../forms/focus.ts";
import { Form } from "../../forms/form.tsx";
import { browserLocator } from "../../forms/location.ts";
import type { Place } from "../../forms/place.ts";
import { nameOfPlace, stepOf } from "../../forms/place.ts";
import { t, tl } from "../../i18n/t.ts";
import type { Kind } from "../../kinds/kind.ts";
import { kindOf } from "../../records/speaker.ts";
import { useBusy } from "../../session/busy.ts";
import { groupIn, optionsOf } from "../../session/directory.ts";
import { type FormDraft, keepDraftAgain } from "../../session/drafts.ts";
import { type Session, useSession } from "../../session/session.ts";
import type { Clock } from "../../session/true-clock.ts";
import { Loading } from "../../ui/loading.tsx";
import { go, goBack, route } from "../../ui/route.ts";
import { addressOf, placeIn } from "./address.ts";
import { UnknownKind } from "./unknown-kind.tsx";

const BUZZ_MS = 30;

export function DraftForm({ id }: { id: string }) {
  const session = useSession();
  const found = useFoundDraft(session, id);
  if (found === undefined) return <Loading />;
  const { draft, now } = found;
  if (draft === null || draft.thrownAt !== null) return <Gone />;
  const kind = kindOf(session, draft.kind);
  if (kind === undefined) return <UnknownKind />;
  return <OpenForm session={session} kind={kind} found={draft} now={now} />;
}

/** It was saved or thrown away, and Back led here: go on back, past all of its pages. */
function Gone() {
  const { query } = route.value;
  useEffect(() => goBack("/"), [query]);
  return <div class="screen" />;
}

interface OpenFormProps {
  session: Session;
  kind: Kind;
  found: FormDraft;
  now: Clock;
}

function OpenForm({ session, kind, found, now }: OpenFormProps) {
  const kept = useKeptDraft(session, found);
  const { draft } = kept;
  const asked = placeIn(route.value.query, kind.steps.length);
  const place = asked ?? draft.place;
  const saving = useSavingDraft(session, kind, kept, (isSaved) => {
    window.navigator.vibrate?.(BUZZ_MS);
    go(draft.isNew ? `/?saved=${draft.recordId}` : recordHref(draft, isSaved), "replace");
  });
  const group = groupIn(draft.stream);
  const locator = useMemo(() => browserLocator(window.navigator), []);
  const media = useMedia({
    href: `/draft/${draft.id}`,
    flush: kept.flush,
    content: () => draft.content,
  });
  useBusy("form");
  useFollowed(kept, asked);
  useTrail(draft, asked);
  useComeBack(kind, draft, place);

  const leave = () => {
    void kept.flush();
    const before = draft.layout === "steps" && place.step > 0 ? place.step - 1 : null;
    goBack(before === null ? "/" : addressOf(draft.id, { step: before }));
  };
  const throwAway = async () => {
    await kept.flush();
    await keepDraftAgain(session.disk, { ...draft, thrownAt: new Date().toISOString() });
    go("/", "replace");
  };
  return (
    <Form
      kind={kind}
      content={draft.content}
      base={draft.base}
      layout={draft.layout}
      place={place}
      title={draft.isNew ? undefined : t("form.correct", { kind: tl(kind.labels) })}
      isSaved={kept.keeping === "kept" && draft.savedAt !== null}
      isBusy={saving.isBusy}
      trouble={<SaveTrouble kept={kept} saving={saving} />}
      options={(ref) => withNamed(optionsOf(ref, group), ref, draft)}
      now={now}
      newId={() => session.phone.newId()}
      locator={locator}
      media={media}
      onChange={kept.change}
      onGo={(next) => moveTo(draft.id, place, next)}
      onBack={leave}
      onThrowAway={draft.savedAt === null ? undefined : () => void throwAway()}
      onSave={(content) => void saving.save(content)}
    />
  );
}

function recordHref({ recordId }: FormDraft, isSaved: boolean): string {
  return isSaved ? `/record/${recordId}?saved=1` : `/record/${recordId}`;
}

/** Leaving an item leads back to the step below it; all other ways lead on. */
function moveTo(draftId: string, from: Place, to: Place): void {
  const href = addressOf(draftId, to);
  if (from.item && !to.item && from.step === to.step) goBack(href);
  else go(href);
}

/** The draft remembers where the address has led, for when the app is killed. */
function useFollowed({ draft, move }: KeptDraft, asked: Place | null): void {
  const here = asked && nameOfPlace(asked);
  useEffect(() => {
    if (asked && here !== nameOfPlace(draft.place)) move(asked);
  }, [here]);
}

/** Come in without a place: lay the way to where the person left, so that Back goes by steps. */
function useTrail(draft: FormDraft, asked: Place | null): void {
  const isAsked = asked !== null;
  useEffect(() => {
    if (isAsked) return;
    const { query } = route.value;
    const field = query.get("field");
    const { step, item } = draft.place;
    go(addressOf(draft.id, { step: 0 }), "replace");
    for (let at = 1; at <= step; at += 1) go(addressOf(draft.id, { step: at }));
    if (item) go(addressOf(draft.id, draft.place));
    if (field) revealSoon(field);
  }, [isAsked]);
}

/** Back after a reload or a kill: bring the field forward that was written to last. */
function useComeBack(kind: Kind, draft: FormDraft, place: Place): void {
  useEffect(() => {
    const field = route.value.query.get("field") ?? draft.field;
    if (field === null) return;
    const here = nameOfPlace(place);
    const isHere = place.item
      ? field.startsWith(`${here}.`)
      : draft.layout === "page" || stepOf(kind, field) === place.step;
    if (isHere) revealSoon(field);
  }, []);
}

/** After the screen has taken its own place and scrolled to its top; a slow phone takes a while. */
function revealSoon(field: string): void {
  const reveal = () => isAnswering() || revealField(field);
  window.requestAnimationFrame(() => window.requestAnimationFrame(reveal));
}
