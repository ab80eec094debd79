/** Photos and voice notes: how many wait, which is on its way, what could not go, what may go. */

import { useRef, useState } from "preact/hooks";
import { unsentBlobs } from "../../db/blobs.ts";
import { freePhotos } from "../../db/room.ts";
import "../../i18n/photos.ts";
import { sayNumber } from "../../i18n/say.ts";
import { t } from "../../i18n/t.ts";
import { blobUnderWay, changes, type Session, useSession } from "../../session/session.ts";
import { room } from "../../session/storage.ts";
import { Button } from "../../ui/button.tsx";
import { Note } from "../../ui/note.tsx";

/** `sentBytes`: what those weigh that the server has and this phone keeps. */
export interface PhotosBook {
  readonly waiting: number;
  readonly aside: number;
  readonly sentBytes: number;
}

const MB = 1_000_000;

/** Read it in one transaction. */
export function readPhotos({ disk }: Session): Promise<PhotosBook> {
  return disk.read(["blobs"], async (to) => {
    const all = await to.raw.objectStore("blobs").getAll();
    const sent = all.filter(({ sent_at }) => sent_at !== null);
    const unsent = await unsentBlobs(to);
    const aside = unsent.filter(({ aside_at }) => aside_at !== null).length;
    return {
      waiting: unsent.length - aside,
      aside,
      sentBytes: sent.reduce((sum, { size_bytes }) => sum + size_bytes, 0),
    };
  });
}

export function PhotosOnTheWay({ photos }: { photos: PhotosBook }) {
  const { waiting, aside, sentBytes } = photos;
  const isShort = room.value !== "enough" && sentBytes > 0;
  if (waiting + aside === 0 && !isShort) return null;
  return (
    <section class="stack">
      <h2 class="book-heading">{t("album.title")}</h2>
      {waiting > 0 && <Waiting count={waiting} />}
      {aside > 0 && (
        <Note tone="stop">
          <p>
            <b>{t("album.aside", { count: aside })}</b>
          </p>
          <p>{t("album.aside_detail")}</p>
        </Note>
      )}
      {isShort && <Free bytes={sentBytes} />}
    </section>
  );
}

/** The n-th of those that waited when the sending began. */
function Waiting({ count }: { count: number }) {
  const began = useRef(0);
  const progress = blobUnderWay.value;
  began.current = progress ? Math.max(began.current, count) : count;
  if (!progress) {
    return (
      <div>
        <p class="lead">{t("album.waiting", { count })}</p>
        <p class="quiet">{t("album.after")}</p>
      </div>
    );
  }
  const { sent, size } = progress;
  const number = began.current - count + 1;
  return (
    <div class="stack">
      <p class="lead">{t("album.sending", { number, count: began.current })}</p>
      <progress
        class="sync-progress"
        value={sent}
        max={size}
        aria-label={t("album.sending", { number, count: began.current })}
      />
    </div>
  );
}

function Free({ bytes }: { bytes: number }) {
  const { disk } = useSession();
  const [isBusy, work] = useState(false);
  const free = async () => {
    work(true);
    await freePhotos(disk);
    changes.value += 1;
    work(false);
  };
  const size = `${sayNumber(Math.max(1, Math.round(bytes / MB)))}\u00a0MB`;
  return (
    <>
      <p class="quiet">{t("album.free_plain")}</p>
      <Button
        look="1"
        isHero
        isBusy={isBusy}
        onPress={() => void free().catch(globalThis.reportError)}
      >
        {t("album.free", { size })}
      </Button>
    </>
  );
}
