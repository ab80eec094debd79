import assert from "node:assert/strict";
import { test } from "node:test";
import { digestOf } from "../../src/lib/digest.ts";
import { aMutation, anId, aPhone, applied, at, stateOf } from "../support/phones.ts";
import { pull, receive, STREAMS } from "../support/pulls.ts";
import { aRow, outboxIds, retained, row, rowsIn } from "../support/stores.ts";

test("a reset gives everything back in the order of saving, what was just answered included", async () => {
  const { phone, disk } = aPhone();
  const [first, second, third] = [aMutation(), aMutation(), aMutation()];
  await phone.save([first, second]);
  await receive(phone, { results: [applied(first, 1), applied(second, 2)], witness: at(2) });
  await phone.save([third]);

  await receive(phone, {
    reset: true,
    results: [applied(third, 1)],
    late_results: [applied(first, 9)],
    witness: at(1, "bbbbbbbb"),
  });

  assert.deepEqual(await outboxIds(disk), [first.id, second.id, third.id]);
  assert.deepEqual(await retained(disk), []);
  assert.equal((await stateOf(disk)).witness, at(1, "bbbbbbbb"));
});

test("after a reset the old copy is shown until the second one is whole and its digests agree", async () => {
  const { phone, disk } = aPhone();
  const [old, fresh] = [aRow(anId(), 5), aRow(anId(), 2)];
  await pull(phone, [old], 5);

  await receive(phone, { reset: true, ...STREAMS, witness: at(2, "bbbbbbbb") });
  await receive(phone, { records: [fresh], witness: at(2, "bbbbbbbb"), more: true });
  const meanwhile = [await row(disk, old.id), await row(disk, fresh.id)];
  await pull(phone, [], 2, [fresh]);

  assert.deepEqual(meanwhile, [old, null]);
  assert.deepEqual([await row(disk, old.id), await row(disk, fresh.id)], [null, fresh]);
  assert.equal((await stateOf(disk)).isBuilding, false);
});

test("a second reset discards the second copy", async () => {
  const { phone, disk } = aPhone();
  const [one, next] = [aRow(anId(), 2), aRow(anId(), 3)];
  await receive(phone, { reset: true, ...STREAMS, witness: at(2) });
  await receive(phone, { records: [one], more: true, witness: at(2) });

  await receive(phone, { reset: true, ...STREAMS, witness: at(1, "bbbbbbbb") });
  await pull(phone, [next], 3);

  assert.deepEqual(await rowsIn(disk, "log:g"), [next]);
});

test("a stream whose digest differs is pulled anew, and it is told", async () => {
  const { phone, disk } = aPhone();
  await pull(phone, [aRow(anId(), 5)], 5);

  await receive(phone, { digests: { "log:g": [2, "0123456789abcdef"] }, witness: at(5) });

  assert.deepEqual(await rowsIn(disk, "log:g"), []);
  const { cursors } = await stateOf(disk);
  assert.deepEqual([cursors["log:g"], cursors["directory"]], ["0", at(5)]);
  assert.deepEqual(phone.reports, ["mismatch: log:g"]);
});

test("digests that differ twice in a row bring a whole second copy, and nothing goes back", async () => {
  const { phone, disk } = aPhone();
  const mutation = aMutation();
  await phone.save([mutation]);
  await pull(phone, [aRow(anId(), 5)], 5, undefined, { results: [applied(mutation, 5)] });
  const digests = { "log:g": [2, "0123456789abcdef"] as const };

  await receive(phone, { digests, witness: at(5) });
  await receive(phone, { digests, witness: at(5) });

  assert.equal((await stateOf(disk)).isBuilding, true);
  assert.equal((await retained(disk)).length, 1);
  assert.deepEqual(phone.reports, ["mismatch: log:g", "mismatch again: log:g"]);
});

test("a row that another tab spoilt is noticed by the digests", async () => {
  const { phone, disk } = aPhone();
  const standing = aRow(anId(), 5);
  await pull(phone, [standing], 5);
  const tab = aPhone(undefined, disk).phone;
  const spoilt = { ...standing, revision: "other" };
  await receive(tab, { records: [spoilt], more: true, witness: at(5) });

  await receive(phone, { digests: { "log:g": digestOf([standing]) }, witness: at(5) });

  assert.deepEqual(phone.reports, ["mismatch: log:g"]);
});
