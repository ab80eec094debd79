/** Photos of random bytes, as a camera would have given them. */

import { createHash, randomBytes } from "node:crypto";
import type { Taken } from "../../src/db/blob-bytes.ts";
import type { Fetch } from "../../src/sync/transport.ts";
import { HEADERS, refusing } from "./phones.ts";

export function aTaken(size = 100): Taken {
  const bytes = new Uint8Array(randomBytes(size));
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  return { sha256, mediaType: "image/jpeg", bytes };
}

export function photoOf({ sha256, bytes }: Taken) {
  return { sha256, size: bytes.length };
}

/** The server's doors of photos, over whatever answers the exchanges; faults by hand. */
export class BlobDoors {
  readonly whole = new Map<string, Uint8Array>();
  readonly parts = new Map<string, Uint8Array>();
  /** Every request for a blob, as "PATCH 0", "HEAD". */
  readonly asked: string[] = [];
  /** Before the next pieces: how many bytes come through until the line is cut. */
  readonly cuts: number[] = [];
  /** Answered to the next pieces instead. */
  readonly refusals: { readonly status: number; readonly code: string }[] = [];
  isUnknown = false;
  /** Called before each request for a blob. */
  onAsked: () => void | Promise<void> = () => undefined;
  readonly #exchange: Fetch;

  constructor(exchange: Fetch) {
    this.#exchange = exchange;
  }

  readonly answer: Fetch = async (url, options) => {
    const [, sha256] = /\/blobs\/([0-9a-f]{64})$/.exec(url) ?? [];
    if (sha256 === undefined) return this.#exchange(url, options);
    await this.onAsked();
    const headers = options.headers as Record<string, string>;
    const offset = Number(headers["Upload-Offset"] ?? 0);
    this.asked.push(options.method === "HEAD" ? "HEAD" : `${options.method} ${offset}`);
    if (this.isUnknown) return refusing(404, "blob.unknown")();
    if (options.method === "HEAD") return this.#standing(204, sha256);
    const had = this.parts.get(sha256) ?? new Uint8Array();
    const refusal = this.refusals.shift();
    if (refusal) {
      this.parts.delete(sha256);
      return refusing(refusal.status, refusal.code)();
    }
    if (this.whole.has(sha256) || offset !== had.length) return this.#standing(409, sha256);
    const piece = new Uint8Array(await new Response(options.body as BodyInit).arrayBuffer());
    const cut = this.cuts.shift();
    const all = Uint8Array.from([...had, ...piece.subarray(0, cut)]);
    this.parts.set(sha256, all);
    if (cut !== undefined) throw new TypeError("Failed to fetch");
    if (headers["Upload-Complete"] === "?1") this.whole.set(sha256, all);
    return this.#standing(204, sha256);
  };

  #standing(status: number, sha256: string): Response {
    const offset = (this.whole.get(sha256) ?? this.parts.get(sha256))?.length ?? 0;
    const complete = this.whole.has(sha256) ? "?1" : "?0";
    const said = { "Upload-Offset": String(offset), "Upload-Complete": complete };
    return new Response(null, { status, headers: { ...HEADERS, ...said } });
  }
}
