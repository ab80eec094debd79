/** Those who have left the group, folded below the others. */

import { sayShortDay } from "../../i18n/say.ts";
import { t } from "../../i18n/t.ts";
import { dayOf } from "../../lib/dates.ts";
import { type Place, placesOfKind } from "../../session/directory.ts";
import { Icon } from "../../ui/icon.tsx";
import { StateChip } from "../../ui/state-chip.tsx";
import { maintains } from "../own-directory.ts";
import { LEFT } from "./hand-over.ts";
import { EditLink } from "./place-list.tsx";

export function LeftPeople({ group }: { group: Place }) {
  const left = placesOfKind("member").filter(
    ({ content }) => content["group"] === group.id && content["status"] === LEFT,
  );
  if (left.length === 0) return null;
  return (
    <details class="fold">
      <summary>
        <span class="grow">{t("directory.left", { count: left.length })}</span>
        <Icon name="chevron-down" />
      </summary>
      <ul>
        {left.map((person) => (
          <li key={person.id} class="place-row">
            <span class="grow">
              <b>{String(person.content["name"] ?? "")}</b>
              <span class="small quiet">{sinceWhen(person)}</span>
              {person.state && <StateChip state={person.state} />}
            </span>
            {maintains.value && <EditLink at={group.id} place={person} />}
          </li>
        ))}
      </ul>
    </details>
  );
}

function sinceWhen({ content: { left_on: day } }: Place): string {
  if (typeof day !== "string") return "";
  return t("directory.left_on", { day: sayShortDay(day, dayOf(new Date())) });
}
