/** Gzip by the browser's own stream (Chrome 80, Safari 16.4, Firefox 113). */

/** Say whether this browser can compress; without it bodies go as they are. */
export function canGzip(): boolean {
  return typeof CompressionStream === "function";
}

/** Compress bytes. */
export async function gzip(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const packed = new Blob([bytes]).stream().pipeThrough(new CompressionStream("gzip"));
  return new Uint8Array(await new Response(packed).arrayBuffer());
}
