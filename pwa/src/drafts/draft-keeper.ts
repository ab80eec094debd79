/**
 * Keeps a draft while somebody writes in it: the first change at once, those of a burst together,
 * one write after the other, the newest last. What it says was kept, a finished write has kept.
 */

import type { FormDraft } from "../session/drafts.ts";

/** "gone": it was saved or thrown away in another tab. */
export type Keeping = "kept" | "writing" | "failed" | "gone";

const APART_MS = 250;

export class DraftKeeper {
  /** Called after each step with how it stands, and why it failed. */
  onStep: (keeping: Keeping, error: unknown) => void = () => undefined;
  readonly #write: (draft: FormDraft) => Promise<boolean>;
  #newest: FormDraft | null = null;
  #running: Promise<void> | null = null;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #writtenMs = Number.NEGATIVE_INFINITY;

  /** `write` says whether the draft was still there. */
  constructor(write: (draft: FormDraft) => Promise<boolean>) {
    this.#write = write;
  }

  /** Keep this from now on. */
  put(draft: FormDraft): void {
    this.#newest = draft;
    this.onStep("writing", null);
    if (this.#timer !== null || this.#running !== null) return;
    const wait_ms = this.#writtenMs + APART_MS - performance.now();
    if (wait_ms <= 0) void this.flush();
    else this.#timer = setTimeout(() => void this.flush(), wait_ms);
  }

  /** Keep what is not kept yet, now; resolves when nothing is left to write, or it failed. */
  async flush(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#running ??= this.#writeAll().finally(() => {
      this.#running = null;
    });
    await this.#running;
  }

  async #writeAll(): Promise<void> {
    if (this.#newest === null) return;
    while (this.#newest !== null) {
      const draft: FormDraft = this.#newest;
      try {
        const isThere = await this.#write(draft);
        if (this.#newest === draft) this.#newest = null;
        if (!isThere) return this.#end("gone", null);
      } catch (error) {
        return this.#end("failed", error); // the newest stays, for the next try
      }
    }
    this.#end("kept", null);
  }

  #end(keeping: Keeping, error: unknown): void {
    this.#writtenMs = performance.now();
    this.onStep(keeping, error);
  }
}
