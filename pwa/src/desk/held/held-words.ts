/** Why the book has not taken something in, and what an officer can do, in plain words. */

import type { WordsOfHeld } from "../../records/held-words.ts";

export const OFFICERS: WordsOfHeld = {
  UNKNOWN_BASE: { why: "desk_held.unknown_base", todo: "desk_held.unknown_base.todo" },
  OUT_OF_SCOPE: { why: "desk_held.out_of_scope", todo: "desk_held.rights.todo" },
  READ_ONLY: { why: "desk_held.read_only", todo: "desk_held.rights.todo" },
  LOCKED: { why: "desk_held.locked", todo: "desk_held.locked.todo" },
  RETIRED_DEVICE: { why: "desk_held.retired_device", todo: "desk_held.rights.todo" },
  BAD_DATA: { why: "desk_held.bad_data", todo: "desk_held.bad_data.todo" },
  BAD_VERSION: { why: "desk_held.bad_version", todo: "desk_held.engineer.todo" },
  ID_REUSED: { why: "desk_held.id_reused", todo: "desk_held.engineer.todo" },
  SERVER_BUG: { why: "desk_held.server_bug", todo: "desk_held.engineer.todo" },
  RECOVERED: { why: "desk_held.recovered", todo: "desk_held.recovered.todo" },
  other: { why: "desk_held.other", todo: "desk_held.engineer.todo" },
};
