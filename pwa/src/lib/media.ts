/** Photos and voice notes in a content: their bytes lie elsewhere, addressed by their sha256. */

import { byUnit, isObject, type Json } from "./json.ts";

/** `size`: bytes. `thumbnail`: base64 of a JPEG or WebP of at most 4096 bytes. */
export interface PhotoValue {
  readonly sha256: string;
  readonly size: number;
  readonly thumbnail?: string;
}

/** `seconds`: 1 to 60. */
export interface VoiceValue {
  readonly sha256: string;
  readonly size: number;
  readonly seconds: number;
}

/** Why a photo or voice note can't be had: not on the server yet, no network, or nobody knows it. */
export type LoadTrouble = "missing" | "offline" | "unknown";

const SHA256 = /^[0-9a-f]{64}$/;
const WEBP = "UklGR"; // how base64 of a RIFF begins

/** Give the photos of a field's value. */
export function photosIn(value: Json | undefined): PhotoValue[] {
  return Array.isArray(value) ? (value.filter(isMedium) as unknown[] as PhotoValue[]) : [];
}

/** Give the voice note of a field's value; null: there is none. */
export function voiceIn(value: Json | undefined): VoiceValue | null {
  return isMedium(value) ? (value as unknown as VoiceValue) : null;
}

/** Give a thumbnail's address in the page; null: the photo has none. */
export function thumbnailUrl({ thumbnail }: PhotoValue): string | null {
  if (typeof thumbnail !== "string") return null;
  return `data:image/${thumbnail.startsWith(WEBP) ? "webp" : "jpeg"};base64,${thumbnail}`;
}

/** Give every sha256 that a content names, however deep, sorted, once each. */
export function blobsIn(content: Json): string[] {
  const found = new Set<string>();
  collect(content, found);
  return [...found].sort(byUnit);
}

function collect(value: Json | undefined, found: Set<string>): void {
  if (Array.isArray(value)) for (const one of value) collect(one, found);
  if (!isObject(value)) return;
  for (const [name, one] of Object.entries(value)) {
    if ((name === "sha256" || name === "blob") && typeof one === "string" && SHA256.test(one))
      found.add(one);
    else collect(one, found);
  }
}

function isMedium(value: Json | undefined): boolean {
  return isObject(value) && typeof value["sha256"] === "string";
}
