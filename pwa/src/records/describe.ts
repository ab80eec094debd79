/**
 * What a record is, in a title and a line, made from the JSON of its kind alone: a kind that is
 * added reads well without a line of code.
 *
 * The kind's own columns say it: the day first, then the place, what it was about, how many.
 */

import { fieldsNamed, isFilled, liveItems } from "../forms/content.ts";
import { type Speaker, sayValue } from "../forms/say-value.ts";
import { sayDay, sayNumber, sayShortDay } from "../i18n/say.ts";
import { t, tl } from "../i18n/t.ts";
import type { Content, Field, Kind } from "../kinds/kind.ts";
import { type Day, dayOf, isDay, isMoment, timeOf } from "../lib/dates.ts";
import { keepTogether } from "../lib/words.ts";

/** A record, a draft or a stub: whatever has a kind and perhaps content. */
export interface Described {
  readonly kind: string;
  readonly content?: Content;
  readonly occurred_on?: string | null;
}

const BETWEEN = "\u00a0· ";
const PARTS_SAID = 3; // more would take a third line on a narrow phone, and a day is long
const PLACES = new Set(["text", "ref"]);
const NO_ICON = "file-text";

export function iconOf(kind: Kind | undefined): string {
  return kind?.icon ?? NO_ICON;
}

/** "Hòa giải"; a kind that this phone has not learnt yet has only its code. */
export function titleOf(kind: Kind | undefined, described: Described): string {
  return kind ? tl(kind.labels) : described.kind;
}

/** "Hòa giải 19/11": the heading of its own screen. */
export function headingOf(kind: Kind | undefined, described: Described, today: Day): string {
  const day = dayOn(kind, described);
  const title = titleOf(kind, described);
  return day === "" ? title : `${title} ${sayShortDay(day, today)}`;
}

/** The day on which it happened, "" for none: from what is shown, else as the server said. */
export function dayOn(kind: Kind | undefined, { content, occurred_on }: Described): Day | "" {
  const value = kind?.day === undefined ? undefined : content?.[kind.day];
  if (typeof value === "string" && isMoment(value)) return isDay(value) ? value : dayOf(value);
  return occurred_on ?? "";
}

/** One line about it. `withDay`: where no heading above says the day. */
export function detailOf(
  kind: Kind | undefined,
  described: Described,
  speaker: Speaker,
  withDay: boolean,
): string {
  const day = dayOn(kind, described);
  const when = [withDay && day !== "" ? sayDay(day, speaker.today) : "", timesOf(kind, described)];
  const content = described.content ?? {};
  const what = kind ? [placeOf(kind, content, speaker), ...aboutOf(kind, content, speaker)] : [];
  return [when.filter(Boolean).join(", "), ...what]
    .filter(Boolean)
    .slice(0, withDay ? PARTS_SAID - 1 : PARTS_SAID)
    .join(BETWEEN);
}

/** "20:05 – 22:10" where its kind tells the hours. */
function timesOf(kind: Kind | undefined, { content = {} }: Described): string {
  const hours = [kind?.day, kind?.open_without]
    .map((name) => (name === undefined ? undefined : content[name]))
    .filter((value): value is string => typeof value === "string" && isMoment(value))
    .filter((value) => !isDay(value))
    .map((value) => timeOf(value));
  return keepTogether(hours.join(" – "));
}

function placeOf(kind: Kind, content: Content, speaker: Speaker): string {
  const names = columnsOf(kind).filter(({ type }) => PLACES.has(type));
  return firstSaid(names, content, speaker);
}

/** What it was, unless its title says so, and how many where that says more. */
function aboutOf(kind: Kind, content: Content, speaker: Speaker): string[] {
  const sort = sortOf(kind, content, speaker);
  const isSaid = sort === "" || sort === tl(kind.labels);
  return isSaid ? [countOf(kind, content, 1)] : [sort, countOf(kind, content, 2)];
}

