/** A voice note of up to a minute: recorded, heard, then kept or recorded anew. */

import { useEffect, useRef, useState } from "preact/hooks";
import type { TakingProps } from "../forms/tools.ts";
import "../i18n/photos.ts";
import { t } from "../i18n/t.ts";
import type { Json } from "../lib/json.ts";
import { useSession } from "../session/session.ts";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { Note } from "../ui/note.tsx";
import { Sheet } from "../ui/sheet.tsx";
import { closeDevice, DeviceFault, type NoDevice, openDevice } from "./device.ts";
import { keepVoice } from "./keep.ts";

const MOST_SECONDS = 60;
const BITS_PER_S = 24_000; // speech is clear, a minute is 180 KB
const FORMATS = ["audio/webm;codecs=opus", "audio/mp4", "audio/ogg;codecs=opus"];

interface Note60 {
  readonly blob: Blob;
  readonly url: string;
  readonly seconds: number;
}

export function Recorder({ label, hint, onTaken, onClose }: TakingProps) {
  const { disk } = useSession();
  const [note, take] = useState<Note60 | null>(null);
  const [isBusy, work] = useState(false);
  const recording = useRecording(take);
  useEffect(() => () => URL.revokeObjectURL(note?.url ?? ""), [note]);

  const begin = () => {
    take(null);
    void recording.begin();
  };
  const keep = async () => {
    if (!note) return;
    work(true);
    try {
      onTaken((await keepVoice(disk, note.blob, note.seconds)) as unknown as Json);
      onClose();
    } catch (error) {
      work(false);
      recording.fail();
      globalThis.reportError(error);
    }
  };
  const { seconds, trouble } = recording;
  return (
    <Sheet title={label} icon={<Icon name="mic" />} isBusy={isBusy} onClose={onClose}>
      {hint && <p class="hint">{hint}</p>}
      <div role="status">
        {trouble && <Note tone="wait">{t(`voice.${trouble}`)}</Note>}
        {seconds !== null && <p class="lead">{t("voice.recording")}</p>}
      </div>
      {seconds === null && !note && !trouble && (
        <>
          <p>{t("voice.ask")}</p>
          <p>{t("voice.at_most", { count: MOST_SECONDS })}</p>
          <Button look="1" isHero icon="mic" onPress={begin}>
            {t("voice.ask_go")}
          </Button>
        </>
      )}
      {seconds !== null && (
        <>
          <p class="lead" role="timer">
            {t("voice.second", { seconds })}
          </p>
          <Button look="1" isHero icon="circle-stop" onPress={recording.stop}>
            {t("voice.stop")}
          </Button>
        </>
      )}
      {note && (
        <>
          {/* biome-ignore lint/a11y/useMediaCaption: what somebody just said has no captions */}
          <audio class="voice" controls src={note.url} aria-label={t("voice.listen")} />
          <Button look="1" isHero icon="check" isBusy={isBusy} onPress={() => void keep()}>
            {t("voice.keep")}
          </Button>
          <Button look="2" isFull icon="mic" onPress={begin}>
            {t("voice.again")}
          </Button>
        </>
      )}
      <Button look="3" isFull onPress={onClose}>
        {t("ui.later")}
      </Button>
    </Sheet>
  );
}

/** `seconds`: since it began; null: it does not run. */
interface Recording {
  readonly seconds: number | null;
  readonly trouble: NoDevice | null;
  readonly begin: () => Promise<void>;
  readonly stop: () => void;
  readonly fail: () => void;
}

function useRecording(onDone: (note: Note60) => void): Recording {
  const [seconds, count] = useState<number | null>(null);
  const [trouble, tell] = useState<NoDevice | null>(null);
  const end = useRef<() => void>(() => undefined);
  const isLeft = useRef(false);
  useEffect(
    () => () => {
      isLeft.current = true;
      end.current();
    },
    [],
  );

  const begin = async () => {
    try {
      const stream = await openDevice({ audio: { channelCount: 1 }, video: false });
      if (isLeft.current) return closeDevice(stream);
      const done = (note: Note60) => {
        if (isLeft.current) return URL.revokeObjectURL(note.url);
        count(null);
        onDone(note);
      };
      end.current = record(stream, count, done);
    } catch (error) {
      tell(error instanceof DeviceFault ? error.why : "none");
      if (!(error instanceof DeviceFault)) globalThis.reportError(error);
    }
  };
  return { seconds, trouble, begin, stop: () => end.current(), fail: () => tell("none") };
}

/** Record until it is stopped, or for a minute; gives what stops it. */
function record(
  stream: MediaStream,
  onSecond: (seconds: number) => void,
  onDone: (note: Note60) => void,
): () => void {
  const mimeType = FORMATS.find((format) => MediaRecorder.isTypeSupported(format));
  const options = { audioBitsPerSecond: BITS_PER_S, ...(mimeType && { mimeType }) };
  const recorder = new MediaRecorder(stream, options);
  const parts: Blob[] = [];
  const beganMs = performance.now();
  const elapsed = () => Math.floor((performance.now() - beganMs) / 1000);
  const stop = () => {
    if (recorder.state !== "inactive") recorder.stop();
  };
  const ticking = setInterval(() => {
    onSecond(Math.min(MOST_SECONDS, elapsed()));
    if (elapsed() >= MOST_SECONDS) stop();
  }, 250);
  recorder.addEventListener("dataavailable", ({ data }) => parts.push(data));
  recorder.addEventListener("stop", () => {
    clearInterval(ticking);
    closeDevice(stream);
    const blob = new Blob(parts, { type: recorder.mimeType });
    const seconds = Math.min(MOST_SECONDS, Math.max(1, elapsed()));
    onDone({ blob, url: URL.createObjectURL(blob), seconds });
  });
  recorder.start();
  onSecond(0);
  return stop;
}
