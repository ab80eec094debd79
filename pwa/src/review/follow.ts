/** Decisions in time: what is due is sent while the page is open, as it is left, and at its start. */

import { effect } from "@preact/signals";
import {
  type Desk,
  fellBack,
  pending,
  readPending,
  sendAll,
  sendDue,
  UNDO_MS,
} from "./decisions.ts";

/** What it takes from the page; `after` gives what cancels the call. */
export interface Page {
  readonly target: Pick<EventTarget, "addEventListener">;
  now(): number;
  after(waitMs: number, callback: () => void): () => void;
  fail(error: unknown): void;
}

const browserPage: Page = {
  target: globalThis,
  now: () => Date.now(),
  after: (waitMs, callback) => {
    const timer = setTimeout(callback, waitMs);
    return () => clearTimeout(timer);
  },
  fail: (error) => globalThis.reportError(error),
};

/**
 * Send decisions as their time comes, from now on; gives what ends it. What another page left
 * behind goes at once, or when its ten seconds are over. A page that is torn away may not get to
 * the end of its last sending: then the drafts are there for the next start.
 */
export function followDecisions(desk: Desk, page: Page = browserPage): () => void {
  const ends = new AbortController();
  let cancel = (): void => undefined;
  const wait = (waitMs: number): void => {
    cancel();
    if (!ends.signal.aborted) cancel = page.after(waitMs, look);
  };
  const look = (): void => {
    sendDue(desk, page.now()).catch((error: unknown) => {
      page.fail(error);
      wait(UNDO_MS);
    });
  };
  const unfollow = effect(() => {
    const [first] = pending.value;
    if (first) wait(untilDue(first.deadlineMs, page.now()));
    else cancel();
  });
  page.target.addEventListener("pagehide", () => void sendAll(desk).catch(page.fail), {
    signal: ends.signal,
  });
  readPending(desk).catch(page.fail);
  return () => {
    ends.abort();
    cancel();
    unfollow();
    pending.value = [];
    fellBack.value = [];
  };
}

function untilDue(deadlineMs: number, nowMs: number): number {
  return Math.min(UNDO_MS, Math.max(0, deadlineMs - nowMs));
}
