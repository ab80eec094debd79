/**
 * Before a photo leaves the app, faces and plates are rubbed over. What is given is the canvas,
 * written anew: without what was hidden, without what a camera notes beside the picture. The kept
 * original stays as it is.
 */

import { useEffect, useRef, useState } from "preact/hooks";
import { t } from "../../i18n/t.ts";
import type { PhotoValue } from "../../lib/media.ts";
import { SavingTrouble, useSaving } from "../../records/use-saving.tsx";
import { noteExported, notePrinted } from "../../review/opened.ts";
import { useSession } from "../../session/session.ts";
import type { Shown } from "../../sync/overlay.ts";
import { Button } from "../../ui/button.tsx";
import { Note } from "../../ui/note.tsx";
import { type Load, TROUBLES } from "../../ui/photo.tsx";
import { Band } from "../../ui/segmented.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { drawHidden, type Stroke } from "./mosaic.ts";
import { RubCanvas } from "./rub-canvas.tsx";

/** The width of the finger as a share of the photo's longer side. */
const BRUSHES = { small: 0.03, middle: 0.07, large: 0.14 } as const;
type Brush = keyof typeof BRUSHES;

const QUALITY = 0.9;
/** What the log calls it; the record's id says which record it belongs to. */
const LOGGED_AS = "photo";

interface ExportSheetProps {
  photo: PhotoValue;
  record: Pick<Shown, "id" | "occurred_on">;
  number: number;
  load: Load;
  onClose: () => void;
}

export function ExportSheet({ photo, record, number, load, onClose }: ExportSheetProps) {
  const session = useSession();
  const saving = useSaving();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [strokes, keep] = useState<readonly Stroke[]>([]);
  const [brush, choose] = useState<Brush>("middle");
  const { bitmap, trouble } = useBitmap(photo.sha256, load);
  useEffect(() => {
    if (bitmap && canvas.current) drawHidden(canvas.current, bitmap, strokes);
  }, [bitmap, strokes]);
  const undo = () => keep(strokes.slice(0, -1));

  const download = async (): Promise<void> => {
    const file = await fileOf(canvas.current);
    await noteExported(session, LOGGED_AS, record.id);
    give(file, `anh-${record.occurred_on ?? ""}-${number}.jpg`);
  };
  const print = async (): Promise<void> => {
    await notePrinted(session, LOGGED_AS, record.id);
    window.print();
  };
  const radius = bitmap ? (Math.max(bitmap.width, bitmap.height) * BRUSHES[brush]) / 2 : 0;
  return (
    <Sheet title={t("desk_photo.export_title")} isWhole isBusy={saving.isBusy} onClose={onClose}>
      <p>{t("desk_photo.rub")}</p>
      <p class="small quiet">{t("desk_photo.rub_keys")}</p>
      {trouble && <Note tone="wait">{t(TROUBLES[trouble])}</Note>}
      {bitmap && (
        <RubCanvas
          canvas={canvas}
          size={bitmap}
          radius={radius}
          onStroke={(stroke) => keep((before) => [...before, stroke])}
          onGrow={(spot) => keep((before) => grown(before, spot))}
          onUndo={undo}
        />
      )}
      <div class="photo-tools">
        <fieldset class="rub-brush">
          <legend class="unseen">{t("desk_photo.brush")}</legend>
          <Band
            name="rub-brush"
            value={brush}
            segments={(Object.keys(BRUSHES) as Brush[]).map((code) => ({
              code,
              label: t(`desk_photo.brush_${code}`),
            }))}
            onChoose={(code) => choose(code as Brush)}
          />
        </fieldset>
        <Button look="2" icon="undo-2" isDisabled={strokes.length === 0} onPress={undo}>
          {t("desk_photo.undo")}
        </Button>
        <Button look="2" icon="printer" isDisabled={!bitmap} onPress={() => saving.run(print)}>
          {t("desk_photo.print")}
        </Button>
        <Button
          look="1"
          icon="download"
          isDisabled={!bitmap}
          isBusy={saving.isBusy}
          onPress={() => saving.run(download)}
        >
          {t("desk_photo.download")}
        </Button>
        <Button look="3" onPress={onClose}>
          {t("desk_photo.stop")}
        </Button>
      </div>
      <SavingTrouble saving={saving} />
    </Sheet>
  );
}

function grown(strokes: readonly Stroke[], spot: Stroke["spots"][number]): Stroke[] {
  const last = strokes.at(-1);
  if (!last) return [];
  return [...strokes.slice(0, -1), { ...last, spots: [...last.spots, spot] }];
}

/** The photo's pixels, upright; null until they are there. */
function useBitmap(sha256: string, load: Load) {
  const [found, show] = useState<{
    bitmap: ImageBitmap | null;
    trouble: keyof typeof TROUBLES | null;
  }>({ bitmap: null, trouble: null });
  useEffect(() => {
    let isLeft = false;
    const read = async (): Promise<void> => {
      const blob = await load(sha256);
      const bitmap = typeof blob === "string" ? null : await createImageBitmap(blob);
      if (!isLeft) show({ bitmap, trouble: typeof blob === "string" ? blob : null });
    };
    read().catch(globalThis.reportError);
    return () => {
      isLeft = true;
    };
  }, [sha256]);
  return found;
}

function fileOf(canvas: HTMLCanvasElement | null): Promise<Blob> {
  return new Promise((done, fail) => {
    const take = (file: Blob | null): void => {
      if (file) done(file);
      else fail(new Error("the browser could not write the photo"));
    };
    if (canvas) canvas.toBlob(take, "image/jpeg", QUALITY);
    else take(null);
  });
}

function give(file: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000); // the download has its own copy by then
}
