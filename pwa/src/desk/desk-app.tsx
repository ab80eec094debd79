/** What the desk shows: the way in, what stands before the book, or the queue. */

import type { ComponentChild } from "preact";
import { useEffect } from "preact/hooks";
import { t } from "../i18n/t.ts";
import { isAtDesk } from "../session/directory.ts";
import { tellShown } from "../session/first-screen.ts";
import { useLive } from "../session/live.ts";
import { opened, type Session, standing, useSession } from "../session/session.ts";
import { forgetWiped } from "../session/sign-in.ts";
import { readSyncBook } from "../session/sync-standing.ts";
import { Button } from "../ui/button.tsx";
import { Loading } from "../ui/loading.tsx";
import { Note } from "../ui/note.tsx";
import { route } from "../ui/route.ts";
import { FiguresScreen } from "./figures/figures-screen.tsx";
import { Front } from "./front.tsx";
import { GroupsScreen } from "./groups/groups-screen.tsx";
import { QueueScreen } from "./queue/queue-screen.tsx";
import { RightsScreen } from "./rights/rights-screen.tsx";
import { isAtRights, RIGHTS, type SectionId, sectionAt } from "./sections.ts";
import { DeskSignIn } from "./sign-in/desk-sign-in.tsx";
import { NoDesk } from "./sign-in/no-desk.tsx";

export function DeskApp() {
  const now = opened.value;
  useEffect(() => {
    if (now.now !== "opening") tellShown();
  }, [now.now]);
  switch (now.now) {
    case "opening":
      return <Loading onRetry={() => window.location.reload()} />;
    case "failed":
      return <CannotOpen error={now.error} />;
    case "nobody":
      return <DeskSignIn />;
    case "open":
      return <OpenDesk session={now.session} />;
  }
}

function OpenDesk({ session: { account } }: { session: Session }) {
  if (standing.value === "wipe") return <Wiped onAnew={() => forgetWiped(account)} />;
  if (route.value.parts[1] === "sign-in") return <DeskSignIn />;
  if (isAtRights(route.value)) return <RightsScreen />;
  if (isAtDesk.value === null) return <Fetching />;
  if (!isAtDesk.value) return <NoDesk />;
  const Screen = SCREENS[sectionAt(route.value)];
  return <Screen />;
}

const SCREENS: Readonly<Record<SectionId, () => ComponentChild>> = {
  queue: QueueScreen,
  figures: FiguresScreen,
  groups: GroupsScreen,
};

/** The first exchange brings the commune's book onto this machine. */
function Fetching() {
  const { disk } = useSession();
  const isRestored = useLive(() => readSyncBook(disk), [disk]).value?.isRestored;
  const isStopped = standing.value !== null;
  if (isRestored) {
    return (
      <Front title={t("desk.fetching")}>
        <p role="status">{t("rights.strip")}</p>
        <Button look="1" href={RIGHTS}>
          {t("rights.look")}
        </Button>
      </Front>
    );
  }
  return (
    <Front title={t("desk.fetching")}>
      <p role="status">{isStopped ? t("desk.signed_out") : t("desk.fetching_detail")}</p>
      {isStopped && (
        <Button look="1" href="/desk/sign-in">
          {t("sign_in.anew")}
        </Button>
      )}
    </Front>
  );
}

function CannotOpen({ error }: { error: unknown }) {
  return (
    <Front title={t("cannot_open.title")}>
      <Note tone="stop">
        <p>{t("cannot_open.why")}</p>
      </Note>
      <p>{t("trouble.safe")}</p>
      <Button look="1" icon="refresh-cw" onPress={() => window.location.reload()}>
        {t("ui.retry")}
      </Button>
      <p class="small quiet">
        {t("trouble.for_helper")}: {String(error)}
      </p>
    </Front>
  );
}

function Wiped({ onAnew }: { onAnew: () => Promise<void> }) {
  return (
    <Front title={t("wiped.title")}>
      <Note tone="done">
        <p>{t("wiped.safe")}</p>
      </Note>
      <Button look="1" onPress={() => void onAnew().catch(globalThis.reportError)}>
        {t("sign_in.anew")}
      </Button>
    </Front>
  );
}
