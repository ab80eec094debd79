/** What a form needs to take photos and voice notes, and to lead back to where one was taken. */

import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { readBlob } from "../album/read-blob.ts";
import type { MediaTools, TakingProps } from "../forms/tools.ts";
import type { Content } from "../kinds/kind.ts";
import { endAwaiting, readAwaiting } from "../session/awaiting.ts";
import { useSession } from "../session/session.ts";
import { late } from "../ui/late.tsx";

/** The screen that photos are taken for. */
export interface Place {
  /** Where it stands, for whoever comes back after the app was closed. */
  readonly href: string;
  /** Keep what was written so far; the camera opens after that. */
  readonly flush: () => Promise<void>;
  /** The record as it stands. */
  readonly content: () => Content;
}

export interface Taking {
  readonly taking: { readonly current: Place };
}

const screens = () => import("./screens.ts");
const LateCamera = late<TakingProps & Taking>(async () => (await screens()).Camera);
const LateRecorder = late<TakingProps>(async () => (await screens()).Recorder);

export function useMedia(place: Place): MediaTools {
  const { disk, phone } = useSession();
  const taking = useRef(place);
  taking.current = place;
  const [back, comeBack] = useState<string | null>(null);
  useEffect(() => {
    const read = async () => {
      const awaiting = await readAwaiting(disk);
      if (awaiting?.href !== taking.current.href) return;
      await endAwaiting(disk);
      comeBack(awaiting.path);
    };
    read().catch(globalThis.reportError);
  }, [disk]);
  const tools = useMemo(
    () => ({
      Camera: (props: TakingProps) => <LateCamera {...props} taking={taking} />,
      Recorder: LateRecorder,
      load: (sha256: string) => readBlob(phone, sha256),
    }),
    [phone],
  );
  return { ...tools, cameBack: (path) => path === back };
}
