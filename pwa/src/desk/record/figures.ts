/** The few figures that stand at the head of a record, from what its kind lists. Pure. */

import { fieldsNamed, liveItems } from "../../forms/content.ts";
import { type Speaker, sayValue } from "../../forms/say-value.ts";
import { sayDuration, sayNumber } from "../../i18n/say.ts";
import { t, tl } from "../../i18n/t.ts";
import type { Content, Field, Kind } from "../../kinds/kind.ts";
import { isMoment, minutesBetween } from "../../lib/dates.ts";
import { placeOf } from "../../session/directory.ts";

export interface Figure {
  readonly label: string;
  readonly words: string;
}

const FIGURES = 4;
const SAID = new Set(["int", "items", "date"]);

export function figuresOf(kind: Kind, content: Content, speaker: Speaker): Figure[] {
  const own = kind.screen === "patrol" ? ofPatrol(content) : ofColumns(kind, content, speaker);
  return own.filter(({ words }) => words !== "").slice(0, FIGURES);
}

function ofPatrol(content: Content): Figure[] {
  const { started_at: start, ended_at: end } = content;
  const hasBoth = isTime(start) && isTime(end);
  const passed = liveItems(content["checkpoints"]).filter((one) => isTime(one["passed_at"])).length;
  const planned = placeOf(content["route"])?.content["checkpoints"];
  const ofAll = Array.isArray(planned) ? `/${Math.max(planned.length, passed)}` : "";
  return [
    {
      label: t("desk.figure_time"),
      words: hasBoth ? sayDuration(minutesBetween(start, end)) : "",
    },
    { label: t("desk.figure_points"), words: `${passed}${ofAll}` },
    { label: t("desk.figure_people"), words: sayNumber(countPeople(content)) },
    {
      label: t("desk.figure_findings"),
      words: sayNumber(liveItems(content["findings"]).length),
    },
  ];
}

/** How many went, those from outside the group among them. */
export function countPeople(content: Content): number {
  const present = liveItems(content["participants"]).filter((one) => one["present"] !== false);
  const extra = content["extra_people_count"];
  return present.length + (typeof extra === "number" ? extra : 0);
}

function isTime(value: unknown): value is string {
  return typeof value === "string" && isMoment(value);
}

/** Numbers, lists, days and the last choice of the kind's columns; its own day is said above. */
function ofColumns(kind: Kind, content: Content, speaker: Speaker): Figure[] {
  const columns = fieldsNamed(kind, kind.list_columns);
  const last = columns.filter(({ type }) => type === "choice").at(-1);
  return columns
    .filter((field) => field === last || (SAID.has(field.type) && field.name !== kind.day))
    .map((field) => ({ label: tl(field.labels), words: wordsOf(field, content, speaker) }));
}

function wordsOf(field: Field, content: Content, speaker: Speaker): string {
  const value = content[field.name];
  if (field.type !== "items") return sayValue(field, value, speaker);
  const count = liveItems(value).length;
  return count > 0 ? sayNumber(count) : "";
}
