/** The patrol that is going on: nothing here but what its record says, so that any kill is safe. */

import { t } from "../../i18n/t.ts";
import type { Kind } from "../../kinds/kind.ts";
import { timeOf } from "../../lib/dates.ts";
import { dutyNumber } from "../../session/directory.ts";
import { useSession } from "../../session/session.ts";
import type { Entry } from "../../sync/list.ts";
import { AppBar } from "../../ui/app-bar.tsx";
import { Button } from "../../ui/button.tsx";
import { CallButtons } from "../../ui/call-buttons.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { FootBar } from "../../ui/foot-bar.tsx";
import { Loading } from "../../ui/loading.tsx";
import { Note } from "../../ui/note.tsx";
import { goBack } from "../../ui/route.ts";
import * as changes from "./changes.ts";
import { CheckpointCard } from "./checkpoint-card.tsx";
import { useDeeds } from "./deeds.ts";
import { runningPause } from "./elapsed.ts";
import { FindingButtons } from "./finding-buttons.tsx";
import { LiveHead, LiveTimes } from "./live-head.tsx";
import { momentAt, textOf } from "./moments.ts";
import { isDark } from "./night.ts";
import { NightOffer, NightSwitch } from "./night-offer.tsx";
import { usePatrolKind } from "./patrol-kind.ts";
import { PlaceSheet } from "./place-sheet.tsx";
import { usePatrols } from "./read-patrols.ts";
import { roundOf } from "./round.ts";
import { seatOf } from "./seats.ts";
import { Unsaved } from "./unsaved.tsx";
import { useNow } from "./use-now.ts";
import { usePlaces } from "./use-places.ts";
import { useWakeLock } from "./wake-lock.ts";

export function LivePatrol() {
  const { value: patrols, again } = usePatrols();
  const kind = usePatrolKind();
  if (!patrols || !kind) {
    return (
      <div class="screen">
        <AppBar backHref="/" />
        <main class="main">
          <h1 class="title">{t("patrol.on")}</h1>
          <Loading onRetry={again} />
        </main>
      </div>
    );
  }
  const { open, earlier, later } = patrols;
  if (!open) return <NoneOpen />;
  return <Live key={open.shown.id} kind={kind} entry={open} earlier={earlier} later={later} />;
}

function NoneOpen() {
  return (
    <div class="screen">
      <AppBar onBack={() => goBack()} />
      <main class="main">
        <h1 class="title">{t("patrol.points")}</h1>
        <EmptyState icon="footprints" words={t("patrol.none_open")}>
          <Button look="1" isHero icon="footprints" href="/patrol/start">
            {t("patrol.start")}
          </Button>
        </EmptyState>
      </main>
    </div>
  );
}

interface LiveProps {
  kind: Kind;
  entry: Entry;
  /** The parts that it continues. */
  earlier: readonly Entry[];
  /** What continues it on another phone. */
  later: Entry | null;
}

function Live({ kind, entry, earlier, later }: LiveProps) {
  const { phone } = useSession();
  const now = useNow();
  const content = entry.shown.content ?? {};
  const deeds = useDeeds(entry.shown.id);
  const places = usePlaces(deeds);
  useWakeLock();

  const pause = runningPause(content);
  const progress = roundOf(entry, earlier);
  const seat = seatOf(entry.shown.stream);
  const shared = { kind, seat, content, deeds, places, newId: () => phone.newId() };
  return (
    <div class="screen">
      <LiveHead isPaused={pause !== null} />
      <main class="main-whole">
        <div class="main patrol-live">
          <LiveTimes content={content} seat={seat} now={now} deeds={deeds} />
          {deeds.hasUnsaved && <Unsaved onAgain={deeds.again} />}
          {pause && (
            <Note icon="pause">
              <p>{t("patrol.resting_since", { time: timeOf(textOf(pause["from"])) })}</p>
              <Button
                look="1"
                isFull
                icon="play"
                onPress={() => void deeds.save(changes.resume(momentAt(new Date())))}
              >
                {t("patrol.resume")}
              </Button>
            </Note>
          )}
          {later && <TakenOver entry={later} />}
          {progress.points.length > 0 && (
            <CheckpointCard {...shared} progress={progress} now={now} isPaused={pause !== null} />
          )}
          <FindingButtons {...shared} latest={progress.latest} />
          {!isDark(new Date(textOf(content["started_at"]))) && <NightOffer now={now} />}
          {!pause && (
            <Button
              look="2"
              isFull
              icon="pause"
              onPress={() => void deeds.save(changes.pause(phone.newId(), momentAt(new Date())))}
            >
              {t("patrol.pause")}
            </Button>
          )}
          <CallButtons dutyNumber={dutyNumber.value} />
          <NightSwitch now={now} />
          <Button look="3" icon="house" href="/">
            {t("patrol.home")}
          </Button>
        </div>
        <FootBar>
          <Button look="2" isFull icon="check" href="/patrol/finish">
            {t("patrol.finish")}
          </Button>
        </FootBar>
      </main>
      {places.explained && <PlaceSheet onAllow={places.allow} onLater={places.putOff} />}
    </div>
  );
}

function TakenOver({ entry }: { entry: Entry }) {
  const time = timeOf(textOf(entry.shown.content?.["started_at"]));
  return <Note icon="users">{t("patrol.taken_over", { time })}</Note>;
}
