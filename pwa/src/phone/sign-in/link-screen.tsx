/** Somebody opened the link of an invitation: he is let in at once, or told why not yet. */

import { useEffect } from "preact/hooks";
import { t } from "../../i18n/t.ts";
import { lastDutyNumber } from "../../session/duty-number.ts";
import { linkSecret } from "../../session/invitation-link.ts";
import { opened, standing } from "../../session/session.ts";
import { AppBar } from "../../ui/app-bar.tsx";
import { Button } from "../../ui/button.tsx";
import { CallButtons } from "../../ui/call-buttons.tsx";
import { FootBar } from "../../ui/foot-bar.tsx";
import { Icon } from "../../ui/icon.tsx";
import { Note } from "../../ui/note.tsx";
import type { Entering } from "./entering.ts";
import { NetworkLine } from "./network-line.tsx";
import { isStillGood, sayRefusal } from "./refusal.ts";

interface LinkScreenProps {
  secret: string;
  entering: Entering;
}

export function LinkScreen({ secret, entering }: LinkScreenProps) {
  const { tried } = entering;
  const now = opened.value;
  const isTaken = now.now === "open" && standing.value === null;
  const refused = tried.now === "refused" ? tried.refused : null;
  const isOver = refused !== null && !isStillGood(refused);
  const giveUp = () => {
    entering.clear();
    linkSecret.value = null;
  };
  useEffect(() => {
    if (!isTaken) entering.ask({ secret });
  }, [secret]);
  return (
    <div class="screen">
      <AppBar onBack={giveUp} />
      <main class="main">
        <header class="sign-in-head">
          <Icon name="gate" size="mark" />
          <h1 class="title">{t("sign_in.by_link")}</h1>
        </header>
        {isTaken && tried.now === "idle" && (
          <Note tone="wait">
            <p>{t("sign_in.taken", { name: now.session.account.name ?? "" })}</p>
            <p>{t("sign_in.taken_safe")}</p>
          </Note>
        )}
        {isOver ? (
          <Note tone="stop" isAnnounced>
            <p>{sayRefusal(refused)}</p>
          </Note>
        ) : (
          <NetworkLine refused={refused} />
        )}
        {refused && <CallButtons dutyNumber={lastDutyNumber.value} />}
      </main>
      <FootBar>
        {isOver ? (
          <Button look="1" isHero icon="keyboard" onPress={giveUp}>
            {t("sign_in.other_way")}
          </Button>
        ) : (
          <Button
            look="1"
            isHero
            isBusy={tried.now === "asking"}
            busyWords={t("sign_in.asking")}
            onPress={() => entering.ask({ secret })}
          >
            {refused ? t("ui.retry") : t("sign_in.go")}
          </Button>
        )}
      </FootBar>
    </div>
  );
}
