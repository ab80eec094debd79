/** The photos and voice notes of a record, under the words of the field or thing they belong to. */

import { liveItems } from "../forms/content.ts";
import { sayItem } from "../forms/say-value.ts";
import { tl } from "../i18n/t.ts";
import type { Content, Field, Kind } from "../kinds/kind.ts";
import { type PhotoValue, photosIn, type VoiceValue, voiceIn } from "../lib/media.ts";
import { speakerNow } from "../records/speaker.ts";
import { useSession } from "../session/session.ts";
import { Photos } from "../ui/photo.tsx";
import { Voice } from "../ui/voice.tsx";
import { readBlob } from "./read-blob.ts";

/** What one field holds, or one item of a list. */
export interface Media {
  readonly id: string;
  readonly label: string;
  readonly photos: readonly PhotoValue[];
  readonly voices: readonly VoiceValue[];
}

/** Give what a record's content holds of them, in the order of its kind. */
export function mediaOf(kind: Kind, content: Content): Media[] {
  return kind.fields.flatMap((field) => {
    if (field.type === "items") return inItems(field, content);
    return withAny(field.name, tl(field.labels), [field], content);
  });
}

function inItems(list: Field, content: Content): Media[] {
  const { key = "id", fields = [] } = list;
  return liveItems(content[list.name]).flatMap((item) => {
    const label = sayItem(list, item, speakerNow()) || tl(list.labels);
    return withAny(String(item[key]), label, fields, item);
  });
}

function withAny(id: string, label: string, fields: readonly Field[], content: Content): Media[] {
  const of = (type: string) => fields.filter((field) => field.type === type);
  const photos = of("photos").flatMap(({ name }) => photosIn(content[name]));
  const voices = of("voice").flatMap(({ name }) => voiceIn(content[name]) ?? []);
  return photos.length + voices.length === 0 ? [] : [{ id, label, photos, voices }];
}

/** Draw them; nothing where there are none. */
export function Album({ kind, content }: { kind: Kind; content: Content }) {
  const { phone } = useSession();
  const load = (sha256: string) => readBlob(phone, sha256);
  return (
    <>
      {mediaOf(kind, content).map(({ id, label, photos, voices }) => (
        <section key={id} class="album" aria-label={label}>
          <h3 class="book-heading">{label}</h3>
          {photos.length > 0 && <Photos photos={photos} load={load} />}
          {voices.map((voice) => (
            <Voice key={voice.sha256} voice={voice} load={load} />
          ))}
        </section>
      ))}
    </>
  );
}