/** The last choice before the first list: columns go from the general to the particular. */
function sortOf(kind: Kind, content: Content, speaker: Speaker): string {
  const columns = columnsOf(kind);
  const lists = columns.findIndex(({ type }) => type === "items");
  const before = lists < 0 ? columns : columns.slice(0, lists);
  const choices = before.filter(({ type }) => type === "choice");
  return firstSaid(choices.reverse(), content, speaker);
}

/** "Việc phát hiện: 2", of the last list, where it holds at least so many. */
function countOf(kind: Kind, content: Content, least: number): string {
  const last = columnsOf(kind)
    .filter(({ type }) => type === "items")
    .at(-1);
  const count = last ? liveItems(content[last.name]).length : 0;
  return last && count >= least ? `${tl(last.labels)}: ${sayNumber(count)}` : "";
}

function columnsOf(kind: Kind): Field[] {
  return fieldsNamed(kind, kind.list_columns).filter(({ name }) => name !== kind.day);
}

function firstSaid(fields: readonly Field[], content: Content, speaker: Speaker): string {
  for (const field of fields) {
    const said = sayValue(field, content[field.name], speaker);
    if (said !== "") return said;
  }
  return "";
}

/** A step of the kind with what was written into it, in words. */
export interface SaidStep {
  readonly id: string;
  readonly title: string;
  readonly lines: readonly SaidField[];
}

export interface SaidField {
  readonly name: string;
  readonly label: string;
  readonly words: string;
}

/** All that it says, step by step; what nobody filled is left out. `purged`: what was emptied. */
export function saidSteps(
  kind: Kind,
  content: Content,
  purged: readonly string[],
  speaker: Speaker,
): SaidStep[] {
  const inSteps = new Set(kind.steps.flatMap(({ fields }) => fields));
  const rest = kind.fields.filter(({ name }) => !inSteps.has(name)).map(({ name }) => name);
  const withDay = { ...speaker, saidDay: dayOn(kind, { kind: kind.id, content }) };
  const steps = [
    ...kind.steps.map(({ id, labels, fields }) => ({ id, title: tl(labels), fields })),
    { id: "", title: t("record.rest"), fields: rest },
  ];
  return steps
    .map(({ id, title, fields }) => ({
      id,
      title,
      lines: fieldsNamed(kind, fields).flatMap((field) =>
        saidField(
          field,
          content,
          purged.includes(field.name),
          field.type === "items" ? withDay : speaker,
        ),
      ),
    }))
    .filter(({ lines }) => lines.length > 0);
}

function saidField(
  field: Field,
  content: Content,
  isPurged: boolean,
  speaker: Speaker,
): SaidField[] {
  const { name, labels } = field;
  const value = content[name];
  const isEmptied = isPurged && !isFilled(value);
  const words = isEmptied ? t("record.purged") : sayValue(field, value, speaker);
  return words === "" ? [] : [{ name, label: tl(labels), words }];
}

/** What people search by; numbers, hours and points would only find what nobody meant. */
const SEARCHED = new Set(["text", "choice", "choices", "ref", "refs", "items"]);

/** All text by which it can be found; of lists every item's. */
export function textOf(kind: Kind | undefined, described: Described, speaker: Speaker): string {
  const { content = {} } = described;
  const said = saidWords(kind?.fields ?? [], content, speaker);
  const day = dayOn(kind, described);
  const when = day === "" ? "" : sayDay(day, speaker.today);
  return [titleOf(kind, described), when, ...said].join(" ");
}

function saidWords(fields: readonly Field[], content: Content, speaker: Speaker): string[] {
  return fields
    .filter(({ name, type }) => SEARCHED.has(type) && content[name] !== undefined)
    .flatMap((field) => {
      const value = content[field.name];
      if (field.type !== "items") return [sayValue(field, value, speaker)];
      return liveItems(value).flatMap((item) => saidWords(field.fields ?? [], item, speaker));
    });
}
