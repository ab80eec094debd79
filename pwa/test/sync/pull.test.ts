import assert from "node:assert/strict";
import { test } from "node:test";
import { aMutation, anId, aPhone, applied, aReply, at, stateOf } from "../support/phones.ts";
import { pull, receive } from "../support/pulls.ts";
import { aRow, outboxIds, row, rowsIn } from "../support/stores.ts";

test("of a revoked stream the copy and the cursor go, what was not sent stays", async () => {
  const { phone, disk } = aPhone();
  const unsent = aMutation();
  await phone.save([unsent]);
  await pull(phone, [aRow(anId(), 5), aRow(anId(), 6, { stream: "directory" })], 6);

  await receive(phone, { streams: { directory: "read" }, streams_tag: "s2", witness: at(7) });

  assert.deepEqual(await rowsIn(disk, "log:g"), []);
  assert.equal((await rowsIn(disk, "directory")).length, 1);
  assert.deepEqual((await stateOf(disk)).cursors, { directory: at(6) });
  assert.deepEqual(await outboxIds(disk), [unsent.id]);
});

test("a row of a stream that is not granted is not kept", async () => {
  const { phone, disk } = aPhone();
  const foreign = aRow(anId(), 5, { stream: "mediation:g" });

  await pull(phone, [foreign], 5, []);

  assert.equal(await row(disk, foreign.id), null);
});

for (const [name, here, gone, stays] of [
  ["a departure drops the row that it is about", 5, { stream: "log:g", seq: 6 }, false],
  ["a departure from another stream drops nothing", 5, { stream: "directory", seq: 6 }, true],
  ["a departure older than the row drops nothing", 7, { stream: "log:g", seq: 6 }, true],
] as const) {
  test(`${name} (R9)`, async () => {
    const { phone, disk } = aPhone();
    const standing = aRow(anId(), here);
    await pull(phone, [standing], here);

    const departures = [{ id: standing.id, ...gone }];
    await receive(phone, { departures, witness: at(8), more: true });

    assert.equal((await row(disk, standing.id)) !== null, stays);
  });
}

test("an older row never takes a newer one's place", async () => {
  const { phone, disk } = aPhone();
  const newer = aRow(anId(), 7);
  await pull(phone, [newer], 7);

  await receive(phone, { records: [aRow(newer.id, 6)], witness: at(8), more: true });

  assert.deepEqual(await row(disk, newer.id), newer);
});

test("a stream's cursor only goes forward", async () => {
  const { phone, disk } = aPhone();
  await pull(phone, [aRow(anId(), 7)], 7);

  await receive(phone, { cursor: at(3), witness: at(8), more: true });

  assert.equal((await stateOf(disk)).cursors["log:g"], at(7));
});

test("while the rights are not confirmed verdicts are taken and nothing else, whatever comes (R13)", async () => {
  const { phone, disk } = aPhone();
  const standing = aRow(anId(), 5);
  const mutation = aMutation();
  await phone.save([mutation]);
  await pull(phone, [standing], 5);

  const { commune, time, poll_after_s } = aReply();
  await phone.receive(await phone.buildRequest(), {
    commune,
    time,
    results: [applied(mutation, 9)],
    late_results: [],
    witness: at(9),
    reset: false,
    restored: true,
    more: false,
    records: [aRow(anId(), 9)],
    departures: [{ id: standing.id, stream: "log:g", seq: 9 }],
    streams: {},
    streams_tag: "s9",
    cursor: at(9),
    ...(poll_after_s !== undefined && { poll_after_s }),
  });

  assert.deepEqual(await row(disk, standing.id), standing);
  const { isRestored, cursors, witness } = await stateOf(disk);
  assert.deepEqual([isRestored, cursors["log:g"], witness], [true, at(5), at(9)]);
  assert.deepEqual(await outboxIds(disk), []);
});
