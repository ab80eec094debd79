/** The kind of a patrol and its words: labels and choices come from its file, not from here. */

import { type PlainKey, t, tl } from "../../i18n/t.ts";
import type { Choice, Content, Field, Kind } from "../../kinds/kind.ts";
import { useSession } from "../../session/session.ts";
import type { ChoiceOption } from "../../ui/choice.tsx";

export const PATROL = "patrol";

/** The kind; null before this phone has fetched the kinds. */
export function usePatrolKind(): Kind | null {
  const kind = useSession().catalog.kinds[PATROL];
  return (kind as unknown as Kind | undefined) ?? null;
}

export function fieldsOf(kind: Kind, names: readonly string[]): Field[] {
  return names.flatMap((name) => kind.fields.filter((field) => field.name === name));
}

/** The fields of the items of a list. */
export function itemFieldsOf(kind: Kind, list: string, names: readonly string[]): Field[] {
  const fields = kind.fields.find((field) => field.name === list)?.fields ?? [];
  return names.flatMap((name) => fields.filter((field) => field.name === name));
}

/** The choices of a field of the items of a list, those that are still offered. */
export function choicesOf(kind: Kind, list: string, name: string): Choice[] {
  const [field] = itemFieldsOf(kind, list, [name]);
  return (field?.choices ?? []).filter((choice) => choice.retired === undefined);
}

export function asOptions(choices: readonly Choice[]): ChoiceOption[] {
  return choices.map(({ code, labels }) => ({ code, label: tl(labels) }));
}

/** The words of a code of a list's items; the code itself for one that is not known. */
export function sayCode(kind: Kind, list: string, name: string, code: string): string {
  const [field] = itemFieldsOf(kind, list, [name]);
  const choice = field?.choices?.find((one) => one.code === code);
  return choice ? tl(choice.labels) : code;
}

/** The findings that have a button of their own, in the order of the screen. */
export const QUICK: readonly { code: string; icon: string; words: PlainKey }[] = [
  { code: "den_duong_hong", icon: "lightbulb-off", words: "patrol.find_light" },
  { code: "cua_chua_khoa", icon: "door-open", words: "patrol.find_door" },
  { code: "tu_tap_on_ao", icon: "volume-2", words: "patrol.find_noise" },
  { code: "duong_hong", icon: "construction", words: "patrol.find_road" },
  { code: "chay_no", icon: "flame", words: "patrol.find_smoke" },
];

/** What was found, as short as on its button where it has one. */
export function sayFinding(kind: Kind, finding: Content): string {
  const code = String(finding["finding_type"] ?? "");
  const quick = QUICK.find((one) => one.code === code);
  return quick ? t(quick.words) : sayCode(kind, "findings", "finding_type", code);
}

export function iconOfFinding(finding: Content): string {
  return QUICK.find(({ code }) => code === finding["finding_type"])?.icon ?? "ellipsis";
}
