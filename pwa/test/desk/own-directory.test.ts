/** The desk's directory: the copy, and over it what was changed here and has not come back. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { readWithOwn } from "../../src/desk/own-directory.ts";
import type { Place } from "../../src/session/directory.ts";
import type { Office } from "../support/desk.ts";
import { anOffice, pullRows } from "../support/desk.ts";
import { anId } from "../support/phones.ts";
import { aRow } from "../support/stores.ts";

const AREA = { kind: "area", stream: "directory" };

async function placesOf(office: Office, known = ""): Promise<ReadonlyMap<string, Place> | null> {
  return (await readWithOwn(office, known))?.directory.places ?? null;
}

test("an edit shows at once and says that it has not gone out", async () => {
  const office = anOffice();
  const [id, other] = [anId(), anId()];
  await pullRows(
    office,
    aRow(id, 1, { ...AREA, content: { name: "Cấm" } }),
    aRow(other, 2, { ...AREA, content: { name: "Khánh" } }),
  );

  await office.phone.act({ act: "edit", recordId: id, content: { name: "Cấm Thượng" } });

  const places = await placesOf(office);
  assert.equal(places?.get(id)?.content["name"], "Cấm Thượng");
  assert.equal(places?.get(id)?.state, "waiting");
  assert.equal(places?.get(other)?.state, undefined);
});

test("what is made here can be chosen before the server knows of it", async () => {
  const office = anOffice();
  const recordId = anId();
  const content = { name: "Cây đa", status: "dang_dung" };

  await office.phone.act({
    act: "create",
    recordId,
    kind: "checkpoint",
    stream: "directory",
    content,
  });

  assert.deepEqual((await placesOf(office))?.get(recordId)?.content, content);
});

test("it is read anew after a change, and not without one", async () => {
  const office = anOffice();
  const id = anId();
  await pullRows(office, aRow(id, 1, { ...AREA, content: { name: "Cấm" } }));
  const first = (await readWithOwn(office, ""))?.mark ?? "";

  assert.equal(await placesOf(office, first), null);
  await office.phone.act({ act: "edit", recordId: id, content: { name: "Cấm Thượng" } });
  assert.notEqual(await placesOf(office, first), null);
});
