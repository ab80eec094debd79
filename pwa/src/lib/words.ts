/** Numbers and names as people write them: "18.858", "94,42", names that do not break in half. */

export type NumberStyle = "vi" | "en";

const NO_BREAK_SPACE = "\u00a0";
const LOCALES: Record<NumberStyle, string> = { vi: "vi-VN", en: "en-GB" };

/** A number with its thousands set apart, and at most `decimals` figures after the comma. */
export function writeNumber(value: number, style: NumberStyle, decimals = 2): string {
  return new Intl.NumberFormat(LOCALES[style], {
    maximumFractionDigits: decimals,
    useGrouping: true,
  }).format(value);
}

/** The whole number that was typed, thousands set apart or not; null when it is none. */
export function readWholeNumber(text: string): number | null {
  const bare = text.replace(/[\s.,\u00a0]/g, "");
  return /^\d{1,15}$/.test(bare) ? Number(bare) : null;
}

/** The text with its spaces made unbreakable: at large sizes a name otherwise breaks in half. */
export function keepTogether(text: string): string {
  return text.trim().replace(/ +/g, NO_BREAK_SPACE);
}

/** The text with its numbers held to the word before them: "Sơn Quả 2" breaks before "Quả". */
export function keepNumbers(text: string): string {
  return text.replace(/ (?=\d)/g, NO_BREAK_SPACE);
}

/** The text with its first letter a capital. */
export function capitalise(text: string): string {
  const [first = "", ...rest] = text;
  return first.toLocaleUpperCase("vi") + rest.join("");
}
