/** What this browser is, as far as it matters: whether the book would stay in it. */

/**
 * `in_app`: a chat app's own browser, whose store is not the phone's; `ios_browser`: what is kept
 * there is deleted after a week, and the home screen's app does not share it.
 */
export type Platform = "in_app" | "ios_browser" | "android_browser" | "installed" | "other";

interface Seen {
  readonly userAgent: string;
  readonly isStandalone: boolean;
  /** An iPad says that it is a Mac; no Mac has a touch screen. */
  readonly touchPoints: number;
}

const IN_APP = /\bZalo|\bFBA[NV]\b|\bFB_IAB\b|Messenger|Instagram|\bLine\/|MicroMessenger|TikTok/i;
const MODEL = /\(([^)]*)\)/;

/** Tell them apart. */
export function platformOf({ userAgent, isStandalone, touchPoints }: Seen): Platform {
  if (isStandalone) return "installed";
  if (IN_APP.test(userAgent)) return "in_app";
  if (isApple(userAgent, touchPoints)) return "ios_browser";
  return /\bAndroid\b/.test(userAgent) ? "android_browser" : "other";
}

/** Look at this browser. */
export function platformHere(view: Window): Platform {
  const { userAgent, maxTouchPoints } = view.navigator;
  return platformOf({ userAgent, touchPoints: maxTouchPoints, isStandalone: isStandalone(view) });
}

/** Say whether the page runs as an app of the home screen. */
export function isStandalone(view: Window): boolean {
  const { standalone } = view.navigator as Navigator & { readonly standalone?: boolean };
  return standalone === true || view.matchMedia("(display-mode: standalone)").matches;
}

/** Give what the phone calls itself on the desk's list: "iPhone", "Android 9 SM-J730G". */
export function phoneName(userAgent: string): string {
  const apple = /\b(iPhone|iPad)\b/.exec(userAgent)?.[1];
  if (apple) return apple;
  const parts = (MODEL.exec(userAgent)?.[1] ?? "").split(";").map((part) => part.trim());
  const at = parts.findIndex((part) => part.startsWith("Android"));
  if (at < 0) return "";
  const model = parts[at + 1]?.replace(/ Build\/.*/, "") ?? "";
  return [parts[at], model === "K" ? "" : model].join(" ").trim(); // "K": the browser hides it
}

function isApple(userAgent: string, touchPoints: number): boolean {
  if (/\b(iPhone|iPad|iPod)\b/.test(userAgent)) return true;
  return /\bMacintosh\b/.test(userAgent) && touchPoints > 1;
}

/** Say whether this is an iPhone or an iPad, in whatever browser. */
export function isApplePhone(view: Window): boolean {
  return isApple(view.navigator.userAgent, view.navigator.maxTouchPoints);
}
