/**
 * Keeping the screen on while a patrol is on it and the battery allows.
 *
 * The browser takes the lock away whenever the page is hidden, so it is asked for again when the
 * page comes back. Where there is no such lock, or it is refused, the screen just goes dark.
 */

import { useEffect } from "preact/hooks";

const BATTERY_LEAST = 0.2;

interface Battery extends EventTarget {
  readonly level: number;
  readonly charging: boolean;
}

interface WithBattery {
  getBattery?: () => Promise<Battery>;
}

/** Hold the screen awake until what calls this is no longer drawn. */
export function useWakeLock(): void {
  useEffect(() => holdAwake(navigator, document), []);
}

export function holdAwake(browser: Navigator, page: Document): () => void {
  const ends = new AbortController();
  let lock: WakeLockSentinel | null = null;
  let battery: Battery | null = null;
  let isAsking = false;

  const look = async () => {
    const isLow = battery !== null && !battery.charging && battery.level <= BATTERY_LEAST;
    const isWanted = !ends.signal.aborted && !isLow && page.visibilityState === "visible";
    if (!isWanted) {
      await lock?.release();
      lock = null;
    } else if ((lock === null || lock.released) && !isAsking) {
      isAsking = true;
      lock = await ask(browser);
      isAsking = false;
      if (ends.signal.aborted) await lock?.release();
    }
  };
  const follow = async () => {
    battery = await batteryOf(browser);
    const until = { signal: ends.signal };
    battery?.addEventListener("levelchange", () => void look(), until);
    battery?.addEventListener("chargingchange", () => void look(), until);
    await look();
  };
  page.addEventListener("visibilitychange", () => void look(), { signal: ends.signal });
  void follow();
  return () => {
    ends.abort();
    void look();
  };
}

async function ask(browser: Navigator): Promise<WakeLockSentinel | null> {
  try {
    return (await browser.wakeLock?.request("screen")) ?? null;
  } catch {
    return null; // low power mode, or the page has just been hidden
  }
}

async function batteryOf(browser: Navigator): Promise<Battery | null> {
  try {
    return (await (browser as WithBattery).getBattery?.()) ?? null;
  } catch {
    return null; // not everywhere may a page know it
  }
}
