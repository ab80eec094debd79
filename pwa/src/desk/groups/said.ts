/** What is said after something was done to a phone, or was not, and what is being written. */

import { type PlainKey, t, tl } from "../../i18n/t.ts";
import type { Kind } from "../../kinds/kind.ts";
import { nameOfMember, type Place } from "../../session/directory.ts";
import type { FormDraft } from "../../session/drafts.ts";
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

const ADDED: Readonly<Record<string, PlainKey>> = {
  area: "directory.add_area",
  group: "directory.add_group",
  member: "directory.add_member",
  checkpoint: "directory.add_checkpoint",
  route: "directory.add_route",
};

/** "Thêm thành viên". */
export function addedWords(kind: string): string {
  return t(ADDED[kind] ?? "directory.add");
}

/** "Thêm thành viên", or "Sửa: Thành viên". */
export function titleOf(kind: Kind, { isNew }: Pick<FormDraft, "isNew">): string {
  return isNew ? addedWords(kind.id) : t("form.correct", { kind: tl(kind.labels) });
}
