/** One photo large: arrows go to the others, Escape closes, and from here it may be given away. */

import { useEffect, useRef, useState } from "preact/hooks";
import { t } from "../../i18n/t.ts";
import { thumbnailUrl } from "../../lib/media.ts";
import { Button } from "../../ui/button.tsx";
import { Note } from "../../ui/note.tsx";
import { type Load, TROUBLES, useBlobUrl } from "../../ui/photo.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import type { Picture } from "./desk-album.tsx";

interface ViewerProps {
  picture: Picture;
  at: number;
  count: number;
  load: Load;
  onMove: (by: number) => void;
  onExport: () => void;
  onClose: () => void;
}

export function Viewer({ picture, at, count, load, onMove, onExport, onClose }: ViewerProps) {
  const { photo, label } = picture;
  const { url, trouble } = useBlobUrl(photo.sha256, load);
  const [isClear, clear] = useState(false);
  const shown = url ?? thumbnailUrl(photo);
  const move = useRef(onMove);
  move.current = onMove;
  useEffect(() => {
    if (count < 2) return;
    const follow = ({ key }: KeyboardEvent): void => {
      if (key === "ArrowLeft" || key === "ArrowRight") move.current(key === "ArrowLeft" ? -1 : 1);
    };
    window.addEventListener("keydown", follow);
    return () => window.removeEventListener("keydown", follow);
  }, [count]);
  return (
    <Sheet
      title={t("desk_photo.title", { number: at + 1, count, label })}
      isWhole
      onClose={onClose}
    >
      {shown && (
        <img
          class={isClear ? "photo-large desk-photo is-clear" : "photo-large desk-photo"}
          src={shown}
          alt={t("photo.of", { number: at + 1 })}
        />
      )}
      <div role="status">
        {url === null && trouble === null && <p>{t("photo.loading")}</p>}
        {trouble && (
          <Note tone="wait">
            {t(trouble === "missing" ? "desk_photo.missing_detail" : TROUBLES[trouble])}
          </Note>
        )}
      </div>
      <div class="photo-tools">
        {count > 1 && (
          <>
            <Button look="2" icon="chevron-left" onPress={() => onMove(-1)}>
              {t("desk_photo.before")}
            </Button>
            <Button look="2" iconAfter="chevron-right" onPress={() => onMove(1)}>
              {t("desk_photo.next")}
            </Button>
          </>
        )}
        {!isClear && (
          <span class="night-only">
            <Button look="2" icon="eye" onPress={() => clear(true)}>
              {t("photo.clear")}
            </Button>
          </span>
        )}
        {url !== null && (
          <Button look="2" icon="download" onPress={onExport}>
            {t("desk_photo.export")}
          </Button>
        )}
        <Button look="1" onPress={onClose}>
          {t("ui.close")}
        </Button>
      </div>
    </Sheet>
  );
}
