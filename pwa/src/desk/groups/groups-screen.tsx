/** Groups and phones: the list of groups, one group's people, an invitation at the side. */

import { useEffect, useState } from "preact/hooks";
import { sayNumber, sayWhen } from "../../i18n/say.ts";
import { t } from "../../i18n/t.ts";
import { followDecisions } from "../../review/follow.ts";
import { queueNow, readDesk } from "../../review/queue.ts";
import { type Place, placesOfKind } from "../../session/directory.ts";
import { peopleOf } from "../../session/invite.ts";
import { useLive } from "../../session/live.ts";
import { useSession } from "../../session/session.ts";
import { Note } from "../../ui/note.tsx";
import { route } from "../../ui/route.ts";
import { Shell } from "../shell.tsx";
import { isWide } from "../width.ts";
import { GroupList } from "./group-list.tsx";
import { InviteAside } from "./invite-aside.tsx";
import { type GroupLine, linesOf } from "./lines.ts";
import { People } from "./people.tsx";
import { type Phones, usePhones } from "./use-phones.ts";

const GIVEN_UP = "giai_the";

export function GroupsScreen() {
  const session = useSession();
  useEffect(() => followDecisions(session), [session]);
  const book = useLive(() => readDesk(session), [session]).value;
  const phones = usePhones();
  const [invited, invite] = useState<Place | null>(null);
  const groups = placesOfKind("group").filter(({ content }) => content["status"] !== GIVEN_UP);
  const lines = linesOf(groups, placesOfKind("area"), peopleOf, phones.all);
  const asked = route.value.parts[2] ?? null;
  const id = asked ?? (isWide.value ? (lines[0]?.group.id ?? null) : null);
  const line = lines.find(({ group }) => group.id === id) ?? null;
  useEffect(() => invite(null), [id]);
  const hasList = isWide.value || asked === null;
  return (
    <Shell count={book ? queueNow(book).length : 0} hasTabs={hasList}>
      {hasList && (
        <header class="queue-head">
          <h1 class="queue-title">{t("groups.title")}</h1>
          <p class="small quiet">{sumOf(lines)}</p>
        </header>
      )}
      <div class="groups">
        {hasList && <GroupList lines={lines} selectedId={id} />}
        {(isWide.value || asked !== null) && (
          <div class="groups-open">
            <section class="groups-main">
              <Trouble phones={phones} />
              <People key={id} line={line} phones={phones} onInvite={invite} />
            </section>
            {line && invited && (
              <InviteAside key={invited.id} person={invited} group={line.group} />
            )}
          </div>
        )}
      </div>
    </Shell>
  );
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
