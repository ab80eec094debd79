/**
 * Text size, theme, language and form of address: choices of this phone, not of a person's book.
 *
 * They lie in localStorage because a page must know its theme before it draws: one white flash
 * costs minutes of night sight. Where the browser refuses that, they last as long as the page.
 */

import { effect, signal } from "@preact/signals";
import {
  HONORIFICS,
  type Honorific,
  honorific,
  LANGUAGES,
  type Language,
  language,
} from "../i18n/language.ts";
import { speak } from "../i18n/words.ts";
import {
  followLanguage,
  showTextSize,
  showTheme,
  TEXT_SIZES,
  type TextSize,
  THEMES,
  type Theme,
} from "../ui/appearance.ts";

export const theme = signal<Theme>("auto");
export const textSize = signal<TextSize>("md");

/** Whether the form of address was chosen here; until then the member's record says it. */
export const isHonorificChosen = signal(false);

/** The night theme for one patrol, kept over a kill; it leaves the chosen theme as it is. */
export const isNightNow = signal(false);

const NAME = "an-thon-looks";

/**
 * Read what was chosen, show it, and keep what is chosen from now on; once, at the start. Resolves
 * when the words of the chosen language are there, else Vietnamese is shown.
 */
export async function followLooks(view: Window): Promise<void> {
  const kept = read(view);
  theme.value = oneOf(THEMES, kept["theme"], "auto");
  textSize.value = oneOf(TEXT_SIZES, kept["text"], "md");
  honorific.value = oneOf<Honorific>(HONORIFICS, kept["honorific"], "bac");
  isHonorificChosen.value = kept["chosen"] === true;
  isNightNow.value = kept["night"] === true;
  followLanguage(view.document);
  effect(() => showTheme(view.document, isNightNow.value ? "night" : theme.value));
  effect(() => showTextSize(view.document, textSize.value));
  const chosen = oneOf<Language>(LANGUAGES, kept["language"], "vi");
  // Without a network before the whole app is kept: in Vietnamese, until the next start.
  const isSpoken = await speak(chosen).then(
    () => true,
    () => false,
  );
  effect(() => {
    const looks = {
      theme: theme.value,
      text: textSize.value,
      language: isSpoken || language.value !== "vi" ? language.value : chosen,
      honorific: honorific.value,
      chosen: isHonorificChosen.value,
      night: isNightNow.value,
    };
    write(view, JSON.stringify(looks));
  });
}

function oneOf<T extends string>(known: readonly T[], said: unknown, otherwise: T): T {
  return known.find((one) => one === said) ?? otherwise;
}

function read(view: Window): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(view.localStorage.getItem(NAME) ?? "{}");
  } catch {
    return {}; // refused, or not ours: the page looks as it does for everybody
  }
}

function write(view: Window, looks: string): void {
  try {
    view.localStorage.setItem(NAME, looks);
  } catch {
    // Private windows may refuse; the choice then lasts as long as the page.
  }
}
