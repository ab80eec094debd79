/** The home screen: is it safe, who asks, the one thing to do tonight, then the rest. */

import { useEffect } from "preact/hooks";
import { t } from "../../i18n/t.ts";
import { readAwaiting } from "../../session/awaiting.ts";
import { dutyNumber } from "../../session/directory.ts";
import { type FormDraft, readDrafts, readThrownAway } from "../../session/drafts.ts";
import { useLive } from "../../session/live.ts";
import { type Session, useSession } from "../../session/session.ts";
import { useSyncStanding } from "../../session/sync-standing.ts";
import { CallButtons } from "../../ui/call-buttons.tsx";
import { go, route } from "../../ui/route.ts";
import { SyncLine } from "../../ui/sync-line.tsx";
import { DraftRows } from "../form/draft-rows.tsx";
import { SavedNote } from "../form/saved-note.tsx";
import { ThrownNote } from "../form/thrown-note.tsx";
import { AutoClosedNotes } from "../patrol/patrol-notes.tsx";
import { usePatrols } from "../patrol/read-patrols.ts";
import { PhoneTabs } from "../phone-tabs.tsx";
import { InstallOffer } from "../settings/install-offer.tsx";
import { StandingNote } from "../sign-in/standing-note.tsx";
import { AskedLine } from "./asked-line.tsx";
import { Hero } from "./hero.tsx";
import { OtherKinds } from "./other-kinds.tsx";
import { readAsked } from "./read-asked.ts";
import { TodayHead } from "./today-head.tsx";
import { useIsLow } from "./use-is-low.ts";

export function Today() {
  const session = useSession();
  const standing = useSyncStanding(session);
  const asked = useLive(() => readAsked(session), [session]).value ?? [];
  const forms = useLive(() => readForms(session), [session]);
  const patrols = usePatrols().value;
  const isLow = useIsLow();
  useCameBack(session);
  const saved = route.value.query.get("saved");
  const { begun = [], thrown } = forms.value ?? {};
  const question = asked.length > 0 && <AskedLine asked={asked} />;
  return (
    <div class="screen">
      <TodayHead />
      <main class="main">
        <div class="stack">
          {standing && <SyncLine standing={standing} href="/sync" />}
          {!isLow && question}
        </div>
        <StandingNote />
        {saved && <SavedNote recordId={saved} />}
        {thrown && <ThrownNote draft={thrown} onChange={forms.again} />}
        {patrols && <Hero open={patrols.open} />}
        {patrols && <AutoClosedNotes entries={patrols.toCorrect} now={new Date()} />}
        {isLow && question}
        {begun.length > 0 && (
          <section class="stack">
            <h2 class="heading">{t("today.begun")}</h2>
            <DraftRows drafts={begun} label={t("today.begun")} />
          </section>
        )}
        <OtherKinds />
        <CallButtons dutyNumber={dutyNumber.value} />
        <InstallOffer />
      </main>
      <PhoneTabs current="today" asked={asked.length} />
    </div>
  );
}

/** The app was closed while the camera was open: back to the field that it was open for. */
function useCameBack({ disk }: Session): void {
  useEffect(() => {
    readAwaiting(disk).then((awaiting) => {
      if (awaiting) go(awaiting.href);
    }, globalThis.reportError);
  }, [disk]);
}

interface Forms {
  readonly begun: readonly FormDraft[];
  /** The one that can still be had back. */
  readonly thrown: FormDraft | undefined;
}

async function readForms({ disk }: Session): Promise<Forms> {
  const [thrown] = await readThrownAway(disk);
  return { begun: await readDrafts(disk), thrown };
}
