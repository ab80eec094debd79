/** The top of a live patrol: that it runs, one call away from the police, how long, with whom. */

import { useState } from "preact/hooks";
import { sayDuration } from "../../i18n/say.ts";
import { t } from "../../i18n/t.ts";
import type { Content } from "../../kinds/kind.ts";
import { timeOf } from "../../lib/dates.ts";
import { keepTogether } from "../../lib/words.ts";
import { dutyNumber, nameOf } from "../../session/directory.ts";
import { telOf } from "../../ui/call-buttons.tsx";
import { Icon } from "../../ui/icon.tsx";
import { crewOf, presenceOf } from "./crew.ts";
import { CrewSheet } from "./crew-sheet.tsx";
import type { Deeds } from "./deeds.ts";
import { elapsedMin } from "./elapsed.ts";
import { textOf } from "./moments.ts";
import type { Seat } from "./seats.ts";

const POLICE = "113";

export function LiveHead({ isPaused }: { isPaused: boolean }) {
  const duty = dutyNumber.value;
  return (
    <header class="app-bar live-bar">
      <h1 class="live-title">
        <span class={isPaused ? "live-dot is-paused" : "live-dot"} aria-hidden="true" />
        <span>{t(isPaused ? "patrol.paused" : "patrol.on")}</span>
      </h1>
      <a class="back live-call" href={telOf(duty ?? POLICE)}>
        <Icon name="phone-call" />
        <span>{t(duty ? "call.duty_short" : "patrol.call_police")}</span>
      </a>
    </header>
  );
}

interface LiveTimesProps {
  content: Content;
  seat: Seat | null;
  now: Date;
  deeds: Deeds;
}

export function LiveTimes({ content, seat, now, deeds }: LiveTimesProps) {
  const [isOpen, open] = useState(false);
  const time = timeOf(textOf(content["started_at"]));
  const names = namesBeside(content, seat);
  return (
    <section class="live-times">
      <div class="grow">
        <p class="number">{sayDuration(elapsedMin(content, now))}</p>
        <p class="quiet">
          {names === "" ? t("patrol.since", { time }) : t("patrol.since_with", { time, names })}
        </p>
      </div>
      <button
        type="button"
        class="icon-button"
        aria-label={t("patrol.crew_edit")}
        onClick={() => open(true)}
      >
        <Icon name="users" />
        <span>{t("ui.edit")}</span>
      </button>
      {isOpen && (
        <CrewSheet content={content} seat={seat} deeds={deeds} onClose={() => open(false)} />
      )}
    </section>
  );
}

/** "bác Bảy, bác Lan": who is out now beside the reader. */
function namesBeside(content: Content, seat: Seat | null): string {
  return crewOf(content)
    .filter((item) => presenceOf(item) === "present" && item["member_id"] !== seat?.member?.id)
    .map((item) => keepTogether(nameOf(item["member_id"])))
    .filter(Boolean)
    .join(", ");
}
