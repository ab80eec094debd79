/** Who goes along, and by which route: one tap, and the patrol is in the book. */

import { useState } from "preact/hooks";
import { sayList } from "../../i18n/say.ts";
import { t, tl } from "../../i18n/t.ts";
import type { Content, Field, Kind } from "../../kinds/kind.ts";
import { timeOf } from "../../lib/dates.ts";
import type { Json } from "../../lib/json.ts";
import { me, myGroup, nameOf, optionsOf, placeOf, writableStreams } from "../../session/directory.ts";
import { useSession } from "../../session/session.ts";
import type { Entry } from "../../sync/list.ts";
import { AppBar } from "../../ui/app-bar.tsx";
import { Button } from "../../ui/button.tsx";
import { FootBar } from "../../ui/foot-bar.tsx";
import { Icon } from "../../ui/icon.tsx";
import { Loading } from "../../ui/loading.tsx";
import { Note } from "../../ui/note.tsx";
import { Picker } from "../../ui/picker.tsx";
import { go, goBack } from "../../ui/route.ts";
import { membersPresent } from "./crew.ts";
import { inTurn } from "./deeds.ts";
import { momentAt, textOf } from "./moments.ts";
import { NightOffer } from "./night-offer.tsx";
import { PatrolFields } from "./patrol-fields.tsx";
import { asOptions, fieldsOf, PATROL, usePatrolKind } from "./patrol-kind.ts";
import { AutoClosedNotes } from "./patrol-notes.tsx";
import { idsIn } from "./progress.ts";
import { type Patrols, usePatrols } from "./read-patrols.ts";
import { type Called, RollCall } from "./roll-call.tsx";
import { calling, isAnyonePresent, openingOf } from "./started.ts";
import { Unsaved } from "./unsaved.tsx";
import { useNow } from "./use-now.ts";

const LESS_NEEDED = ["extra_people_count", "conditions", "joint_forces", "equipment"];

export function StartPatrol() {
  const { value: patrols } = usePatrols();
  const kind = usePatrolKind();
  const [stream] = writableStreams("log");
  return (
    <div class="screen">
      <AppBar onBack={() => goBack()} />
      {patrols && kind && stream !== undefined ? (
        <StartForm patrols={patrols} kind={kind} stream={stream} />
      ) : (
        <main class="main">
          <h1 class="title">{t("patrol.who")}</h1>
          {patrols && stream === undefined ? (
            <Note tone="wait">{t("patrol.no_group")}</Note>
          ) : (
            <Loading />
          )}
        </main>
      )}
    </div>
  );
}

interface StartFormProps {
  patrols: Patrols;
  kind: Kind;
  stream: string;
}

function StartForm({ patrols, kind, stream }: StartFormProps) {
  const { phone } = useSession();
  const now = useNow();
  const [called, call] = useState<Called>(() => calling(me.value ? [me.value.id] : []));
  const [given, answer] = useState<Content>({});
  const [continued, goOnWith] = useState<Entry | null>(null);
  const [stage, stand] = useState<"asking" | "nobody" | "saving" | "unsaved">("asking");
  const content = { ...presets(kind), ...continuedAnswers(continued), ...given };

  const keep = (field: Field, value: Json | null) => answer({ ...given, [field.name]: value });
  const takeOver = (entry: Entry | null) => {
    goOnWith(entry);
    if (entry) call(calling(membersPresent(entry.shown.content ?? {})));
  };
  const start = async () => {
    if (!isAnyonePresent(called)) return stand("nobody");
    stand("saving");
    const opening = openingOf({
      at: momentAt(new Date()),
      called,
      continues: continued?.shown.id ?? null,
      answers: content,
    });
    try {
      const recordId = phone.newId();
      await inTurn(() =>
        phone.act({ act: "create", recordId, kind: PATROL, stream, content: opening }),
      );
      go("/patrol", "replace");
    } catch (error) {
      globalThis.reportError(error);
      stand("unsaved");
    }
  };
  return (
    <>
      <main class="main">
        <h1 class="title" id="roll-call-title">
          {t("patrol.who")}
        </h1>
        {patrols.open && <AlreadyOpen entry={patrols.open} />}
        <NightOffer now={now} />
        <Continuing
          offered={patrols.open ? null : patrols.toContinue}
          continued={continued}
          onChange={takeOver}
        />
        <LastCrew ids={patrols.lastCrew} called={called} onCall={call} />
        <RollCall
          members={membersInOrder()}
          called={called}
          fault={
            stage === "nobody" && !isAnyonePresent(called) ? t("patrol.nobody") : undefined
          }
          onCall={call}
        />
        <Where kind={kind} content={content} onValue={keep} />
        <Duty kind={kind} content={content} onValue={keep} />
        <PatrolFields
          kind={kind}
          asked={fieldsOf(kind, LESS_NEEDED)}
          fields={kind.fields}
          content={content}
          shortMax={0}
          onValue={keep}
        />
        <AutoClosedNotes entries={patrols.toCorrect} now={now} />
      </main>
      <FootBar>
        {stage === "unsaved" && <Unsaved onAgain={() => void start()} />}
        {patrols.open ? (
          <Button look="1" isHero icon="footprints" href="/patrol">
            {t("today.resume_patrol")}
          </Button>
        ) : (
          <Button
            look="1"
            isHero
            icon="footprints"
            isBusy={stage === "saving"}
            onPress={() => void start()}
          >
            {t("patrol.start")}
          </Button>
        )}
      </FootBar>
    </>
  );
}

