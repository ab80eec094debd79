/** Signing out: what would be lost is said before, and what was not sent is never lost. */

import { useState } from "preact/hooks";
import "../../i18n/photos.ts";
import { t } from "../../i18n/t.ts";
import { useLive } from "../../session/live.ts";
import { opened, useSession } from "../../session/session.ts";
import { type Leaving, readLeaving, signOut } from "../../session/sign-out.ts";
import { Button } from "../../ui/button.tsx";
import { Loading } from "../../ui/loading.tsx";
import { Note } from "../../ui/note.tsx";
import { Sheet } from "../../ui/sheet.tsx";

interface SignOutSheetProps {
  title: string;
  words: string;
  onClose: () => void;
}

export function SignOutSheet({ title, words, onClose }: SignOutSheetProps) {
  const session = useSession();
  const { value: leaving } = useLive(() => readLeaving(session), [session]);
  return (
    <Sheet title={title} onClose={onClose}>
      {!leaving && <Loading />}
      {leaving && isUnsent(leaving) && <NotYet leaving={leaving} onClose={onClose} />}
      {leaving && !isUnsent(leaving) && (
        <Really words={words} leaving={leaving} onClose={onClose} />
      )}
    </Sheet>
  );
}

function isUnsent({ unsent, photos }: Leaving): boolean {
  return unsent + photos > 0;
}

interface PartProps {
  leaving: Leaving;
  onClose: () => void;
}

/** Refused: how many are unsent, that they are safe, and the one thing to do. */
function NotYet({ leaving, onClose }: PartProps) {
  const { engine } = useSession();
  return (
    <>
      <Note tone="wait">
        {leaving.unsent > 0 && <p>{t("sign_out.unsent", { count: leaving.unsent })}</p>}
        {leaving.photos > 0 && <p>{t("album.waiting", { count: leaving.photos })}.</p>}
        <p>{t("sign_out.unsent_what")}</p>
      </Note>
      <Button look="1" isHero icon="send" onPress={() => void engine.wake("tap")}>
        {t("trouble.try_now")}
      </Button>
      <Button look="3" isFull onPress={onClose}>
        {t("ui.close")}
      </Button>
    </>
  );
}

function Really({ words, leaving, onClose }: PartProps & { words: string }) {
  const [isBusy, work] = useState(false);
  const session = useSession();
  const leave = () => {
    work(true);
    signOut(session).then(
      () => work(false), // not done: something was written meanwhile, and the sheet says so
      (error: unknown) => {
        globalThis.reportError(error);
        opened.value = { now: "failed", error };
      },
    );
  };
  return (
    <>
      <p>{words}</p>
      {leaving.drafts > 0 && (
        <Note tone="wait">
          <p>{t("sign_out.drafts", { count: leaving.drafts })}</p>
        </Note>
      )}
      <Button
        look="stop"
        isHero
        icon="log-out"
        isBusy={isBusy}
        busyWords={t("sign_out.busy")}
        onPress={leave}
      >
        {t("sign_out.go")}
      </Button>
      <Button look="3" isFull onPress={onClose}>
        {t("sign_out.stay")}
      </Button>
    </>
  );
}
