/** The commune's groups: where, how many have a phone, how long ago one of them was heard of. */

import { useState } from "preact/hooks";
import { t } from "../../i18n/t.ts";
import { keepTogether } from "../../lib/words.ts";
import { Icon } from "../../ui/icon.tsx";
import { StateChip } from "../../ui/state-chip.tsx";
import { isWide } from "../width.ts";
import { daysSince, foundIn, type GroupLine, SILENT_DAYS } from "./lines.ts";

/** So many are seen at once; more are looked for. */
const MANY = 10;
const MOST_AREAS = 2;

interface GroupListProps {
  lines: readonly GroupLine[];
  /** Those that were dissolved. */
  gone: readonly GroupLine[];
  selectedId: string | null;
}

export function GroupList({ lines, gone, selectedId }: GroupListProps) {
  const [query, ask] = useState("");
  const found = foundIn(lines, query);
  return (
    <nav class="groups-list" aria-label={t("groups.list")}>
      {lines.length > MANY && (
        <search class="case-search">
          <Icon name="search" size="small" />
          <input
            type="search"
            aria-label={t("groups.search")}
            placeholder={t("groups.search")}
            value={query}
            onInput={(event) => ask(event.currentTarget.value)}
          />
        </search>
      )}
      {found.length === 0 && (
        <p class="case-nothing" role="status">
          {t(lines.length === 0 ? "groups.none" : "groups.none_such")}
        </p>
      )}
      <ul>
        {found.map((line) => (
          <li key={line.group.id}>
            <Line line={line} isSelected={line.group.id === selectedId} />
          </li>
        ))}
      </ul>
      {gone.length > 0 && (
        <details class="fold groups-gone" open={gone.some(({ group }) => group.id === selectedId)}>
          <summary>
            <span class="grow">{t("directory.dissolved", { count: gone.length })}</span>
            <Icon name="chevron-down" />
          </summary>
          <ul>
            {gone.map((line) => (
              <li key={line.group.id}>
                <Line line={line} isSelected={line.group.id === selectedId} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </nav>
  );
}

function Line({ line, isSelected }: { line: GroupLine; isSelected: boolean }) {
  const { group, areas, people, withPhone } = line;
  const name = String(group.content["name"] ?? "");
  const state = [group, ...people].find((place) => place.state)?.state;
  const where =
    areas.length > MOST_AREAS
      ? t("groups.areas", { count: areas.length })
      : areas.map(keepTogether).join(", ");
  return (
    <a
      class="group-line"
      href={`/desk/groups/${group.id}`}
      data-how={isWide.value ? "replace" : "push"}
      aria-current={isSelected ? "true" : undefined}
    >
      <span class="grow">
        <b class="case-title">{where || name}</b>
        {where !== "" && <span class="group-name">{name}</span>}
        <span class="case-line">
          <span>
            {withPhone === null
              ? t("groups.people", { count: people.length })
              : t("groups.with_phone", { phones: withPhone, people: people.length })}
          </span>
          {withPhone !== null && <Heard line={line} />}
        </span>
        {state && <StateChip state={state} />}
      </span>
      {!isWide.value && <Icon name="chevron-right" />}
    </a>
  );
}

function Heard({ line: { seenAt, people } }: { line: GroupLine }) {
  if (people.length === 0) return null;
  if (seenAt === null) return <span>{t("groups.never")}</span>;
  const days = daysSince(seenAt, new Date());
  const words =
    days === 0
      ? t("groups.today")
      : days === 1
        ? t("groups.yesterday")
        : t("groups.days", { count: days });
  return <span class={days >= SILENT_DAYS ? "is-late" : ""}>{words}</span>;
}
