/** Who is in the group, for its leader: each can be invited to keep the book on a phone of his own. */

import "../../i18n/invite.ts";
import { useState } from "preact/hooks";
import { t, tl } from "../../i18n/t.ts";
import type { Kind } from "../../kinds/kind.ts";
import { nameOf, nameOfMember, type Place } from "../../session/directory.ts";
import { groupsLed, peopleOf } from "../../session/invite.ts";
import { useSession } from "../../session/session.ts";
import { AppBar } from "../../ui/app-bar.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { goBack } from "../../ui/route.ts";
import { List, Row } from "../../ui/row.tsx";
import { InviteSheet } from "./invite-sheet.tsx";

export function Group() {
  const [invited, invite] = useState<Place | null>(null);
  const kind = useSession().catalog.kinds["member"] as unknown as Kind | undefined;
  const groups = groupsLed();
  return (
    <div class="screen">
      <AppBar onBack={() => goBack("/settings")} />
      <main class="main">
        <h1 class="title">{t("invite.title")}</h1>
        {groups.length === 0 ? (
          <EmptyState icon="users" words={t("invite.no_group")} />
        ) : (
          <p>{t("invite.hint")}</p>
        )}
        {groups.map((group) => (
          <section class="stack" key={group.id}>
            <h2 class="label">{nameOf(group.id)}</h2>
            <List label={nameOf(group.id)}>
              {peopleOf(group).map((person) => (
                <Row
                  key={person.id}
                  icon="user"
                  title={String(person.content["name"] ?? "")}
                  detail={roleOf(person, kind)}
                  onPress={() => invite(person)}
                />
              ))}
            </List>
          </section>
        ))}
      </main>
      {invited && (
        <InviteSheet
          memberId={invited.id}
          name={nameOfMember(invited)}
          onClose={() => invite(null)}
        />
      )}
    </div>
  );
}

/** "Tổ trưởng", as the kind of members says it. */
function roleOf({ content }: Place, kind: Kind | undefined): string {
  const field = kind?.fields.find(({ name }) => name === "role");
  const role = field?.choices?.find(({ code }) => code === content["role"]);
  return role ? tl(role.labels) : "";
}
