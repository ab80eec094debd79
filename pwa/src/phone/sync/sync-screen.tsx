/** What waits on this phone and why, in words that hold whatever the last try did. */

import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import "../../i18n/sync.ts";
import { t } from "../../i18n/t.ts";
import { timeOf } from "../../lib/dates.ts";
import { useLive } from "../../session/live.ts";
import { type Session, useSession } from "../../session/session.ts";
import { type SyncBook, useSyncBook, useSyncStanding } from "../../session/sync-standing.ts";
import { listClosed, listUnsettled } from "../../sync/list.ts";
import { Button } from "../../ui/button.tsx";
import { FootBar } from "../../ui/foot-bar.tsx";
import type { SyncStanding } from "../../ui/sync-line.tsx";
import { Opening } from "../book/opening.tsx";
import { CallFrame } from "../call-frame.tsx";
import { StandingNote } from "../sign-in/standing-note.tsx";
import { ClockNote, RestoredNote, UpdateNote } from "./device-notes.tsx";
import { PhotosOnTheWay, readPhotos } from "./photos-on-the-way.tsx";
import { SyncHead, TextSent } from "./sync-head.tsx";
import { SyncLists } from "./sync-lists.tsx";

export function SyncScreen() {
  const session = useSession();
  const book = useSyncBook(session);
  const now = useSyncStanding(session);
  const live = useLive(() => readLists(session), [session]);
  const lists = live.value;
  const photos = useLive(() => readPhotos(session), [session]).value;
  if (!book || !now || !lists || !photos) {
    return (
      <Frame>
        <Opening live={live} />
      </Frame>
    );
  }
  return (
    <Frame foot={<Foot now={now} session={session} />}>
      <StandingNote />
      {now.now === "sent" && photos.waiting > 0 ? <TextSent /> : <SyncHead now={now} book={book} />}
      <PhotosOnTheWay photos={photos} />
      <Device book={book} />
      <SyncLists lists={lists} />
    </Frame>
  );
}

async function readLists({ disk, catalog }: Session) {
  const unsettled = await listUnsettled(disk, catalog.itemKeysOf);
  return { unsettled, closed: await listClosed(disk) };
}

function Frame({ children, foot }: { children: ComponentChildren; foot?: ComponentChildren }) {
  return (
    <CallFrame home="/" backWords={t("tabs.today")} foot={foot}>
      {children}
    </CallFrame>
  );
}

/** What is the phone's own trouble: its clock, its commune, its version. */
function Device({ book }: { book: SyncBook }) {
  return (
    <>
      <ClockNote book={book} />
      {book.isRestored && <RestoredNote />}
      <UpdateNote />
    </>
  );
}

/** Trying is never forbidden; what came of it stands in the database, and here that it was tried. */
function Foot({ now, session }: { now: SyncStanding; session: Session }) {
  const [tried, tell] = useState<"trying" | string | null>(null);
  const isDone = now.now === "sent" || now.now === "nothing";
  const press = (): void => {
    tell("trying");
    session.engine.wake("tap").then(
      () => tell(timeOf(new Date())),
      (error: unknown) => globalThis.reportError(error),
    );
  };
  const isWaiting = now.now === "waiting" || now.now === "aside" || now.now === "sending";
  return (
    <FootBar>
      <p class="small quiet centred" role="status">
        {tried === "trying" && t("sync_screen.trying")}
        {tried !== null &&
          tried !== "trying" &&
          isWaiting &&
          t("sync_screen.tried", { time: tried })}
      </p>
      {isDone && (
        <Button look="1" isHero href="/">
          {t("sync_screen.to_today")}
        </Button>
      )}
      <Button look={isDone ? "3" : "2"} isFull icon="refresh-cw" onPress={press}>
        {t("trouble.try_now")}
      </Button>
    </FootBar>
  );
}
