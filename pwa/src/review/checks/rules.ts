/** The kind's own rules that are about neither times nor what is missing. */

import { type Check, placeAt } from "./flag.ts";

const HERE = new Set(["at_most", "refused_when", "stands_alone"]);

export const checkRules: Check = ({ breaches }) =>
  breaches
    .filter(({ rule }) => HERE.has(rule.how))
    .map(({ path, rule }) => ({
      check: "rules",
      ...placeAt(path),
      detail: { message: rule.message },
    }));

export function hasSuchRules(kind: Parameters<Check>[0]["kind"]): boolean {
  return kind.rules.some(({ how }) => HERE.has(how));
}
