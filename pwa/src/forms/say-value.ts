/** The value of a field in words, for summaries, lists, history and questions. */

import { sayDay, sayNumber } from "../i18n/say.ts";
import "../i18n/photos.ts";
import { t, tl } from "../i18n/t.ts";
import type { Content, Field, Option } from "../kinds/kind.ts";
import { type Day, dayOf, isDay, isMoment, timeOf } from "../lib/dates.ts";
import { isObject, type Json } from "../lib/json.ts";
import { photosIn, voiceIn } from "../lib/media.ts";
import { isFilled, liveItems } from "./content.ts";

export interface Speaker {
  /** What a ref of this kind may name. */
  readonly options: (kind: string) => readonly Option[];
  readonly today: Day;
  /** The day that is said above: an hour of it needs no day beside it. */
  readonly saidDay?: Day;
}

const ITEM_FIELDS_SAID = 3;

/** Empty for a value that says nothing, or that no words can say. */
export function sayValue(field: Field, value: Json | undefined, speaker: Speaker): string {
  if (!isFilled(value)) return "";
  switch (field.type) {
    case "choice":
      return sayChoice(field, value);
    case "choices":
      return textsIn(value)
        .map((code) => sayChoice(field, code))
        .join(", ");
    case "bool":
      return value === true ? t("ui.yes") : t("ui.no");
    case "int":
      // What another app wrote may be anything: it is shown as it is.
      return typeof value === "number" ? withUnit(field, value) : String(value);
    case "counts":
      return sayCounts(field, value);
    case "date":
    case "datetime":
      return sayTime(String(value), speaker);
    case "ref":
      return sayOption(field, String(value), speaker);
    case "refs":
      return textsIn(value)
        .map((id) => sayOption(field, id, speaker))
        .join(", ");
    case "point":
      return sayPoint(value);
    case "items":
      return liveItems(value)
        .map((item) => sayItem(field, item, speaker))
        .join("\n");
    case "photos":
      return sayPhotos(value);
    case "voice":
      return t("voice.kept", { seconds: voiceIn(value)?.seconds ?? 0 });
    case "uuid":
      return "";
    default:
      return String(value);
  }
}

/** The first things that an item says, in one line. */
export function sayItem(field: Field, item: Content, speaker: Speaker): string {
  return (field.fields ?? [])
    .filter((inner) => inner.filled_by !== "app")
    .map((inner) => (inner.type === "bool" ? "" : sayValue(inner, item[inner.name], speaker)))
    .filter(Boolean)
    .slice(0, ITEM_FIELDS_SAID)
    .join(" · ");
}

function sayTime(text: string, { today, saidDay }: Speaker): string {
  if (!isMoment(text)) return text;
  if (isDay(text)) return sayDay(text, today);
  const day = dayOf(text);
  return day === saidDay ? timeOf(text) : `${timeOf(text)}, ${sayDay(day, today)}`;
}

function sayChoice(field: Field, code: Json): string {
  const choice = field.choices?.find((one) => one.code === code);
  return choice ? tl(choice.labels) : String(code);
}

function sayOption(field: Field, id: string, { options }: Speaker): string {
  return options(field.ref ?? "").find((one) => one.id === id)?.label ?? t("form.unknown_option");
}

function sayCounts(field: Field, value: Json): string {
  if (!isObject(value)) return "";
  return (field.choices ?? [])
    .filter(({ code }) => Number(value[code] ?? 0) > 0)
    .map(({ code, labels }) => `${tl(labels)}: ${sayNumber(Number(value[code]))}`)
    .join(", ");
}

function withUnit(field: Field, number: number): string {
  return field.unit ? `${sayNumber(number)} ${tl(field.unit)}` : sayNumber(number);
}

function sayPoint(value: Json): string {
  const accuracy_m = isObject(value) ? value["accuracy_m"] : null;
  if (typeof accuracy_m !== "number") return t("point.fixed_plain");
  return t("point.fixed", { meters: sayNumber(Math.round(accuracy_m), 0) });
}

function sayPhotos(value: Json): string {
  const count = photosIn(value).length;
  return count > 0 ? t("photo.count", { count }) : "";
}

function textsIn(value: Json): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
