/** What the server holds, below the queue: it waits for an officer, too. */

import { sayNumber } from "../../i18n/say.ts";
import { t, tl } from "../../i18n/t.ts";
import { capitalise } from "../../lib/words.ts";
import { readAct } from "../../records/acts.ts";
import { iconOf } from "../../records/describe.ts";
import { nameOfPerson } from "../../records/speaker.ts";
import type { HeldCase } from "../../review/held.ts";
import { useSession } from "../../session/session.ts";
import { Icon } from "../../ui/icon.tsx";
import { placeNameOf } from "../place.ts";
import { isWide } from "../width.ts";

interface HeldListProps {
  held: readonly HeldCase[];
  selectedId: string | null;
}

export function HeldList({ held: all, selectedId }: HeldListProps) {
  // What builds on another is told with that, and comes in with it.
  const behind = new Set(all.flatMap(({ behind }) => behind.map(({ id }) => id)));
  const held = all.filter(({ id }) => !behind.has(id));
  return (
    <section class="case-open">
      <h2 class="case-heading">{t("desk.held", { count: sayNumber(held.length) })}</h2>
      <ul>
        {held.map((one) => (
          <li key={one.entry.shown.id}>
            <HeldRow one={one} isSelected={one.entry.shown.id === selectedId} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function HeldRow({ one, isSelected }: { one: HeldCase; isSelected: boolean }) {
  const session = useSession();
  const who = one.mutation ? capitalise(nameOfPerson(readAct(one.mutation).person, session)) : "";
  return (
    <a
      class="case"
      href={`/desk/held/${one.entry.shown.id}`}
      data-how={isWide.value ? "replace" : "push"}
      aria-current={isSelected ? "true" : undefined}
    >
      <span class="case-icon">
        <Icon name={one.kind ? iconOf(one.kind) : "clock-alert"} />
      </span>
      <span class="grow">
        <span class="case-title">
          <b>{one.kind ? tl(one.kind.labels) : t("desk.held_unknown")}</b>
          {one.stream !== null && ` · ${placeNameOf({ stream: one.stream })}`}
        </span>
        <span class="case-line">
          <span class="case-who">{who}</span>
          {one.isEnding && <b class="case-mark">{t("desk.held_ending")}</b>}
        </span>
      </span>
      {!isWide.value && <Icon name="chevron-right" />}
    </a>
  );
}
