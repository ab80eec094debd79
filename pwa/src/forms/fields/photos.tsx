/** Photos: taken within the app, seen large, taken back before they are saved. */

import { useEffect, useState } from "preact/hooks";
import "../../i18n/photos.ts";
import { t } from "../../i18n/t.ts";
import type { Json } from "../../lib/json.ts";
import { type PhotoValue, photosIn } from "../../lib/media.ts";
import { Button } from "../../ui/button.tsx";
import { Note } from "../../ui/note.tsx";
import { Photos } from "../../ui/photo.tsx";
import { QuestionGroup } from "../../ui/question.tsx";
import { askedOf } from "../asked.ts";
import { revealField } from "../focus.ts";
import { type FieldProps, useTools } from "../tools.ts";

export function PhotosField(props: FieldProps) {
  const { field, content, path, onValue } = props;
  const { media } = useTools();
  const [isOpen, open] = useState(false);
  const photos = photosIn(content[field.name]);
  const limit = field.max_items ?? Number.POSITIVE_INFINITY;
  const asked = askedOf(props);
  const isBack = media?.cameBack(path) ?? false;
  useEffect(() => {
    // After the screen has taken its own place; the button is where he was.
    if (isBack) requestAnimationFrame(() => requestAnimationFrame(() => revealField(path)));
  }, [isBack]);
  if (!media) return null;
  const keep = (list: readonly PhotoValue[]) =>
    onValue(list.length > 0 ? (list as unknown as Json) : null);
  return (
    <QuestionGroup asked={asked}>
      {isBack && (
        <Note tone="wait" isAnnounced>
          {t("photo.came_back")}
        </Note>
      )}
      {photos.length > 0 && (
        <Photos
          photos={photos}
          load={media.load}
          onRemove={(sha256) => keep(photos.filter((one) => one.sha256 !== sha256))}
        />
      )}
      {photos.length < limit ? (
        <Button look="2" isFull icon="camera" onPress={() => open(true)}>
          {t(photos.length > 0 ? "photo.take_more" : "photo.take")}
        </Button>
      ) : (
        <p class="hint">{t("photo.full", { count: limit })}</p>
      )}
      {isOpen && (
        <media.Camera
          path={path}
          label={asked.label}
          hint={asked.hint}
          onTaken={(photo) => keep(withPhoto(photos, photo as unknown as PhotoValue))}
          onClose={() => open(false)}
        />
      )}
    </QuestionGroup>
  );
}

/** The very same bytes are one photo. */
function withPhoto(photos: readonly PhotoValue[], photo: PhotoValue): PhotoValue[] {
  return [...photos.filter(({ sha256 }) => sha256 !== photo.sha256), photo];
}
