/** Reading the square on the paper: what the camera is for is said before the browser asks. */

import { useEffect, useRef, useState } from "preact/hooks";
import { t } from "../../i18n/t.ts";
import { linkSecret } from "../../session/invitation-link.ts";
import { scan } from "../../session/scanner.ts";
import { secretIn } from "../../session/sign-in-door.ts";
import { AppBar } from "../../ui/app-bar.tsx";
import { Button } from "../../ui/button.tsx";
import { FootBar } from "../../ui/foot-bar.tsx";
import { Icon } from "../../ui/icon.tsx";
import { Note } from "../../ui/note.tsx";

type Stage = "asking" | "looking" | "refused";

export function ScanScreen({ onBack }: { onBack: () => void }) {
  const [stage, goTo] = useState<Stage>("asking");
  return (
    <div class="screen">
      <AppBar onBack={onBack} />
      <main class="main">
        <h1 class="title">{t("sign_in.scan")}</h1>
        {stage === "asking" && (
          <p class="line">
            <Icon name="scan-qr-code" size="large" />
            <span class="grow">{t("sign_in.scan_why")}</span>
          </p>
        )}
        {stage === "looking" && <Viewfinder onFail={() => goTo("refused")} />}
        {stage === "refused" && (
          <Note tone="wait" isAnnounced>
            <p>{t("sign_in.scan_refused")}</p>
          </Note>
        )}
      </main>
      <FootBar>
        {stage === "asking" && (
          <Button look="1" isHero onPress={() => goTo("looking")}>
            {t("sign_in.scan_go")}
          </Button>
        )}
        <Button look={stage === "refused" ? "1" : "3"} isFull onPress={onBack}>
          {t("sign_in.other_way")}
        </Button>
      </FootBar>
    </div>
  );
}

function Viewfinder({ onFail }: { onFail: () => void }) {
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    if (!video.current) return undefined;
    const going = scan(video.current, takeSecret);
    going.catch(onFail);
    return () => void going.then((end) => end()).catch(() => undefined); // failed: told already
  }, []);
  return (
    <>
      <video class="viewfinder" ref={video} muted playsInline />
      <p role="status">{t("sign_in.scan_aim")}</p>
    </>
  );
}

/** What is read may be any square: only an invitation's is taken. */
function takeSecret(text: string): boolean {
  const secret = secretIn(text);
  if (secret !== null) linkSecret.value = secret;
  return secret !== null;
}
