/** One photo or voice note: from this phone where it still lies here, else from the server. */

import { readBytes } from "../db/blob-bytes.ts";
import type { LoadTrouble } from "../lib/media.ts";
import { shownBy } from "../sync/credentials.ts";
import type { Phone } from "../sync/phone.ts";
import { NoAnswer, readRefused, send } from "../sync/transport.ts";

/**
 * Read it whole. "missing": its bytes are not on the server yet; "offline": nothing that is our
 * server's answer, or one that asks to come again; "unknown": nobody here may read it.
 */
export async function readBlob(phone: Phone, sha256: string): Promise<Blob | LoadTrouble> {
  const own = await readBytes(phone.disk, sha256);
  if (own) return new Blob([own.bytes as BlobPart], { type: own.line.media_type });
  const { communeId, token } = phone.owner;
  try {
    const response = await send(
      (url, options) => globalThis.fetch(url, options),
      `/api/sync/${communeId}/blobs/${sha256}`,
      { method: "GET", ...shownBy(token) },
      communeId,
    );
    if (response.status === 200) return await response.blob();
    const { code, status } = await readRefused(response);
    if (code === "blob.missing") return "missing";
    return status === 404 ? "unknown" : "offline";
  } catch (error) {
    if (error instanceof NoAnswer || error instanceof TypeError) return "offline"; // cut on its way
    throw error;
  }
}
