/** All words of both languages, one file a topic; a key that one of them lacks is a type error. */

import { type Language, language } from "./language.ts";
import { book } from "./vi/book.ts";
import { day } from "./vi/day.ts";
import type { desk } from "./vi/desk.ts";
import type { deskPhotos } from "./vi/desk-photos.ts";
import type { figures } from "./vi/figures.ts";
import { form } from "./vi/form.ts";
import { install } from "./vi/install.ts";
import type { invite } from "./vi/invite.ts";
import { patrol } from "./vi/patrol.ts";
import type { photos } from "./vi/photos.ts";
import { settings } from "./vi/settings.ts";
import { signIn } from "./vi/sign-in.ts";
import { state } from "./vi/state.ts";
import type { sync } from "./vi/sync.ts";
import { today } from "./vi/today.ts";
import { trouble } from "./vi/trouble.ts";
import { ui } from "./vi/ui.ts";

export const vietnamese = {
  ...ui,
  ...day,
  ...state,
  ...form,
  ...signIn,
  ...today,
  ...patrol,
  ...book,
  ...trouble,
  ...settings,
  ...install,
} as const;

/** One text, or the forms that English needs for one and for several; `count` chooses. */
export type Words = string | { readonly one: string; readonly other: string };

/** Words that come with the rooms that say them: no first open waits for them. */
type Late = typeof desk &
  typeof figures &
  typeof invite &
  typeof photos &
  typeof deskPhotos &
  typeof sync;

export type Vietnamese = typeof vietnamese & Late;
export type Key = keyof Vietnamese;

/** What an English file must hold for a Vietnamese one. */
export type English<Topic> = { readonly [K in keyof Topic]: Words };

/** The words of each language that has been loaded; Vietnamese is always there. */
const TABLES: { vi: Table; en?: Table } = { vi: vietnamese };

type Table = Readonly<Partial<Record<Key, Words>>>;

/** The words of the language shown. */
export function shownWords(): Table {
  return TABLES[language.value] ?? TABLES.vi;
}

/** Take in words that not every entry carries; before the first screen that says them. */
export function learn(words: Table): void {
  TABLES.vi = { ...TABLES.vi, ...words };
}

/** Show a language, once its words are there; English comes when it is first asked for. */
export async function speak(next: Language): Promise<void> {
  if (next === "en") TABLES.en ??= (await import("./english.ts")).english;
  language.value = next;
}
