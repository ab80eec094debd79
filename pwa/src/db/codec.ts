/**
 * Every stored body passes through one codec. It is plain for now; a sealed one takes its place
 * without a change elsewhere. It works at once, without a promise, because a transaction of
 * IndexedDB does not outlive one (docs/adr/0022-the-codec-works-at-once.md).
 */

/** A body as it lies on the disk: JSON text when plain, bytes when sealed. */
export type Sealed = string | Uint8Array;

export interface Codec {
  seal(body: unknown): Sealed;
  open(sealed: Sealed): unknown;
  sealBytes(bytes: Uint8Array): Uint8Array;
  openBytes(sealed: Uint8Array): Uint8Array;
}

export const plain: Codec = {
  seal: (body) => JSON.stringify(body),
  open(sealed) {
    if (typeof sealed !== "string") throw new TypeError("a sealed body, and no key to open it");
    return JSON.parse(sealed);
  },
  sealBytes: (bytes) => bytes,
  openBytes: (sealed) => sealed,
};
