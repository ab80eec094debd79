/** The photos and voice notes of a record at the desk: seen, heard, and given away with care. */

import { useState } from "preact/hooks";
import { type Media, mediaOf } from "../../album/album.tsx";
import { readBlob } from "../../album/read-blob.ts";
import { t } from "../../i18n/t.ts";
import { deskPhotos } from "../../i18n/vi/desk-photos.ts";
import { learn } from "../../i18n/words.ts";
import type { Kind } from "../../kinds/kind.ts";
import type { PhotoValue } from "../../lib/media.ts";
import { useSession } from "../../session/session.ts";
import type { Shown } from "../../sync/overlay.ts";
import { type Load, Thumbnail } from "../../ui/photo.tsx";
import { Voice } from "../../ui/voice.tsx";
import { isWide } from "../width.ts";
import { ExportSheet } from "./export-sheet.tsx";
import { Viewer } from "./viewer.tsx";

learn(deskPhotos);

/** A photo and what it belongs to. */
export interface Picture {
  readonly photo: PhotoValue;
  readonly label: string;
  /** It is named, and its bytes are not on the server yet. */
  readonly isMissing: boolean;
}

type Room = { readonly is: "see" | "export"; readonly at: number } | null;

export function DeskAlbum({ kind, shown }: { kind: Kind; shown: Shown }) {
  const { phone } = useSession();
  const [room, go] = useState<Room>(null);
  const load: Load = (sha256) => readBlob(phone, sha256);
  const all = mediaOf(kind, shown.content ?? {});
  const missing = new Set(shown.missing ?? []);
  const pictures = all.flatMap(({ photos, label }) =>
    photos.map((photo): Picture => ({ photo, label, isMissing: missing.has(photo.sha256) })),
  );
  const picture = room === null ? undefined : pictures[room.at];
  let counted = 0;
  return (
    <section class="desk-album">
      {all.map((media) => {
        const first = counted;
        counted += media.photos.length;
        return (
          <Shelf
            key={media.id}
            media={media}
            first={first}
            missing={missing}
            load={load}
            onOpen={(at) => go({ is: "see", at })}
          />
        );
      })}
      {room?.is === "see" && picture && (
        <Viewer
          // Once it has arrived it is asked for again.
          key={`${picture.photo.sha256} ${picture.isMissing}`}
          picture={picture}
          at={room.at}
          count={pictures.length}
          load={load}
          onMove={(by) => go({ is: "see", at: (room.at + by + pictures.length) % pictures.length })}
          onExport={() => go({ is: "export", at: room.at })}
          onClose={() => go(null)}
        />
      )}
      {room?.is === "export" && picture && (
        <ExportSheet
          photo={picture.photo}
          record={shown}
          number={room.at + 1}
          load={load}
          onClose={() => go({ is: "see", at: room.at })}
        />
      )}
    </section>
  );
}

interface ShelfProps {
  media: Media;
  /** How many photos stand on the shelves before. */
  first: number;
  missing: ReadonlySet<string>;
  load: Load;
  onOpen: (at: number) => void;
}

function Shelf({ media: { label, photos, voices }, first, missing, load, onOpen }: ShelfProps) {
  const Part = isWide.value ? "h3" : "h2"; // below the record's own title
  return (
    <>
      <Part class="desk-heading">{label}</Part>
      {photos.length > 0 && (
        <ul class="photos">
          {photos.map((photo, at) => (
            <li key={photo.sha256}>
              <Thumbnail photo={photo} number={first + at + 1} onPress={() => onOpen(first + at)} />
              {missing.has(photo.sha256) && <p class="photo-late">{t("desk_photo.missing")}</p>}
            </li>
          ))}
        </ul>
      )}
      {voices.map((voice) => (
        <div key={voice.sha256} class="desk-voice">
          <Voice key={String(missing.has(voice.sha256))} voice={voice} load={load} />
          {missing.has(voice.sha256) && <p class="photo-late">{t("desk_photo.voice_missing")}</p>}
        </div>
      ))}
    </>
  );
}
