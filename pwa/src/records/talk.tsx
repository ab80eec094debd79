/** What was said about a record: questions, answers, messages; the newest at the foot. */

import { sayWhen } from "../i18n/say.ts";
import { t, tl } from "../i18n/t.ts";
import type { Kind } from "../kinds/kind.ts";
import { isMoment } from "../lib/dates.ts";
import type { JsonObject } from "../lib/json.ts";
import type { Session } from "../session/session.ts";
import { nameOfPerson } from "./speaker.ts";

interface TalkProps {
  entries: readonly JsonObject[];
  /** The ids of those that are still on this phone. */
  unsent: ReadonlySet<string>;
  kind: Kind | undefined;
  session: Session;
}

export function Talk({ entries, unsent, kind, session }: TalkProps) {
  return (
    <ol class="talk">
      {entries.map((entry) => (
        <TalkLine
          key={String(entry["id"])}
          entry={entry}
          isUnsent={unsent.has(String(entry["id"]))}
          kind={kind}
          session={session}
        />
      ))}
    </ol>
  );
}

interface TalkLineProps {
  entry: JsonObject;
  isUnsent: boolean;
  kind: Kind | undefined;
  session: Session;
}

function TalkLine({ entry, isUnsent, kind, session }: TalkLineProps) {
  const { person, at, field } = entry;
  const isMine = person === session.account.person;
  const label = labelOf(kind, field);
  const when = typeof at === "string" && isMoment(at) ? sayWhen(at, new Date()) : "";
  const small = [when, isUnsent ? t("talk.unsent") : ""].filter(Boolean).join(" · ");
  return (
    <li class={isMine ? "talk-line is-mine" : "talk-line"}>
      <b>{nameOfPerson(person, session)}</b>
      {label !== "" && <p class="small quiet">{t("talk.field", { label })}</p>}
      <p class="said">{wordsOf(entry)}</p>
      {small !== "" && <p class="small quiet">{small}</p>}
    </li>
  );
}

/** The label of the field, or of the list, that something is about; "" for the whole record. */
export function labelOf(kind: Kind | undefined, field: unknown): string {
  if (typeof field !== "string") return "";
  const name = field.split("/")[0];
  const found = kind?.fields.find((one) => one.name === name);
  return found ? tl(found.labels) : "";
}

function wordsOf({ text, type }: JsonObject): string {
  if (typeof text === "string" && text !== "") return text;
  return type === "receipt" ? t("talk.seen") : t("talk.purged");
}
