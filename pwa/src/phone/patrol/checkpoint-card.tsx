/** How far the round has come, and the next checkpoint: one tap says that it was reached. */

import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { t } from "../../i18n/t.ts";
import type { Content, Kind } from "../../kinds/kind.ts";
import { timeOf } from "../../lib/dates.ts";
import { Button } from "../../ui/button.tsx";
import { Icon } from "../../ui/icon.tsx";
import { useCalmTap } from "./calm-tap.ts";
import { arrive, skip, takeBack } from "./changes.ts";
import { CheckpointList } from "./checkpoint-list.tsx";
import type { Deeds } from "./deeds.ts";
import { momentAt, tappedMs, textOf } from "./moments.ts";
import type { Point, Progress } from "./progress.ts";
import type { Seat } from "./seats.ts";
import { SkipSheet } from "./skip-sheet.tsx";
import type { Places } from "./use-places.ts";

const FRESH_MS = 2 * 60_000; // so long a mistaken tap can be taken back right here

export interface LiveParts {
  kind: Kind;
  seat: Seat | null;
  content: Content;
  deeds: Deeds;
  places: Places;
  newId: () => string;
}

interface CheckpointCardProps extends LiveParts {
  progress: Progress;
  now: Date;
  isPaused: boolean;
}

type Opened = { now: "nothing" } | { now: "all" } | { now: "skip"; point: Point };

export function CheckpointCard(props: CheckpointCardProps) {
  const { kind, deeds, places, progress, newId, isPaused } = props;
  const [opened, open] = useState<Opened>({ now: "nothing" });
  const isCalm = useCalmTap();
  const { points, passed, next } = progress;
  const count = points.length;
  const close = () => open({ now: "nothing" });

  const reach = async (point: Point) => {
    const id = newId();
    const isSaved = await deeds.save(arrive(id, point.id, momentAt(new Date())));
    if (isSaved) await places.follow({ list: "checkpoints", id });
  };
  return (
    <section class="card checkpoints" aria-labelledby="checkpoints-title">
      <div class="checkpoints-head">
        <h2 class="label" id="checkpoints-title">
          {t("patrol.passed", { passed, count })}
        </h2>
        <Button look="3" iconAfter="chevron-right" onPress={() => open({ now: "all" })}>
          {t("patrol.see_all", { count })}
        </Button>
      </div>
      <span class="step-marks" aria-hidden="true">
        {points.map(({ id, standing }) => (
          <span key={id} class={MARKS[standing]} />
        ))}
      </span>
      {next ? (
        <div class="checkpoints-next">
          <div class="grow">
            <p class="small quiet">{t("patrol.next")}</p>
            <p class="lead">
              <b>{next.name}</b>
            </p>
          </div>
          <button
            type="button"
            class={isPaused ? "button button-2" : "button button-1"}
            aria-label={t("patrol.arrived_at", { name: next.name })}
            onClick={(event) => {
              if (isCalm("arrived", event.timeStamp)) void reach(next);
            }}
          >
            <Icon name="map-pin" />
            <span>{t("patrol.arrived")}</span>
          </button>
        </div>
      ) : (
        <p>{t("patrol.all_passed")}</p>
      )}
      <Latest {...props}>
        {next && (
          <Button
            look="3"
            label={`${t("patrol.skip")}: ${next.name}`}
            onPress={() => open({ now: "skip", point: next })}
          >
            {t("patrol.skip")}
          </Button>
        )}
      </Latest>
      {opened.now === "all" && (
        <CheckpointList
          kind={kind}
          points={points}
          onReach={(point) => void reach(point)}
          onTakeBack={(id) => void deeds.save(takeBack("checkpoints", id))}
          onSkip={(point) => open({ now: "skip", point })}
          onClose={close}
        />
      )}
      {opened.now === "skip" && (
        <SkipSheet
          kind={kind}
          name={opened.point.name}
          onSkip={(reason) => {
            void deeds.save(skip(newId(), opened.point.id, reason));
            close();
          }}
          onClose={close}
        />
      )}
    </section>
  );
}

const MARKS = { passed: "is-on", skipped: "is-skipped", ahead: "" } as const;

/** What was tapped a moment ago, with the way back beside the other quiet buttons. */
function Latest(props: CheckpointCardProps & { children: ComponentChildren }) {
  const { deeds, progress, now, children } = props;
  const { latest } = progress;
  const isFresh = latest?.item && now.getTime() - tappedMs(latest.item) <= FRESH_MS;
  return (
    <>
      <div role="status">
        {latest && isFresh && (
          <p class="line small quiet">
            <Icon name="circle-check" size="small" />
            <span class="grow">{sayLatest(latest)}</span>
          </p>
        )}
      </div>
      <div class="checkpoints-foot">
        {children}
        {latest?.item && isFresh && (
          <Button
            look="3"
            icon="undo-2"
            label={`${t("patrol.undo")}: ${latest.name}`}
            onPress={() => void deeds.save(takeBack("checkpoints", textOf(latest.item?.["id"])))}
          >
            {t("patrol.undo_short")}
          </Button>
        )}
      </div>
    </>
  );
}

function sayLatest({ name, passedAt }: Point): string {
  return passedAt
    ? t("patrol.just_reached", { name, time: timeOf(passedAt) })
    : t("patrol.just_skipped", { name });
}
