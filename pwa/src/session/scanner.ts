/** Reading a QR with the phone's camera, where the browser itself knows how. */

/** Not in every browser, hence in no list of types. */
interface Detector {
  detect(source: HTMLVideoElement): Promise<readonly { readonly rawValue: string }[]>;
}

interface DetectorClass {
  new (options: { formats: readonly string[] }): Detector;
  getSupportedFormats(): Promise<readonly string[]>;
}

const FORMAT = "qr_code";
const EVERY_MS = 300;

/** Say whether this browser can: some have the name and no reader behind it. */
export async function canScan(): Promise<boolean> {
  const known = detectorClass();
  if (!known || !globalThis.navigator.mediaDevices?.getUserMedia) return false;
  try {
    return (await known.getSupportedFormats()).includes(FORMAT);
  } catch {
    return false; // the reader is a part of the phone that can be missing
  }
}

/**
 * Show the back camera and read until `take` says that this was it; gives what ends it. Rejects
 * where the camera is refused or missing.
 */
export async function scan(
  video: HTMLVideoElement,
  take: (text: string) => boolean,
): Promise<() => void> {
  const known = detectorClass();
  if (!known) throw new TypeError("no reader");
  const stream = await navigator.mediaDevices.getUserMedia({
    video: { facingMode: "environment" },
  });
  const detector = new known({ formats: [FORMAT] });
  let timer = 0;
  const end = () => {
    window.clearInterval(timer);
    for (const track of stream.getTracks()) track.stop();
  };
  video.srcObject = stream;
  await video.play();
  timer = window.setInterval(async () => {
    const seen = await detector.detect(video).catch(() => []); // no picture yet
    if (seen.some(({ rawValue }) => take(rawValue))) end();
  }, EVERY_MS);
  return end;
}

function detectorClass(): DetectorClass | undefined {
  return (globalThis as { BarcodeDetector?: DetectorClass }).BarcodeDetector;
}
