/** All words of both languages, one file a topic; a key that one of them lacks is a type error. */

import { book as bookEn } from "./en/book.ts";
import { day as dayEn } from "./en/day.ts";
import { form as formEn } from "./en/form.ts";
import { install as installEn } from "./en/install.ts";
import { patrol as patrolEn } from "./en/patrol.ts";
import { settings as settingsEn } from "./en/settings.ts";
import { signIn as signInEn } from "./en/sign-in.ts";
import { state as stateEn } from "./en/state.ts";
import { sync as syncEn } from "./en/sync.ts";
import { today as todayEn } from "./en/today.ts";
import { trouble as troubleEn } from "./en/trouble.ts";
import { ui as uiEn } from "./en/ui.ts";
import type { Language } from "./language.ts";
import { book } from "./vi/book.ts";
import { day } from "./vi/day.ts";
import { form } from "./vi/form.ts";
import { install } from "./vi/install.ts";
import { patrol } from "./vi/patrol.ts";
import { settings } from "./vi/settings.ts";
import { signIn } from "./vi/sign-in.ts";
import { state } from "./vi/state.ts";
import { sync } from "./vi/sync.ts";
import { today } from "./vi/today.ts";
import { trouble } from "./vi/trouble.ts";
import { ui } from "./vi/ui.ts";

const vi = {
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
  ...sync,
} as const;

/** One text, or the forms that English needs for one and for several; `count` chooses. */
export type Words = string | { readonly one: string; readonly other: string };

export type Key = keyof typeof vi;
export type Vietnamese = typeof vi;

/** What an English file must hold for a Vietnamese one. */
export type English<Topic> = { readonly [K in keyof Topic]: Words };

const en: English<Vietnamese> = {
  ...uiEn,
  ...dayEn,
  ...stateEn,
  ...formEn,
  ...signInEn,
  ...todayEn,
  ...patrolEn,
  ...bookEn,
  ...troubleEn,
  ...settingsEn,
  ...installEn,
  ...syncEn,
};

export const WORDS: Readonly<Record<Language, Readonly<Record<Key, Words>>>> = { vi, en };
