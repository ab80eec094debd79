/** A browser in memory: locks and messages over all tabs, and timers that the test fires. */

import type { Change, Host, Reason } from "../../src/sync/engine.ts";

export interface Tab {
  readonly host: Host;
  /** Waits that were asked for and not cancelled, ms. */
  readonly timers: { readonly waitMs: number; readonly fire: () => void }[];
  readonly noted: (string | null)[];
  readonly failed: unknown[];
  readonly asked: string[];
  come(reason: Reason): void;
}

export class Browser {
  readonly #tails = new Map<string, Promise<void>>();
  readonly #ears = new Set<(name: string, change: Change, from: Host) => void>();

  /** Open a tab. */
  openTab({ hasLocks = true } = {}): Tab {
    const timers: Tab["timers"] = [];
    const noted: (string | null)[] = [];
    const failed: unknown[] = [];
    const asked: string[] = [];
    const listeners = new Set<(reason: Reason) => void>();
    const host: Host = {
      hold: (name, work) => (hasLocks ? this.#queue(name, work) : work()),
      after(waitMs, callback) {
        const timer = { waitMs, fire: callback };
        timers.push(timer);
        return () => void timers.splice(timers.indexOf(timer), timers.includes(timer) ? 1 : 0);
      },
      listen(callback) {
        listeners.add(callback);
        return () => listeners.delete(callback);
      },
      announce: (name, change) => {
        for (const ear of this.#ears) ear(name, change, host);
      },
      heard: (name, callback) => {
        const ear = (heardName: string, change: Change, from: Host): void => {
          if (heardName === name) callback(change, from === host);
        };
        this.#ears.add(ear);
        return () => this.#ears.delete(ear);
      },
      note: async (standing) => void noted.push(standing),
      askBackgroundSync: async () => void asked.push("sync"),
      fail: (error) => void failed.push(error),
    };
    const come = (reason: Reason): void => {
      for (const listener of listeners) listener(reason);
    };
    return { host, timers, noted, failed, asked, come };
  }

  #queue(name: string, work: () => Promise<void>): Promise<void> {
    const tail = (this.#tails.get(name) ?? Promise.resolve()).then(work);
    this.#tails.set(
      name,
      tail.catch(() => undefined),
    );
    return tail;
  }
}
