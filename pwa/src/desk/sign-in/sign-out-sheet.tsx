/** Leaving an office machine: nothing of the book stays, and nothing unsent is lost. */

import { useEffect, useState } from "preact/hooks";
import { t } from "../../i18n/t.ts";
import { sendAll } from "../../review/decisions.ts";
import { readDrafts } from "../../session/drafts.ts";
import { useLive } from "../../session/live.ts";
import { opened, useSession } from "../../session/session.ts";
import { readLeaving, signOut } from "../../session/sign-out.ts";
import { Button } from "../../ui/button.tsx";
import { Loading } from "../../ui/loading.tsx";
import { Note } from "../../ui/note.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { endLeftCookie, noteLeftCookie } from "./left-cookie.ts";

export function SignOutSheet({ onClose }: { onClose: () => void }) {
  const session = useSession();
  const { value: leaving } = useLive(() => readLeaving(session), [session]);
  const begun = useLive(() => readDrafts(session.disk), [session.disk]).value ?? [];
  const [isBusy, work] = useState(false);
  useEffect(() => {
    // Whoever leaves takes nothing back any more: what was just decided is sent while there is time.
    sendAll(session).catch(globalThis.reportError);
  }, [session]);
  const leave = (): void => {
    work(true);
    goOut(session)
      .catch((error: unknown) => {
        globalThis.reportError(error);
        opened.value = { now: "failed", error };
      })
      .finally(() => work(false)); // not done: something was written meanwhile, and it says so
  };
  return (
    <Sheet title={t("sign_out.title")} onClose={onClose}>
      {!leaving && <Loading />}
      {leaving && leaving.unsent > 0 && (
        <>
          <Note tone="wait" isAnnounced>
            <p>{t("desk.leave_unsent", { count: leaving.unsent })}</p>
          </Note>
          <Button look="1" isFull icon="send" onPress={() => void session.engine.wake("tap")}>
            {t("trouble.try_now")}
          </Button>
        </>
      )}
      {leaving && leaving.unsent === 0 && (
        <>
          <p>{t("desk.leave")}</p>
          {begun.length > 0 && (
            <Note tone="wait">
              <p>{t("sign_out.drafts", { count: begun.length })}</p>
            </Note>
          )}
          <Button
            look="stop"
            isFull
            icon="log-out"
            isBusy={isBusy}
            busyWords={t("sign_out.busy")}
            onPress={leave}
          >
            {t("sign_out.go")}
          </Button>
        </>
      )}
      <Button look="3" isFull onPress={onClose}>
        {t("sign_out.stay")}
      </Button>
    </Sheet>
  );
}

async function goOut(session: ReturnType<typeof useSession>): Promise<void> {
  await sendAll(session); // decided meanwhile in another tab: it is unsent then, and stops the leaving
  noteLeftCookie();
  if (await signOut(session)) await endLeftCookie();
}
