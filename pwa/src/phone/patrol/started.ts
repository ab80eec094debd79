/** What a patrol's record says at its start. */

import type { Content } from "../../kinds/kind.ts";
import { byUnit } from "../../lib/json.ts";
import type { Entry } from "../../sync/list.ts";
import { membersPresent } from "./crew.ts";
import { msOf, textOf } from "./moments.ts";
import type { Called } from "./roll-call.tsx";

/** What the start screen holds; null fields are left out. */
export interface Beginning {
  readonly at: string;
  readonly called: Called;
  readonly continues: string | null;
  /** What was answered of the kind's own questions. */
  readonly answers: Content;
}

export function openingOf({ at, called, continues, answers }: Beginning): Content {
  const participants = Object.entries(called)
    .map(([member_id, present]) => ({ member_id, present }))
    .sort((one, next) => byUnit(one.member_id, next.member_id));
  const filled = Object.entries(answers).filter(([, value]) => value !== null && value !== "");
  return {
    ...Object.fromEntries(filled),
    started_at: at,
    clock_source: "may",
    participants,
    ...(continues === null ? {} : { continues }),
  };
}

export function isAnyonePresent(called: Called): boolean {
  return Object.values(called).includes(true);
}

/** The roll-call with these members present, and nobody else called. */
export function calling(ids: readonly string[]): Called {
  return Object.fromEntries(ids.map((id) => [id, true]));
}

/** Who went along last time this member went with his group; nobody where he never did. */
export function lastCrewOf(entries: readonly Entry[], stream: string, member: string): string[] {
  const past = entries
    .filter(({ shown }) => shown.stream === stream && !shown.deleted)
    .map(({ shown }) => shown.content ?? {})
    .filter((content) => textOf(content["ended_at"]) !== "")
    .filter((content) => membersPresent(content).includes(member))
    .sort((one, next) => msOf(next["started_at"]) - msOf(one["started_at"]));
  return past[0] ? membersPresent(past[0]) : [];
}

/** A patrol that goes on is of the same duty, on the same ground. */
export function continuedAnswers(entry: Entry | null): Content {
  const content = entry?.shown.content ?? {};
  const kept = ["duty_type", "area", "route", "joint_forces", "extra_people_count"];
  return Object.fromEntries(Object.entries(content).filter(([name]) => kept.includes(name)));
}
