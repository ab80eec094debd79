/** An invitation beside the list: shown for the phone's camera, or printed on A5 in large type. */

import { useEffect, useRef } from "preact/hooks";
import { sayWhen } from "../../i18n/say.ts";
import { t } from "../../i18n/t.ts";
import { capitalise, keepTogether } from "../../lib/words.ts";
import { notePrinted } from "../../review/opened.ts";
import { dutyNumber, nameOfMember, type Place } from "../../session/directory.ts";
import type { Invited } from "../../session/invite.ts";
import { useSession } from "../../session/session.ts";
import { sayNotInvited, spellCode, useInviting } from "../../session/use-inviting.ts";
import { Button } from "../../ui/button.tsx";
import { Note } from "../../ui/note.tsx";
import { Qr } from "../../ui/qr.tsx";

export function InviteAside({ person, group }: { person: Place; group: Place }) {
  const { phone } = useSession();
  const { invited, fault, isBusy, ask } = useInviting(person.id);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  // Who prints a way in leaves a trace; without a network it is kept until there is one.
  const print = (): void => {
    notePrinted({ phone }, "invitation", person.id)
      .catch(globalThis.reportError)
      .finally(() => window.print());
  };
  const name = nameOfMember(person);
  return (
    <aside class="groups-aside" aria-label={t("groups.invite_whose", { name })}>
      <h2 class="groups-title" ref={heading} tabIndex={-1}>
        {t("groups.invite_whose", { name })}
      </h2>
      {invited ? (
        <Paper invited={invited} person={person} group={group} />
      ) : (
        <p>{t("invite.why")}</p>
      )}
      {fault && (
        <Note tone="wait" isAnnounced>
          <p>{sayNotInvited(fault, "groups.invite_not_yours")}</p>
        </Note>
      )}
      {invited && (
        <Button look="1" isFull icon="printer" onPress={print}>
          {t("groups.print")}
        </Button>
      )}
      <Button
        look={invited ? "2" : "1"}
        isFull
        icon={invited ? "refresh-cw" : "user-plus"}
        isBusy={isBusy}
        busyWords={t("invite.busy")}
        onPress={ask}
      >
        {t(invited ? "invite.again" : "invite.go")}
      </Button>
      {invited && <p class="small quiet">{t("groups.print_hint")}</p>}
    </aside>
  );
}

interface PaperProps {
  invited: Invited;
  person: Place;
  group: Place;
}

/** On the screen the square, the digits and until when; on paper with the steps as well. */
function Paper({ invited, person, group }: PaperProps) {
  const { qr, expiresAt } = invited;
  const address = window.location.host;
  const name = nameOfMember(person);
  const number = dutyNumber.value;
  return (
    <div class="paper" role="status">
      <p class="paper-screen">{t("invite.how", { name: capitalise(name), address })}</p>
      <div class="paper-print">
        <p class="paper-title">{t("groups.paper_title")}</p>
        <p>
          {t("groups.paper_for", {
            name: String(person.content["name"] ?? ""),
            group: String(group.content["name"] ?? ""),
          })}
        </p>
        <ol class="paper-steps">
          <li>{t("groups.paper_1")}</li>
          <li>{t("groups.paper_2", { address })}</li>
          <li>{t("groups.paper_3")}</li>
        </ol>
      </div>
      <Qr rows={qr} label={t("invite.qr")} />
      <p class="paper-code">{spellCode(invited)}</p>
      <p class="quiet">{t("invite.until", { when: sayWhen(expiresAt, new Date()) })}</p>
      {number !== null && (
        <p class="paper-print paper-duty">
          {t("groups.paper_duty", { number: keepTogether(number) })}
        </p>
      )}
    </div>
  );
}
