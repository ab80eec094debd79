/** Photos of random bytes, as a camera would have given them. */

import { createHash, randomBytes } from "node:crypto";
import type { Taken } from "../../src/db/blob-bytes.ts";

export function aTaken(size = 100): Taken {
  const bytes = new Uint8Array(randomBytes(size));
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  return { sha256, mediaType: "image/jpeg", bytes };
}

export function photoOf({ sha256, bytes }: Taken) {
  return { sha256, size: bytes.length };
}
