/** One record before an officer: heading, figures, what it says; the aside; the bar at its foot. */

import { useEffect } from "preact/hooks";
import { sayDay } from "../../i18n/say.ts";
import { t } from "../../i18n/t.ts";
import type { Kind } from "../../kinds/kind.ts";
import { dayOf, isDay, isMoment, timeOf } from "../../lib/dates.ts";
import { keepTogether } from "../../lib/words.ts";
import { dayOn, titleOf } from "../../records/describe.ts";
import { kindOf, nameWithin } from "../../records/speaker.ts";
import type { Flag } from "../../review/checks.ts";
import { noteOpened } from "../../review/opened.ts";
import { useSession } from "../../session/session.ts";
import { stateOf } from "../../session/standing.ts";
import type { Found } from "../../sync/list.ts";
import type { Shown } from "../../sync/overlay.ts";
import { StateChip } from "../../ui/state-chip.tsx";
import { placeNameOf } from "../place.ts";
import { isWide } from "../width.ts";
import { RecordAside } from "./aside.tsx";
import { RecordBody } from "./record-body.tsx";
import { Siblings } from "./siblings.tsx";
import { Stub } from "./stub.tsx";

interface RecordDetailProps {
  found: Found;
  flags: readonly Flag[];
}

export function RecordDetail({ found, flags }: RecordDetailProps) {
  const session = useSession();
  const { entry } = found;
  const id = entry?.shown.id ?? "";
  const kind = kindOf(session, entry?.shown.kind ?? "");
  useEffect(() => {
    // Whoever reads about a quarrel leaves a trace, as the members were promised.
    if (entry && kind) noteOpened(session, entry, kind).catch(globalThis.reportError);
  }, [id, kind?.id]);
  if (!entry) return <p class="record-unknown">{t("desk.unknown")}</p>;
  const { shown } = entry;
  return (
    <div class="record-columns" key={id}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reached */}
      <article class="record-main" aria-labelledby="record-title" tabIndex={0}>
        <Heading shown={shown}>
          <StateChip state={stateOf(entry)} />
        </Heading>
        {shown.deleted && <p class="desk-gone">{t("record.removed_plain")}</p>}
        <Siblings entry={entry} />
        {shown.content ? <RecordBody shown={shown} /> : <Stub entry={entry} />}
      </article>
      <RecordAside found={found} entry={entry} flags={flags} />
    </div>
  );
}

function Heading({ shown, children }: { shown: Shown; children: preact.ComponentChildren }) {
  const session = useSession();
  const kind = kindOf(session, shown.kind);
  const Title = isWide.value ? "h2" : "h1"; // on a narrow screen the queue's own is not there
  const by = shown.person
    ? keepTogether(t("desk.by", { name: nameWithin(shown.person, session) }))
    : "";
  return (
    <header class="record-head">
      <div class="grow">
        <Title class="record-title" id="record-title" tabIndex={-1}>
          {t("desk.record_title", { kind: titleOf(kind, shown), place: placeNameOf(shown) })}
        </Title>
        <p class="quiet">{[whenOf(kind, shown), by].filter(Boolean).join(" · ")}</p>
      </div>
      {children}
    </header>
  );
}

/** "Thứ Sáu, 20/11, 20:05 – 22:10". */
function whenOf(kind: Kind | undefined, shown: Shown): string {
  const day = dayOn(kind, shown);
  if (day === "") return "";
  const hours = [kind?.day, kind?.open_without]
    .map((name) => (name === undefined ? undefined : shown.content?.[name]))
    .filter((value): value is string => typeof value === "string" && isMoment(value))
    .filter((value) => !isDay(value))
    .map((value) => timeOf(value));
  const said = sayDay(day, dayOf(new Date()));
  return hours.length > 0 ? `${said}, ${keepTogether(hours.join(" – "))}` : said;
}
