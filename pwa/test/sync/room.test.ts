import assert from "node:assert/strict";
import { test } from "node:test";
import { aMutation, anId, answering, aPhone, at, stateOf } from "../support/phones.ts";
import { fetched } from "../support/pulls.ts";
import { fillUp } from "../support/room.ts";
import { aRow, outboxIds, row } from "../support/stores.ts";

test("without room for a page the copies go, their cursors too; outbox and witness stay", async (t) => {
  const { phone, disk, hand } = aPhone();
  const standing = aRow(anId(), 3);
  await fetched({ phone, hand }, standing);
  const unsent = aMutation();
  await phone.save([unsent]);
  fillUp(t, ["copy_a", "copy_b"]);
  hand.answer = answering({ records: [aRow(anId(), 4)], cursor: at(4), witness: at(4) });

  assert.equal(await phone.exchange(), false);

  assert.deepEqual(await outboxIds(disk), [unsent.id]);
  assert.equal(await row(disk, standing.id), null);
  const { cursors, witness } = await stateOf(disk);
  assert.deepEqual([cursors, witness], [{ "log:g": "0" }, at(3)]);
  assert.ok((phone.dueInMs() ?? 0) > 0);
  assert.deepEqual(phone.reports, ["full"]);
});

test("without room to save the copies make room for it", async (t) => {
  const { phone, disk, hand } = aPhone();
  await fetched({ phone, hand }, aRow(anId(), 3));
  fillUp(t, ["outbox"], 1);
  const mutation = aMutation();

  await phone.save([mutation]);

  assert.deepEqual(await outboxIds(disk), [mutation.id]);
  assert.deepEqual((await stateOf(disk)).cursors, { "log:g": "0" });
});

test("without any room at all a save is refused aloud, and what was saved stays", async (t) => {
  const { phone, disk } = aPhone();
  const saved = aMutation();
  await phone.save([saved]);
  fillUp(t, ["outbox"]);

  await assert.rejects(phone.save([aMutation()]), { name: "QuotaExceededError" });

  assert.deepEqual(await outboxIds(disk), [saved.id]);
});

test("a reply on its way while room is made is thrown away: it has the old cursors", async (t) => {
  const { phone, disk, hand } = aPhone();
  await fetched({ phone, hand }, aRow(anId(), 3));
  const other = aPhone(undefined, disk);
  other.hand.answer = async (url, options) => {
    fillUp(t, ["outbox"], 1);
    await phone.save([aMutation()]);
    return answering({ cursor: at(9), witness: at(9) })(url, options);
  };

  await other.phone.exchange();

  assert.deepEqual((await stateOf(disk)).cursors, { "log:g": "0" });
});
