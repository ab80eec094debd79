/** One group's people, each with his phones and what can be done to them. */

import { useState } from "preact/hooks";
import { t } from "../../i18n/t.ts";
import { nameOfMember, type Place } from "../../session/directory.ts";
import { AppBar } from "../../ui/app-bar.tsx";
import { Note } from "../../ui/note.tsx";
import { goBack } from "../../ui/route.ts";
import { isWide } from "../width.ts";
import { GroupHead } from "./group-head.tsx";
import { GroupPlaces } from "./group-places.tsx";
import { LeftPeople } from "./left-people.tsx";
import { type GroupLine, phonesOf } from "./lines.ts";
import { PersonRow } from "./person-row.tsx";
import { PhoneSheet } from "./phone-sheet.tsx";
import type { Phone, PhoneState } from "./phones.ts";
import { type Deed, failureOf, successOf } from "./said.ts";
import type { Phones } from "./use-phones.ts";

interface PeopleProps {
  line: GroupLine | null;
  phones: Phones;
  onInvite: (person: Place) => void;
}

export function People({ line, phones, onInvite }: PeopleProps) {
  const [said, say] = useState<{ words: string; isDone: boolean } | null>(null);
  const [busyId, work] = useState<string | null>(null);
  const [more, open] = useState<Deed | null>(null);
  const change = async (deed: Deed, state: PhoneState): Promise<void> => {
    if (busyId !== null) return;
    work(deed.phone.id);
    const refusal = await phones.change(deed.phone, state);
    say({
      words: refusal === null ? successOf(state, deed) : failureOf(refusal, deed),
      isDone: refusal === null,
    });
    work(null);
  };
  const deedOn = (person: Place, phone: Phone): Deed => ({ person, phone });
  return (
    <>
      {!isWide.value && <AppBar onBack={() => goBack("/desk/groups")} />}
      <GroupHead line={line} phones={phones} onInvite={onInvite} />
      {said && (
        <Note tone={said.isDone ? "done" : "wait"} isAnnounced>
          <p>{said.words}</p>
        </Note>
      )}
      {line?.people.length === 0 && <p class="quiet">{t("groups.nobody")}</p>}
      {line && line.people.length > 0 && (
        <section class="people">
          <p class="people-head" aria-hidden="true">
            <span>{t("groups.name")}</span>
            <span />
            <span class="phone">
              <span>{t("groups.phone")}</span>
              <span>{t("groups.last")}</span>
              <span>{t("groups.pending")}</span>
            </span>
          </p>
          <ul>
            {line.people.map((person) => (
              <PersonRow
                key={person.id}
                person={person}
                at={line.group.id}
                phones={phones.all && phonesOf(phones.all, person)}
                isOffline={phones.refusal !== null}
                busyId={busyId}
                onInvite={() => onInvite(person)}
                onChange={(phone, state) => void change(deedOn(person, phone), state)}
                onMore={(phone) => open(deedOn(person, phone))}
              />
            ))}
          </ul>
        </section>
      )}
      {line && line.people.length > 0 && phones.all && (
        <Note icon="lock">
          <p>{t("groups.lost")}</p>
        </Note>
      )}
      {line && <LeftPeople group={line.group} />}
      {line && <GroupPlaces group={line.group} />}
      {more && (
        <PhoneSheet
          phone={more.phone}
          name={nameOfMember(more.person)}
          onInvite={() => {
            open(null);
            onInvite(more.person);
          }}
          onReport={async () => {
            await change(more, "stolen");
            open(null);
          }}
          onClose={() => open(null)}
        />
      )}
    </>
  );
}
