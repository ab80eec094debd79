/**
 * SHA-256 at once, without a promise: a transaction of IndexedDB ends at the first await of
 * anything that is not its own request, so WebCrypto can't be asked inside one.
 */

import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

/** Give the hash of a text's UTF-8 form, 64 hex digits. */
export function sha256Hex(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)));
}

/** Give the hash of bytes, 64 hex digits. */
export function sha256OfBytes(bytes: Uint8Array): string {
  return bytesToHex(sha256(bytes));
}
