/**
 * Finding and ordering Vietnamese text, whatever keyboard wrote it.
 *
 * Telex and VNI keyboards, and old phones, emit the same word in composed and decomposed form, and
 * hurried people leave the marks out: comparison never looks at marks, order always does.
 */

const MARKS = /\p{M}+/gu;
const BARRED_D = /[\u0110\u0111]/g; // the one Vietnamese letter that does not decompose
const BETWEEN_WORDS = /[^\p{L}\p{N}]+/u;

const order = new Intl.Collator("vi", { numeric: true });

/** The composed form, in which text is stored, compared and counted. */
export function nfc(text: string): string {
  return text.normalize("NFC");
}

/** Text without marks and capitals: "Đường Sơn Quả" becomes "duong son qua". */
export function fold(text: string): string {
  return text.normalize("NFD").replace(MARKS, "").replace(BARRED_D, "d").toLowerCase();
}

/** Whether every word of the query begins a word of the text, marks and capitals aside. */
export function finds(query: string, text: string): boolean {
  const words = foldedWords(text);
  return foldedWords(query).every((asked) => words.some((word) => word.startsWith(asked)));
}

/** A text made ready to be looked through again and again: its words, folded once. */
export function findable(text: string): string {
  return ` ${foldedWords(text).join(" ")}`;
}

/** As `finds`, in what `findable` made ready: a list of hundreds is looked through at each key. */
export function findsIn(query: string): (ready: string) => boolean {
  const asked = foldedWords(query).map((word) => ` ${word}`);
  return (ready) => asked.every((word) => ready.includes(word));
}

/** Vietnamese order, numbers by value: "Sơn Quả 2" stands before "Sơn Quả 10". */
export function compareVietnamese(one: string, other: string): number {
  return order.compare(nfc(one), nfc(other));
}

/** The words of a text, folded. */
export function foldedWords(text: string): string[] {
  return fold(text).split(BETWEEN_WORDS).filter(Boolean);
}
