/** A voice note: fetched when it is to be heard, played by the browser's own player. */

import { useState } from "preact/hooks";
import "../i18n/photos.ts";
import { t } from "../i18n/t.ts";
import type { VoiceValue } from "../lib/media.ts";
import { Button } from "./button.tsx";
import { Note } from "./note.tsx";
import { type Load, TROUBLES, useBlobUrl } from "./photo.tsx";

interface VoiceProps {
  voice: VoiceValue;
  load: Load;
}

export function Voice({ voice, load }: VoiceProps) {
  const [isAsked, ask] = useState(false);
  if (isAsked) return <Player sha256={voice.sha256} load={load} />;
  return (
    <Button look="2" isFull icon="play" onPress={() => ask(true)}>
      {t("voice.play", { seconds: voice.seconds })}
    </Button>
  );
}

function Player({ sha256, load }: { sha256: string; load: Load }) {
  const { url, trouble } = useBlobUrl(sha256, load);
  return (
    <div role="status">
      {trouble && <Note tone="wait">{t(TROUBLES[trouble])}</Note>}
      {/* biome-ignore lint/a11y/useMediaCaption: what somebody said on his round has no captions */}
      {url && <audio class="voice" controls autoplay src={url} />}
    </div>
  );
}