function AlreadyOpen({ entry }: { entry: Entry }) {
  const time = timeOf(textOf(entry.shown.content?.["started_at"]));
  return <Note icon="footprints">{t("patrol.open_already", { time })}</Note>;
}

interface ContinuingProps {
  offered: Entry | null;
  continued: Entry | null;
  onChange: (entry: Entry | null) => void;
}

/** The group is out already, with another phone: it may be gone on with on this one. */
function Continuing({ offered, continued, onChange }: ContinuingProps) {
  const entry = continued ?? offered;
  if (!entry) return null;
  const content = entry.shown.content ?? {};
  const said = {
    names: sayList(membersPresent(content).map(nameOf)),
    time: timeOf(textOf(content["started_at"])),
  };
  return (
    <Note icon="users">
      <p>{continued ? t("patrol.continuing", said) : t("patrol.continue_offer", said)}</p>
      <Button look="2" isFull onPress={() => onChange(continued ? null : entry)}>
        {t(continued ? "patrol.continue_not" : "patrol.continue")}
      </Button>
    </Note>
  );
}

interface LastCrewProps {
  ids: readonly string[];
  called: Called;
  onCall: (called: Called) => void;
}

function LastCrew({ ids, called, onCall }: LastCrewProps) {
  const offered = optionsOf("member").map(({ id }) => id);
  const still = ids.filter((id) => offered.includes(id));
  const others = still.filter((id) => id !== me.value?.id);
  const isSaid = still.every((id) => called[id] === true);
  if (others.length === 0 || isSaid) return null;
  return (
    <Button look="2" isFull icon="users" onPress={() => onCall({ ...called, ...calling(still) })}>
      {t("patrol.as_before", { names: sayList(others.map(nameOf)) })}
    </Button>
  );
}

interface PartProps {
  kind: Kind;
  content: Content;
  onValue: (field: Field, value: Json | null) => void;
}

/** Asked only where there is more than one answer. */
function Where({ kind, content, onValue }: PartProps) {
  const areas = idsIn(myGroup.value?.content["areas"]);
  const routes = optionsOf("route");
  const names = [...(areas.length > 1 ? ["area"] : []), ...(routes.length > 1 ? ["route"] : [])];
  const route = placeOf(content["route"]);
  return (
    <>
      {routes.length === 1 && route && (
        <p class="line quiet">
          <Icon name="map-pin" size="small" />
          <span class="grow">
            {t("patrol.route", {
              name: nameOf(route.id),
              points: t("patrol.count_points", {
                count: idsIn(route.content["checkpoints"]).length,
              }),
            })}
          </span>
        </p>
      )}
      {names.length > 0 && (
        <PatrolFields
          kind={kind}
          asked={fieldsOf(kind, names)}
          fields={kind.fields}
          content={content}
          shortMax={names.length}
          onValue={onValue}
        />
      )}
    </>
  );
}

/** Nearly always the same: a field that opens a sheet, not seven rows. */
function Duty({ kind, content, onValue }: PartProps) {
  const [field] = fieldsOf(kind, ["duty_type"]);
  if (!field) return null;
  const choices = (field.choices ?? []).filter((choice) => choice.retired === undefined);
  const value = textOf(content[field.name]);
  return (
    <Picker
      id="patrol-duty"
      label={tl(field.labels)}
      options={asOptions(choices)}
      values={value === "" ? [] : [value]}
      isMany={false}
      onChoose={([code]) => onValue(field, code ?? null)}
    />
  );
}

/** Who has the phone stands first. */
function membersInOrder() {
  const mine = me.value?.id;
  return [...optionsOf("member")].sort(
    (one, next) => Number(next.id === mine) - Number(one.id === mine),
  );
}

function presets(kind: Kind): Content {
  const areas = idsIn(myGroup.value?.content["areas"]);
  const [area] = areas;
  const [route] = optionsOf("route");
  const begins = fieldsOf(kind, ["duty_type"])[0]?.begins_as;
  return {
    ...(begins === undefined ? {} : { duty_type: begins }),
    ...(areas.length === 1 && area !== undefined ? { area } : {}),
    ...(route ? { route: route.id } : {}),
  };
}

/** A patrol that goes on is of the same duty, on the same ground. */
function continuedAnswers(entry: Entry | null): Content {
  const content = entry?.shown.content ?? {};
  const kept = ["duty_type", "area", "route", "joint_forces", "extra_people_count"];
  return Object.fromEntries(Object.entries(content).filter(([name]) => kept.includes(name)));
}
