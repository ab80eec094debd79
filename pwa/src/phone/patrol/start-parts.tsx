/** The parts of the start: what is asked beside who goes along, only where there is a choice. */

import { sayList } from "../../i18n/say.ts";
import { t, tl } from "../../i18n/t.ts";
import type { Content, Field, Kind } from "../../kinds/kind.ts";
import { timeOf } from "../../lib/dates.ts";
import type { Json } from "../../lib/json.ts";
import { nameOf, placeOf } from "../../session/directory.ts";
import type { Entry } from "../../sync/list.ts";
import { Button } from "../../ui/button.tsx";
import { ChoiceOne } from "../../ui/choice.tsx";
import { Icon } from "../../ui/icon.tsx";
import { Note } from "../../ui/note.tsx";
import { Picker } from "../../ui/picker.tsx";
import { membersPresent } from "./crew.ts";
import { textOf } from "./moments.ts";
import { PatrolFields } from "./patrol-fields.tsx";
import { asOptions, fieldsOf } from "./patrol-kind.ts";
import { idsIn } from "./progress.ts";
import type { Called } from "./roll-call.tsx";
import { areasOf, membersOf, routesOf, type Seat } from "./seats.ts";
import { calling } from "./started.ts";

interface WhichGroupProps {
  seats: readonly Seat[];
  seat: Seat;
  onChoose: (stream: string) => void;
}

/** For those who sit in several groups. */
export function WhichGroup({ seats, seat, onChoose }: WhichGroupProps) {
  if (seats.length < 2) return null;
  return (
    <ChoiceOne
      id="patrol-group"
      label={t("patrol.which_group")}
      options={seats.map(({ stream, group }) => ({
        code: stream,
        label: textOf(group.content["name"]),
      }))}
      value={seat.stream}
      onChoose={(stream) => {
        if (stream !== null) onChoose(stream);
      }}
    />
  );
}

interface ContinuingProps {
  offered: Entry | undefined;
  continued: Entry | null;
  onChange: (entry: Entry | null) => void;
}

/** The group is out already, with another phone: it may be gone on with on this one. */
export function Continuing({ offered, continued, onChange }: ContinuingProps) {
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
  seat: Seat;
  ids: readonly string[];
  called: Called;
  onCall: (called: Called) => void;
}

/** Those of last time with one tap, said by a person and never by itself: it is about pay. */
export function LastCrew({ seat, ids, called, onCall }: LastCrewProps) {
  const members = membersOf(seat).map(({ id }) => id);
  const still = ids.filter((id) => members.includes(id));
  const others = still.filter((id) => id !== seat.member?.id);
  if (others.length === 0 || still.every((id) => called[id] === true)) return null;
  return (
    <Button look="2" isFull icon="users" onPress={() => onCall({ ...called, ...calling(still) })}>
      {t("patrol.as_before", { names: sayList(others.map(nameOf)) })}
    </Button>
  );
}

interface PartProps {
  kind: Kind;
  seat: Seat;
  content: Content;
  onValue: (field: Field, value: Json | null) => void;
}

export function Where(props: PartProps) {
  const { kind, seat, content } = props;
  const routes = routesOf(seat);
  const route = placeOf(content["route"]);
  const names = [
    ...(areasOf(seat).length > 1 ? ["area"] : []),
    ...(routes.length > 1 ? ["route"] : []),
  ];
  const count = idsIn(route?.content["checkpoints"]).length;
  return (
    <>
      {routes.length === 1 && route && (
        <p class="line quiet">
          <Icon name="map-pin" size="small" />
          <span class="grow">
            {t("patrol.route", {
              name: nameOf(route.id),
              points: t("patrol.count_points", { count }),
            })}
          </span>
        </p>
      )}
      {names.length > 0 && (
        <PatrolFields
          {...props}
          asked={fieldsOf(kind, names)}
          fields={kind.fields}
          shortMax={names.length}
        />
      )}
    </>
  );
}

/** Nearly always the same: a field that opens a sheet, not seven rows. */
export function Duty({ kind, content, onValue }: PartProps) {
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

/** What the group's records begin with. */
export function presetsOf(kind: Kind, seat: Seat): Content {
  const areas = areasOf(seat);
  const [area] = areas;
  const [route] = routesOf(seat);
  const begins = fieldsOf(kind, ["duty_type"])[0]?.begins_as;
  return {
    ...(begins === undefined ? {} : { duty_type: begins }),
    ...(areas.length === 1 && area ? { area: area.id } : {}),
    ...(route ? { route: route.id } : {}),
  };
}
