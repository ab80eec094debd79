/** Begins a new record: for which group, anew or where it was left, then its form. */

import { useEffect, useState } from "preact/hooks";
import { beginNew } from "../../drafts/begin.ts";
import { t, tl } from "../../i18n/t.ts";
import type { Kind } from "../../kinds/kind.ts";
import { dayOf } from "../../lib/dates.ts";
import { keepNumbers } from "../../lib/words.ts";
import { kindOf } from "../../records/speaker.ts";
import {
  directory,
  groupIn,
  meIn,
  nameOf,
  placeOf,
  writableStreams,
} from "../../session/directory.ts";
import { type FormDraft, readDrafts } from "../../session/drafts.ts";
import { useLive } from "../../session/live.ts";
import { type Session, useSession } from "../../session/session.ts";
import { readTrueClock } from "../../session/true-clock.ts";
import { AppBar } from "../../ui/app-bar.tsx";
import { Button } from "../../ui/button.tsx";
import { Loading } from "../../ui/loading.tsx";
import { go, goBack, route } from "../../ui/route.ts";
import { List, Row } from "../../ui/row.tsx";
import { CannotBegin } from "./cannot-begin.tsx";
import { DraftRows } from "./draft-rows.tsx";
import { layoutOf } from "./layout.ts";
import { presetsOf } from "./presets.ts";
import { UnknownKind } from "./unknown-kind.tsx";

export function NewRecord({ kind: id }: { kind: string }) {
  const session = useSession();
  const kind = kindOf(session, id);
  const begun = useLive(() => readDrafts(session.disk), [session.disk]).value;
  const { query } = route.value;
  if (directory.value.places.size === 0 || begun === undefined) return <Loading />;

  const streams = kind ? writableStreams(kind.stream) : [];
  if (!kind || kind.steps.length === 0 || streams.length === 0) return <UnknownKind />;
  const mine = begun.filter((draft) => draft.isNew && draft.kind === id);
  if (mine.length > 0 && !query.has("anew")) return <Resume kind={kind} drafts={mine} />;
  const stream = streams.length === 1 ? streams[0] : query.get("stream");
  if (stream === undefined || stream === null || !streams.includes(stream)) {
    return <ChooseGroup kind={kind} streams={streams} />;
  }
  return <Begin session={session} kind={kind} stream={stream} />;
}

/** Nothing that was begun is forgotten because the person begins another. */
function Resume({ kind, drafts }: { kind: Kind; drafts: readonly FormDraft[] }) {
  return (
    <div class="screen">
      <AppBar onBack={() => goBack("/")} />
      <main class="main">
        <h1 class="title">{t("form.begun", { kind: tl(kind.labels) })}</h1>
        <p class="hint">{t("form.begun_why")}</p>
        <DraftRows drafts={drafts} label={t("form.begun_list")} />
        <Button look="2" isFull icon="plus" onPress={() => go(withAnswer("anew", "1"), "replace")}>
          {t("form.begin_anew")}
        </Button>
      </main>
    </div>
  );
}

function ChooseGroup({ kind, streams }: { kind: Kind; streams: readonly string[] }) {
  return (
    <div class="screen">
      <AppBar onBack={() => goBack("/")} />
      <main class="main">
        <h1 class="title">{t("form.which_group")}</h1>
        <p class="hint">{tl(kind.entry_labels ?? kind.labels)}</p>
        <List label={t("form.which_group")}>
          {streams.map((stream) => (
            <Row
              key={stream}
              icon="users"
              title={keepNumbers(nameOf(groupIn(stream))) || t("form.unknown_option")}
              onPress={() => go(withAnswer("stream", stream), "replace")}
            />
          ))}
        </List>
      </main>
    </div>
  );
}

/** Make the draft, and put its address in the place of this one. */
function Begin({ session, kind, stream }: { session: Session; kind: Kind; stream: string }) {
  const [error, tell] = useState<unknown>(null);
  const [tries, again] = useState(0);
  useEffect(() => {
    tell(null);
    beginHere(session, kind, stream).then(
      ({ id }) => go(`/draft/${id}?step=1`, "replace"),
      (fault: unknown) => tell(() => fault),
    );
  }, [tries]);
  if (error === null) return <Loading />;
  return <CannotBegin error={error} onAgain={() => again(tries + 1)} />;
}

async function beginHere(session: Session, kind: Kind, stream: string): Promise<FormDraft> {
  const now = await readTrueClock(session);
  const group = groupIn(stream);
  const content = presetsOf(kind, {
    me: meIn(group)?.id ?? null,
    areas: areasOf(group),
    today: dayOf(now()),
    asked: route.value.query,
  });
  return beginNew(session, kind, stream, layoutOf(kind), content);
}

function areasOf(group: string): readonly string[] {
  const areas = placeOf(group)?.content["areas"];
  return Array.isArray(areas) ? areas.map(String) : [];
}

/** This address with one more answer in it: a reload asks nothing twice. */
function withAnswer(name: string, value: string): string {
  const query = new URLSearchParams(route.value.query);
  query.set(name, value);
  return `/${route.value.parts.join("/")}?${query}`;
}
