/** Which language is shown, and by which word the reader is addressed. Screens follow at once. */

import { signal } from "@preact/signals";

export const LANGUAGES = ["vi", "en"] as const;
export type Language = (typeof LANGUAGES)[number];

/** The codes of the field `called_as` of a member. */
export const HONORIFICS = ["bac", "ong", "ba", "anh", "chi", "co", "chu", "dong_chi"] as const;
export type Honorific = (typeof HONORIFICS)[number];

export const language = signal<Language>("vi");

/** Set at the invitation, changed in the settings. */
export const honorific = signal<Honorific>("bac");
