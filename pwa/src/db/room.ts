/** Making room: what can be pulled again goes, what was written here never. */

import { START } from "../lib/cursor.ts";
import { freeSent } from "./blobs.ts";
import { clearCopy } from "./copy.ts";
import { type Disk, isQuotaError } from "./disk.ts";
import { type Cursors, readState, writeState } from "./state.ts";

/** Keep something; where there is no room, make some and try again, twice. */
export async function withRoom<T>(
  disk: Disk,
  keep: () => Promise<T>,
  onFull: () => void = () => undefined,
): Promise<T> {
  for (let tries = 0; tries < 2; tries += 1) {
    try {
      return await keep();
    } catch (error) {
      if (!isQuotaError(error)) throw error;
      await makeRoom(disk);
      onFull();
    }
  }
  return keep();
}

/** Drop the photos that the server has; where there are none, the copies. */
export async function makeRoom(disk: Disk): Promise<void> {
  if ((await freePhotos(disk)) === 0) await dropCopies(disk);
}

/** Drop the photos and voice notes that the server has; give how many bytes that freed. */
export function freePhotos(disk: Disk): Promise<number> {
  return disk.write(["blobs", "blob_bytes"], freeSent);
}

/**
 * Drop the copies and set their cursors to the start; the witness stays. The turn goes on, so that
 * a reply to a request with the old cursors is thrown away.
 */
function dropCopies(disk: Disk): Promise<void> {
  return disk.write(["meta", "copy_a", "copy_b"], async (to) => {
    const state = await readState(to);
    await clearCopy(to, "copy_a");
    await clearCopy(to, "copy_b");
    await writeState(to, {
      ...state,
      turn: state.turn + 1,
      cursors: fromStart(state.cursors),
      buildingCursors: fromStart(state.buildingCursors),
    });
  });
}

function fromStart(cursors: Cursors): Cursors {
  return Object.fromEntries(Object.keys(cursors).map((stream) => [stream, START]));
}
