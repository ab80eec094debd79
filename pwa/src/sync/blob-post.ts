/**
 * Photos and voice notes after text: whether any wait, and how soon again after a silence. The
 * sending itself comes late, because most exchanges have none. A photo's silence never delays text.
 */

import { waitingBlobs } from "../db/blobs.ts";
import type { BlobLine } from "../db/schema.ts";
import { AT_ONCE, backOff, hasten, type Pace, waitMs } from "./pace.ts";
import type { Phone, Surroundings } from "./phone.ts";
import { NoAnswer } from "./transport.ts";
import type { Upload } from "./upload.ts";

/** How far the one that is on its way has come, in bytes. */
export interface BlobProgress {
  readonly sha256: string;
  readonly sent: number;
  readonly size: number;
}

export class BlobPost {
  /** Called with each piece that has arrived, with null once nothing is on its way. */
  onProgress: (progress: BlobProgress | null) => void = () => undefined;
  readonly #phone: Phone;
  readonly #around: Surroundings;
  #pace: Pace = AT_ONCE;
  #upload: Upload | null = null;

  constructor(phone: Phone, around: Surroundings) {
    this.#phone = phone;
    this.#around = around;
  }

  /** How long until they are tried again, ms; 0: nothing hinders. */
  waitMs(): number {
    return waitMs(this.#pace, this.#around.now());
  }

  hasten(): void {
    this.#pace = hasten(this.#pace);
  }

  /** Give those that are to be sent, also while their text still waits. */
  waiting(): Promise<BlobLine[]> {
    return this.#phone.disk.read(["blobs"], waitingBlobs);
  }

  /** Send what may be sent; true: text waits again and goes first. `onSent`: one is done with. */
  async send(onSent: () => void): Promise<boolean> {
    if (this.waitMs() > 0 || (await this.waiting()).length === 0) return false;
    try {
      this.#upload ??= new (await import("./upload.ts")).Upload(this.#phone, this.#around);
      const end = await this.#upload.sendAll(onSent, (progress) => this.onProgress(progress));
      if (end.now === "stopped") this.#backOff(end.retryAfterS);
      else this.#pace = AT_ONCE;
      return end.now === "text";
    } catch (error) {
      this.#backOff(null);
      if (!(error instanceof NoAnswer)) throw error;
      return false;
    } finally {
      this.onProgress(null);
    }
  }

  #backOff(retryAfterS: number | null): void {
    this.#pace = backOff(this.#pace, this.#around.now(), this.#around.chance(), retryAfterS);
  }
}
