/**
 * Putting the app on the home screen: offered after the first saved record, at most three times, a
 * week apart. What the browser offers by itself is held back until then.
 */

import { signal } from "@preact/signals";
import { platformHere } from "./platform.ts";

const MOST_OFFERS = 3;
const APART_MS = 7 * 24 * 60 * 60 * 1000;
const NAME = "an-thon-install";

/** Chromium's own; in no list of types, because other browsers lack it. */
interface InstallPrompt extends Event {
  prompt(): Promise<{ readonly outcome: "accepted" | "dismissed" }>;
}

/** What was offered when, ms, and whether it was taken. */
interface Kept {
  readonly offers: readonly number[];
  readonly isInstalled: boolean;
}

const NONE: Kept = { offers: [], isInstalled: false };

/** The browser's own question; null: it has none, or not yet. */
export const installPrompt = signal<InstallPrompt | null>(null);

export const isInstalled = signal(false);

/** Hold the browser's question back, and hear when it was answered; once, at the start. */
export function followInstall(view: Window): void {
  isInstalled.value = platformHere(view) === "installed" || read(view).isInstalled;
  view.addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    installPrompt.value = event as InstallPrompt;
    keepInstalled(view, false); // it asks only where the app is not there
  });
  view.addEventListener("appinstalled", () => {
    installPrompt.value = null;
    keepInstalled(view, true);
  });
}

/** Say whether there is any way to install from here. */
export function canInstall(view: Window): boolean {
  if (isInstalled.value) return false;
  const platform = platformHere(view);
  const hasSteps = platform === "ios_browser" || platform === "android_browser";
  return hasSteps || installPrompt.value !== null;
}

/** Say whether it is time to offer it, after so many earlier offers. */
export function isDue(offers: readonly number[], nowMs: number): boolean {
  if (offers.length >= MOST_OFFERS) return false;
  // A clock that was set back must not keep it away for years.
  return offers.every((at) => Math.abs(nowMs - at) >= APART_MS);
}

/** Say whether it is time to offer it on this phone. */
export function isDueHere(view: Window, nowMs: number): boolean {
  return canInstall(view) && isDue(read(view).offers, nowMs);
}

/** Note that it was offered. */
export function noteOffer(view: Window, nowMs: number): void {
  const kept = read(view);
  write(view, { ...kept, offers: [...kept.offers, nowMs] });
}

/** Ask by the browser's own question; say whether it had one. */
export async function askToInstall(): Promise<boolean> {
  const asking = installPrompt.value;
  if (!asking) return false;
  installPrompt.value = null; // it may be asked once
  await asking.prompt();
  return true;
}

function keepInstalled(view: Window, is: boolean): void {
  isInstalled.value = is;
  write(view, { ...read(view), isInstalled: is });
}

function read(view: Window): Kept {
  try {
    return { ...NONE, ...JSON.parse(view.localStorage.getItem(NAME) ?? "{}") };
  } catch {
    return NONE;
  }
}

function write(view: Window, kept: Kept): void {
  try {
    view.localStorage.setItem(NAME, JSON.stringify(kept));
  } catch {
    // Private windows may refuse; it is then offered once more at most.
  }
}
