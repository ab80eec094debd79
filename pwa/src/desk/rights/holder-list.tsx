/** People with rights, each with what he may and with his phones, which can be locked here. */

import { useState } from "preact/hooks";
import { type PlainKey, t, tl } from "../../i18n/t.ts";
import type { Kind } from "../../kinds/kind.ts";
import { type Place, placeOf, placesOfKind } from "../../session/directory.ts";
import { useSession } from "../../session/session.ts";
import { Button } from "../../ui/button.tsx";
import { Note } from "../../ui/note.tsx";
import { isInUse } from "../groups/lines.ts";
import type { Phone } from "../groups/phones.ts";
import { type Deed, failureOf, labelOf, successOf } from "../groups/said.ts";
import type { Phones } from "../groups/use-phones.ts";
import { type Holder, leftGroups } from "./rights.ts";

interface HolderListProps {
  title: string;
  people: readonly Holder[];
  phones: Phones;
}

export function HolderList({ title, people, phones }: HolderListProps) {
  const [said, say] = useState<{ words: string; isDone: boolean } | null>(null);
  const [busyId, work] = useState<string | null>(null);
  if (people.length === 0) return null;
  const change = async (deed: Deed): Promise<void> => {
    if (busyId !== null) return;
    work(deed.phone.id);
    const state = deed.phone.state === "locked" ? "active" : "locked";
    const refusal = await phones.change(deed.phone, state);
    const words = refusal === null ? successOf(state, deed) : failureOf(refusal, deed);
    say({ words, isDone: refusal === null });
    work(null);
  };
  return (
    <section class="rights-part">
      <h2 class="lead">{title}</h2>
      {said && (
        <Note tone={said.isDone ? "done" : "wait"} isAnnounced>
          <p>{said.words}</p>
        </Note>
      )}
      <ul>
        {people.map((one) => (
          <li key={one.person} class="rights-line">
            <Who holder={one} />
            <ul class="rights-phones">
              {phonesOf(phones, one).map((phone) => (
                <PhoneLine
                  key={phone.id}
                  deed={{ person: asPlace(one), phone }}
                  isBusy={busyId === phone.id}
                  onChange={(deed) => void change(deed)}
                />
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Who({ holder }: { holder: Holder }) {
  const post = POSTS[holder.post];
  const said = [post && t(post), ...useRoles(holder)].filter(Boolean);
  const left = leftGroups(holder, placesOfKind("member"));
  return (
    <div>
      <b>{holder.name}</b>
      <p class="small quiet">{said.join(" · ")}</p>
      {left.map((group) => (
        <p key={group} class="small is-late">
          {t("rights.left", { group: nameOf(group) })}
        </p>
      ))}
    </div>
  );
}

interface PhoneLineProps {
  deed: Deed;
  isBusy: boolean;
  onChange: (deed: Deed) => void;
}

function PhoneLine({ deed, isBusy, onChange }: PhoneLineProps) {
  const isThisOne = deed.phone.id === useSession().account.deviceId;
  const isLocked = deed.phone.state === "locked";
  const values = { phone: labelOf(deed.phone), name: String(deed.person.content["name"]) };
  return (
    <li class="rights-phone">
      <span class="grow">
        {labelOf(deed.phone)} {isLocked && <b class="small is-late">{t("groups.locked")}</b>}
      </span>
      {isThisOne ? (
        <span class="small quiet">{t("rights.this_one")}</span>
      ) : (
        <Button
          look="2"
          isBusy={isBusy}
          busyWords={t("groups.working")}
          label={t(isLocked ? "groups.unlock_whose" : "groups.lock_whose", values)}
          onPress={() => onChange(deed)}
        >
          {t(isLocked ? "groups.unlock" : "groups.lock")}
        </Button>
      )}
    </li>
  );
}

function phonesOf({ all }: Phones, { person }: Holder): readonly Phone[] {
  return (all ?? []).filter((phone) => phone.person === person && isInUse(phone));
}

function asPlace({ person, name }: Holder): Place {
  return { id: person, kind: "member", content: { name } };
}

function nameOf(group: string): string {
  return String(placeOf(group)?.content["name"] ?? t("desk.no_place"));
}

/** "Tổ trưởng, Tổ tự quản Bản Tre", as this machine's book has it. */
function useRoles({ person, groups }: Holder): readonly string[] {
  const kind = useSession().catalog.kinds["member"] as unknown as Kind | undefined;
  const choices = kind?.fields.find(({ name }) => name === "role")?.choices ?? [];
  return groups.map((group) => {
    const member = placesOfKind("member").find(
      ({ content }) => content["account"] === person && content["group"] === group,
    );
    const role = choices.find(({ code }) => code === member?.content["role"]);
    return [role && tl(role.labels), nameOf(group)].filter(Boolean).join(", ");
  });
}

const POSTS: Readonly<Record<string, PlainKey>> = {
  chief: "rights.chief",
  officer: "rights.officer",
  viewer: "rights.viewer",
  administrator: "rights.administrator",
};
