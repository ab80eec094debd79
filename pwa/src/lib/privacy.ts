/**
 * Finds what this book never keeps: phone numbers, identity numbers and plates in free text.
 *
 * It warns and offers to remove; it never refuses, so a rule may err. Money, dates, hours and
 * counts must pass, or people stop reading the warning. Shapes: mobile and fixed numbers of the
 * plan in force since 2018, the 12 digits of the CCCD and the 9 of the CMND, plates by the
 * Ministry of Public Security's Circular 79/2024. No look-behind: Safari before 16.4 stops at it.
 */

export type Finding = "phone" | "identity" | "plate";

/** A stretch of the text in UTF-16 units, `end` excluded. */
export interface Span {
  start: number;
  end: number;
  what: Finding;
}

const DIGIT_RUN = /\+?\d(?:[ .\-\u00a0]?\d)*/g;
const MONEY_AFTER =
  /^\s?(?:đồng|đ(?!\p{L})|vnđ|vnd|triệu|tr(?!\p{L})|tỷ|tỉ|nghìn|ngàn|k(?!\p{L}))/iu;
const MEASURE_AFTER = /^(?::\d|\s?(?:%|°|m²|m2|mét|km|kg|lít|kwh|mắt|camera|điểm|hộ|người))/iu;
const PHONE_BEFORE =
  /(?:gọi|alo|a lô|liên hệ|sđt|đt|điện thoại|zalo|di động|số|call|phone)[\s:.]*$/iu;
const PAPER_BEFORE =
  /(?:cmnd|cmt|cccd|chứng minh|căn cước|giấy tờ|hộ chiếu|định danh|id)(?: (?:nhân dân|công dân|số|là))*[\s:.]*$/iu;
const GROUPED_BY_DOTS = /^\d{1,3}(?:\.\d{3})+$/;
const DATE_FIRST =
  /^(?:\d{1,2}[-. ]\d{1,2}[-. ](?:19|20)\d{2}|(?:19|20)\d{2}[-. ]\d{1,2}[-. ]\d{1,2})(?!\d)/;
const PLATE =
  /(^|[^\p{L}\d\-._/])(\d{2}[ .-]?(?:[A-HK-NPS-VXYZĐ]{1,2}\d?)[ .-]{0,3}(?:\d{3}[. ]?\d{2}|\d{4}))(?![\p{L}\d])/gu;
// Written small, "50k 20000" and "20h 2005" are no plates: the series needs its figure.
const SMALL_PLATE =
  /(^|[^\p{L}\d\-._/])(\d{2}[ .-]?[a-hk-np-vxyz]\d[ .-]{1,3}(?:\d{3}[. ]?\d{2}|\d{4})|\d{2}[abcdefnpstuvxyz][ .-]?(?:\d{3}\.?\d{2}))(?![\p{L}\d])/gu;
const CUE_CHARACTERS = 24;
const GROUPS_MAX = 12; // an identity number, each figure by itself

/** Every such stretch of the text, in order, none overlapping another. */
export function findPersonal(text: string): Span[] {
  const spans = [...findNumbers(text), ...findPlates(text)];
  return spans.sort((a, b) => a.start - b.start).filter(isFree);
}

/** The text without this stretch, and without the gap that it leaves. */
export function removeSpan(text: string, span: Pick<Span, "start" | "end">): string {
  const before = text.slice(0, span.start).replace(/[ \u00a0]+$/, " ");
  const after = text.slice(span.end);
  const joined = before.endsWith(" ") || before === "" ? after.replace(/^[ \u00a0]+/, "") : after;
  return (before + joined).replace(/ +([.,;:!?)\n]|$)/g, "$1");
}

function isFree(span: Span, place: number, all: Span[]): boolean {
  return all.slice(0, place).every((other) => other.end <= span.start);
}

function findNumbers(text: string): Span[] {
  const spans: Span[] = [];
  for (const run of text.matchAll(DIGIT_RUN)) {
    spans.push(...findInRun(text, run[0], run.index));
  }
  return spans;
}

/** A run may hold more than one number ("0912 345 678 2 lần"): look from each group's start. */
function findInRun(text: string, run: string, at: number): Span[] {
  const groups = [...run.matchAll(/\+?\d+/g)].map((found) => ({
    start: at + found.index,
    end: at + found.index + found[0].length,
  }));
  const spans: Span[] = [];
  for (let first = 0; first < groups.length; first += 1) {
    const found = longestFrom(text, groups, first);
    if (!found) continue;
    spans.push(found.span);
    first = found.last;
  }
  return spans;
}

interface Stretch {
  start: number;
  end: number;
}

function longestFrom(
  text: string,
  groups: Stretch[],
  first: number,
): { span: Span; last: number } | null {
  const start = groups[first]?.start ?? 0;
  const farthest = Math.min(groups.length, first + GROUPS_MAX) - 1;
  for (let last = farthest; last >= first; last -= 1) {
    const end = groups[last]?.end ?? 0;
    const what = judge(text, start, end, last - first + 1);
    if (what) return { span: { start, end, what }, last };
  }
  return null;
}

/** What the digits from start to end are, written in so many groups; null for a plain number. */
function judge(text: string, start: number, end: number, groups: number): Finding | null {
  const written = text.slice(start, end);
  const before = text.slice(Math.max(0, start - CUE_CHARACTERS), start);
  const after = text.slice(end, end + CUE_CHARACTERS);
  if (MONEY_AFTER.test(after) || MEASURE_AFTER.test(after) || DATE_FIRST.test(written)) return null;
  if (/[\p{L}_/]$/u.test(before) && !/(?:^|\s)\p{L}{1,4}$/u.test(before)) return null;
  const digits = written.replace(/\D/g, "");
  const papersNamed = PAPER_BEFORE.test(before);
  if (isPhone(written, digits, groups, PHONE_BEFORE.test(before)) && !papersNamed) return "phone";
  return isIdentity(written, digits, groups, papersNamed) ? "identity" : null;
}

function isPhone(written: string, digits: string, groups: number, isCued: boolean): boolean {
  const isAbroad = written.startsWith("+");
  if (GROUPED_BY_DOTS.test(written) && !isCued) return false;
  // Five groups of two are more often five counts than a number, unless something says so.
  if (groups > 4 && !isCued && !isAbroad) return false;
  if (isAbroad) return /^84[235789]\d{8,9}$/.test(digits);
  return /^(?:0|84|0084)(?:[35789]\d{8}|2\d{9}|1[2689]\d{8})$/.test(digits);
}

function isIdentity(written: string, digits: string, groups: number, isCued: boolean): boolean {
  if (isCued) return /^\d{9}$|^\d{12}$/.test(digits);
  if (/^0\d{11}$/.test(digits))
    return /^\d{12}$|^\d{3} \d{3} \d{6}$|^(?:\d{3} ){3}\d{3}$|^(?:\d{4} ){2}\d{4}$/.test(written);
  return groups === 1 && /^\d{9}$/.test(digits) && !digits.endsWith("000");
}

function findPlates(text: string): Span[] {
  return [PLATE, SMALL_PLATE].flatMap((pattern) =>
    [...text.matchAll(pattern)].map((found): Span => {
      const start = found.index + (found[1]?.length ?? 0);
      return { start, end: start + (found[2]?.length ?? 0), what: "plate" };
    }),
  );
}
