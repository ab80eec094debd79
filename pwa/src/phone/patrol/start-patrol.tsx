/** Who goes along, and by which route: one tap, and the patrol is in the book. */

import { useState } from "preact/hooks";
import { t } from "../../i18n/t.ts";
import type { Content, Field, Kind } from "../../kinds/kind.ts";
import { timeOf } from "../../lib/dates.ts";
import type { Json } from "../../lib/json.ts";
import { useSession } from "../../session/session.ts";
import type { Entry } from "../../sync/list.ts";
import { AppBar } from "../../ui/app-bar.tsx";
import { Button } from "../../ui/button.tsx";
import { FootBar } from "../../ui/foot-bar.tsx";
import { Loading } from "../../ui/loading.tsx";
import { Note } from "../../ui/note.tsx";
import { go, goBack } from "../../ui/route.ts";
import { membersPresent } from "./crew.ts";
import { inTurn } from "./deeds.ts";
import { momentAt, textOf } from "./moments.ts";
import { NightOffer } from "./night-offer.tsx";
import { PatrolFields } from "./patrol-fields.tsx";
import { fieldsOf, PATROL, usePatrolKind } from "./patrol-kind.ts";
import { AutoClosedNotes } from "./patrol-notes.tsx";
import { type Patrols, usePatrols } from "./read-patrols.ts";
import { type Called, RollCall } from "./roll-call.tsx";
import { membersOf, mySeats, type Seat } from "./seats.ts";
import { Continuing, Duty, LastCrew, presetsOf, Where, WhichGroup } from "./start-parts.tsx";
import { calling, continuedAnswers, isAnyonePresent, openingOf } from "./started.ts";
import { Unsaved } from "./unsaved.tsx";
import { useNow } from "./use-now.ts";

const LESS_NEEDED = ["extra_people_count", "conditions", "joint_forces", "equipment"];

export function StartPatrol() {
  const { value: patrols } = usePatrols();
  const kind = usePatrolKind();
  const seats = mySeats();
  const [stream, choose] = useState<string | null>(null);
  const seat = seats.find((one) => one.stream === stream) ?? seats[0];
  return (
    <div class="screen">
      <AppBar onBack={() => goBack()} />
      {patrols && kind && seat ? (
        <StartForm
          key={seat.stream}
          patrols={patrols}
          kind={kind}
          seats={seats}
          seat={seat}
          onSeat={choose}
        />
      ) : (
        <main class="main">
          <h1 class="title">{t("patrol.who")}</h1>
          {patrols && !seat ? <Note tone="wait">{t("patrol.no_group")}</Note> : <Loading />}
        </main>
      )}
    </div>
  );
}

interface StartFormProps {
  patrols: Patrols;
  kind: Kind;
  seats: readonly Seat[];
  seat: Seat;
  onSeat: (stream: string) => void;
}

function StartForm({ patrols, kind, seats, seat, onSeat }: StartFormProps) {
  const { phone } = useSession();
  const now = useNow();
  const [called, call] = useState<Called>(() => calling(seat.member ? [seat.member.id] : []));
  const [given, answer] = useState<Content>({});
  const [continued, goOnWith] = useState<Entry | null>(null);
  const [stage, stand] = useState<"asking" | "nobody" | "saving" | "unsaved">("asking");
  const content = { ...presetsOf(kind, seat), ...continuedAnswers(continued), ...given };
  const isNobody = stage === "nobody" && !isAnyonePresent(called);
  const { open, toContinue, lastCrews, toCorrect } = patrols;

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
    const deed = { act: "create", kind: PATROL, stream: seat.stream, content: opening } as const;
    try {
      await inTurn(() => phone.act({ ...deed, recordId: phone.newId() }));
      go("/patrol", "replace");
    } catch (error) {
      globalThis.reportError(error);
      stand("unsaved");
    }
  };
  const shared = { kind, seat, content, onValue: keep };
  return (
    <main class="main-whole">
      <div class="main">
        <h1 class="title" id="roll-call-title">
          {t("patrol.who")}
        </h1>
        {open && <AlreadyOpen entry={open} />}
        <NightOffer now={now} />
        {!open && (
          <Continuing
            offered={toContinue.find(({ shown }) => shown.stream === seat.stream)}
            continued={continued}
            onChange={takeOver}
          />
        )}
        <WhichGroup seats={seats} seat={seat} onChoose={onSeat} />
        <LastCrew seat={seat} ids={lastCrews[seat.stream] ?? []} called={called} onCall={call} />
        <RollCall
          members={membersOf(seat)}
          called={called}
          fault={isNobody ? t("patrol.nobody") : undefined}
          onCall={call}
        />
        <Where {...shared} />
        <Duty {...shared} />
        <PatrolFields
          {...shared}
          asked={fieldsOf(kind, LESS_NEEDED)}
          fields={kind.fields}
          shortMax={0}
        />
        <AutoClosedNotes entries={toCorrect} now={now} />
      </div>
      <FootBar>
        {stage === "unsaved" && <Unsaved onAgain={() => void start()} />}
        {open ? (
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
    </main>
  );
}

function AlreadyOpen({ entry }: { entry: Entry }) {
  const time = timeOf(textOf(entry.shown.content?.["started_at"]));
  return <Note icon="footprints">{t("patrol.open_already", { time })}</Note>;
}
