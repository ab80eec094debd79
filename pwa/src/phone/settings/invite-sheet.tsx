/** An invitation on the leader's phone: the other one scans the QR, or types the six digits. */

import { sayWhen } from "../../i18n/say.ts";
import { t } from "../../i18n/t.ts";
import { capitalise } from "../../lib/words.ts";
import type { Invited } from "../../session/invite.ts";
import { sayNotInvited, spellCode, useInviting } from "../../session/use-inviting.ts";
import { Button } from "../../ui/button.tsx";
import { Note } from "../../ui/note.tsx";
import { Qr } from "../../ui/qr.tsx";
import { Sheet } from "../../ui/sheet.tsx";

interface InviteSheetProps {
  memberId: string;
  name: string;
  onClose: () => void;
}

export function InviteSheet({ memberId, name, onClose }: InviteSheetProps) {
  const { invited: last, fault, isBusy, ask } = useInviting(memberId);
  const invited = fault ? null : last; // here stands one thing at a time
  return (
    <Sheet title={t("invite.whom", { name })} onClose={onClose}>
      {invited ? <Paper invited={invited} name={name} /> : <p>{t("invite.why")}</p>}
      {fault && (
        <Note tone="wait" isAnnounced>
          <p>{sayNotInvited(fault, "invite.not_yours")}</p>
        </Note>
      )}
      <Button
        look={invited ? "2" : "1"}
        isFull
        icon="user-plus"
        isBusy={isBusy}
        busyWords={t("invite.busy")}
        onPress={ask}
      >
        {t(invited ? "invite.again" : "invite.go")}
      </Button>
      <Button look="3" isFull onPress={onClose}>
        {t("ui.close")}
      </Button>
    </Sheet>
  );
}

function Paper({ invited, name }: { invited: Invited; name: string }) {
  const { qr, expiresAt } = invited;
  return (
    <div class="invitation" role="status">
      <p>{t("invite.how", { name: capitalise(name), address: window.location.host })}</p>
      <Qr rows={qr} label={t("invite.qr")} />
      <p class="invitation-code">{spellCode(invited)}</p>
      <p class="quiet">{t("invite.until", { when: sayWhen(expiresAt, new Date()) })}</p>
    </div>
  );
}
