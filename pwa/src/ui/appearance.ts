/** Theme, text size and language of the whole page, as the reader chose them. */

import { effect } from "@preact/signals";
import { type Language, language } from "../i18n/language.ts";

export const THEMES = ["auto", "light", "dark", "night"] as const;
export type Theme = (typeof THEMES)[number];

export const TEXT_SIZES = ["md", "lg", "xl"] as const;
export type TextSize = (typeof TEXT_SIZES)[number];

/** "auto" follows the phone, which never asks for night. */
export function showTheme(page: Document, theme: Theme): void {
  if (theme === "auto") delete page.documentElement.dataset["theme"];
  else page.documentElement.dataset["theme"] = theme;
  colourBars(page);
}

export function showTextSize(page: Document, size: TextSize): void {
  page.documentElement.dataset["text"] = size;
}

/** Tell screen readers and keyboards the language shown, now and after each change. */
export function followLanguage(page: Document): () => void {
  return effect(() => {
    const shown: Language = language.value;
    page.documentElement.lang = shown;
  });
}

/** The phone's own bars take the colour of the page. */
function colourBars(page: Document): void {
  const background = getComputedStyle(page.documentElement).getPropertyValue("--bg").trim();
  for (const meta of page.querySelectorAll('meta[name="theme-color"]')) {
    meta.setAttribute("content", background);
  }
}
