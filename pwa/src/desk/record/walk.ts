/** A patrol as it went: its start, the points passed or skipped, what was found, its end. Pure. */

import { fieldsNamed, liveItems } from "../../forms/content.ts";
import { type Speaker, sayValue } from "../../forms/say-value.ts";
import { sayNumber } from "../../i18n/say.ts";
import { t } from "../../i18n/t.ts";
import type { Content, Field, Kind } from "../../kinds/kind.ts";
import { isMoment, timeOf } from "../../lib/dates.ts";
import { countPeople } from "./figures.ts";

export interface Step {
  readonly id: string;
  /** "20:34"; "" where no time is known. */
  readonly time: string;
  /** The number of the point or finding, in the order of the way; null for start and end. */
  readonly number: number | null;
  readonly title: string;
  /** What was found. */
  readonly strong: string;
  readonly detail: string;
  readonly isFinding: boolean;
}

type Unnumbered = Omit<Step, "number" | "time"> & { readonly at: string; readonly isEdge: boolean };

/** The fields that the walk tells, so that nothing is said twice. */
export const WALK_FIELDS: ReadonlySet<string> = new Set([
  "started_at",
  "ended_at",
  "checkpoints",
  "findings",
]);

export function walkOf(kind: Kind, content: Content, speaker: Speaker): Step[] {
  const inner = (list: string): readonly Field[] => fieldsNamed(kind, [list])[0]?.fields ?? [];
  const say = (list: string, item: Content, name: string): string => {
    const field = inner(list).find((one) => one.name === name);
    return field ? sayValue(field, item[name], speaker) : "";
  };
  const points = liveItems(content["checkpoints"]).map((item) => ({
    id: String(item["id"]),
    at: timeIn(item["passed_at"]),
    title: say("checkpoints", item, "checkpoint"),
    strong: "",
    detail: skipped(say("checkpoints", item, "skipped_reason")),
    isFinding: false,
    isEdge: false,
  }));
  const findings = liveItems(content["findings"]).map((item) => ({
    id: String(item["id"]),
    at: timeIn(item["occurred_at"]),
    title:
      say("findings", item, "place_text") ||
      say("findings", item, "checkpoint") ||
      t("desk.walk_no_place"),
    strong: say("findings", item, "finding_type"),
    detail: ["description", "first_action", "called_unit", "forwarded_to", "outcome"]
      .map((name) => say("findings", item, name).replace(/[.\s]+$/, ""))
      .filter(Boolean)
      .join(". "),
    isFinding: true,
    isEdge: false,
  }));
  return numbered([...start(content), ...points, ...findings, ...end(content)]);
}

function start(content: Content): Unnumbered[] {
  const at = timeIn(content["started_at"]);
  const detail = t("desk.walk_people", { count: sayNumber(countPeople(content)) });
  return at === "" ? [] : [edge("start", at, t("desk.walk_start"), detail)];
}

function end(content: Content): Unnumbered[] {
  const at = timeIn(content["ended_at"]);
  return at === "" ? [] : [edge("end", at, t("desk.walk_end"), "")];
}

function edge(id: string, at: string, title: string, detail: string): Unnumbered {
  return { id, at, title, strong: "", detail, isFinding: false, isEdge: true };
}

function skipped(reason: string): string {
  return reason === "" ? "" : t("desk.walk_skipped", { reason });
}

function timeIn(value: unknown): string {
  return typeof value === "string" && isMoment(value) ? value : "";
}

/** In the order of their hours; what has none keeps its place behind what stands before it. */
function numbered(steps: readonly Unnumbered[]): Step[] {
  let last = Number.NEGATIVE_INFINITY;
  const placed = steps.map((step, index) => {
    const isTold = step.at !== "";
    if (isTold) last = Date.parse(step.at);
    return { step, index, ms: last };
  });
  placed.sort((one, next) => one.ms - next.ms || one.index - next.index);
  let number = 0;
  return placed.map(({ step: { at, isEdge, ...rest } }) => {
    if (!isEdge) number += 1;
    return { ...rest, time: at === "" ? "" : timeOf(at), number: isEdge ? null : number };
  });
}
