/** Groups and phones: the list of groups, one group's people, an invitation at the side. */

import { useEffect, useRef, useState } from "preact/hooks";
import { sayNumber, sayWhen } from "../../i18n/say.ts";
import { t } from "../../i18n/t.ts";
import { followDecisions } from "../../review/follow.ts";
import { queueNow, readDesk } from "../../review/queue.ts";
import { type Place, placesOfKind } from "../../session/directory.ts";
import { peopleOf } from "../../session/invite.ts";
import { useLive } from "../../session/live.ts";
import { useSession } from "../../session/session.ts";
import { Button } from "../../ui/button.tsx";
import { Note } from "../../ui/note.tsx";
import { route } from "../../ui/route.ts";
import { maintains } from "../own-directory.ts";
import { Shell } from "../shell.tsx";
import { isWide } from "../width.ts";
import { AREAS, hrefTo, NOWHERE, spotAt } from "./address.ts";
import { Areas } from "./areas.tsx";
import { Begun } from "./begun.tsx";
import { Disputes } from "./disputes.tsx";
import { GroupList } from "./group-list.tsx";
import { InviteAside } from "./invite-aside.tsx";
import { DISSOLVED, type GroupLine, linesOf } from "./lines.ts";
import { People } from "./people.tsx";
import { TaskAside } from "./task-aside.tsx";
import { type Phones, usePhones } from "./use-phones.ts";

export function GroupsScreen() {
  const session = useSession();
  useEffect(() => followDecisions(session), [session]);
  const book = useLive(() => readDesk(session), [session]).value;
  const phones = usePhones();
  const [invited, invite] = useState<Place | null>(null);
  const { lines, gone } = groupsNow(phones);
  const { at, task } = spotAt(route.value);
  const id = at ?? (isWide.value ? (lines[0]?.group.id ?? null) : null);
  const line = [...lines, ...gone].find(({ group }) => group.id === id) ?? null;
  const isWriting = task !== null;
  useEffect(() => invite(null), [id, isWriting]);
  useLeft(isWriting);
  const hasList = isWide.value || at === null;
  const isWhole = at === NOWHERE || (isWriting && !isWide.value); // the form alone
  return (
    <Shell count={book ? queueNow(book).length : 0} hasTabs={hasList}>
      {hasList && <Head lines={lines} />}
      {hasList && !isWide.value && (
        <div class="groups-begun">
          <Begun at={NOWHERE} savedId={null} openId={null} />
        </div>
      )}
      <div class="groups">
        {hasList && <GroupList lines={lines} gone={gone} selectedId={id} />}
        {(isWide.value || at !== null) && (
          <div class={`groups-open${isWriting ? " is-writing" : ""}`}>
            {!isWhole && (
              <section class="groups-main">
                <Trouble phones={phones} />
                <Disputes />
                <Begun
                  at={id}
                  savedId={route.value.query.get("saved")}
                  openId={task?.what === "draft" ? task.draftId : null}
                />
                {at === AREAS ? (
                  <Areas />
                ) : (
                  <People key={id} line={line} phones={phones} onInvite={invite} />
                )}
              </section>
            )}
            {id !== null && task && <TaskAside at={id} task={task} />}
            {line && invited && !task && (
              <InviteAside key={invited.id} person={invited} group={line.group} />
            )}
          </div>
        )}
      </div>
    </Shell>
  );
}

function Head({ lines }: { lines: readonly GroupLine[] }) {
  return (
    <header class="queue-head">
      <h1 class="queue-title">{t("groups.title")}</h1>
      <p class="small quiet grow">{sumOf(lines)}</p>
      <div class="queue-tools">
        <Button icon="map" href={hrefTo(AREAS)}>
          {t("directory.areas")}
        </Button>
        {maintains.value && (
          <Button icon="plus" href={hrefTo(NOWHERE, { what: "new", kind: "group" })}>
            {t("directory.add_group")}
          </Button>
        )}
      </div>
    </header>
  );
}

/** The groups as they stand, and those that were dissolved. */
function groupsNow(phones: Phones): Readonly<Record<"lines" | "gone", readonly GroupLine[]>> {
  const all = linesOf(placesOfKind("group"), placesOfKind("area"), peopleOf, phones.all);
  const isGone = ({ group }: GroupLine): boolean => group.content["status"] === DISSOLVED;
  return { lines: all.filter((line) => !isGone(line)), gone: all.filter(isGone) };
}

/** After a form the focus goes back to the page beside which it stood. */
function useLeft(isWriting: boolean): void {
  const was = useRef(isWriting);
  useEffect(() => {
    if (was.current && !isWriting) document.querySelector<HTMLElement>(".groups-title")?.focus();
    was.current = isWriting;
  }, [isWriting]);
}

/** "13 tổ · 72 người": somebody in two groups is one. */
function sumOf(lines: readonly GroupLine[]): string {
  const whose = ({ content, id }: Place): string => String(content["account"] ?? id);
  const people = new Set(lines.flatMap((line) => line.people.map(whose)));
  return t("groups.sum", { groups: sayNumber(lines.length), people: sayNumber(people.size) });
}

function Trouble({ phones: { refusal, all, askedAt } }: { phones: Phones }) {
  if (refusal === null) return null;
  return (
    <Note tone="wait" icon={refusal === "offline" ? "wifi-off" : "triangle-alert"} isAnnounced>
      <p>
        {refusal === "offline" && all && askedAt
          ? t("groups.offline_since", { when: sayWhen(askedAt.toISOString(), new Date()) })
          : t(
              refusal === "offline"
                ? "groups.offline"
                : refusal === "rights"
                  ? "groups.refused"
                  : "groups.busy",
            )}
      </p>
    </Note>
  );
}
