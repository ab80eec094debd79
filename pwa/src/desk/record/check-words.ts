/** What the automatic checks found, in words. */

import { sayDuration, sayNumber } from "../../i18n/say.ts";
import { type PlainKey, t, tl } from "../../i18n/t.ts";
import type { Kind } from "../../kinds/kind.ts";
import { labelOf } from "../../records/talk.tsx";
import type { CheckId, Flag } from "../../review/checks.ts";

const PASSED: Readonly<Record<CheckId, PlainKey>> = {
  times: "check.times",
  clock: "check.clock",
  missing: "check.missing",
  rules: "check.rules",
  duplicate: "check.duplicate",
  numbers: "check.numbers",
};

const NUMBERS = {
  phone: "check.number_phone",
  identity: "check.number_identity",
  plate: "check.number_plate",
} as const satisfies Record<string, PlainKey>;

export function sayPassed(check: CheckId): string {
  return t(PASSED[check]);
}

export function sayFlag(flag: Flag, kind: Kind): string {
  const label = labelOf(kind, flag.field);
  switch (flag.check) {
    case "times":
      return sayTimes(flag.detail, label);
    case "clock": {
      const span = sayDuration(Math.abs(flag.detail.minutes));
      return flag.detail.minutes > 0
        ? t("check.clock_ahead", { span })
        : t("check.clock_behind", { span });
    }
    case "missing":
      return flag.detail.message ? tl(flag.detail.message) : t("check.is_missing", { label });
    case "rules":
      return tl(flag.detail.message);
    case "duplicate":
      return sayDouble(flag.detail);
    case "numbers":
      return t("check.number_in", { what: t(NUMBERS[flag.detail.what]), label });
  }
}

function sayTimes(detail: Extract<Flag, { check: "times" }>["detail"], label: string): string {
  switch (detail.why) {
    case "rule":
      return tl(detail.message);
    case "long":
      return t("check.long", { span: sayDuration(detail.minutes) });
    case "future":
      return t("check.future", { label, span: sayDuration(detail.minutes) });
    case "backwards":
      return t("check.backwards");
  }
}

function sayDouble(detail: Extract<Flag, { check: "duplicate" }>["detail"]): string {
  switch (detail.why) {
    case "overlap":
      return t("check.overlap", { span: sayDuration(detail.minutes) });
    case "near":
      return t("check.near", { metres: sayNumber(Math.round(detail.metres), 0) });
    case "place":
      return t("check.same_place", { place: detail.place });
  }
}
