/** A photo: small in its place, large on a tap. In the night theme it stays dim until asked for. */

import { useEffect, useState } from "preact/hooks";
import "../i18n/photos.ts";
import { type PlainKey, t } from "../i18n/t.ts";
import { type LoadTrouble, type PhotoValue, thumbnailUrl } from "../lib/media.ts";
import { Button } from "./button.tsx";
import { Icon } from "./icon.tsx";
import { Note } from "./note.tsx";
import { Sheet } from "./sheet.tsx";

/** Gives a photo's or voice note's bytes, or why they can't be had. */
export type Load = (sha256: string) => Promise<Blob | LoadTrouble>;

export const TROUBLES: Readonly<Record<LoadTrouble, PlainKey>> = {
  missing: "photo.missing",
  offline: "photo.offline",
  unknown: "photo.unknown",
};

interface PhotosProps {
  photos: readonly PhotoValue[];
  load: Load;
  /** Offered beside the large photo, where it may still be taken back. */
  onRemove?: ((sha256: string) => void) | undefined;
}

/** Photos in a row, each opening large. */
export function Photos({ photos, load, onRemove }: PhotosProps) {
  const [opened, open] = useState<number | null>(null);
  const photo = opened === null ? undefined : photos[opened];
  return (
    <>
      <ul class="photos">
        {photos.map((one, at) => (
          <li key={one.sha256}>
            <Thumbnail photo={one} number={at + 1} onPress={() => open(at)} />
          </li>
        ))}
      </ul>
      {photo && opened !== null && (
        <PhotoSheet
          photo={photo}
          number={opened + 1}
          load={load}
          onClose={() => open(null)}
          onRemove={
            onRemove &&
            (() => {
              open(null);
              onRemove(photo.sha256);
            })
          }
        />
      )}
    </>
  );
}

interface ThumbnailProps {
  photo: PhotoValue;
  number: number;
  onPress: () => void;
}

/** Its small picture lies in the record itself, so it is seen without a network. */
export function Thumbnail({ photo, number, onPress }: ThumbnailProps) {
  const url = thumbnailUrl(photo);
  return (
    <button
      type="button"
      class="photo"
      aria-haspopup="dialog"
      aria-label={t("photo.see", { number })}
      onClick={onPress}
    >
      {url ? <img src={url} alt="" /> : <Icon name="camera" />}
    </button>
  );
}

interface PhotoSheetProps {
  photo: PhotoValue;
  number: number;
  load: Load;
  onClose: () => void;
  onRemove?: (() => void) | undefined;
}

function PhotoSheet({ photo, number, load, onClose, onRemove }: PhotoSheetProps) {
  const { url, trouble } = useBlobUrl(photo.sha256, load);
  const [isClear, clear] = useState(false);
  const small = thumbnailUrl(photo);
  const shown = url ?? small;
  return (
    <Sheet title={t("photo.of", { number })} onClose={onClose}>
      {shown && <img class={isClear ? "photo-large is-clear" : "photo-large"} src={shown} alt="" />}
      <div role="status">
        {url === null && trouble === null && <p>{t("photo.loading")}</p>}
        {trouble && <Note tone="wait">{t(TROUBLES[trouble])}</Note>}
      </div>
      {!isClear && (
        <div class="night-only">
          <Button look="2" isFull icon="eye" onPress={() => clear(true)}>
            {t("photo.clear")}
          </Button>
        </div>
      )}
      {onRemove && (
        <Button look="3" isFull icon="trash-2" onPress={onRemove}>
          {t("photo.remove")}
        </Button>
      )}
      <Button look="1" isFull onPress={onClose}>
        {t("ui.close")}
      </Button>
    </Sheet>
  );
}

/** An address in the page for a blob's bytes, given back when it is no longer shown. */
export function useBlobUrl(
  sha256: string,
  load: Load,
): { url: string | null; trouble: LoadTrouble | null } {
  const [found, show] = useState<{ url: string | null; trouble: LoadTrouble | null }>({
    url: null,
    trouble: null,
  });
  useEffect(() => {
    let url: string | null = null;
    let isLeft = false;
    load(sha256).then((blob) => {
      if (isLeft) return;
      if (typeof blob === "string") return show({ url: null, trouble: blob });
      url = URL.createObjectURL(blob);
      show({ url, trouble: null });
    }, globalThis.reportError);
    return () => {
      isLeft = true;
      if (url !== null) URL.revokeObjectURL(url);
    };
  }, [sha256]);
  return found;
}
