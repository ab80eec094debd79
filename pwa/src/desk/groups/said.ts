/** What is said after something was done to a phone, or was not. */

import { type PlainKey, t } from "../../i18n/t.ts";
import { nameOfMember, type Place } from "../../session/directory.ts";
import type { Phone, PhoneState, Refusal } from "./phones.ts";

/** A phone, and whose it is. */
export interface Deed {
  readonly person: Place;
  readonly phone: Phone;
}

/** "Samsung A05"; one that never said its name is just a phone. */
export function labelOf({ label }: Phone): string {
  return label === "" ? t("groups.no_label") : label;
}

export function successOf(state: PhoneState, { person, phone }: Deed): string {
  const values = { phone: labelOf(phone), name: nameOfMember(person) };
  if (state === "active") return t("groups.unlocked_now", values);
  return state === "stolen" ? t("groups.stolen_now", values) : t("groups.locked_now", values);
}

export function failureOf(refusal: Refusal, { person }: Deed): string {
  if (refusal === "rights") return t("groups.fail_rights", { name: nameOfMember(person) });
  return t(FAILURES[refusal]);
}

const FAILURES: Readonly<Record<Exclude<Refusal, "rights">, PlainKey>> = {
  offline: "groups.fail_offline",
  final: "groups.fail_final",
  unknown: "groups.fail_unknown",
  busy: "groups.fail_busy",
};
