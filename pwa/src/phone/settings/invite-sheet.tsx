/** An invitation on the leader's phone: the other one scans the QR, or types the six digits. */

import { useState } from "preact/hooks";
import { sayWhen } from "../../i18n/say.ts";
import { type PlainKey, t } from "../../i18n/t.ts";
import { capitalise } from "../../lib/words.ts";
import { askToInvite, type Invited, type NotInvited } from "../../session/invite.ts";
import { useSession } from "../../session/session.ts";
import { Button } from "../../ui/button.tsx";
import { Note } from "../../ui/note.tsx";
import { Qr } from "../../ui/qr.tsx";
import { Sheet } from "../../ui/sheet.tsx";

const FAULTS: Readonly<Record<NotInvited, PlainKey>> = {
  offline: "invite.offline",
  not_yours: "invite.not_yours",
  busy: "invite.fault",
};

interface InviteSheetProps {
  memberId: string;
  name: string;
  onClose: () => void;
}

export function InviteSheet({ memberId, name, onClose }: InviteSheetProps) {
  const { account, phone } = useSession();
  const [answer, show] = useState<Invited | NotInvited | null>(null);
  const [isBusy, work] = useState(false);
  const ask = async (): Promise<void> => {
    work(true);
    const asker = { communeId: account.communeId, token: phone.owner.token };
    show(await askToInvite((url, options) => globalThis.fetch(url, options), asker, memberId));
    work(false);
  };
  const invited = typeof answer === "object" ? answer : null;
  return (
    <Sheet title={t("invite.whom", { name })} onClose={onClose}>
      {invited ? <Paper invited={invited} name={name} /> : <p>{t("invite.why")}</p>}
      {typeof answer === "string" && (
        <Note tone="wait" isAnnounced>
          <p>{t(FAULTS[answer])}</p>
        </Note>
      )}
      <Button
        look={invited ? "2" : "1"}
        isFull
        icon="user-plus"
        isBusy={isBusy}
        busyWords={t("invite.busy")}
        onPress={() => void ask()}
      >
        {t(invited ? "invite.again" : "invite.go")}
      </Button>
      <Button look="3" isFull onPress={onClose}>
        {t("ui.close")}
      </Button>
    </Sheet>
  );
}

function Paper({ invited: { code, qr, expiresAt }, name }: { invited: Invited; name: string }) {
  const spelt = `${code.slice(0, 3)} ${code.slice(3)}`;
  return (
    <div class="invitation" role="status">
      <p>{t("invite.how", { name: capitalise(name), address: window.location.host })}</p>
      <Qr rows={qr} label={t("invite.qr")} />
      <p class="invitation-code">{spelt}</p>
      <p class="quiet">{t("invite.until", { when: sayWhen(expiresAt, new Date()) })}</p>
    </div>
  );
}
