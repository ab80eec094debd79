/** One line of the queue: what and where, who and when it happened, what deserves a look. */

import { liveItems } from "../../forms/content.ts";
import { sayNumber, sayShortDay } from "../../i18n/say.ts";
import { t, tl } from "../../i18n/t.ts";
import type { Kind } from "../../kinds/kind.ts";
import { dayOf, isDay, isMoment, timeOf } from "../../lib/dates.ts";
import { capitalise, keepTogether } from "../../lib/words.ts";
import { dayOn, iconOf, titleOf } from "../../records/describe.ts";
import { nameOfPerson } from "../../records/speaker.ts";
import type { Case } from "../../review/queue.ts";
import { isDisputed } from "../../review/waits.ts";
import { useSession } from "../../session/session.ts";
import type { Entry } from "../../sync/list.ts";
import type { Shown } from "../../sync/overlay.ts";
import { Icon } from "../../ui/icon.tsx";
import { placeNameOf } from "../place.ts";
import { isWide } from "../width.ts";
import { lateArrival } from "./arrival.ts";

interface RowProps {
  href: string;
  kind: Kind | undefined;
  shown: Shown;
  isSelected: boolean;
  /** When it came in, in words, where that is worth saying. */
  arrived?: string;
  /** Said at the right, or below on a narrow screen. */
  mark?: string;
  isAsk?: boolean;
}

/** A case of the queue. */
export function CaseRow({ one, isSelected }: { one: Case; isSelected: boolean }) {
  const { entry, kind, why } = one;
  const { shown } = entry;
  return (
    <RecordRow
      href={hrefOf(entry)}
      kind={kind}
      shown={shown}
      isSelected={isSelected}
      arrived={arrivalOf(one)}
      mark={markOf(one)}
      isAsk={why === "answered" || why === "siblings"}
    />
  );
}

export function RecordRow(props: RowProps) {
  const { href, kind, shown, isSelected, arrived = "", mark = "", isAsk = false } = props;
  const session = useSession();
  const icon = isAsk ? "message-circle-question-mark" : iconOf(kind);
  const about = [capitalise(nameOfPerson(shown.person, session)), whenOf(kind, shown), arrived];
  return (
    <a
      class={isAsk ? "case is-ask" : "case"}
      href={href}
      data-how={isWide.value ? "replace" : "push"}
      aria-current={isSelected ? "true" : undefined}
    >
      <span class="case-icon">
        <Icon name={icon} />
      </span>
      <span class="grow">
        <span class="case-title">
          <b>{titleOf(kind, shown)}</b> · {placeNameOf(shown)}
        </span>
        <span class="case-line">
          <span class="case-who">{about.filter(Boolean).join(" · ")}</span>
          {mark !== "" && <b class="case-mark">{mark}</b>}
        </span>
      </span>
      {!isWide.value && <Icon name="chevron-right" />}
    </a>
  );
}

export function hrefOf({ shown }: Entry): string {
  return `/desk/record/${shown.id}`;
}

/** "20/11, 20:05". */
export function whenOf(kind: Kind | undefined, shown: Shown): string {
  const day = dayOn(kind, shown);
  if (day === "") return "";
  const short = sayShortDay(day, dayOf(new Date()));
  const value = kind?.day === undefined ? undefined : shown.content?.[kind.day];
  const hasTime = typeof value === "string" && isMoment(value) && !isDay(value);
  return keepTogether(hasTime ? `${short}, ${timeOf(value)}` : short);
}

/**
 * "về đến 22/11, 6:12" of what came more than a day late: it stands where it arrived. What was
 * changed or answered since came long before; its mark says why it stands here.
 */
function arrivalOf({ why, kind, entry: { shown } }: Case): string {
  const at = why === "new" ? lateArrival(kind, shown) : null;
  if (!at) return "";
  const day = sayShortDay(dayOf(at), dayOf(new Date()));
  return keepTogether(t("desk.arrived", { when: `${day}, ${timeOf(at)}` }));
}

/** What of it an officer should know before opening it. */
function markOf({ why, flags, kind, entry: { shown } }: Case): string {
  if (why === "answered") return t("desk.answered");
  if (why === "siblings") return t(isDisputed({ shown }) ? "desk.siblings" : "desk.contested_mark");
  if (why === "changed") return t("desk.changed");
  if (flags.length > 0) return t("desk.flagged", { count: flags.length });
  const list = kind.list_columns
    .map((name) => kind.fields.find((field) => field.name === name))
    .filter((field) => field?.type === "items")
    .at(-1);
  const count = list ? liveItems(shown.content?.[list.name]).length : 0;
  return list && count > 0 && kind.stream === "log"
    ? `${tl(list.labels)}: ${sayNumber(count)}`
    : "";
}
