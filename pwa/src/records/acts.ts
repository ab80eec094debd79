/** One act on a record in words: who did what, and what was written. Pure. */

import { fieldsNamed } from "../forms/content.ts";
import { type Speaker, sayValue } from "../forms/say-value.ts";
import { type PlainKey, t, tl } from "../i18n/t.ts";
import type { Key } from "../i18n/words.ts";
import type { Kind } from "../kinds/kind.ts";
import { isObject, type Json, type JsonObject } from "../lib/json.ts";
import type { SaidField } from "./describe.ts";

/** An act as the server tells it, or as this phone still has it. */
export interface Act {
  readonly id: string;
  readonly act: string;
  readonly person: string;
  /** When, by the right clock; null where nobody knows. */
  readonly at: Date | null;
  readonly content: JsonObject;
  /** What others' phones gave back beside the fields: values that stood beside, and the talk. */
  readonly beside?: readonly JsonObject[];
  readonly purged: readonly string[];
}

/** Read an act; what a newer server may send is told as far as it is known. */
export function readAct(mutation: JsonObject): Act {
  if (mutation["act"] === "recover") return readRecover(mutation);
  const { at, clock_offset_ms: offsetMs, content, purged, fields } = mutation;
  const atMs = Date.parse(String(at ?? "")) + (typeof offsetMs === "number" ? offsetMs : 0);
  return {
    id: String(mutation["id"]),
    act: String(mutation["act"] ?? ""),
    person: String(mutation["person"] ?? ""),
    at: Number.isNaN(atMs) ? null : new Date(atMs),
    content: isObject(content) ? content : {},
    purged: texts(purged ?? fields),
  };
}

/** What a phone gave back is told as what its author wrote: who sent it says nothing of the matter. */
function readRecover({ act, content, ...rest }: JsonObject): Act {
  const said = isObject(content) ? content : {};
  const { content: fields, person = "", removed, siblings, conversation } = said;
  const written = isObject(fields) ? fields : {};
  const told = readAct({ ...rest, act: "", person, content: { ...written } });
  return {
    ...told,
    act: String(act),
    content: typeof removed === "string" ? { ...told.content, removed } : told.content,
    beside: [...objects(siblings), ...objects(conversation)],
  };
}

function objects(value: Json | undefined): JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

function texts(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

type NamedKey = Extract<
  Key,
  `history.${
    | "created"
    | "edited"
    | "removed"
    | "chose"
    | "moved"
    | "asked"
    | "answered"
    | "noted"
    | "receipt"
    | "accepted"
    | "seen"
    | "brought_back"
    | "given_back"}`
>;

const BY_ACT: Readonly<Record<string, NamedKey>> = {
  create: "history.created",
  edit: "history.edited",
  remove: "history.removed",
  resolve: "history.chose",
  move: "history.moved",
  recover: "history.given_back",
};
const BY_NOTE: Readonly<Record<string, NamedKey>> = {
  question: "history.asked",
  answer: "history.answered",
  remark: "history.noted",
  receipt: "history.receipt",
};
const BY_DECISION: Readonly<Record<string, NamedKey>> = {
  returned: "history.asked",
  accepted: "history.accepted",
  seen: "history.seen",
};

/** "Bác Bảy sửa"; null for what the server did to itself and no reader needs. */
export function titleOfAct(
  { act, content }: Pick<Act, "act" | "content">,
  name: string,
): string | null {
  if (act === "purge") return t("history.purged");
  if (act === "resolve" && content["removed"] === null) return t("history.brought_back", { name });
  const key = keyOf(act, content);
  return key ? t(key, { name }) : null;
}

function keyOf(act: string, content: JsonObject): NamedKey | undefined {
  if (act === "note") return BY_NOTE[String(content["type"])];
  if (act === "review") return BY_DECISION[String(content["decision"])];
  return BY_ACT[act];
}

/** What was written: fields with their values, or the words of a note. */
export function linesOfAct(
  { act, content, beside = [], purged }: Act,
  kind: Kind | undefined,
  speaker: Speaker,
): SaidField[] {
  const said = [
    ...wordsIn(act, content),
    ...fieldsIn(content, kind, speaker),
    ...beside.flatMap((one) => besideIn(one, kind, speaker)),
  ];
  const gone = fieldsNamed(kind ?? NO_KIND, purged).map(({ name, labels }) => ({
    name,
    label: tl(labels),
    words: t("record.purged"),
  }));
  return [...said, ...gone];
}

const NO_KIND = { fields: [] } as unknown as Kind;
const WORDS_OF: Readonly<Record<string, string>> = {
  note: "text",
  review: "question",
  remove: "reason",
};

function wordsIn(act: string, content: JsonObject): SaidField[] {
  if (act === "recover") return removalIn(content["removed"]);
  const words = content[WORDS_OF[act] ?? ""];
  return typeof words === "string" && words !== "" ? [{ name: act, label: "", words }] : [];
}

function removalIn(reason: Json | undefined): SaidField[] {
  if (typeof reason !== "string") return [];
  const words = reason === "" ? t("record.removed_plain") : t("record.removed_why", { reason });
  return [{ name: "removed", label: "", words }];
}

/** A value that stood beside the head, in the place of its field; or one's words in the talk. */
function besideIn(one: JsonObject, kind: Kind | undefined, speaker: Speaker): SaidField[] {
  const { field, value = null, text } = one;
  if (typeof text === "string") return wordsIn("note", { text });
  const [name = "", itemId] = String(field).split("/");
  return fieldsIn({ [name]: itemId === undefined ? value : [value] }, kind, speaker);
}

function fieldsIn(content: JsonObject, kind: Kind | undefined, speaker: Speaker): SaidField[] {
  if (!kind) return [];
  return fieldsNamed(kind, Object.keys(content))
    .filter(({ filled_by }) => filled_by !== "app")
    .map((field) => ({
      name: field.name,
      label: tl(field.labels),
      words:
        sayValue(field, content[field.name], speaker) ||
        (content[field.name] === null ? t("history.cleared") : ""),
    }))
    .filter(({ words }) => words !== "");
}

const BY_VERDICT: Readonly<Record<string, PlainKey>> = {
  merged: "history.merged",
  conflict: "history.conflict",
};

/** What became of it, where that is not simply "it applied"; "" else. */
export function outcomeOf(verdict: string): string {
  const key = BY_VERDICT[verdict];
  return key ? t(key) : "";
}
