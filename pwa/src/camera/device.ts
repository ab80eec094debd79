/** Camera and microphone of the phone: asked for only after somebody pressed for it. */

/** Why there is none: somebody or the system forbids it, or there is none that can be used here. */
export type NoDevice = "refused" | "none";

export class DeviceFault extends Error {
  readonly why: NoDevice;

  constructor(why: NoDevice) {
    super(`no device: ${why}`);
    this.why = why;
  }
}

/** What getUserMedia will do; "prompt" also where the browser does not say. */
export async function permissionOf(
  name: "camera" | "microphone",
): Promise<"prompt" | "granted" | "denied"> {
  try {
    return (await navigator.permissions.query({ name: name as PermissionName })).state;
  } catch {
    return "prompt"; // explaining once more does no harm
  }
}

/** Open it. Throws DeviceFault. */
export async function openDevice(asked: MediaStreamConstraints): Promise<MediaStream> {
  const { mediaDevices } = navigator as Partial<Navigator>;
  if (!mediaDevices?.getUserMedia) throw new DeviceFault("none");
  try {
    return await mediaDevices.getUserMedia(asked);
  } catch (error) {
    const isRefused = error instanceof Error && error.name === "NotAllowedError";
    throw new DeviceFault(isRefused ? "refused" : "none");
  }
}

/** Switch it off: its lamp goes out. */
export function closeDevice(stream: MediaStream | null): void {
  for (const track of stream?.getTracks() ?? []) track.stop();
}
