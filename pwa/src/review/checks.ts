/**
 * The automatic checks: what a person at the desk need not do again. They point at what is odd and
 * decide nothing. Whether a point lies within its village is no check while there are no borders.
 */

import { breachesOf } from "../forms/rules.ts";
import type { Kind } from "../kinds/kind.ts";
import type { Entry } from "../sync/list.ts";
import { checkClock } from "./checks/clock.ts";
import { canBeDouble, checkDuplicate } from "./checks/duplicate.ts";
import type { Around, Check, CheckId, Flag } from "./checks/flag.ts";
import { checkMissing } from "./checks/missing.ts";
import { checkNumbers } from "./checks/numbers.ts";
import { checkRules, hasSuchRules } from "./checks/rules.ts";
import { checkTimes } from "./checks/times.ts";

export type { Around, CheckId, Flag } from "./checks/flag.ts";

const CHECKS: Readonly<Record<CheckId, Check>> = {
  times: checkTimes,
  clock: checkClock,
  missing: checkMissing,
  rules: checkRules,
  numbers: checkNumbers,
  duplicate: checkDuplicate,
};

const ALWAYS: ReadonlySet<CheckId> = new Set(["clock", "missing", "numbers"]);

/** The checks that look at the kind's own rules. */
const RULED: ReadonlySet<CheckId> = new Set(["times", "missing", "rules"]);

/** Give the checks that say something of this kind, in the order in which they are shown. */
export function checksFor(kind: Kind): CheckId[] {
  const all = Object.keys(CHECKS) as CheckId[];
  return all.filter(
    (check) =>
      ALWAYS.has(check) ||
      (check === "times" && kind.day !== undefined) ||
      (check === "rules" && hasSuchRules(kind)) ||
      (check === "duplicate" && canBeDouble(kind)),
  );
}

/** Give what the checks find; nothing of an outline, of which they know nothing. */
export function flagsOf(
  entry: Entry,
  kind: Kind,
  others: readonly Entry[],
  around: Around,
): readonly Flag[] {
  return [...flagsWithin(entry, kind, around), ...flagsBeside(entry, kind, others, around)];
}

/** Give what is found in the record alone. */
export function flagsWithin(entry: Entry, kind: Kind, around: Around): readonly Flag[] {
  return run(entry, kind, [], around, (check) => check !== BESIDE);
}

/** Give what is found by holding it against others. */
export function flagsBeside(
  entry: Entry,
  kind: Kind,
  others: readonly Entry[],
  around: Around,
): readonly Flag[] {
  return others.length === 0 ? [] : run(entry, kind, others, around, (check) => check === BESIDE);
}

/**
 * Give what was found again, now that the record's history tells how wrong the clock was by which it
 * was written; without that only an id from the future gives a clock away.
 */
export function flagsByClock(
  flags: readonly Flag[],
  entry: Entry,
  kind: Kind,
  around: Around,
): readonly Flag[] {
  if (typeof around.clockOffsetMs !== "number") return flags;
  const clock = run(entry, kind, [], around, (check) => check === "clock");
  return [...flags.filter(({ check }) => check !== "clock"), ...clock];
}

const BESIDE: CheckId = "duplicate";

function run(
  entry: Entry,
  kind: Kind,
  others: readonly Entry[],
  around: Around,
  isWanted: (check: CheckId) => boolean,
): readonly Flag[] {
  const { content } = entry.shown;
  if (!content) return [];
  const wanted = checksFor(kind).filter(isWanted);
  const isRuled = wanted.some((check) => RULED.has(check));
  const breaches = isRuled ? breachesOf(kind, content) : [];
  const looked = { entry, kind, content, breaches, others, around };
  return wanted.flatMap((check) => CHECKS[check](looked));
}
