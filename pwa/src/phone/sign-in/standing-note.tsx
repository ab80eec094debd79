/** Why nothing is sent although there is a network, at the top of the home and sync screens. */

import { t } from "../../i18n/t.ts";
import { lastDutyNumber } from "../../session/duty-number.ts";
import { standing } from "../../session/session.ts";
import { Button } from "../../ui/button.tsx";
import { telOf } from "../../ui/call-buttons.tsx";
import { Note } from "../../ui/note.tsx";

/** Draws nothing while all is sent. A wiped phone has a screen of its own. */
export function StandingNote() {
  switch (standing.value) {
    case null:
    case "wipe":
      return null;
    case "sign_in.needed":
      return (
        <Note tone="wait" icon="log-in" isAnnounced>
          <p class="lead">{t("standing.sign_in")}</p>
          <p>{t("trouble.safe")}</p>
          <Button look="2" isFull href="/sign-in">
            {t("sign_in.anew")}
          </Button>
        </Note>
      );
    case "device_locked":
      return <Stopped words={t("trouble.locked")} icon="lock" />;
    case "commune.not_yours":
      return <Stopped words={t("standing.not_yours")} icon="octagon-alert" />;
    default:
      return <Stopped words={t("standing.other")} icon="octagon-alert" />;
  }
}

function Stopped({ words, icon }: { words: string; icon: string }) {
  return (
    <Note tone="stop" icon={icon} isAnnounced>
      <p class="lead">{words}</p>
      <p>{t("standing.goes_on")}</p>
      {lastDutyNumber.value !== null && (
        <Button look="2" isFull icon="phone-call" href={telOf(lastDutyNumber.value)}>
          {t("call.duty")}
        </Button>
      )}
    </Note>
  );
}
