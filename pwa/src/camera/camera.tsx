/**
 * Taking a photo within the app, so that no other app takes its memory away. First it says why it
 * asks, then it asks; where there is no camera for it, the phone's own does it, and nothing needs to.
 */

import { useEffect, useRef, useState } from "preact/hooks";
import type { TakingProps } from "../forms/tools.ts";
import "../i18n/photos.ts";
import { t } from "../i18n/t.ts";
import type { Json } from "../lib/json.ts";
import { beginAwaiting, endAwaiting } from "../session/awaiting.ts";
import { useSession } from "../session/session.ts";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { Note } from "../ui/note.tsx";
import { Sheet } from "../ui/sheet.tsx";
import { closeDevice, DeviceFault, type NoDevice, openDevice, permissionOf } from "./device.ts";
import { keepPhoto } from "./keep.ts";
import { OddPicture, shrink } from "./shrink.ts";
import type { Taking } from "./use-media.tsx";

type Stage = "preparing" | "asking" | "opening" | "ready" | "keeping" | NoDevice;

const WANTED: MediaStreamConstraints = {
  audio: false,
  video: { facingMode: { ideal: "environment" }, width: { ideal: 1280 }, height: { ideal: 960 } },
};

export function Camera({ path, label, hint, taking, onTaken, onClose }: TakingProps & Taking) {
  const { disk } = useSession();
  const [stage, stand] = useState<Stage>("preparing");
  const [hasPicture, see] = useState(false);
  const [trouble, tell] = useState<"photo.odd" | "photo.not_kept" | null>(null);
  const video = useRef<HTMLVideoElement>(null);
  const stream = useRef<MediaStream | null>(null);
  const isLeft = useRef(false);

  const open = async () => {
    stand("opening");
    try {
      const opened = await openDevice(WANTED);
      if (isLeft.current) return closeDevice(opened);
      stream.current = opened;
      stand("ready");
    } catch (fault) {
      if (!(fault instanceof DeviceFault)) throw fault;
      stand(fault.why);
    }
  };
  const prepare = async () => {
    await taking.current.flush();
    await beginAwaiting(disk, { href: taking.current.href, path, atMs: Date.now() });
    const permission = await permissionOf("camera");
    if (permission === "prompt") stand("asking");
    else await open();
  };
  useEffect(() => {
    prepare().catch(fail);
    return () => {
      isLeft.current = true;
      closeDevice(stream.current);
      endAwaiting(disk).catch(globalThis.reportError);
    };
  }, []);
  useEffect(() => {
    if (stage === "ready" && video.current) video.current.srcObject = stream.current;
  }, [stage]);

  const fail = (error: unknown) => {
    tell(error instanceof OddPicture ? "photo.odd" : "photo.not_kept");
    stand(stream.current ? "ready" : "none");
    if (!(error instanceof OddPicture)) globalThis.reportError(error);
  };
  const keep = async (source: Blob | HTMLVideoElement) => {
    stand("keeping");
    tell(null);
    const reduced = await shrink(source);
    const photo = await keepPhoto(disk, reduced, taking.current.content());
    if (isLeft.current) return;
    onTaken(photo as unknown as Json);
    onClose();
  };
  const shoot = () => {
    if (video.current) keep(video.current).catch(fail);
  };
  return (
    <Sheet title={label} icon={<Icon name="camera" />} isWhole onClose={onClose}>
      {hint && <p class="hint">{hint}</p>}
      <div role="status">
        {trouble && <Note tone="stop">{t(trouble)}</Note>}
        {stage === "opening" && <p>{t("photo.opening")}</p>}
        {stage === "keeping" && <p>{t("photo.shrinking")}</p>}
        {stage === "refused" && <Note tone="wait">{t("photo.refused")}</Note>}
        {stage === "none" && !trouble && <Note tone="wait">{t("photo.none")}</Note>}
      </div>
      {stage === "asking" && (
        <>
          <p>{t("photo.ask")}</p>
          <Button look="1" isHero icon="camera" onPress={() => void open().catch(fail)}>
            {t("photo.ask_go")}
          </Button>
        </>
      )}
      {(stage === "ready" || stage === "keeping") && stream.current && (
        <>
          <video
            ref={video}
            class="viewfinder"
            autoplay
            playsInline
            muted
            onLoadedData={() => see(true)}
          />
          <Button
            look="1"
            isHero
            icon="camera"
            isBusy={stage === "keeping"}
            isDisabled={!hasPicture}
            busyWords={t("photo.shrinking")}
            onPress={shoot}
          >
            {t("photo.shoot")}
          </Button>
        </>
      )}
      {(stage === "refused" || stage === "none") && (
        <ByPhone onFile={(file) => void keep(file).catch(fail)} />
      )}
      <Button look="3" isFull onPress={onClose}>
        {t("ui.later")}
      </Button>
    </Sheet>
  );
}

/** The phone's own camera app, which every browser can ask for; without one, a picture it has. */
function ByPhone({ onFile }: { onFile: (file: File) => void }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        accept="image/*"
        capture="environment"
        hidden
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? [];
          currentTarget.value = "";
          if (file) onFile(file);
        }}
      />
      <Button look="1" isHero icon="camera" onPress={() => input.current?.click()}>
        {t("photo.by_phone")}
      </Button>
    </>
  );
}
