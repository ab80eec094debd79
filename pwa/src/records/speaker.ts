/** What the book needs to put a record into words: names, the day it is, the kinds, who is who. */

import { computed } from "@preact/signals";
import type { Speaker } from "../forms/say-value.ts";
import { t } from "../i18n/t.ts";
import type { Kind, Option } from "../kinds/kind.ts";
import { dayOf } from "../lib/dates.ts";
import { capitalise } from "../lib/words.ts";
import { directory, everyOption, nameOfMember, type Place } from "../session/directory.ts";
import type { Session } from "../session/session.ts";

const RESERVED = "server"; // acts that no person made

/** The options by kind, worked out once for each state of the directory. */
const options = computed(() => {
  directory.value;
  const known = new Map<string, readonly Option[]>();
  return (kind: string): readonly Option[] => {
    const found = known.get(kind) ?? everyOption(kind);
    known.set(kind, found);
    return found;
  };
});

const members = computed<ReadonlyMap<string, Place>>(() => {
  const all = [...directory.value.places.values()].filter(({ kind }) => kind === "member");
  return new Map(all.map((place) => [String(place.content["account"]), place]));
});

export function speakerNow(now: Date = new Date()): Speaker {
  return { options: options.value, today: dayOf(now) };
}

export function kindOf({ catalog }: Session, id: string): Kind | undefined {
  return catalog.kinds[id] as Kind | undefined;
}

/** Give the kinds that the book is made of: what is logged, not what the commune is. */
export function bookKinds({ catalog }: Session): Kind[] {
  const all = Object.values(catalog.kinds) as unknown as Kind[];
  return all.filter(({ stream }) => stream === "log" || stream === "mediation");
}

/** "Bác", "bác Bảy", "Công an xã": who an account is to the reader. */
export function nameOfPerson(person: unknown, { account }: Session): string {
  if (person === account.person) return t("who.you");
  if (person === RESERVED) return t("who.book");
  const member = members.value.get(String(person));
  return member ? capitalise(nameOfMember(member)) : t("who.police");
}

/** "bác Bảy", "Công an xã": somebody else's name within a sentence. */
export function nameWithin(person: unknown, session: Session): string {
  const member = members.value.get(String(person));
  return member ? nameOfMember(member) : nameOfPerson(person, session);
}
