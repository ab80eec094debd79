/** Ids of what people make: UUIDv7 (RFC 9562), 48 bits of milliseconds, then chance. */

const OCTETS = 16;

/** Make an id. `chance`: 10 random bytes. */
export function makeId(nowMs: number, chance: Uint8Array): string {
  const octets = new Uint8Array(OCTETS);
  let left = Math.max(0, Math.floor(nowMs)); // a dead clock may say 1969
  for (let at = 5; at >= 0; at -= 1) {
    octets[at] = left % 256;
    left = Math.floor(left / 256);
  }
  octets.set(chance.subarray(0, OCTETS - 6), 6);
  octets[6] = 0x70 | ((octets[6] ?? 0) & 0x0f);
  octets[8] = 0x80 | ((octets[8] ?? 0) & 0x3f);
  return asUuid(octets);
}

function asUuid(octets: Uint8Array): string {
  return hexAsUuid(Array.from(octets, (octet) => octet.toString(16).padStart(2, "0")).join(""));
}

/** Write the first 32 hex digits as UUID text. */
export function hexAsUuid(digits: string): string {
  const ends = [0, 8, 12, 16, 20, 32];
  return ends
    .slice(1)
    .map((end, index) => digits.slice(ends[index], end))
    .join("-");
}
