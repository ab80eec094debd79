/**
 * The last steps of a build: the service worker with the list of the files and their hashes, a look
 * whether the oldest browser reads it all, and small copies for slow networks. `tsx
 * scripts/finish-build.ts FOLDER`, run by build.py after vite.
 */

import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { transformWithOxc } from "vite";

const OLDEST_BROWSER = "chrome107";
const WORKER = "service-worker.js";
const WORKER_SOURCE = new URL("../service-worker.js", import.meta.url);
const NO_FILES = "const FILES = {};";
const NO_VERSION = 'const VERSION = "";';
/** The browser fetches these for itself when it installs the app; no page shows them. */
const HOME_SCREEN_ICON = /icon.*\.png$/;
const SQUEEZED = /\.(html|js|css|svg|webmanifest)$/;
/** A copy that saves less is not worth a file. */
const WORTH_BYTES = 200;

/** Finish a build in place. */
export async function finish(folder: string): Promise<void> {
  const files = listFiles(folder);
  const needed = files.filter((name) => !HOME_SCREEN_ICON.test(name));
  writeFileSync(join(folder, WORKER), writeWorker(folder, needed));
  await checkSyntax(folder, [...files, WORKER]);
  for (const name of [...files, WORKER]) squeeze(join(folder, name));
}

/** Every file of the build, by its path below the folder. */
function listFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== WORKER)
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length))
    .map((path) => path.replaceAll("\\", "/").replace(/^\//, ""))
    .sort();
}

function writeWorker(folder: string, files: readonly string[]): string {
  const hashes = files.map((name) => [`/${name}`, sha256(readFileSync(join(folder, name)))]);
  const list = JSON.stringify(Object.fromEntries(hashes), null, 2);
  const source = readFileSync(WORKER_SOURCE, "utf8");
  return put(
    put(source, NO_FILES, `const FILES = ${list};`),
    NO_VERSION,
    versionLine(source, list),
  );
}

/** A change of the worker alone is another version, too: it then fills a cache of its own. */
function versionLine(source: string, list: string): string {
  return `const VERSION = "${sha256(Buffer.from(source + list)).slice(0, 16)}";`;
}

function put(source: string, place: string, text: string): string {
  if (source.split(place).length !== 2) throw new Error(`${WORKER} has no single line: ${place}`);
  return source.replace(place, () => text);
}

/** What has to be rewritten for the oldest browser would be a white page there. */
async function checkSyntax(folder: string, files: readonly string[]): Promise<void> {
  for (const name of files.filter((file) => file.endsWith(".js"))) {
    const source = readFileSync(join(folder, name), "utf8");
    const [old, newest] = await Promise.all([
      transformWithOxc(source, name, { target: OLDEST_BROWSER }),
      transformWithOxc(source, name, { target: "esnext" }),
    ]);
    if (old.code !== newest.code) throw new Error(`${name} is not for ${OLDEST_BROWSER}`);
  }
}

function squeeze(path: string): void {
  if (!SQUEEZED.test(path)) return;
  const whole = readFileSync(path);
  const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
  const copies = { br: brotliCompressSync(whole, { params }), gz: gzipSync(whole, { level: 9 }) };
  for (const [ending, copy] of Object.entries(copies)) {
    if (whole.length - copy.length >= WORTH_BYTES) writeFileSync(`${path}.${ending}`, copy);
  }
}

function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

const [folder] = process.argv.slice(2);
if (folder) await finish(folder);
