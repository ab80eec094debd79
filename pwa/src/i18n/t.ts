/** The words for a key, in the language shown, with the reader addressed as he or she wishes. */

import type { Labels } from "../kinds/kind.ts";
import { capitalise } from "../lib/words.ts";
import { type Honorific, honorific, language } from "./language.ts";
import { type Key, shownWords, type Vietnamese } from "./words.ts";

/** `{bac}` and `{Bac}` are the reader's honorific; every other `{name}` is asked for. */
type NamesIn<Text> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Exclude<Name, "bac" | "Bac"> | NamesIn<Rest>
  : never;

type Values<K extends Key> = { readonly [Name in NamesIn<Vietnamese[K]>]: string | number };
type Asked<K extends Key> = NamesIn<Vietnamese[K]> extends never ? [] : [values: Values<K>];

/** Keys whose words need no values: those that a table may hold and say by `t(key)`. */
export type PlainKey = { [K in Key]: NamesIn<Vietnamese[K]> extends never ? K : never }[Key];

const PLACE = /\{(\w+)\}/g;

export function t<K extends Key>(key: K, ...[values]: Asked<K>): string {
  return fill(key, (values ?? {}) as Readonly<Record<string, string | number>>);
}

/** What a kind file says, in the language shown. */
export function tl(labels: Labels): string {
  return labels[language.value];
}

/** The word by which this reader is addressed: "bác", "đồng chí". */
export function addressOf(code: Honorific = honorific.value): string {
  return fill(`honorific.${code}`, {});
}

function fill(key: Key, values: Readonly<Record<string, string | number>>): string {
  const words = shownWords()[key] ?? "";
  const text =
    typeof words === "string" ? words : Number(values["count"]) === 1 ? words.one : words.other;
  return text.replace(PLACE, (place, name: string) => {
    if (name === "bac") return addressOf();
    if (name === "Bac") return capitalise(addressOf());
    return name in values ? String(values[name]) : place;
  });
}
