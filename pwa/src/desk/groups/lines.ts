/** What the list of groups says of each: where it is, who has a phone, how long nothing came. */

import { type Day, dayOf } from "../../lib/dates.ts";
import { findable, findsIn } from "../../lib/search.ts";
import type { Place } from "../../session/directory.ts";
import type { Phone } from "./phones.ts";

/** A phone's clock further off than this is said; the automatic checks use the same. */
export const CLOCK_OFF_MS = 10 * 60 * 1000;
/** After so many days without a sign a group or a phone deserves a look. */
export const SILENT_DAYS = 5;

/** A group of this status is given up. */
export const DISSOLVED = "giai_the";

const MEDIATION_TEAM = "to_hoa_giai";
const DAY_MS = 24 * 60 * 60 * 1000;

export interface GroupLine {
  readonly group: Place;
  /** Names of its villages, in the commune's order. */
  readonly areas: readonly string[];
  readonly people: readonly Place[];
  /** How many of them have a phone that works or is locked; null: the phones are not known. */
  readonly withPhone: number | null;
  /** When one of its phones last reported; null: never, or not known. */
  readonly seenAt: string | null;
}

/** A person's phones: those in use first, of them the one that reported last. */
export function phonesOf(phones: readonly Phone[], person: Place): readonly Phone[] {
  const account = person.content["account"];
  return phones.filter((phone) => phone.person === account).sort(inOrder);
}

/** Whether it may still be used once it is unlocked. */
export function isInUse({ state }: Phone): boolean {
  return state === "active" || state === "locked";
}

/** The areas that a group covers, as it names them. */
export function areaIdsOf({ content }: Place): readonly string[] {
  const named = content["areas"];
  return Array.isArray(named) ? named.map(String) : [];
}

/** Work out the lines; groups of one village by its place, then those of several or none. */
export function linesOf(
  groups: readonly Place[],
  areas: readonly Place[],
  peopleOf: (group: Place) => readonly Place[],
  phones: readonly Phone[] | null,
): readonly GroupLine[] {
  const rank = new Map(areas.map(({ id }, at) => [id, at]));
  const placed = (group: Place): number => {
    const [first, ...others] = areaIdsOf(group);
    if (first === undefined) return areas.length + 1;
    return others.length > 0 ? areas.length : (rank.get(first) ?? areas.length);
  };
  return [...groups]
    .sort((one, next) => placed(one) - placed(next) || ofTeam(one) - ofTeam(next))
    .map((group) => {
      const people = peopleOf(group);
      const wanted = new Set(areaIdsOf(group));
      return {
        group,
        areas: areas
          .filter(({ id }) => wanted.has(id))
          .map(({ content }) => String(content["name"])),
        people,
        ...standingOf(people, phones),
      };
    });
}

/** Those whose village, name or people hold every word asked for, marks aside. */
export function foundIn(lines: readonly GroupLine[], query: string): readonly GroupLine[] {
  if (query.trim() === "") return lines;
  const isFound = findsIn(query);
  return lines.filter(({ group, areas, people }) =>
    isFound(
      findable(
        [group, ...people]
          .map(({ content }) => content["name"])
          .concat(areas)
          .join(" "),
      ),
    ),
  );
}

/** How many midnights lie between a moment and now. */
export function daysSince(moment: string, now: Date): number {
  return Math.max(0, Math.round((atMidnight(dayOf(now)) - atMidnight(dayOf(moment))) / DAY_MS));
}

/** Of one village's groups the watch group stands first: it is there every night. */
function ofTeam({ content }: Place): number {
  return Number(content["group_type"] === MEDIATION_TEAM);
}

function standingOf(
  people: readonly Place[],
  phones: readonly Phone[] | null,
): Pick<GroupLine, "withPhone" | "seenAt"> {
  if (!phones) return { withPhone: null, seenAt: null };
  const theirs = people.map((person) => phonesOf(phones, person).filter(isInUse));
  const seen = theirs.flat().map(({ seenAt }) => (seenAt === null ? 0 : Date.parse(seenAt)));
  const last = Math.max(0, ...seen);
  return {
    withPhone: theirs.filter((some) => some.length > 0).length,
    seenAt: last === 0 ? null : new Date(last).toISOString(),
  };
}

function inOrder(one: Phone, next: Phone): number {
  const ranks = [one, next].map((phone) => Number(!isInUse(phone)));
  if (ranks[0] !== ranks[1]) return (ranks[0] ?? 0) - (ranks[1] ?? 0);
  return Date.parse(next.seenAt ?? "1970-01-01") - Date.parse(one.seenAt ?? "1970-01-01");
}

function atMidnight(day: Day): number {
  return Date.parse(`${day}T00:00:00Z`);
}
