/** Making room: what can be pulled again goes, what was written here never. */

import { START } from "../lib/cursor.ts";
import { clearCopy } from "./copy.ts";
import type { Disk } from "./disk.ts";
import { type Cursors, readState, writeState } from "./state.ts";

/**
 * Drop the copies and set their cursors to the start; the witness stays. The turn goes on, so that
 * a reply to a request with the old cursors is thrown away.
 */
export function makeRoom(disk: Disk): Promise<void> {
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
