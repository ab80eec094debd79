/** What waits on this phone, in one line that opens the sync screen and never leaves home. */

import { t } from "../i18n/t.ts";
import { Icon } from "./icon.tsx";
import { useSpoken } from "./spoken.ts";
import type { Tone } from "./states.ts";

/** What the database says, worst first; counts are of records and answers, never of photos. */
export type SyncStanding =
  | { now: "aside"; count: number }
  | { now: "full" }
  | { now: "sending"; sent: number; count: number }
  | { now: "waiting"; count: number; isStopped?: boolean }
  | { now: "held"; count: number }
  | { now: "sent"; when: string }
  | { now: "nothing" };

interface Line {
  icon: string;
  tone: Tone;
  title: string;
  detail: string;
}

export function SyncLine({ standing, href }: { standing: SyncStanding; href: string }) {
  const { icon, tone, title, detail } = lineOf(standing);
  const spoken = useSpoken(`${title}. ${detail}`);
  return (
    <>
      <a class={`strip tone-${tone}`} href={href}>
        <Icon name={icon} />
        <span class="grow">
          <b>{title}</b>
          <span class="small">{detail}</span>
        </span>
        <Icon name="chevron-right" />
      </a>
      <span class="unseen" role="status">
        {spoken}
      </span>
    </>
  );
}

function lineOf(standing: SyncStanding): Line {
  switch (standing.now) {
    case "aside":
      return {
        icon: "octagon-alert",
        tone: "stop",
        title: t("sync.aside", standing),
        detail: t("sync.aside_detail"),
      };
    case "full":
      return {
        icon: "hard-drive",
        tone: "stop",
        title: t("sync.full"),
        detail: t("sync.full_detail"),
      };
    case "sending":
      return {
        icon: "send",
        tone: "sent",
        title: t("sync.sending", standing),
        detail: t("sync.sending_detail"),
      };
    case "waiting":
      return {
        icon: "smartphone",
        tone: "wait",
        title: t("sync.waiting", standing),
        detail: t(standing.isStopped ? "sync.stopped_detail" : "sync.waiting_detail"),
      };
    case "held":
      return {
        icon: "clock-alert",
        tone: "sent",
        title: t("sync.held", standing),
        detail: t("sync.held_detail"),
      };
    case "sent":
      return {
        icon: "circle-check",
        tone: "done",
        title: t("sync.sent"),
        detail: t("sync.sent_detail", standing),
      };
    case "nothing":
      return {
        icon: "circle-check",
        tone: "done",
        title: t("sync.nothing"),
        detail: t("sync.nothing_detail"),
      };
  }
}
