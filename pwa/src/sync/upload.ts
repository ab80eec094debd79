/**
 * Sending photos and voice notes: one after the other, piece by piece, each resumed where the server
 * has it. Before each piece it looks whether text waits, which goes first.
 */

import { hasText, noteBlob, readBytes } from "../db/blob-bytes.ts";
import { waitingBlobs } from "../db/blobs.ts";
import type { BlobLine, StoreName } from "../db/schema.ts";
import type { BlobProgress } from "./blob-post.ts";
import { shownBy } from "./credentials.ts";
import type { Phone, Surroundings } from "./phone.ts";
import { hasUnsent } from "./request.ts";
import { NoAnswer, type Refusal, readRefused, send } from "./transport.ts";

const PIECE_FROM_BYTES = 16 * 1024;
const PIECE_TO_BYTES = 1024 * 1024;
const FAST_MS = 2_000;
const SLOW_MS = 10_000;
/** How often it is sent anew after the server found it odd. */
const TRIES = 3;
/** Another tab or worker may be at the same one; more than that is no answer of use. */
const OTHER_OFFSETS = 5;
const STORES: readonly StoreName[] = ["blobs", "blob_bytes", "outbox", "retained"];

/** Why sending ended: nothing more to send, text goes first, or not now. */
export type UploadEnd =
  | { readonly now: "done" | "text" }
  | { readonly now: "stopped"; readonly retryAfterS: number | null };

/** Where a blob stands at the server, or what it said instead. */
type Standing =
  | { readonly now: "at"; readonly offset: number }
  | { readonly now: "whole" | "text" }
  | { readonly now: "refused"; readonly refusal: Refusal };

const STOPPED: UploadEnd = { now: "stopped", retryAfterS: null };

export class Upload {
  readonly #phone: Phone;
  readonly #around: Surroundings;
  /** How large the next piece is; it follows the network. */
  #pieceBytes = PIECE_FROM_BYTES;

  constructor(phone: Phone, around: Surroundings) {
    this.#phone = phone;
    this.#around = around;
  }

  /** Send all whose text has arrived. Throws NoAnswer for anything that is not our server's. */
  async sendAll(
    onSent: () => void,
    onProgress: (progress: BlobProgress) => void,
  ): Promise<UploadEnd> {
    const done = new Set<string>();
    let isUnknown = false;
    for (;;) {
      const line = await this.#next(done);
      if (!line) return isUnknown ? STOPPED : { now: "done" };
      done.add(line.sha256);
      const end = await this.#sendOne(line, onProgress);
      if (end.now === "text") return { now: "text" };
      if (end.now === "refused") {
        const { status, retryAfterS } = end.refusal;
        if (status !== 404) return { now: "stopped", retryAfterS };
        isUnknown = true; // the server does not know of it yet: it waits
      }
      onSent();
    }
  }

  #next(done: ReadonlySet<string>): Promise<BlobLine | null> {
    return this.#phone.disk.read(["blobs", "outbox"], async (to) => {
      for (const line of await waitingBlobs(to))
        if (!done.has(line.sha256) && (await hasText(to, line))) return line;
      return null;
    });
  }

  async #sendOne(
    { sha256, refusals }: BlobLine,
    onProgress: (progress: BlobProgress) => void,
  ): Promise<Standing> {
    const found = await readBytes(this.#phone.disk, sha256);
    if (!found) return { now: "whole" }; // freed by another tab since
    for (let tries = refusals + 1; ; tries += 1) {
      const end = await this.#sendBytes(sha256, found.bytes, onProgress);
      if (end.now === "whole") await this.#note(sha256, { sent_at: this.#around.now() });
      if (end.now !== "refused" || ![413, 422].includes(end.refusal.status)) return end;
      const isLast = end.refusal.status === 413 || tries >= TRIES;
      const aside_at = isLast ? this.#around.now() : null;
      await this.#note(sha256, { refusals: tries, aside_at });
      if (isLast) return { now: "whole" };
    }
  }

  async #sendBytes(
    sha256: string,
    bytes: Uint8Array,
    onProgress: (progress: BlobProgress) => void,
  ): Promise<Standing> {
    let standing = await this.#look(sha256);
    for (let others = 0; standing.now === "at"; ) {
      const { offset } = standing;
      onProgress({ sha256, sent: offset, size: bytes.length });
      if (await hasUnsent(this.#phone.disk, this.#around.now())) return { now: "text" };
      standing = await this.#sendPiece(sha256, bytes, offset);
      const hasAdvanced = standing.now !== "at" || standing.offset > offset;
      others += hasAdvanced ? 0 : 1;
      if (others > OTHER_OFFSETS) throw new NoAnswer("offsets that lead nowhere");
    }
    return standing;
  }

  async #look(sha256: string): Promise<Standing> {
    const response = await this.#ask(sha256, { method: "HEAD" });
    if (response.status === 204) return standingIn(response);
    return { now: "refused", refusal: { status: response.status, code: "", retryAfterS: null } };
  }

  async #sendPiece(sha256: string, bytes: Uint8Array, offset: number): Promise<Standing> {
    const end = Math.min(bytes.length, offset + this.#pieceBytes);
    const beganMs = this.#around.now();
    let response: Response;
    try {
      response = await this.#ask(sha256, {
        method: "PATCH",
        headers: {
          "Content-Type": "application/partial-upload",
          "Upload-Offset": String(offset),
          "Upload-Complete": end === bytes.length ? "?1" : "?0",
        },
        body: bytes.slice(offset, end),
      });
    } catch (error) {
      this.#pieceBytes = PIECE_FROM_BYTES; // the network has changed
      throw error;
    }
    this.#fit(Math.abs(this.#around.now() - beganMs));
    if (response.status === 204 || response.status === 409) return standingIn(response);
    return { now: "refused", refusal: await readRefused(response) };
  }

  /** Larger pieces where one came through fast, smaller where it took long. */
  #fit(tookMs: number): void {
    if (tookMs <= FAST_MS) this.#pieceBytes = Math.min(PIECE_TO_BYTES, this.#pieceBytes * 4);
    else if (tookMs > SLOW_MS)
      this.#pieceBytes = Math.max(PIECE_FROM_BYTES, Math.floor(this.#pieceBytes / 2));
  }

  #ask(sha256: string, parts: RequestInit & { headers?: Record<string, string> }) {
    const { communeId, token } = this.#phone.owner;
    const { headers, credentials } = shownBy(token);
    return send(
      this.#around.fetch,
      `/api/sync/${communeId}/blobs/${sha256}`,
      { ...parts, credentials, headers: { ...headers, ...parts.headers } },
      communeId,
    );
  }

  #note(sha256: string, changed: Parameters<typeof noteBlob>[2]): Promise<void> {
    return this.#phone.disk.write(STORES, (to) => noteBlob(to, sha256, changed));
  }
}

/** Read what the server has of it. Throws NoAnswer where it does not say. */
function standingIn({ headers }: Response): Standing {
  if (headers.get("Upload-Complete") === "?1") return { now: "whole" };
  const offset = headers.get("Upload-Offset") ?? "";
  if (!/^\d+$/.test(offset)) throw new NoAnswer("no offset");
  return { now: "at", offset: Number(offset) };
}
