import assert from "node:assert/strict";
import { test } from "node:test";
import { unsentAccess } from "../../src/db/access-log.ts";
import { noteOpened, notePrinted } from "../../src/review/opened.ts";
import { anOffice, aPatrolRow, entryOf, kindOf, type Office } from "../support/desk.ts";
import { NOW_MS } from "../support/phones.ts";

const lines = async ({ disk }: Office) => {
  const found = await disk.read(["access_log"], (to) => unsentAccess(to, 100));
  return found.map(({ id: _, ...line }) => line);
};

test("opening a mediation leaves one line, opening a patrol none", async () => {
  const office = anOffice();
  const row = aPatrolRow(1, { kind: "mediation", stream: "mediation:g" });

  assert.equal(await noteOpened(office, entryOf(row), kindOf("mediation"), NOW_MS), true);
  assert.equal(await noteOpened(office, entryOf(aPatrolRow(2)), kindOf("patrol"), NOW_MS), false);

  const at = new Date(NOW_MS).toISOString();
  const line = { at, action: "xem", object_type: "mediation", object_id: row.id };
  assert.deepEqual(await lines(office), [line]);
});

test("printing leaves a line for whatever is printed", async () => {
  const office = anOffice();

  await notePrinted(office, "patrol", "p1", NOW_MS);
  await notePrinted(office, "queue", null, NOW_MS);

  const found = await lines(office);
  assert.deepEqual(
    found.map(({ action, object_type, object_id }) => [action, object_type, object_id]).sort(),
    [
      ["in", "patrol", "p1"],
      ["in", "queue", null],
    ],
  );
});
